"""What the demo summit asks besides the usual questions, and what its people answered."""

from typing import Any, Final

from summitapp.core.text import Translated
from summitapp.questions.values import AskedOption, AskedQuestion, AskedSection, Condition, Kind, Operator

_T = Translated

#: Of the usual questions all but the agreement, so that programs register people with the demo as ever.
LEFT_OUT: Final = frozenset({"code-of-conduct"})

EXCURSIONS: Final = AskedSection(
    _T("Ausflüge", "Geziler", "Excursions"),
    _T("Am Tag nach dem Gipfel. Die Plätze sind begrenzt.", "Zirvenin ertesi günü. Yerler sınırlıdır.",
       "On the day after the summit. Places are limited."),
    (
        AskedQuestion(
            "excursion", Kind.ONE_CHOICE,
            _T("Wohin möchten Sie mitfahren?", "Hangi geziye katılmak istersiniz?", "Where would you like to go?"),
            purpose=_T("Um Busse und Boote zu bestellen.", "Otobüs ve tekneleri ayarlamak için.",
                       "To order buses and boats."),
            options=(
                AskedOption(0, "gulf", _T("Mit dem Schiff durch den Golf", "Körfezde tekne turu", "By boat across the gulf"), 40),
                AskedOption(0, "agora", _T("Agora von Smyrna", "Smyrna Agorası", "Agora of Smyrna"), 25),
                AskedOption(0, "wetland", _T("Vogelparadies im Gediz-Delta", "Gediz Deltası kuş cenneti",
                                             "Birds of the Gediz delta"), 12),
            ),
        ),
        AskedQuestion(
            "sea-legs", Kind.YES_NO,
            _T("Brauchen Sie beim Einsteigen eine helfende Hand?", "Tekneye binerken yardıma ihtiyacınız olur mu?",
               "Would you like a hand when boarding?"),
            purpose=_T("Damit jemand am Steg steht.", "İskelede birinin hazır olması için.",
                       "So that somebody stands on the pier."),
            show_if=Condition("excursion", Operator.EQUALS, ("gulf",)),
        ),
    ),
)  # fmt: skip

#: What every so manyth participant answered, in turn.
REPLIES: Final[tuple[dict[str, Any], ...]] = (
    {"excursion": "gulf", "sea-legs": "no", "visa-letter": "no",
     "travel": {"arrival": {"date": "2027-10-12", "time": "16:40", "number": "TK 2334", "place": "ADB"},
                "departure": {"date": "2027-10-17", "time": "11:15", "number": "TK 2335", "place": "ADB"}}},
    {"excursion": "agora", "visa-letter": "no", "evening-before": "yes"},
    {"visa-letter": "yes", "evening-before": "yes", "companions": {"count": "1"},
     "travel": {"arrival": {"date": "2027-10-12", "number": "XQ 984", "place": "ADB"}}},
    {"excursion": "wetland", "pick-up": "yes", "visa-letter": "no"},
    {},
)  # fmt: skip
SEALED: Final[tuple[dict[str, Any], ...]] = (
    {"diet": {"chosen": ["vegetarian"]}},
    {"diet": {"chosen": ["no-nuts"], "note": "Erdnüsse, auch Spuren"},
     "emergency-contact": {"name": "Deniz Örnek", "phone": "+49 421 361 00 00", "relation": "Schwester"}},
    {"access": {"chosen": ["step-free", "near-stage"]}},
    {"diet": {"chosen": ["vegan", "no-gluten"]}, "access": {"chosen": ["hearing-loop"]}},
)  # fmt: skip

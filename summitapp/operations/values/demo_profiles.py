"""What the invented people of the demo offer and seek, said as somebody says it when they shake hands."""

from dataclasses import dataclass
from typing import Final

from summitapp.core.text import Translated


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to talk about: topics offered and sought, further interests, goals, and the line beside the name."""

    offers: tuple[str, ...]
    seeks: tuple[str, ...]
    topics: tuple[str, ...]
    sdgs: tuple[int, ...]
    headline: Translated


#: One after the other to one person after the other; what the one seeks another one offers.
WISHES: Final = (
    Wish(("port", "water"), ("waste", "mobility"), ("climate",), (11, 14),
         Translated("Saubere Häfen – und wie machen Sie das mit dem Müll?",
                    "Temiz limanlar; peki siz atıkla ne yapıyorsunuz?",
                    "Clean harbours – and how do you handle your waste?")),
    Wish(("waste",), ("port", "energy"), ("climate", "water"), (12, 11),
         Translated("Bioabfall getrennt, Biogas im Netz: gern zeige ich, wie.",
                    "Organik atıktan biyogaz: nasıl yaptığımızı gösterelim.",
                    "Organic waste into biogas: happy to show how we do it.")),
    Wish(("mobility", "digital"), ("planning", "climate"), ("health",), (11, 13),
         Translated("Radwege und ein Ticket für alles",
                    "Bisiklet yolları ve tek bilet",
                    "Cycle paths, and one ticket for everything")),
    Wish(("resilience", "planning"), ("digital", "governance"), ("water",), (11, 13),
         Translated("Erdbebensichere Schulen: unsere Erfahrung, Ihre Fragen",
                    "Depreme dayanıklı okullar: deneyimimiz, sorularınız",
                    "Earthquake-safe schools: our experience, your questions")),
    Wish(("climate", "energy"), ("resilience", "mobility"), ("planning",), (7, 13),
         Translated("Hitzeplan und Wärmenetze",
                    "Sıcak hava planı ve bölgesel ısıtma",
                    "Heat action plans and district heating")),
    Wish(("vocational", "youth"), ("economy", "science"), ("migration",), (4, 8),
         Translated("Auszubildende für ein halbes Jahr tauschen",
                    "Altı aylık çırak değişimi",
                    "Exchanging apprentices for half a year")),
    Wish(("economy", "startups"), ("vocational", "tourism"), ("digital",), (8, 9),
         Translated("Gründerzentrum sucht Partner am Mittelmeer",
                    "Kuluçka merkezi ortak arıyor",
                    "Start-up centre looking for partners by the sea")),
    Wish(("culture", "youth"), ("culture", "tourism"), ("equality",), (4, 11),
         Translated("Ein Orchester, zwei Städte",
                    "Bir orkestra, iki kent",
                    "One orchestra, two cities")),
    Wish(("equality", "health"), ("governance", "youth"), ("migration",), (3, 5),
         Translated("Frauenhäuser und Beratung in zwei Sprachen",
                    "Kadın danışma merkezleri, iki dilde hizmet",
                    "Advice centres for women, in two languages")),
    Wish(("governance", "migration"), ("equality", "culture"), ("youth",), (10, 16),
         Translated("Beteiligung, die auch Zugezogene erreicht",
                    "Yeni gelenlere de ulaşan katılım",
                    "Participation that reaches newcomers too")),
    Wish(("science", "agrifood"), ("startups", "agrifood"), ("water", "climate"), (2, 9),
         Translated("Von der Hochschule auf den Markt: regionale Lebensmittel",
                    "Üniversiteden pazara: yerel gıda",
                    "From the university to the market: local food")),
    Wish(("tourism", "digital"), ("waste", "economy"), ("culture",), (8, 12),
         Translated("Sanfter Tourismus an der Küste",
                    "Kıyıda sürdürülebilir turizm",
                    "Gentle tourism along the coast")),
)  # fmt: skip
#: What a few of them wrote beside it.
TEXT: Final = Translated(
    "Wir bereiten für 2028 ein gemeinsames Vorhaben vor und suchen eine Stadt, die mitmacht. Am liebsten in einem halben "
    "Tag Werkstatt, gern auch nach dem Gipfel.",
    "2028 için ortak bir çalışma hazırlıyoruz ve bize katılacak bir kent arıyoruz. Yarım günlük bir atölye bize yeter; "
    "zirveden sonra da olabilir.",
    "We are preparing something together for 2028 and look for a city that joins in. Half a day of workshop would be "
    "enough; after the summit is fine, too.",
)
#: How many have a profile, and at every how manieth one it stands paused or is only begun.
PROFILES: Final = 44
PAUSED_EACH, BEGUN_EACH, WROTE_EACH, AWAY_EACH = 17, 13, 4, 11
#: How many delegations speak for themselves as a whole.
WHOLE: Final = 3

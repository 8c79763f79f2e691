"""Gathering a list in one language: who stands in it, and in which words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from summitapp.consents.values import Purpose
from summitapp.core.i18n import gettext, language_name, speaking
from summitapp.core.text import N_, Language, as_language
from summitapp.directory.values import PersonName
from summitapp.lists import queries, rules
from summitapp.lists.models import PrecedenceLevel
from summitapp.lists.values import (
    ORDERING_NAMES,
    PRESETS,
    TITLES,
    Guest,
    Listing,
    ListKind,
    Ordering,
    PrecedenceClass,
    Preset,
    Rank,
    Row,
    Section,
    Takes,
)
from summitapp.questions import queries as questions
from summitapp.questions.values import AskedQuestion, Kind
from summitapp.registration import services as registration
from summitapp.registration.values import ROLE_NAMES, DelegationRole
from summitapp.summits.models import Summit

_HEADS: Final[Mapping[ListKind, tuple[str, ...]]] = {
    ListKind.PARTICIPANTS: (N_("Name"), N_("Function"), N_("City"), N_("Organisation")),
    ListKind.EVERYONE: (N_("Name"), N_("Function"), N_("City"), N_("Organisation"), N_("Delegation"), N_("Category"),
                        N_("E-mail address"), N_("Telephone"), N_("Code")),
    ListKind.DELEGATIONS: (N_("Name"), N_("Role"), N_("Function or office"), N_("Organisation")),
    ListKind.PROTOCOL: (N_("No."), N_("Name"), N_("Function or office"), N_("City"), N_("Role")),
    ListKind.NO_PHOTO: (N_("Name"), N_("City"), N_("Delegation"), N_("Category")),
    ListKind.DIET: (N_("Meal"), N_("Number")),
}  # fmt: skip
_ACTING: Final = N_("%(office)s (acting)")
_BY_HAND: Final = N_("%(role)s · placed by hand")
_OTHER: Final = N_("Other wishes, put together")
_OWN_WORDS: Final = N_("Something else, in own words")
_CONFIRMED: Final = N_("Confirmed in all: %(number)s. Whoever is not counted below takes the usual menu.")
_SMALL_NOTE: Final = N_("Numbers below three are put together, so that they lead to nobody.")
_NO_PHOTO_NOTE: Final = N_(
    "Whoever is not in this list has agreed to pictures. The list holds as of the time above; ask for a new one each day."
)
_EQUALS_NOTE: Final = N_("Alphabetical order is that of the host’s language: %(language)s.")


def gather(summit: Summit, kind: ListKind, language: Language) -> Listing:
    """Return a list as of now, its words in ``language`` and sorted as its readers expect."""
    with speaking(language):
        sections, notes = _MAKERS[kind](summit, language)
        heads = tuple(gettext(head) for head in _HEADS[kind])
        return Listing(kind, language, gettext(TITLES[kind]), heads, tuple(sections), tuple(notes))


def counts_of(summit: Summit) -> dict[ListKind, int]:
    """Return how many people stand in each list of people now."""
    guests = queries.guests(summit.id)
    seen = [guest for guest in guests if not guest.hidden]
    people = [guest.person_id for guest in seen]
    return {
        ListKind.EVERYONE: len(guests), ListKind.PARTICIPANTS: len(queries.who_agrees(Purpose.PARTICIPANT_LIST, people)),
        ListKind.DELEGATIONS: sum(bool(guest.delegation_code) for guest in seen),
        ListKind.PROTOCOL: sum(len(part) for _, part in _order(summit, seen)),
        ListKind.NO_PHOTO: len(seen) - len(queries.who_agrees(Purpose.PHOTO, people)),
    }  # fmt: skip


# --- words of one person ------------------------------------------------------------------------------------------------


def _listed(guest: Guest) -> str:
    return PersonName(guest.given, guest.family, guest.academic_title).list_form


def _spoken(guest: Guest) -> str:
    return PersonName(guest.given, guest.family, guest.academic_title).with_title


def _city(guest: Guest, language: str) -> str:
    return guest.city.best(language) or guest.city_text


def _office(guest: Guest, language: str) -> str:
    """Return the office somebody comes in, else their function as they wrote it; a title is never translated here."""
    title = guest.office.best(language) if guest.office else guest.function
    return gettext(_ACTING, office=title) if guest.acting and title else title


def _role(guest: Guest) -> str:
    return gettext(ROLE_NAMES[guest.role]) if guest.role is not DelegationRole.MEMBER else ""


def _seen(summit: Summit) -> list[Guest]:
    return [guest for guest in queries.guests(summit.id) if not guest.hidden]


def _whole(guests: Iterable[Guest], cells: Callable[[Guest], tuple[str, ...]]) -> list[Section]:
    rows = tuple(Row(guest.reference, cells(guest)) for guest in guests)
    return [Section("", rows)] if rows else []


# --- the lists ------------------------------------------------------------------------------------------------------------


def _participants(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    guests = _seen(summit)
    agreed = queries.who_agrees(Purpose.PARTICIPANT_LIST, [guest.person_id for guest in guests])
    told = rules.by_family_name((guest for guest in guests if guest.person_id in agreed), language)
    return _whole(told, lambda guest: (
        _listed(guest), _office(guest, language), _city(guest, language), guest.organisation,
    )), []  # fmt: skip


def _everyone(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    return _whole(rules.by_family_name(queries.guests(summit.id), language), lambda guest: (
        _listed(guest), _office(guest, language), _city(guest, language), guest.organisation,
        guest.delegation.best(language), guest.category.best(language), guest.email, guest.phone, guest.code,
    )), []  # fmt: skip


def _delegations(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    groups = rules.by_delegation(_seen(summit), language)
    return [
        Section(title, tuple(
            Row(guest.reference, (_spoken(guest), _role(guest), _office(guest, language), guest.organisation))
            for guest in people
        )) for title, people in groups
    ], []  # fmt: skip


def _protocol(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    ranks, sections, number = queries.ranks(summit.id), [], 0
    for level, people in _order(summit, _seen(summit), language):
        rows = []
        for guest in people:
            number += 1
            rows.append(Row(guest.reference, (
                str(number), _spoken(guest), _office(guest, language), _city(guest, language),
                _mark(guest, ranks, language),
            )))  # fmt: skip
        why = ". ".join(part.rstrip(".") for part in (level.why, gettext(ORDERING_NAMES[level.ordering])) if part)
        sections.append(Section(level.name, tuple(rows), f"{why}."))
    host = language_name(_host_language(summit))
    return sections, [gettext(_EQUALS_NOTE, language=host)] if sections else []


def _mark(guest: Guest, ranks: Mapping[str, Rank], language: Language) -> str:
    role = gettext(ROLE_NAMES[guest.role]) if guest.delegation_code else guest.category.best(language)
    return gettext(_BY_HAND, role=role) if guest.reference in ranks else role


def _host_language(summit: Summit) -> Language:
    if summit.city is not None and summit.city.country in ("TR", "DE"):
        return "tr" if summit.city.country == "TR" else "de"
    return as_language(summit.default_language)


def _order(summit: Summit, guests: Iterable[Guest], language: Language = "en") -> list[tuple[PrecedenceClass, list[Guest]]]:
    classes = [_class(level, language) for level in queries.levels(summit.id)] or _usual(language)
    ties = queries.partnership_dates() if any(one.ordering is Ordering.PARTNERSHIP for one in classes) else {}
    return rules.in_order(guests, classes, queries.ranks(summit.id), ties, _host_language(summit))


def _class(level: PrecedenceLevel, language: Language) -> PrecedenceClass:
    return PrecedenceClass(level.id, level.name.best(language), level.why.best(language), level.ordering, level.takes)


def _usual(language: Language) -> list[PrecedenceClass]:
    """Return the classes that hold until somebody has made others: heads, deputies and guests of honour."""
    drafts = [draft for draft in PRESETS[Preset.TURKISH] if draft.takes is not Takes.NOBODY]
    return [
        PrecedenceClass(-place, draft.name.best(language), draft.why.best(language), draft.ordering, draft.takes)
        for place, draft in enumerate(drafts, start=1)
    ]


def whole_order(summit: Summit, language: Language) -> list[tuple[PrecedenceClass, list[Guest]]]:
    """Return the order of protocol with everything a page shows of it."""
    return _order(summit, _seen(summit), language)


def reasons_of(summit: Summit) -> dict[str, Any]:
    """Return registration → how and why it was put somewhere by hand."""
    return {one.registration.public_id: one for one in queries.placings(summit.id)}


def _no_photo(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    guests = _seen(summit)
    agreed = queries.who_agrees(Purpose.PHOTO, [guest.person_id for guest in guests])
    told = rules.by_family_name((guest for guest in guests if guest.person_id not in agreed), language)
    return _whole(told, lambda guest: (
        _listed(guest), _city(guest, language), guest.delegation.best(language), guest.category.best(language),
    )), [gettext(_NO_PHOTO_NOTE)]  # fmt: skip


def _diet(summit: Summit, language: Language) -> tuple[list[Section], list[str]]:
    asked = {one.code: one for one in questions.asked_form(summit.id) if one.kind is Kind.DIET}
    sections = []
    for code, chosen in registration.diet_counts(summit.id).items():
        question = asked.get(code)
        named = {_meal(question, option, language): number for option, number in chosen.items() if number}
        rows = tuple(Row("", (name, str(number))) for name, number in rules.suppress_small(named, gettext(_OTHER)))
        if rows:
            sections.append(Section(question.caption.best(language) if question else "", rows))
    confirmed = gettext(_CONFIRMED, number=len(queries.guests(summit.id)))
    return sections, [confirmed, gettext(_SMALL_NOTE)]


def _meal(question: AskedQuestion | None, code: str, language: Language) -> str:
    option = question.option(code) if question is not None else None
    return option.label.best(language) if option is not None else gettext(_OWN_WORDS)


_MAKERS: Final[Mapping[ListKind, Callable[[Summit, Language], tuple[list[Section], list[str]]]]] = {
    ListKind.PARTICIPANTS: _participants, ListKind.EVERYONE: _everyone, ListKind.DELEGATIONS: _delegations,
    ListKind.PROTOCOL: _protocol, ListKind.NO_PHOTO: _no_photo, ListKind.DIET: _diet,
}  # fmt: skip

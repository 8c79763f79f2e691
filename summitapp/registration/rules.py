"""What may happen to a registration now. Every decision takes values and the time, and touches nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import phonenumbers

from summitapp.core.errors import DomainError
from summitapp.core.text import LANGUAGES, N_, fold, search_key, sort_key
from summitapp.registration.values import (
    ACTIVE,
    MAY_HOLD_A_PLACE,
    MOST_TERMS,
    NAME_LENGTH,
    NOTE_LENGTH,
    PLACE_SIGN,
    PROOF_WITHIN,
    SEATED,
    SORT_LENGTH,
    TEXT_LENGTH,
    TRANSITIONS,
    WORD_LENGTH,
    Answers,
    Applicant,
    Entry,
    EntryPolicy,
    Hold,
    Places,
    RegistrationClosed,
    RegistrationNotYetOpen,
    Room,
    State,
    Turn,
    Waiting,
)
from summitapp.summits.rules import registration_window
from summitapp.summits.values import RegistrationWindow, SummitDates

#: Control characters, and those that turn the direction of writing and so disguise a name.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def can_transition(state: State, to: State) -> bool:
    """Return whether a registration may move from ``state`` to ``to``."""
    return to in TRANSITIONS[state]


def takes_place(state: State, policy: EntryPolicy) -> bool:
    """Return whether a registration in ``state`` holds one of the places."""
    return state in SEATED or (policy.holds_place and state in MAY_HOLD_A_PLACE)


def is_active(state: State) -> bool:
    """Return whether the person still comes or hopes to."""
    return state in ACTIVE


def refusal_to_register(public: bool, dates: SummitDates, now: datetime, zone: ZoneInfo) -> DomainError | None:
    """Return why nobody can register now, or None while registration is open."""
    if not public:
        return RegistrationClosed()
    window = registration_window(dates, now, zone)
    if window is RegistrationWindow.NOT_YET:
        return RegistrationNotYetOpen()
    return RegistrationClosed() if window is RegistrationWindow.CLOSED else None


def lives_on(one: str, state: State, other: str, other_state: State) -> str:
    """Return which of two registrations of a person, by code, had best go on: the one that has come further."""
    return other if _FURTHEST.index(other_state) > _FURTHEST.index(state) else one


_FURTHEST = (
    State.WITHDRAWN, State.CANCELLED, State.DECLINED, State.DRAFT, State.NOMINATED, State.SUBMITTED, State.WAITING,
    State.OFFERED, State.APPROVED, State.CONFIRMED,
)  # fmt: skip


def may_still_register(public: bool, dates: SummitDates, now: datetime, zone: ZoneInfo) -> bool:
    """Return whether registration is open at ``now``: from the opening on, before the closing."""
    return refusal_to_register(public, dates, now, zone) is None


def changes_are_open(close_at: datetime | None, ends_on: date, now: datetime, zone: ZoneInfo) -> bool:
    """Whether people may still change their details themselves: until the date set for it, else until the last day."""
    if close_at is not None:
        return now < close_at
    return now.astimezone(zone).date() <= ends_on


def decide_entry(policy: EntryPolicy, places: Iterable[Places], waiting: int = 0) -> Entry | None:
    """Return what becomes of somebody who asks for a place now, or None when they must be turned away.

    :param places: every limit that counts for this person: summit, category, delegation.
    :param waiting: how many already wait; newcomers never overtake them.
    """
    seated = not waiting and not any(place.full for place in places)
    if policy.automatic and seated:
        return Entry(State.CONFIRMED, takes_place=True)
    if not policy.automatic and not policy.holds_place:
        return Entry(State.SUBMITTED, takes_place=False)
    if not policy.automatic and seated:
        return Entry(State.SUBMITTED, takes_place=True)
    if policy.waiting_list:
        return Entry(State.WAITING, takes_place=False, position=waiting + 1)
    return None


def decide_approval(place_free: bool, proven: bool) -> State:
    """Return where an approved person goes: into their place, or to the end of the waiting list.

    Whoever has not yet shown that the address is theirs has the place held, and confirms by doing so.
    """
    if not place_free:
        return State.WAITING
    return State.CONFIRMED if proven else State.APPROVED


def decide_promotion(policy: EntryPolicy, decided: bool = True) -> State:
    """Return what the next person on the waiting list receives when a place is free.

    Where places are given automatically the place is theirs at once. Elsewhere people have often waited
    long and must arrange leave and travel: they receive an offer and answer it. On whom nobody has decided
    yet, the place is held until somebody does.
    """
    if policy.automatic:
        return State.CONFIRMED
    return State.OFFERED if decided else State.SUBMITTED


def go_through(queue: Iterable[Waiting], room: Room) -> list[Turn]:
    """Go through the waiting list in order and say of each party whether it is given its places now, or why not.

    Those who come together all fit, or none is given a place. Who is held back by a limit does not hold up
    those behind whom it does not concern. A party for which some places are free, but too few, lets people behind
    it have them until these were as many as it needs itself; from then on free places are kept for it.
    """
    limits = _limits(room)
    left = Counter({limit: places.left or 0 for limit, places in limits.items()})
    saved: Counter[Limit] = Counter()
    turns: list[Turn] = []
    passable: dict[int, list[Limit]] = {}
    for place, members in enumerate(_parties(queue)):
        needs = Counter(limit for one in members for limit in _limits_of(one) if limit in limits)
        turns.append(_turn(members, needs, left, saved))
        if turns[place].hold is None:
            left.subtract(needs)
            for before in [one for one, tight in passable.items() if not needs.keys().isdisjoint(tight)]:
                passed = turns[before].passed_over + len(members)
                turns[before] = replace(turns[before], passed_over=passed)
        elif turns[place].hold is Hold.PARTY and all(limits[limit].fits(number) for limit, number in needs.items()):
            passable[place] = _tight(needs, left)
        for before in [one for one in passable if turns[one].passed_over >= len(turns[one].members)]:
            for limit in passable.pop(before):
                saved[limit] += left[limit]
                left[limit] = 0
    return turns


Limit = tuple[str, *tuple[int, ...]]


def _limits(room: Room) -> dict[Limit, Places]:
    found: dict[Limit, Places] = {
        ("summit",): room.summit,
        **{("category", key): places for key, places in room.categories.items()},
        **{("delegation", key): places for key, places in room.delegations.items()},
        **{("share", *key): places for key, places in room.shares.items()},
    }
    return {limit: places for limit, places in found.items() if places.capacity is not None}


def _limits_of(one: Waiting) -> list[Limit]:
    """Return the limits that count for somebody, the widest first."""
    found: list[Limit] = [("summit",), ("category", one.category_id)]
    if one.delegation_id is not None:
        found += [("delegation", one.delegation_id), ("share", one.delegation_id, one.category_id)]
    return found


def _parties(queue: Iterable[Waiting]) -> list[tuple[Waiting, ...]]:
    """Return those who come together as one, everybody else alone; a party waits where its first member does."""
    together: dict[tuple[object, ...], list[Waiting]] = {}
    for one in sorted(queue, key=lambda one: (one.rank, one.registration_id)):
        key = (one.delegation_id, one.party) if one.party else ("alone", one.registration_id)
        together.setdefault(key, []).append(one)
    return [tuple(members) for members in together.values()]


def _turn(members: tuple[Waiting, ...], needs: Counter[Limit], left: Counter[Limit],
          saved: Counter[Limit]) -> Turn:  # fmt: skip
    passed = max(one.passed_over for one in members)
    if any(one.protocol for one in members):
        return Turn(members, Hold.PROTOCOL, None, passed)
    short = [limit for limit in needs if left[limit] < needs[limit]]
    if not short:
        return Turn(members, None, None, passed)
    free = {limit: left[limit] + saved[limit] for limit in short}
    if full := next((limit for limit in short if not free[limit]), None):
        return Turn(members, Hold(full[0]), 0, passed)
    kept = all(free[limit] >= needs[limit] for limit in short)
    return Turn(members, Hold.SAVED if kept else Hold.PARTY, min(free.values()), passed)


def _tight(needs: Counter[Limit], left: Counter[Limit]) -> list[Limit]:
    """Return where a party lacks places: if its own delegation does, it keeps nothing from others."""
    short = [limit for limit in needs if left[limit] < needs[limit]]
    return [limit for limit in short if limit[0] in ("delegation", "share")] or short


def without_protocol(members: Iterable[Waiting]) -> list[Waiting]:
    """Return the same people as if their places were given in order: somebody gives them by hand."""
    return [replace(one, protocol=False) for one in members]


def needs_review(changed: Iterable[str], watched: Iterable[str]) -> list[str]:
    """Return which of the changed details the organisers want to see again."""
    words = {"city_text": "city", "organisation_text": "organisation"}
    return sorted({words.get(name, name) for name in changed} & set(watched))


def position_of(rank: int, ranks: Sequence[int]) -> int:
    """Return the place in the queue, from 1, of the one with ``rank`` among all waiting ``ranks``."""
    return sum(1 for other in ranks if other < rank) + 1


def proof_due(submitted_at: datetime) -> datetime:
    """Return until when a new address has to be confirmed."""
    return submitted_at + PROOF_WITHIN


def has_lapsed(state: State, proven: bool, due: datetime | None, now: datetime) -> bool:
    """Return whether an unproven registration has had its time and gives its place back."""
    return is_active(state) and not proven and due is not None and now >= due


def offer_has_lapsed(state: State, until: datetime | None, now: datetime) -> bool:
    """Return whether an offered place was not taken in time."""
    return state is State.OFFERED and until is not None and now >= until


def is_over(deadline: datetime | None, now: datetime) -> bool:
    """Return whether a deadline has passed; without one there is always time."""
    return deadline is not None and now >= deadline


def sameness_key(email: str | None, given_name: str, family_name: str) -> str | None:
    """Return what is equal for the same address and the same name, however written; None without address.

    Only a digest is kept, for comparing: an office may register several people with one address,
    and one person is not counted twice for writing ``MÜLLER``.
    """
    if not email:
        return None
    whole = "\n".join((fold(email), fold(given_name), fold(family_name)))
    return sha256(whole.encode()).hexdigest()[:32]


def faults_in(applicant: Applicant, answers: Answers) -> dict[str, str]:
    """Return what is wrong with the details, field by field, as catalogue keys; empty when all is well.

    Forms and the API judge the shape; what must hold whoever asks is judged here once more.
    """
    faults: dict[str, str] = {}
    if not applicant.given_name.strip():
        faults["given_name"] = N_("Please give your name.")
    if not applicant.family_name.strip() and not applicant.single_name:
        faults["family_name"] = N_("Please give your family name, or say that you have one name only.")
    for field, text, limit in _lengths(applicant, answers):
        if len(text) > limit:
            faults[field] = N_("This is too long.")
        elif _UNPRINTABLE.search(text):
            faults[field] = N_("This contains characters that cannot be printed.")
    if applicant.language not in LANGUAGES:
        faults["language"] = N_("Please choose German, Turkish or English.")
    if any(language not in LANGUAGES for language in answers.spoken_languages):
        faults["spoken_languages"] = N_("Please choose German, Turkish or English.")
    if answers.interpretation and answers.interpretation not in LANGUAGES:
        faults["interpretation"] = N_("Please choose German, Turkish or English.")
    return faults


def _lengths(applicant: Applicant, answers: Answers) -> Iterable[tuple[str, str, int]]:
    yield "given_name", applicant.given_name, NAME_LENGTH
    yield "family_name", applicant.family_name, NAME_LENGTH
    yield "function", answers.function, TEXT_LENGTH
    yield "city", answers.city, TEXT_LENGTH
    yield "organisation", answers.organisation, TEXT_LENGTH
    yield "note", " ".join(answers.note.split()), NOTE_LENGTH


def keep_office(answers: Answers, function: str, city: str, organisation: str) -> Answers:
    """Return what is known of somebody who takes over: their own answers, and the office where these say nothing."""
    return replace(answers, function=answers.function or function, city=answers.city or city,
                   organisation=answers.organisation or organisation)  # fmt: skip


def search_words(*texts: str) -> frozenset[str]:
    """Return the folded words by which somebody is found; ``Müller`` gives ``muller`` and ``mueller``."""
    key = re.sub(r"[^\w@.+-]+", " ", search_key(*texts))
    words = set(key.split())
    for word in tuple(words):
        words.update(part for part in word.split("-") if part)
    return frozenset(word[:WORD_LENGTH] for word in words)


def read_phone(text: str) -> str | None:
    """Return a telephone number as E.164, an empty text for none, and None for what cannot be one."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) \
        if phonenumbers.is_valid_number(number) else None  # fmt: skip


def place_words(*texts: str) -> frozenset[str]:
    """Return the words by which a city or an organisation is found as such, and not a person called like it."""
    return frozenset((PLACE_SIGN + word)[:WORD_LENGTH] for word in search_words(*texts))


def sort_names(given_name: str, family_name: str) -> dict[str, str]:
    """Return the name as columns that sort as readers expect: in German and English, and in Turkish.

    What separates the two names sorts before every letter, so that a short family name comes first.
    """
    parts = (family_name or given_name, given_name)
    return {
        column: "\t".join(sort_key(part, language)[0] for part in parts)[:SORT_LENGTH]
        for column, language in (("sort_plain", "en"), ("sort_turkish", "tr"))
    }


def is_row_number(text: str) -> bool:
    """Return whether ``text`` can be the number of a row, as a page of a list names its end."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def search_terms(text: str) -> tuple[str, ...]:
    """Return what a search box asks for: every term must begin a word of the one who is found."""
    terms = re.sub(r"[^\w@.+-]+", " ", fold(text)).split()
    return tuple(dict.fromkeys(term[:WORD_LENGTH] for term in terms[:MOST_TERMS]))

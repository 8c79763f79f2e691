"""Order, comparison and counting without an application."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summitapp.core.text import Translated
from summitapp.lists import rules
from summitapp.lists.values import (
    PRESETS,
    SMALL,
    Guest,
    Listing,
    ListKind,
    Ordering,
    PrecedenceClass,
    Rank,
    Row,
    Section,
    Takes,
)
from summitapp.registration.values import DelegationRole

HEADS = PrecedenceClass(1, "Heads", "", Ordering.ALPHABETICAL, Takes.HEADS)
DEPUTIES = PrecedenceClass(2, "Deputies", "", Ordering.ALPHABETICAL, Takes.DEPUTIES)
HONOUR = PrecedenceClass(3, "Guests of honour", "", Ordering.ALPHABETICAL, Takes.GUESTS)
NONE = PrecedenceClass(9, "Governor", "", Ordering.ALPHABETICAL, Takes.NOBODY)


def guest(family: str, *, given: str = "Kim", city: str = "Bremen", role: DelegationRole = DelegationRole.HEAD,
          **values: object) -> Guest:  # fmt: skip
    made = Guest(
        reference=f"{family}-{given}", person_id=1, code=family[:6], academic_title="", given=given, family=family, email="",
        phone="", function="", office=Translated(), acting=False, role=role, category=Translated(), protocol=False,
        delegation=Translated.same(city), delegation_code=city.upper(), city=Translated.same(city), city_text="", organisation="",
        city_id=sum(map(ord, city)),
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def names(guests: list[Guest]) -> list[str]:
    return [one.family or one.given for one in guests]


def test_names_are_sorted_as_readers_of_the_language_expect() -> None:
    people = [guest(name) for name in ("Zöllner", "Çelik", "Cömert", "Iğdırlı", "İnan", "Öztürk", "Osterholz", "Weiß", "Weisz")]
    assert names(rules.by_family_name(people, "tr")) == [
        "Cömert", "Çelik", "Iğdırlı", "İnan", "Osterholz", "Öztürk", "Weiß", "Weisz", "Zöllner"]
    assert names(rules.by_family_name(people, "de")) == [
        "Çelik", "Cömert", "Iğdırlı", "İnan", "Osterholz", "Öztürk", "Weiß", "Weisz", "Zöllner"]


def test_single_names_stand_among_the_others() -> None:
    people = [guest("Yıldız"), guest("", given="Wu"), guest("Aksu")]
    assert names(rules.by_family_name(people, "en")) == ["Aksu", "Wu", "Yıldız"]


def test_a_delegation_begins_with_its_head_and_its_deputy() -> None:
    people = [guest("Ak", role=DelegationRole.MEMBER), guest("Zander"), guest("Yılmaz", role=DelegationRole.DEPUTY),
              guest("Bora", city="Ahlen"), guest("Niemand", delegation_code="")]
    found = rules.by_delegation(people, "de")
    assert [(title, names(group)) for title, group in found] == [("Ahlen", ["Bora"]), ("Bremen", ["Zander", "Yılmaz", "Ak"])]


def test_people_fall_into_the_class_that_takes_people_like_them() -> None:
    people = [guest("Head"), guest("Deputy", role=DelegationRole.DEPUTY), guest("Member", role=DelegationRole.MEMBER),
              guest("Honour", role=DelegationRole.MEMBER, protocol=True), guest("Alone", delegation_code="")]
    found = rules.in_order(people, [NONE, HEADS, DEPUTIES, HONOUR], {}, {}, "tr")
    assert [(one.name, names(group)) for one, group in found] == [
        ("Heads", ["Head"]), ("Deputies", ["Deputy"]), ("Guests of honour", ["Honour"])]


def test_equals_stand_by_the_alphabet_of_the_host_or_by_the_age_of_the_tie() -> None:
    people = [guest("A", city="Ödemiş"), guest("B", city="Osterholz"), guest("C", city="Çeşme"), guest("D", city="Celle")]
    in_turkish = rules.in_order(people, [HEADS], {}, {}, "tr")[0][1]
    in_german = rules.in_order(people, [HEADS], {}, {}, "de")[0][1]
    assert names(in_turkish) == ["D", "C", "B", "A"] and names(in_german) == ["D", "C", "A", "B"]
    ties = {people[1].city_id or 0: "1967", people[0].city_id or 0: "1995-03-08"}
    by_age = rules.in_order(people, [replace(HEADS, ordering=Ordering.PARTNERSHIP)], {}, ties, "tr")[0][1]
    assert names(by_age) == ["B", "A", "D", "C"]


def test_who_is_placed_by_hand_stands_there_and_before_the_equals() -> None:
    people = [guest("A"), guest("B"), guest("C"), guest("Guest", role=DelegationRole.MEMBER)]
    ranks = {"C-Kim": Rank(1, 2, "Gastgeber"), "Guest-Kim": Rank(1, 1, "Ministerin"), "A-Kim": Rank(9, None, "Vertritt den Vali")}
    found = rules.in_order(people, [NONE, HEADS], ranks, {}, "tr")
    assert [(one.name, names(group)) for one, group in found] == [("Governor", ["A"]), ("Heads", ["Guest", "C", "B"])]


def test_a_place_in_a_class_that_is_gone_is_forgotten() -> None:
    found = rules.in_order([guest("A")], [HEADS], {"A-Kim": Rank(77, 1, "?")}, {}, "de")
    assert names(found[0][1]) == ["A"]


def test_the_presets_are_whole_in_three_languages() -> None:
    for drafts in PRESETS.values():
        assert all(not draft.name.missing() and not draft.why.missing() for draft in drafts)
        assert {Takes.HEADS, Takes.DEPUTIES, Takes.GUESTS} <= {draft.takes for draft in drafts}


# --- comparing ------------------------------------------------------------------------------------------------------------


def listing(*references: str, kind: ListKind = ListKind.PROTOCOL, **cells: str) -> Listing:
    rows = tuple(Row(one, (str(place), cells.get(one, one))) for place, one in enumerate(references, 1))
    return Listing(kind, "de", "Liste", ("Nr.", "Name"), (Section("Klasse", rows),))


def told(before: Listing, after: Listing) -> list[tuple[str, str]]:
    return [(one.what, one.line[-1]) for one in rules.differences(before, after)]


def test_one_person_who_moved_is_one_move() -> None:
    assert told(listing("a", "b", "c", "d"), listing("d", "a", "b", "c")) == [("moved", "d")]
    assert told(listing("a", "b"), listing("a", "b")) == []


def test_who_is_new_gone_or_changed_is_told() -> None:
    assert told(listing("a", "b", "c"), listing("a", "c", "x")) == [("added", "x"), ("gone", "b")]
    assert told(listing("a", "b"), listing("a", "b", b="Bürgermeisterin")) == [("changed", "Bürgermeisterin")]


def test_in_a_list_by_name_nobody_moves() -> None:
    by_name = ListKind.PARTICIPANTS
    before, after = listing("a", "b", kind=by_name), listing("b", "a", kind=by_name)
    assert all(what == "changed" for what, _ in told(before, after))


@given(st.permutations("abcdefgh"), st.permutations("abcdefgh"))
def test_the_moves_explain_the_new_order(before: list[str], after: list[str]) -> None:
    moved = {line for what, line in told(listing(*before), listing(*after)) if what == "moved"}
    assert [one for one in before if one not in moved] == [one for one in after if one not in moved]


def test_a_version_comes_back_as_it_was_kept_and_loses_who_must_go() -> None:
    whole = listing("a", "b")
    assert Listing.of(ListKind.PROTOCOL, whole.as_dict()) == whole
    assert whole.without(frozenset({"a"})).references == ("b",)
    assert whole.without(frozenset({"a", "b"})).sections == ()


# --- counting --------------------------------------------------------------------------------------------------------------


def test_small_numbers_are_put_together_and_never_stand_alone() -> None:
    assert rules.suppress_small({"vegan": 12, "halal": 5, "nuts": 1, "fish": 2}, "other") == [("vegan", 12), ("halal", 5), ("other", 3)]
    assert rules.suppress_small({"vegan": 12, "halal": 5, "nuts": 1}, "other") == [("vegan", 12), ("other", 6)]
    assert rules.suppress_small({"nuts": 2}, "other") == [("other", 2)] and rules.suppress_small({}, "other") == []


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 40)))
def test_no_number_is_lost_and_none_leads_to_somebody(counts: dict[str, int]) -> None:
    shown = rules.suppress_small(counts, "other")
    assert sum(number for _, number in shown) == sum(counts.values())
    if sum(counts.values()) >= SMALL:
        assert all(number >= SMALL for _, number in shown)

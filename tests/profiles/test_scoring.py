"""Who is suggested to whom, and why: cases made by hand, and the quick way against the slow one."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.profiles.rules.scoring import (
    rarity_of,
    reasons_between,
    suggest_all,
    suggest_cities,
    suggest_for,
    value_of,
    value_of_delegation,
)
from summitapp.profiles.values.scoring import REASON_WORDS, Card, Counterparts, Part, Reason, ReasonCode
from tests.profiles.people import people
from tests.profiles.plain import Summit, suggest_slowly
from tests.rig.places import ROOT

AYŞE = Card(
    "ayşe", city="izmir", organisation="izmir city hall", delegation="izmir", category="delegate", kind="municipality",
    offers=frozenset({"ports"}), seeks=frozenset({"trams", "waste"}), topics=frozenset({"youth"}), sdgs=frozenset({11, 13}),
    languages=frozenset({"tr", "en"}), level="mayor",
)  # fmt: skip
BERND = Card(
    "bernd", city="bremen", organisation="bremen city hall", delegation="bremen", category="delegate", kind="municipality",
    offers=frozenset({"trams", "heat"}), seeks=frozenset({"ports"}), topics=frozenset({"youth"}), sdgs=frozenset({11}),
    languages=frozenset({"de", "en"}), level="mayor",
)  # fmt: skip
CARLA = Card(
    "carla", city="köln", organisation="köln chamber", delegation="köln", category="guest", kind="chamber",
    offers=frozenset({"waste"}), sdgs=frozenset({13}), languages=frozenset({"de"}), level="chamber",
)  # fmt: skip
LINKS = {("izmir", "bremen")}
EVERYBODY = [AYŞE, BERND, CARLA]


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def facts(reasons: tuple[Reason, ...], code: ReasonCode) -> tuple:
    return next(reason.facts for reason in reasons if reason.code is code)


def others(found) -> list[str]:
    return [suggestion.other for suggestion in found]


# --- reasons ---------------------------------------------------------------------------------------------------------
def test_both_are_told_why_each_from_their_own_side() -> None:
    rarity = rarity_of(EVERYBODY)
    to_ayşe, to_bernd = reasons_between(AYŞE, BERND, LINKS, rarity), reasons_between(BERND, AYŞE, LINKS, rarity)
    assert facts(to_ayşe, ReasonCode.THEY_OFFER) == ("trams",)
    assert facts(to_ayşe, ReasonCode.YOU_OFFER) == ("ports",)
    assert facts(to_bernd, ReasonCode.THEY_OFFER) == ("ports",)
    assert facts(to_bernd, ReasonCode.YOU_OFFER) == ("trams",)
    assert facts(to_ayşe, ReasonCode.TWINNED_CITIES) == ("bremen",)
    assert facts(to_bernd, ReasonCode.TWINNED_CITIES) == ("izmir",)
    for reasons in (to_ayşe, to_bernd):
        assert facts(reasons, ReasonCode.SHARED_SDGS) == (11,)
        assert facts(reasons, ReasonCode.SHARED_TOPICS) == ("youth",)
        assert facts(reasons, ReasonCode.COMMON_LANGUAGE) == ("en",)
        assert facts(reasons, ReasonCode.SAME_FUNCTION) == ("mayor",)
        assert facts(reasons, ReasonCode.SAME_KIND) == ("municipality",)


def test_the_strongest_reason_comes_first() -> None:
    assert codes(reasons_between(BERND, AYŞE, LINKS, rarity_of(EVERYBODY)))[0] == ReasonCode.THEY_OFFER  # all that he seeks
    assert codes(reasons_between(CARLA, AYŞE, LINKS, rarity_of(EVERYBODY)))[0] == ReasonCode.SHARED_SDGS  # her one goal
    assert codes(reasons_between(AYŞE, BERND, LINKS, rarity_of(EVERYBODY)))[-1] == ReasonCode.COMMON_LANGUAGE


def test_every_reason_has_words() -> None:
    assert set(REASON_WORDS) == set(ReasonCode)
    assert all("%(what)s" in words for words in REASON_WORDS.values())


@pytest.mark.parametrize(("part", "code"), [
    (Part.OFFERS, ReasonCode.THEY_OFFER), (Part.SEEKS, ReasonCode.YOU_OFFER), (Part.SDGS, ReasonCode.SHARED_SDGS),
    (Part.TOPICS, ReasonCode.SHARED_TOPICS), (Part.CITY, ReasonCode.TWINNED_CITIES), (Part.LANGUAGES, ReasonCode.COMMON_LANGUAGE),
    (Part.LEVEL, ReasonCode.SAME_FUNCTION), (Part.KIND, ReasonCode.SAME_KIND),
])  # fmt: skip
def test_what_somebody_keeps_to_themselves_counts_and_is_never_told(part: Part, code: ReasonCode) -> None:
    discreet = replace(BERND, hidden=frozenset({part}))
    rarity = rarity_of(EVERYBODY)
    assert code not in codes(reasons_between(AYŞE, discreet, LINKS, rarity))
    assert value_of(AYŞE, discreet, LINKS, rarity, mutual=False) == value_of(AYŞE, BERND, LINKS, rarity, mutual=False)
    expected = {ReasonCode.THEY_OFFER: ReasonCode.YOU_OFFER, ReasonCode.YOU_OFFER: ReasonCode.THEY_OFFER}.get(code, code)
    assert expected in codes(reasons_between(discreet, AYŞE, LINKS, rarity))


def test_somebody_of_whom_too_little_may_be_told_is_not_suggested_in_either_direction() -> None:
    silent = replace(BERND, hidden=frozenset(Part))
    assert suggest_for(AYŞE, [AYŞE, silent], LINKS, ()) == []
    assert suggest_for(silent, [AYŞE, silent], LINKS, ()) == []
    assert suggest_all([AYŞE, silent], LINKS, ()) == {"ayşe": [], "bernd": []}


def test_what_hardly_anybody_else_offers_is_stressed() -> None:
    crowd = [Card(f"p{number}", offers=frozenset({"climate"}), seeks=frozenset({"climate"})) for number in range(30)]
    rarity = rarity_of([*crowd, *EVERYBODY])
    assert facts(reasons_between(AYŞE, BERND, LINKS, rarity), ReasonCode.FILLS_GAP) == ("trams",)
    assert ReasonCode.FILLS_GAP not in codes(reasons_between(crowd[0], crowd[1], LINKS, rarity))


# --- scores ----------------------------------------------------------------------------------------------------------
def test_a_meeting_is_worth_the_same_from_either_side_and_more_if_both_asked() -> None:
    rarity = rarity_of(EVERYBODY)
    assert value_of(AYŞE, BERND, LINKS, rarity, mutual=False) == value_of(BERND, AYŞE, LINKS, rarity, mutual=False)
    assert value_of(AYŞE, BERND, LINKS, rarity, mutual=True) - value_of(AYŞE, BERND, LINKS, rarity, mutual=False) == 200
    assert value_of(Card("a"), Card("b"), (), rarity, mutual=False) == 100


def test_two_who_are_made_for_each_other_are_worth_eight_hundred() -> None:
    one = Card("a", city="x", offers=frozenset({"p"}), seeks=frozenset({"q"}), sdgs=frozenset({1}))
    other = Card("b", city="y", offers=frozenset({"q"}), seeks=frozenset({"p"}), sdgs=frozenset({1}))
    assert value_of(one, other, {("y", "x")}, rarity_of([one, other]), mutual=False) == 800
    (suggestion,) = suggest_for(one, [one, other], {("y", "x")}, ())
    assert suggestion.score == 1000


def test_the_formula_is_the_published_one() -> None:
    one = Card("a", city="x", offers=frozenset({"p"}), seeks=frozenset({"q"}))
    other = Card("b", city="y", offers=frozenset({"q"}), seeks=frozenset({"z"}), languages=frozenset({"de"}))
    rarity = rarity_of([one, other])
    assert value_of(one, other, (), rarity, mutual=False) == 100 + 200 * 0.5  # one side gains nothing
    both = 2 * 0.7 * 0.2 / 0.9
    assert value_of(one, other, {("x", "y")}, rarity, mutual=False) == round(100 + 500 * both + 200 * 0.7)
    speaks = replace(one, languages=frozenset({"tr"}))
    assert value_of(speaks, other, {("x", "y")}, rarity, mutual=False) == round(100 + 500 * 0.7 * both + 200 * 0.7)


def test_a_rare_word_says_more_than_one_that_everybody_uses() -> None:
    crowd = [Card(f"p{number}", offers=frozenset({"climate"})) for number in range(20)]
    asks = Card("asks", seeks=frozenset({"climate", "tsunami"}))
    common, rare = Card("common", offers=frozenset({"climate"})), Card("rare", offers=frozenset({"tsunami"}))
    rarity = rarity_of([*crowd, asks, common, rare])
    assert value_of(asks, rare, (), rarity, mutual=False) > value_of(asks, common, (), rarity, mutual=False)


def test_a_missing_language_lowers_and_never_hides() -> None:
    fluent, not_yet = replace(CARLA, languages=frozenset({"tr"})), replace(BERND, languages=frozenset({"de"}))
    (with_interpreter,) = suggest_for(AYŞE, [AYŞE, not_yet], LINKS, ())
    (without,) = suggest_for(AYŞE, [AYŞE, BERND], LINKS, ())
    assert with_interpreter.interpreter
    assert not without.interpreter
    assert 0 < with_interpreter.score < without.score
    assert not suggest_for(AYŞE, [AYŞE, fluent], LINKS, ())[0].interpreter


def test_who_did_not_say_what_they_speak_is_not_said_to_need_an_interpreter() -> None:
    (suggestion,) = suggest_for(AYŞE, [AYŞE, replace(BERND, languages=frozenset())], LINKS, ())
    assert not suggestion.interpreter


def test_a_delegation_is_worth_more_the_more_of_it_come() -> None:
    assert [value_of_delegation(number) for number in (3, 4, 6)] == [1300, 1600, 2200]


# --- who is never suggested ------------------------------------------------------------------------------------------
NEVER = {
    "oneself": (AYŞE, ()),
    "the same organisation": (replace(BERND, organisation=AYŞE.organisation), ()),
    "the same delegation": (replace(BERND, delegation=AYŞE.delegation), ()),
    "whom one declined": (BERND, [("ayşe", "bernd")]),
    "who declined": (BERND, [("bernd", "ayşe")]),
}


@pytest.mark.parametrize("case", NEVER)
def test_never_suggested(case: str) -> None:
    other, never = NEVER[case]
    assert suggest_for(AYŞE, [AYŞE, other], LINKS, never) == []
    assert not any(suggest_all({AYŞE, other}, LINKS, never).values())


def test_people_without_organisation_or_delegation_share_none() -> None:
    one, other = replace(AYŞE, organisation="", delegation=""), replace(BERND, organisation="", delegation="")
    assert others(suggest_for(one, [one, other], LINKS, ())) == ["bernd"]


def test_whom_one_may_not_ask_is_not_suggested_but_may_ask_themselves() -> None:
    def may(asker: str, asked: str) -> bool:
        return asked != "guest"

    found = suggest_all(EVERYBODY, LINKS, (), may=may)
    assert others(found["ayşe"]) == ["bernd"]
    assert others(found["carla"]) == ["ayşe"]
    assert others(suggest_for(CARLA, EVERYBODY, LINKS, (), may=may)) == ["ayşe"]


def test_a_refusal_leaves_no_trace_in_what_others_read() -> None:
    crowd = [*people(40), AYŞE, BERND]
    before = suggest_all(crowd, LINKS, (), top=50)
    after = suggest_all(crowd, LINKS, [("ayşe", "bernd")], top=50)
    assert "bernd" in others(before["ayşe"])
    assert [one for one in before["ayşe"] if one.other != "bernd"] == after["ayşe"]
    assert all(before[card.id] == after[card.id] for card in crowd if card.id not in {"ayşe", "bernd"})


def test_one_person_and_nobody_at_all_get_empty_lists() -> None:
    assert suggest_all([], (), ()) == {}
    assert suggest_all([AYŞE], (), ()) == {"ayşe": []}
    assert suggest_for(AYŞE, [], (), ()) == []
    assert suggest_all([Card("a"), Card("b")], (), ()) == {"a": [], "b": []}


# --- lists -----------------------------------------------------------------------------------------------------------
def test_everybody_stands_in_the_lists_of_three_others_however_little_they_wrote() -> None:
    shy = [
        Card(f"shy{number}", city="izmir", kind="municipality", languages=frozenset({"tr"})) for number in range(6)
    ]
    found = suggest_all([*people(300), *shy], {("izmir", f"city{number}") for number in range(22)}, ())
    told = Counter(suggestion.other for suggestions in found.values() for suggestion in suggestions)
    assert min(told[card] for card in found) >= 3
    assert {len(suggestions) for suggestions in found.values()} == {20}


def test_a_popular_mayor_does_not_take_every_list() -> None:
    star = replace(AYŞE, id="star", offers=frozenset(f"tag{number}" for number in range(60)), seeks=frozenset(f"tag{number}" for number in range(60)))
    cards = [*people(300), star]
    told = Counter(suggestion.other for found in suggest_all(cards, (), (), top=10).values() for suggestion in found)
    assert told["star"] < 200
    first, *_ = suggest_for(cards[0], cards, (), ())
    assert first.other == "star"
    assert "star" not in others(suggest_for(cards[0], cards, (), (), top=10, given={"star": 5_000_000}))


def test_every_suggestion_has_two_true_reasons_for_both_sides() -> None:
    cards = {card.id: card for card in people(200, seed=7)}
    links = {("city1", "city2"), ("city3", "city1")}
    judge = Summit(list(cards.values()), links, (), None)
    for one, found in suggest_all(cards.values(), links, ()).items():
        for suggestion in found:
            assert judge.told(one, suggestion.other) >= 2
            assert judge.told(suggestion.other, one) >= 2
            for reason in suggestion.reasons:
                assert is_true(reason, cards[one], cards[suggestion.other], links), reason


def is_true(reason: Reason, reader: Card, other: Card, links) -> bool:
    told = set(reason.facts)
    held = {
        ReasonCode.THEY_OFFER: reader.seeks & other.offers, ReasonCode.FILLS_GAP: reader.seeks & other.offers,
        ReasonCode.YOU_OFFER: reader.offers & other.seeks, ReasonCode.SHARED_SDGS: reader.sdgs & other.sdgs,
        ReasonCode.SHARED_TOPICS: reader.topics & other.topics, ReasonCode.COMMON_LANGUAGE: reader.languages & other.languages,
        ReasonCode.SAME_FUNCTION: {reader.level} & {other.level}, ReasonCode.SAME_KIND: {reader.kind} & {other.kind},
        ReasonCode.TWINNED_CITIES: {other.city} if {(reader.city, other.city), (other.city, reader.city)} & links else set(),
    }[reason.code]  # fmt: skip
    return bool(told) and told <= set(held)


def some(words: str, most: int) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from(words.split()), max_size=most)


CARDS = st.lists(
    st.builds(
        Card, id=st.text("abcıİß", min_size=1, max_size=4), city=st.sampled_from(["", "izmir", "bremen", "köln"]),
        organisation=st.sampled_from(["", "hall", "port"]), delegation=st.sampled_from(["", "one", "two"]),
        category=st.sampled_from(["", "delegate", "guest"]), kind=st.sampled_from(["", "municipality", "chamber"]),
        offers=some("a b c d e", 3), seeks=some("a b c d e", 3), topics=some("a b x y", 2),
        sdgs=st.frozensets(st.integers(1, 17), max_size=4), languages=some("de tr en", 2), level=st.sampled_from(["", "mayor"]),
        hidden=st.frozensets(st.sampled_from(Part), max_size=3),
    ),
    max_size=14, unique_by=lambda card: card.id,
)  # fmt: skip
CITIES = st.sampled_from(["izmir", "bremen", "köln"])


@given(cards=CARDS, links=st.frozensets(st.tuples(CITIES, CITIES).filter(lambda pair: pair[0] != pair[1]), max_size=2), refused=st.data(), top=st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_the_quick_way_comes_to_what_the_slow_way_comes_to(cards, links, refused, top) -> None:
    ids = st.sampled_from([card.id for card in cards] or [""])
    never = refused.draw(st.frozensets(st.tuples(ids, ids), max_size=3))

    def may(asker: str, asked: str) -> bool:
        return (asker, asked) != ("guest", "delegate")

    quick = suggest_all(cards, links, never, top=top, may=may)
    assert {one: others(found) for one, found in quick.items()} == suggest_slowly(cards, links, never, top=top, may=may)
    rarity = rarity_of(cards)
    for card in cards:
        live = suggest_for(card, cards, links, never, top=100, may=may, rarity=rarity)
        scores = {one.other: one for one in live}
        assert all(scores[one.other] == one for one in quick[card.id])


def test_a_whole_summit_comes_to_the_same_by_both_ways() -> None:
    cards = people(150, seed=3)
    links = {(f"city{number}", f"city{number + 1}") for number in range(8)}
    quick = suggest_all(cards, links, [("p00001", "p00002")])
    assert {one: others(found) for one, found in quick.items()} == suggest_slowly(cards, links, [("p00001", "p00002")])


def test_a_page_that_suggests_never_loads_numpy() -> None:
    code = "import sys; from summitapp.profiles.rules.scoring import suggest_for; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# --- cities ----------------------------------------------------------------------------------------------------------
DELEGATIONS = [Card("izmir", city="izmir", languages=frozenset({"tr"})), Card("bremen", city="bremen"), Card("köln", city="köln")]


def test_cities_meet_as_equals_mayor_with_mayor_and_chamber_with_chamber() -> None:
    chamber = replace(CARLA, id="deniz", city="izmir", organisation="izmir chamber", delegation="izmir")
    found = suggest_cities(DELEGATIONS, [*EVERYBODY, chamber], LINKS, ())
    assert [one.other for one in found["izmir"]] == ["bremen", "köln"]
    bremen, köln = found["izmir"]
    assert bremen.pairs == (Counterparts("mayor", "ayşe", "bernd"),)
    assert köln.pairs == (Counterparts("chamber", "deniz", "carla"),)
    assert facts(bremen.reasons, ReasonCode.SAME_FUNCTION) == ("mayor",)
    assert found["bremen"][0].pairs == (Counterparts("mayor", "bernd", "ayşe"),)
    assert bremen.score > köln.score


def test_of_several_of_one_function_those_meet_whom_it_serves_most() -> None:
    deputy = replace(BERND, id="a-deputy", offers=frozenset(), seeks=frozenset())
    (bremen, *_) = suggest_cities(DELEGATIONS, [*EVERYBODY, deputy], LINKS, ())["izmir"]
    assert bremen.pairs == (Counterparts("mayor", "ayşe", "bernd"),)


def test_who_refused_each_other_do_not_sit_opposite_and_delegations_that_refused_do_not_meet() -> None:
    (bremen, *_) = suggest_cities(DELEGATIONS, EVERYBODY, LINKS, [("bernd", "ayşe")])["izmir"]
    assert bremen.pairs == ()
    found = suggest_cities(DELEGATIONS, EVERYBODY, LINKS, [("bremen", "izmir")])
    assert "bremen" not in [one.other for one in found["izmir"]]
    assert "izmir" not in [one.other for one in found["bremen"]]


def test_two_delegations_of_one_city_are_not_suggested_to_each_other() -> None:
    port = replace(DELEGATIONS[1], id="izmir port", city="izmir")
    found = suggest_cities([DELEGATIONS[0], port], [AYŞE, replace(BERND, city="izmir", delegation="izmir port")], LINKS, ())
    assert found == {"izmir": [], "izmir port": []}


def test_what_a_person_keeps_to_themselves_is_not_told_by_their_delegation() -> None:
    discreet = replace(BERND, hidden=frozenset({Part.OFFERS, Part.LEVEL}))
    (bremen, *_) = suggest_cities(DELEGATIONS, [AYŞE, discreet, CARLA], LINKS, ())["izmir"]
    assert ReasonCode.THEY_OFFER not in codes(bremen.reasons)
    assert bremen.pairs == ()

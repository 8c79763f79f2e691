"""One rule judges every reply: forms of any shape, filled in by anybody."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.consents.values import Purpose
from summitapp.core.text import Translated
from summitapp.questions.documents import write_answer
from summitapp.questions.rules import applicable, consents_needed, fill, find_faults, kept_until, meets, still_open
from summitapp.questions.rules.judging import FULL, MISSING, NOT_AGREED, Fault, judge
from summitapp.questions.values import (
    AskedForm,
    AskedOption,
    AskedQuestion,
    AskedSection,
    Condition,
    Kind,
    Limits,
    Operator,
    Phase,
)
from summitapp.questions.values.usual import USUAL

CATEGORIES = ("delegate", "press")
SOURCES = (Kind.YES_NO, Kind.ONE_CHOICE, Kind.MANY_CHOICES)
OPTIONS = tuple(AskedOption(number, f"o{number}", Translated.same(f"Option {number}")) for number in range(1, 4))
_TEXTS = st.text(max_size=40)
_LEG = st.fixed_dictionaries({}, optional={
    "date": st.one_of(st.dates(date(2027, 1, 1), date(2028, 1, 1)).map(date.isoformat), _TEXTS),
    "time": st.sampled_from(["", "09:30", "25:00", "9"]), "number": _TEXTS, "place": _TEXTS,
})  # fmt: skip
_REPLIES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: _TEXTS, Kind.LONG_TEXT: _TEXTS, Kind.EMAIL: st.one_of(st.emails(), _TEXTS),
    Kind.NUMBER: st.one_of(st.integers(-50, 50), st.decimals(-50, 50, places=2).map(str), _TEXTS),
    Kind.YES_NO: st.sampled_from(["yes", "no", "", "perhaps", True, False]),
    Kind.DATE: st.one_of(st.dates().map(date.isoformat), _TEXTS),
    Kind.PHONE: st.sampled_from(["+49 421 361-0", "0090 232 293 00 00", "0232", "+1", "tel", ""]),
    Kind.COUNTRY: st.sampled_from(["DE", "TR", "XX", "", "de"]),
    Kind.ONE_CHOICE: st.sampled_from(["o1", "o2", "o3", "o9", ""]),
    Kind.MANY_CHOICES: st.lists(st.sampled_from(["o1", "o2", "o3", "o9", ""]), max_size=4),
    Kind.TRAVEL: st.fixed_dictionaries({}, optional={"arrival": _LEG, "departure": _LEG}),
    Kind.ACCOMPANYING: st.fixed_dictionaries({}, optional={"count": st.integers(0, 30), "names": _TEXTS}),
    Kind.DIET: st.fixed_dictionaries({}, optional={
        "chosen": st.lists(st.sampled_from(["o1", "o9"]), max_size=2), "note": _TEXTS}),
    Kind.EMERGENCY: st.fixed_dictionaries({}, optional={
        "name": _TEXTS, "phone": st.sampled_from(["+905551112233", "", "x"]), "relation": _TEXTS}),
    Kind.AGREEMENT: st.sampled_from(["yes", "", "no"]),
}  # fmt: skip


@st.composite
def forms(draw: Any) -> AskedForm:
    """Any form whose conditions point backwards, as the builder lets them."""
    questions: list[AskedQuestion] = []
    for number in range(draw(st.integers(1, 9))):
        kind = draw(st.sampled_from(sorted(_REPLIES)))
        sources = [one for one in questions if one.kind in SOURCES]
        condition = None
        if sources and draw(st.booleans()):
            source = draw(st.sampled_from(sources))
            values = ("yes",) if source.kind is Kind.YES_NO else tuple(draw(st.sets(st.sampled_from(["o1", "o2"]), min_size=1)))
            how = draw(st.sampled_from(list(Operator)))
            condition = Condition(source.code, how, values[:1] if how is Operator.EQUALS else values)
        questions.append(AskedQuestion(
            f"q{number}", kind, Translated.same(f"Question {number}"), required=draw(st.booleans()), options=OPTIONS,
            phase=Phase.REGISTRATION, show_if=condition, limits=Limits(names=draw(st.booleans())),
            categories=frozenset(draw(st.sampled_from([(), ("delegate",), ("press",)]))), id=number + 1,
        ))  # fmt: skip
    return AskedForm((AskedSection(Translated.same("All"), questions=tuple(questions)),))


@st.composite
def filled_forms(draw: Any) -> tuple[AskedForm, dict[str, Any], str]:
    form = draw(forms())
    replies = {one.code: draw(_REPLIES[one.kind]) for one in form if draw(st.booleans())}
    return form, replies, draw(st.sampled_from(CATEGORIES))


@given(filled_forms(), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_what_was_judged_once_is_judged_the_same_again(
    told: tuple[AskedForm, dict[str, Any], str], complete: bool, sensitive: bool
) -> None:
    form, replies, category = told
    how: dict[str, Any] = {"category": category, "phases": [Phase.REGISTRATION], "sensitive": sensitive}
    first = fill(form, replies, complete=complete, **how)
    again = fill(form, first.values, complete=False, **how)
    assert again.values == first.values
    assert again.faults == {}


@given(filled_forms(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_what_is_hidden_is_never_kept_and_never_missed(
    told: tuple[AskedForm, dict[str, Any], str], complete: bool
) -> None:
    form, replies, category = told
    done = fill(form, replies, category=category, phases=[Phase.REGISTRATION], complete=complete)
    assert not done.hidden & (done.values.keys() | done.faults.keys())
    for question in form:
        if not question.asked_of(category):
            assert question.code in done.hidden
        elif question.show_if and question.code not in done.hidden:
            assert meets(question.show_if, done.values.get(question.show_if.question))
        if question.sensitive:
            assert question.code not in done.values
    asked = {one.code for one in applicable(form, done.values, category, [Phase.REGISTRATION])}
    assert asked == {one.code for one in form} - done.hidden


@given(filled_forms())
@settings(max_examples=150, deadline=None)
def test_every_answer_can_be_read_in_every_language(told: tuple[AskedForm, dict[str, Any], str]) -> None:
    form, replies, category = told
    for sensitive in (False, True):
        done = fill(form, replies, category=category, phases=[Phase.REGISTRATION], complete=False, sensitive=sensitive)
        for code, value in done.values.items():
            question = form.question(code)
            assert question is not None
            assert all(write_answer(question, value, language) for language in ("de", "tr", "en"))


def one(kind: Kind, **values: Any) -> AskedQuestion:
    return AskedQuestion("it", kind, Translated.same("It"), options=OPTIONS, **values)


def alone(question: AskedQuestion) -> AskedForm:
    return AskedForm((AskedSection(Translated.same("All"), questions=(question,)),))


@pytest.mark.parametrize(("kind", "reply", "answer"), [
    (Kind.TEXT, "  Ayşe \n İnci ", "Ayşe İnci"), (Kind.LONG_TEXT, "a\r\nb", "a\nb"), (Kind.NUMBER, "3,5", 3.5),
    (Kind.NUMBER, "3.0", 3), (Kind.PHONE, "0090 232 293 00 00", "+902322930000"),
    (Kind.PHONE, "+49 421 361-0", "+494213610"), (Kind.EMAIL, "Ayse@Example.org", "ayse@example.org"),
    (Kind.MANY_CHOICES, ["o3", "o1", "o1"], ["o1", "o3"]), (Kind.YES_NO, "no", False),
    (Kind.TRAVEL, {"arrival": {"date": "2027-10-13", "time": "9:05", "place": ""}, "departure": {}}, None),
    (Kind.ACCOMPANYING, {"count": "0"}, None), (Kind.ACCOMPANYING, {"count": "2"}, {"count": 2}),
    (Kind.DIET, {"chosen": ["o2"], "note": " keine Nüsse "}, {"chosen": ["o2"], "note": "keine Nüsse"}),
    (Kind.EMERGENCY, {"name": "Ali", "phone": "+90 555 111 22 33", "relation": ""}, {"name": "Ali", "phone": "+905551112233"}),
])  # fmt: skip
def test_an_answer_takes_its_one_shape(kind: Kind, reply: Any, answer: Any) -> None:
    if kind is Kind.TRAVEL:
        with pytest.raises(Fault):
            judge(one(kind), reply)
        return
    assert judge(one(kind), reply) == answer


@pytest.mark.parametrize(("kind", "reply"), [
    (Kind.TEXT, "x" * 201), (Kind.TEXT, "a\0b"), (Kind.TEXT, 7), (Kind.NUMBER, "NaN"), (Kind.NUMBER, "1e99"), (Kind.NUMBER, True),
    (Kind.DATE, "31.10.2027"), (Kind.DATE, "2027-02-30"), (Kind.PHONE, "0232 293"), (Kind.COUNTRY, "ZZZ"),
    (Kind.EMAIL, "ayse@"), (Kind.ONE_CHOICE, "o9"), (Kind.ONE_CHOICE, ["o1"]), (Kind.MANY_CHOICES, ["o9"]),
    (Kind.TRAVEL, {"arrival": {"number": "TK 1337"}}),
    (Kind.TRAVEL, {"arrival": {"date": "2027-10-14"}, "departure": {"date": "2027-10-13"}}),
    (Kind.ACCOMPANYING, {"count": "21"}), (Kind.ACCOMPANYING, {"count": "-1"}), (Kind.DIET, "vegan"),
    (Kind.EMERGENCY, {"name": "Ali"}), (Kind.FILE, "../etc/passwd"), (Kind.YES_NO, "perhaps"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(kind: Kind, reply: Any) -> None:
    with pytest.raises(Fault):
        judge(one(kind), reply)


def test_a_full_option_stays_with_those_who_hold_it() -> None:
    question = one(Kind.ONE_CHOICE)
    full = AskedQuestion("it", Kind.ONE_CHOICE, question.caption, options=(AskedOption(1, "o1", question.caption, 2, 2), *OPTIONS[1:]))
    with pytest.raises(Fault, match=FULL):
        judge(full, "o1")
    assert judge(full, "o1", "o1") == "o1"


def test_an_agreement_must_be_ticked_and_a_required_answer_given() -> None:
    how: dict[str, Any] = {"category": "delegate", "phases": [Phase.REGISTRATION]}
    assert fill(alone(one(Kind.AGREEMENT)), {}, **how).faults == {"it": NOT_AGREED}
    assert fill(alone(one(Kind.TEXT, required=True)), {"it": " "}, **how).faults == {"it": MISSING}
    assert fill(alone(one(Kind.TEXT, required=True)), {}, complete=False, **how).faults == {}
    assert fill(alone(one(Kind.TEXT, required=True, phase=Phase.CONFIRMED)), {}, **how).faults == {}


def test_what_waits_and_which_consents_it_needs() -> None:
    usual = AskedForm(USUAL)
    waiting = still_open(usual, {"visa-letter": False}, "delegate", list(Phase))
    assert "visa-letter" not in {one.code for one in waiting}
    assert consents_needed(waiting) == [Purpose.HEALTH, Purpose.EMERGENCY]


def test_the_usual_questions_hold_and_speak_three_languages() -> None:
    usual = AskedForm(USUAL)
    for question in usual:
        assert find_faults(question, usual) == {}, question.code
        assert question.caption.missing() == question.purpose.missing() == ()
        assert all(option.label.missing() == () for option in question.options)
        assert not question.help or question.help.missing() == ()


def test_conditions_point_backwards_at_answers_there_can_be() -> None:
    first, second = one(Kind.YES_NO), AskedQuestion("later", Kind.TEXT, Translated.same("Later"))

    def faults(condition: Condition, **changes: Any) -> dict[str, str]:
        asked = AskedQuestion("later", Kind.TEXT, second.caption, show_if=condition, **changes)
        form = AskedForm((AskedSection(second.caption, questions=(first, asked)),))
        return find_faults(asked, form)

    assert faults(Condition("it", Operator.EQUALS, ("yes",))) == {}
    assert "depends_on" in faults(Condition("later", Operator.EQUALS, ("yes",)))
    assert "depends_on" in faults(Condition("nothing", Operator.ANSWERED))
    assert "depends_value" in faults(Condition("it", Operator.EQUALS, ("perhaps",)))
    assert "depends_value" in faults(Condition("it", Operator.EQUALS))


@pytest.mark.parametrize(("keep", "day"), [
    ("P7D", date(2028, 2, 5)), ("P30D", date(2028, 2, 28)), ("P1M", date(2028, 2, 29)), ("P2Y", date(2030, 1, 29)),
])  # fmt: skip
def test_a_time_for_keeping_ends_on_a_day_there_is(keep: str, day: date) -> None:
    assert kept_until(date(2028, 1, 29), keep) == day

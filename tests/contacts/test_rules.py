"""What becomes of a request, what is too much, and what a tag is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from summitapp.contacts import rules
from summitapp.contacts.values import (
    MOST_CONTACTS,
    MOST_OPEN,
    MOST_PER_HOUR,
    Answer,
    Badged,
    Chosen,
    Contact,
    Detail,
    ExchangeState,
    Standing,
    TooManyAsked,
    TooManyContacts,
    TooManyOpen,
)
from summitapp.core.text import Translated

NOON = datetime(2027, 10, 13, 12, tzinfo=UTC)
S = ExchangeState


@pytest.mark.parametrize(("standing", "answer"), [
    (Standing(), Answer.ASK),
    (Standing(S.ASKED, asked_by_me=True), Answer.ASKED_ALREADY),
    (Standing(S.ASKED), Answer.ACCEPT),
    (Standing(S.ACCEPTED), Answer.ACCEPTED_ALREADY),
    (Standing(S.ACCEPTED, asked_by_me=True), Answer.ACCEPTED_ALREADY),
    (Standing(S.DECLINED, asked_by_me=True), Answer.ASKED_ALREADY),
    (Standing(S.DECLINED), Answer.ASK),
    (Standing(S.TAKEN_BACK, asked_by_me=True), Answer.ASK),
    (Standing(S.TAKEN_BACK), Answer.ASK),
    (Standing(S.ENDED, ended_by_me=True), Answer.ASK),
    (Standing(S.ENDED), Answer.NOT_POSSIBLE),
    (Standing(blocked_by_other=True), Answer.NOT_POSSIBLE),
    (Standing(S.ASKED, blocked_by_me=True), Answer.BLOCKED_BY_ONESELF),
    (Standing(blocked_by_me=True, blocked_by_other=True), Answer.BLOCKED_BY_ONESELF),
])  # fmt: skip
def test_what_a_request_leads_to(standing: Standing, answer: Answer) -> None:
    assert rules.decide(standing) is answer


def test_many_requests_wait_a_little() -> None:
    rules.check_quota([NOON] * (MOST_PER_HOUR - 1), MOST_OPEN - 1, MOST_CONTACTS - 1, NOON)
    rules.check_quota([NOON - timedelta(hours=2)] * 500, 0, 0, NOON)
    with pytest.raises(TooManyAsked):
        rules.check_quota([NOON - timedelta(minutes=59)] * MOST_PER_HOUR, 0, 0, NOON)
    with pytest.raises(TooManyOpen):
        rules.check_quota([], MOST_OPEN, 0, NOON)
    with pytest.raises(TooManyContacts):
        rules.check_quota([], 0, MOST_CONTACTS, NOON)


def test_codes_lead_to_people_until_thirty_days_after_the_summit() -> None:
    assert rules.is_open(date(2027, 10, 15), date(2027, 11, 14))
    assert not rules.is_open(date(2027, 10, 15), date(2027, 11, 15))


@pytest.mark.parametrize(("chosen", "faulty"), [
    (Chosen(frozenset()), {"shared"}),
    (Chosen(frozenset({Detail.PHONE})), {"phone"}),
    (Chosen(frozenset({Detail.PHONE}), "call me"), {"phone"}),
    (Chosen(frozenset({Detail.EMAIL}), "12"), {"phone"}),
    (Chosen(frozenset({Detail.PHONE}), "+90 (232) 293-12/00"), set()),
    (Chosen(frozenset({Detail.EMAIL})), set()),
])  # fmt: skip
def test_a_choice_names_its_faults(chosen: Chosen, faulty: set[str]) -> None:
    assert set(rules.find_faults(chosen)) == faulty


def test_a_tag_is_told_once_whatever_its_case() -> None:
    assert rules.read_tags(" #Enerji, ENERJİ;Bornova ,, Çiğli") == ("Enerji", "Bornova", "Çiğli")
    assert len(rules.read_tags(",".join(f"t{n}" for n in range(50)))) == 10


def test_a_search_knows_turkish_and_german_letters() -> None:
    badge = Badged(1, "Işıl", "Müller", Translated.same("Karşıyaka"), "Straßenbau")
    one = Contact("r", S.ACCEPTED, True, False, badge, Translated(), "Europe/Istanbul", NOON, None, None, note="Şeker", tags=("İklim",))
    for terms in ("isil", "mueller", "MULLER", "strassen", "karsiyaka işıl", "şeker", "iklim"):
        assert rules.fits(one, terms), terms
    assert not rules.fits(one, "bremen") and rules.fits(one, "", "iklim") and not rules.fits(one, "", "enerji")


def test_after_a_merge_the_better_exchange_goes_on() -> None:
    assert rules.better(S.ACCEPTED, S.ASKED) and rules.better(S.ASKED, S.ENDED)
    assert not rules.better(S.DECLINED, S.ENDED) and not rules.better(S.ASKED, S.ACCEPTED)

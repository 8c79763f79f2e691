"""What becomes of each row: new, changed, as it is, or refused at a cell with a reason."""

from dataclasses import replace
from typing import Any

import pytest

from summitapp.nominations.rules import headings
from summitapp.nominations.rules.judging import identities, judge
from summitapp.nominations.rules.reading import read_table
from summitapp.nominations.values.importing import (
    Details,
    Fault,
    Judged,
    Judgement,
    Kind,
    Member,
    Notice,
    Outcome,
    Setting,
)
from summitapp.registration.rules import sameness_key
from summitapp.registration.values import DelegationRole

KINDS = (Kind("delegate", ("Delegierte", "Delege", "Delegate")), Kind("press", ("Presse", "Basın", "Press"), places=1))
BREMEN = Setting("DE", KINDS)
AYSE = Member("r1", "CODE22", Details("Ayşe", "Yılmaz", email="ayse@example.org", function="Leiterin", phone="+494213610",
                                      language="tr", category="delegate"))  # fmt: skip


def judged(*rows: str, setting: Setting = BREMEN) -> Judgement:
    table = read_table("\n".join(rows).encode())
    mapped, remarks = headings.map_heads(table.heads)
    return judge(table, mapped, setting, remarks)


def one(*rows: str, setting: Setting = BREMEN) -> Judged:
    return judged(*rows, setting=setting).rows[-1]


def codes(judgement: Judgement | Judged) -> list[tuple[Any, int, int | None]]:
    rows = judgement.rows if isinstance(judgement, Judgement) else (judgement,)
    return [(remark.code, remark.row, remark.column) for row in rows for remark in row.remarks]


HEAD = "Vorname;Nachname;E-Mail;Funktion;Telefon;Sprache;Kategorie;Rolle;Nur ein Name"


def test_a_good_row_is_new_with_everything_it_says() -> None:
    found = one(HEAD, "Jürgen;Weiß;J.Weiss@Example.org;Amtsleiter;0421 3610;Türkisch;PRESSE;Stellvertretung;")
    assert (found.outcome, found.remarks) == (Outcome.NEW, ())
    assert found.details == Details("Jürgen", "Weiß", email="j.weiss@example.org", function="Amtsleiter", phone="+494213610",
                                    language="tr", category="press", role=DelegationRole.DEPUTY)  # fmt: skip


def test_what_a_row_leaves_open_is_filled_by_the_delegation() -> None:
    for country, language in (("DE", "de"), ("TR", "tr"), ("", "en")):
        details = one("Name;Mail", "Wu Li;wu@example.org", setting=replace(BREMEN, country=country)).details
        assert details is not None
        assert (details.language, details.category, details.role) == (language, "delegate", DelegationRole.MEMBER)
    only = replace(BREMEN, kinds=(Kind("guest", ()),))
    details = one("Name;Mail", "Wu Li;wu@example.org", setting=only).details
    assert details is not None and details.category == "guest"


@pytest.mark.parametrize(("row", "fault", "column"), [
    (";Weiß;a@example.org", Fault.GIVEN_NAME, 0), ("Jürgen;;a@example.org", Fault.FAMILY_NAME, 1),
    ("Jürgen;Weiß;jürgen", Fault.EMAIL, 2), (f"{'x' * 201};Weiß;a@example.org", Fault.TOO_LONG, 0),
    (f"Jürgen;Weiß;a@example.org;{'x' * 201}", Fault.TOO_LONG, 3), ("Jür\u202egen;Weiß;a@example.org", Fault.UNPRINTABLE, 0),
])  # fmt: skip
def test_a_bad_row_is_refused_at_the_cell(row: str, fault: Fault, column: int) -> None:
    found = one(HEAD, row)
    assert found.outcome is Outcome.REFUSED and found.details is None
    assert codes(found) == [(fault, 2, column)]


@pytest.mark.parametrize("yes", ["ja", "evet", "YES", "x"])
def test_somebody_with_one_name_says_so(yes: str) -> None:
    found = one(HEAD, f"Wu;;wu@example.org;;;;;;{yes}")
    assert found.details is not None
    assert (found.outcome, found.details.given_name, found.details.family_name) == (Outcome.NEW, "Wu", "")
    found = one(HEAD, f";Wu;wu@example.org;;;;;;{yes}")
    assert found.details is not None and found.details.given_name == "Wu"
    assert codes(one(HEAD, "Wu;;wu@example.org;;;;;;nein")) == [(Fault.FAMILY_NAME, 2, 1)]


def test_the_same_name_and_address_is_refused_however_it_is_written() -> None:
    found = judged(HEAD, "Ayşe;Yılmaz;a@example.org", "AYSE;YILMAZ;A@EXAMPLE.ORG", "Ayşe;Yılmaz;b@example.org", "Can;Su;a@example.org")
    assert [row.outcome for row in found.rows] == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert codes(found) == [(Fault.DUPLICATE, 3, 1), (Notice.SAME_NAME, 4, 1), (Notice.SAME_ADDRESS, 5, 2)]
    assert dict(found.rows[1].remarks[0].facts) == {"other": 2}


def test_two_people_without_an_address_and_of_one_name_cannot_be_told_apart() -> None:
    found = judged(HEAD, "Ali;Kaya;", "Ali;Kaya;")
    assert codes(found) == [(Notice.NO_ADDRESS, 2, 2), (Fault.DUPLICATE, 3, 1)]


def test_a_known_person_is_unchanged_by_what_says_nothing_new() -> None:
    setting = replace(BREMEN, members=(AYSE,))
    for row in ("Ayşe;Yılmaz;ayse@example.org;Leiterin;0421 361 0", "AYŞE;YILMAZ;AYSE@example.org;;", "Ayşe;Yılmaz;ayse@example.org"):
        found = one(HEAD, row, setting=setting)
        assert (found.outcome, found.member, found.changes, found.remarks) == (Outcome.UNCHANGED, "r1", (), ()), row


def test_only_what_differs_is_changed() -> None:
    found = one(HEAD, "Ayşe;Yılmaz;ayse@example.org;Amtsleiterin;0421 3611;en", setting=replace(BREMEN, members=(AYSE,)))
    assert [(each.name, each.before, each.after) for each in found.changes] == [
        ("function", "Leiterin", "Amtsleiterin"), ("phone", "+494213610", "+494213611"), ("language", "tr", "en"),
    ]  # fmt: skip


def test_a_better_spelling_is_a_change() -> None:
    plain = replace(AYSE, details=replace(AYSE.details, given_name="Ayse", family_name="YILMAZ"))
    found = one(HEAD, "Ayşe;Yılmaz;ayse@example.org", setting=replace(BREMEN, members=(plain,)))
    assert [(each.name, each.after) for each in found.changes] == [("given_name", "Ayşe"), ("family_name", "Yılmaz")]


def test_the_code_of_an_export_tells_who_is_meant() -> None:
    setting = replace(BREMEN, members=(AYSE,))
    head = "Code;Vorname;Nachname;E-Mail;Funktion;Telefon"
    found = one(head, "CODE22;Ayşe;Yılmaz-Weiß;ayse@example.org;;+494213610", setting=setting)
    assert [(each.name, each.after) for each in found.changes] == [("family_name", "Yılmaz-Weiß"), ("function", "")]
    found = one(head, "code22;Ayşe;Yılmaz;neu@example.org;Leiterin;+494213610", setting=setting)
    assert [(each.name, each.after) for each in found.changes] == [("email", "neu@example.org")]
    found = one(head, "CODE22;Can;Su;can@example.org;;", setting=setting)
    assert codes(found) == [(Fault.SOMEBODY_ELSE, 2, 2)]
    found = one(head, "XX9999;Can;Su;can@example.org;;", setting=setting)
    assert (found.outcome, codes(found)) == (Outcome.NEW, [(Notice.CODE, 2, 0)])


def test_an_address_its_owner_confirmed_stays() -> None:
    setting = replace(BREMEN, members=(replace(AYSE, proven=True),))
    found = one("Code;Vorname;Nachname;E-Mail", "CODE22;Ayşe;Yılmaz;neu@example.org", setting=setting)
    assert (found.outcome, codes(found)) == (Outcome.UNCHANGED, [(Notice.ADDRESS_KEPT, 2, 3)])


def test_a_category_in_which_a_place_is_held_stays() -> None:
    setting = replace(BREMEN, members=(replace(AYSE, holds_place=True),))
    found = one(HEAD, "Ayşe;Yılmaz;ayse@example.org;;;;press", setting=setting)
    assert (found.outcome, codes(found)) == (Outcome.UNCHANGED, [(Notice.CATEGORY_KEPT, 2, 6)])


def test_what_cannot_be_read_is_left_out_and_said() -> None:
    found = one(HEAD, "Can;Su;can@example.org;;12;Kürtçe;VIP;Fotograf;")
    assert found.details is not None
    assert (found.details.phone, found.details.language, found.details.category) == ("", "de", "delegate")
    assert codes(found) == [(Notice.LANGUAGE, 2, 5), (Notice.PHONE, 2, 4), (Notice.CATEGORY, 2, 6), (Notice.ROLE, 2, 7)]


def test_capitals_are_kept_and_a_spelling_is_proposed() -> None:
    found = one(HEAD, "IŞIL;ÖĞÜT;isil@example.org")
    assert found.details is not None and found.details.full == "IŞIL ÖĞÜT"
    assert dict(found.proposals) == {0: "Işıl", 1: "Öğüt"}
    found = one("Ad Soyad;E-posta", "Gülşah YILDIZ ÜNAL;g@example.org")
    assert dict(found.proposals) == {0: "Yıldız Ünal, Gülşah"}
    assert codes(one("Ad Soyad;E-posta", "Gülşah Yıldız Ünal;g@example.org")) == [(Notice.NAME_SPLIT, 2, 0)]


def test_a_delegation_has_one_head() -> None:
    head = "Vorname;Nachname;E-Mail;Rolle"
    found = judged(head, "A;Aa;a@example.org;Leitung", "B;Bb;b@example.org;Leitung")
    assert codes(found) == [(Notice.HEAD_TAKEN, 3, 3)]
    led = replace(BREMEN, members=(replace(AYSE, details=replace(AYSE.details, role=DelegationRole.HEAD)),))
    assert codes(judged(head, "B;Bb;b@example.org;Leitung", setting=led)) == [(Notice.HEAD_TAKEN, 2, 3)]
    assert codes(judged(head, "B;Bb;b@example.org;Leitung", "Ayşe;Yılmaz;ayse@example.org;Mitglied", setting=led)) == []


def test_quotas_are_counted_with_those_who_are_there() -> None:
    setting = replace(BREMEN, members=(AYSE,), quota=2)
    found = judged(HEAD, "A;Aa;a@example.org;;;;press", "B;Bb;b@example.org;;;;press", "Ayşe;Yılmaz;ayse@example.org", setting=setting)
    assert codes(found) == [(Notice.QUOTA, 3, None), (Notice.CATEGORY_QUOTA, 3, 6)]
    found = judged(HEAD, "A;Aa;a@example.org;;;;press", "B;Bb;b@example.org;;;;press", setting=replace(setting, quota=None))
    assert codes(found) == [(Notice.CATEGORY_QUOTA, 3, 6)]


def test_who_is_signed_up_elsewhere_or_gone_is_refused() -> None:
    key = sameness_key("can@example.org", "Can", "Su")
    rows = ("Vorname;Nachname;E-Mail", "Can;Su;CAN@example.org", "Ayşe;Yılmaz;ayse@example.org")
    table = read_table("\n".join(rows).encode())
    assert key in identities(table, headings.map_heads(table.heads)[0])
    found = judged(*rows, setting=replace(BREMEN, members=(replace(AYSE, gone=True),), elsewhere=frozenset({key or ""})))
    assert codes(found) == [(Fault.REGISTERED, 2, 1), (Fault.WITHDRAWN, 3, 1)]


def test_rows_that_name_nobody_are_not_counted() -> None:
    found = judged("Nr.;Vorname;Nachname", "1;Can;Su", "2;;", "3;;")
    assert [(row.row, row.outcome) for row in found.rows] == [(2, Outcome.NEW)]

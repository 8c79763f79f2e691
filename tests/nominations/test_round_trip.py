"""From the list and back: what was edited in a spreadsheet is changed, and nothing else."""

import csv
import io
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.core.db import db
from summitapp.core.names import tidy
from summitapp.nominations import documents
from summitapp.nominations.rules import headings
from summitapp.nominations.rules.judging import judge
from summitapp.nominations.rules.reading import read_table
from summitapp.nominations.values.importing import Details, Judgement, Kind, Member, Outcome, Setting
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from tests.conftest import Reader, UnitOpener
from tests.factories.nominations import LIST, csv_of, make_filing
from tests.factories.visitors import Visitor
from tests.nominations.test_views import fields, home, upload

#: What spreadsheets like to spoil.
NASTY = st.sampled_from([
    "=1+1", "+49 421 361", "-5", "@SUM(A1)", "'=x", "''=x", "'Ndrangheta", "0012", "1e5", "TRUE", "=HYPERLINK(\"x\")", "\"quoted\"",
    "İIıi ß", "a;b,c\td", "line one\nline two", "3.10", "1/2", "=", "+", "-", "'", "e.V.", "ﬁ", "#N/A", "12:30",
]) | st.text("=+-@'\"İıßş;, 09", max_size=10)  # fmt: skip
MEMBERS = st.lists(
    st.builds(
        Details, given_name=st.sampled_from(["Ayşe", "O'Brien", "IŞIL", "-X-", "=Y"]).map(str), family_name=st.sampled_from(["Su", "ß", "von der Heide"]),
        email=st.just(""), function=NASTY, organisation=NASTY, city=NASTY, phone=st.sampled_from(["", "+494213610", "+905321234567"]),
        language=st.sampled_from(["de", "tr", "en"]), category=st.sampled_from(["delegate", "press"]),
        role=st.sampled_from([DelegationRole.MEMBER, DelegationRole.DEPUTY]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip
KINDS = (Kind("delegate", ("Delegierte",)), Kind("press", ("Presse",)))


def members_of(details: list[Details]) -> tuple[Member, ...]:
    """Give everybody a code and an address of their own; what is kept was tidied when it was written."""
    return tuple(
        Member(f"r{number}", f"C{number:05}", Details(
            tidy(one.given_name), tidy(one.family_name), False, f"a{number}@example.org", tidy(one.function), tidy(one.organisation),
            tidy(one.city), one.phone, one.language, one.category, one.role))
        for number, one in enumerate(details)
    )  # fmt: skip


def back(body: bytes, members: tuple[Member, ...]) -> Judgement:
    table = read_table(body)
    return judge(table, headings.map_heads(table.heads)[0], Setting("DE", KINDS, members))


@settings(max_examples=80, deadline=None)
@given(MEMBERS, st.sampled_from(["de", "tr", "en"]), st.booleans())
def test_an_export_that_nobody_edited_changes_nothing(details: list[Details], language: str, as_text: bool) -> None:
    members = members_of(details)
    people = [(one.code, one.details) for one in members]
    body = documents.members_csv(people, language) if as_text else documents.members_xlsx(people, language, "Heyet")
    assert [(one.outcome, one.changes) for one in back(body, members).rows] == [(Outcome.UNCHANGED, ())] * len(members)


def test_what_looks_like_an_escape_of_a_workbook_is_text() -> None:
    """Not in the test below: openpyxl writes such a text unescaped, so any spreadsheet reads another one."""
    members = members_of([Details("Işıl", "Su", function="_x0041_x", category="delegate")])
    body = documents.members_xlsx([(one.code, one.details) for one in members], "de", "Heyet")
    assert back(body, members).rows[0].changes == ()


@settings(max_examples=80, deadline=None)
@given(MEMBERS, NASTY, st.booleans(), st.data())
def test_only_the_cell_that_was_edited_is_changed(details: list[Details], text: str, as_text: bool, data: Any) -> None:
    members = members_of(details)
    people = [(one.code, one.details) for one in members]
    row = data.draw(st.integers(0, len(members) - 1))
    edit = edited_text if as_text else edited_workbook
    body = edit(documents.members_csv(people, "de") if as_text else documents.members_xlsx(people, "de", "Heyet"), row, text)
    changed = [(number, each.name, each.after) for number, one in enumerate(back(body, members).rows) for each in one.changes]
    expected = tidy(text)
    assert changed == ([] if expected == members[row].details.function else [(row, "function", expected)])


def edited_workbook(body: bytes, row: int, text: str) -> bytes:
    """Edit the function of somebody as openpyxl does."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    cell = book.active.cell(row + 2, 1 + list(documents.HEADS).index("function"))  # type: ignore[arg-type]
    cell.value = None
    if text:
        cell.value, cell.data_type = text, "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited_text(body: bytes, row: int, text: str) -> bytes:
    """Edit the function of somebody as a spreadsheet does, which guards what it was told to guard."""
    from summitapp.core.sheets import guarded

    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    rows[row + 1][list(documents.HEADS).index("function")] = guarded(text)  # type: ignore[arg-type]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_coordinator_edits_the_download_and_brings_it_back(app: Flask, uow: UnitOpener, reading: Reader, kind: str) -> None:
    with uow():
        filing = make_filing()
    visitor = Visitor(app, filing.identifier)
    preview = upload(visitor, home(filing, "tr"), csv_of(*LIST))
    visitor.send(preview, preview + "apply", fields(visitor.get(preview).text))
    address = f"/tr/delegations/{filing.delegation}/export.{kind}"
    body = visitor.send(home(filing, "tr"), address).data
    preview = upload(visitor, home(filing), body)
    assert "nothing has changed" in visitor.get(preview).text
    edited = (edited_text if kind == "csv" else edited_workbook)(body, 1, "=Baş\"uzman\"")
    preview = upload(visitor, home(filing), edited)
    page = visitor.get(preview).text
    assert "Take one row" in page
    visitor.send(preview, preview + "apply", fields(page))
    with reading():
        found = db.session.scalars(sa.select(Registration.function).order_by(Registration.id)).all()
    assert found == ["Müdür", "=Baş\"uzman\"", ""]

"""The organiser's table: every order and filter, page by page, views, columns and lists."""

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.audit import queries as audit
from summitapp.core.clock import now
from summitapp.registration import queries, services
from summitapp.registration.queries import table
from summitapp.registration.values import (
    Answers,
    DelegationRole,
    Filter,
    Order,
    Slice,
    Source,
    State,
)
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered
from tests.registration.test_views import TABLE, organiser, send
from tests.rig.statements import heard

NAMES = ("Çelik", "Ünal", "Iğdır", "İnci", "Zorlu", "Öztürk", "Şahin", "Cem", "Müller", "Ağa")


def there() -> Summit:
    summit = summits.by_slug("izmir-2027")
    assert summit is not None
    return summit


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        return make_summit().public_id


def fill() -> list[str]:
    """Register ten people, two in Bremen and one elsewhere, four of whom have left or wait; returns their codes."""
    place = there()
    groups = {"Bremen": make_delegation(place, "Bremen"), "Şişli": make_delegation(place, "Şişli")}
    codes = []
    for number, name in enumerate(NAMES):
        group = {1: "Bremen", 2: "Bremen", 5: "Şişli"}.get(number, "")
        codes.append(enter(place, number, given_name="Ay", family_name=name, delegation=groups.get(group)).code)
    for code in codes[3:5]:
        one = queries.by_code("izmir-2027", code)
        assert one is not None
        services.withdraw(one)
    return codes


def pages(order: Order, language: str, narrowed: Filter, size: int, back: bool = False) -> list[str]:
    """Return the codes of every page, from the first on or from the last one back."""
    found: list[str] = []
    cut = Slice(size=size)
    if back:
        last = queries.every(there().id, narrowed, order, language)[-1]
        found, cut = [last.code], Slice(last.id, True, size)
    while True:
        leaf = queries.leaf(there().id, narrowed, order, language, cut=cut)
        codes = [one.code for one in leaf.rows]
        found = codes + found if back else found + codes
        mark = leaf.previous if back else leaf.next
        if mark is None:
            return found
        cut = Slice(mark, back, size)


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("order", list(Order))
def test_pages_follow_each_other_in_every_order(
    uow: UnitOpener, summit: str, monkeypatch: pytest.MonkeyPatch, order: Order, few: int
) -> None:
    monkeypatch.setattr(table, "FEW", few)  # at 0 everything is walked, at 500 everything is sorted
    with uow():
        fill()
    with uow():
        for narrowed in (Filter(), Filter(states=frozenset({State.CONFIRMED})), Filter(terms=("ay",))):
            whole = pages(order, "tr", narrowed, 100)
            assert len(whole) == {0: 10, 1: 8}[len(narrowed.states)]
            assert pages(order, "tr", narrowed, 3) == whole
            assert pages(order, "tr", narrowed, 3, back=True) == whole


def test_names_stand_as_each_reader_looks_them_up(uow: UnitOpener, summit: str) -> None:
    with uow():
        fill()
    with uow():
        def listed(language: str) -> list[str]:
            return [one.person.family_name for one in queries.leaf(there().id, Filter(), Order.NAME, language).rows]

        assert listed("tr") == ["Ağa", "Cem", "Çelik", "Iğdır", "İnci", "Müller", "Öztürk", "Şahin", "Ünal", "Zorlu"]
        assert listed("de") == ["Ağa", "Çelik", "Cem", "Iğdır", "İnci", "Müller", "Öztürk", "Şahin", "Ünal", "Zorlu"]


def test_a_new_name_takes_its_place_in_the_order(uow: UnitOpener, summit: str) -> None:
    with uow():
        codes = fill()
        one = queries.by_code("izmir-2027", codes[8])
        assert one is not None
        person = one.person
        person_as = services.put_right
        from summitapp.registration.values import Applicant

        person_as(one, Applicant("Ay", "Aba", person.email, "de"), Answers(), services.Belonging(one.category))
        first = queries.leaf(there().id, Filter(), Order.NAME, "de").rows[0]
        assert first.person.family_name == "Aba"


@pytest.mark.parametrize("few", [0, 500])
def test_each_filter_narrows(
    uow: UnitOpener, summit: str, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(table, "FEW", few)
    with uow():
        place = there()
        bremen = make_delegation(place, "Bremen")
        one = enter(place, 1, answers=Answers(city="Şişli", interpretation="de"), language="tr")
        two = enter(place, 2, category="press", delegation=bremen, language="de")
        three = enter(place, 3, source=Source.FORM, family_name="Bremen", language="en")
        services.set_delegation_role(registered(two), DelegationRole.HEAD)
        services.enter_by_hand(place, _applicant("Ohne", "Adresse"), Answers(), place.categories[0], state=State.WAITING)
        names = {registered(one).id: "one", registered(two).id: "two", registered(three).id: "three"}
        press, moment = registered(two).category_id, now()
    with uow():
        def found(**narrowed: Any) -> str:
            leaf = queries.leaf(there().id, Filter(**narrowed), Order.CODE, "en")
            assert queries.count(there().id, Filter(**narrowed)) == len(leaf.rows)
            return " ".join(sorted(names.get(row.id, "four") for row in leaf.rows))

        bremen_id = next(row.id for row in there_delegations())
        assert found(states=frozenset({State.WAITING})) == "four"
        assert found(states=frozenset({State.WAITING, State.CONFIRMED})) == "four one three two"
        assert found(category_id=press) == "two"
        assert found(delegation_id=bremen_id) == "two"
        assert found(delegation_id=0) == "four one three"
        assert found(role=DelegationRole.HEAD) == "two"
        assert found(source=Source.FORM) == "three"
        assert found(source=Source.ORGANISER) == "four"
        assert found(proven=False) == "three"
        assert found(language="tr") == "one"
        assert found(address=False) == "four"
        assert found(interpreting=True) == "one"
        assert found(place=("bremen",)) == "two"  # and nobody who is called so
        assert found(terms=("bremen",)) == "three two"
        assert found(place=("sisli",)) == "one"
        assert found(since=moment - timedelta(minutes=5), until=moment + timedelta(minutes=5)) == "four one three two"
        assert found(until=moment - timedelta(days=1)) == ""


def there_delegations() -> Any:
    from summitapp.delegations import queries as delegations

    return delegations.of_summit(there().id)


def _applicant(given: str, family: str, email: str | None = None) -> Any:
    from summitapp.registration.values import Applicant

    return Applicant(given, family, email, "de")


# --- views and columns --------------------------------------------------------------------------


def colleague(app: Flask, uow: UnitOpener, reference: str) -> FlaskClient:
    with uow():
        identifier = staff(reference, Role.VIEWER, "colleague@example.org")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identifier
    return client


def test_a_view_keeps_filters_order_and_columns_and_can_be_shared(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        fill()
    client, other = organiser(app, uow, summit), colleague(app, uow, summit)
    asked = f"{TABLE}?state=withdrawn&state=waiting&sort=name"
    assert send(client, f"{TABLE}columns?{asked.split('?')[1]}", TABLE, columns=["email", "code"]).status_code == 303
    saved = send(client, asked.replace("?", "views/save?"), TABLE, name="Gone  again")
    assert saved.status_code == 303
    page = client.get(saved.location).text
    assert len(re.findall(r'name="chosen"', page)) == 2
    assert "gulsah3@example.org" in page
    assert "Gone again" in page
    assert "Gone again" not in other.get(TABLE).text
    assert "Zorlu, Ay" in other.get(saved.location).text  # a view that is private opens the whole table
    assert "Ağa, Ay" in other.get(saved.location).text
    again = send(client, asked.replace("?", "views/save?"), TABLE, name="Gone again")
    assert again.status_code == 422
    assert "You have a view of this name already" in again.text
    reference = saved.location.rpartition("=")[2]
    change = f"{TABLE}views/{reference}/change"
    assert send(client, change, TABLE, name="Ended", shared="y", opens_first="y").status_code == 303
    assert "Ended" in other.get(TABLE).text
    assert len(re.findall(r'name="chosen"', client.get(TABLE).text)) == 2  # opens first
    assert len(re.findall(r'name="chosen"', client.get(f"{TABLE}?q=").text)) == 10
    for verb in ("change", "delete", "narrow"):
        assert send(other, f"{TABLE}views/{reference}/{verb}", TABLE, name="Mine").status_code == 403
    assert send(other, f"{TABLE}views/{reference}/first", TABLE).status_code == 303
    assert send(client, f"{TABLE}views/{reference}/delete", TABLE).status_code == 303
    assert len(re.findall(r'name="chosen"', client.get(TABLE).text)) == 10
    assert "Ended" in client.get(f"{TABLE}views/").text
    assert send(client, f"{TABLE}views/{reference}/restore", TABLE).status_code == 303
    assert len(re.findall(r'name="chosen"', client.get(f"{TABLE}?view={reference}").text)) == 2
    assert send(client, f"{TABLE}views/{reference}/narrow?state=withdrawn&q=cel", TABLE).status_code == 303


def test_columns_are_remembered_for_each_organiser(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        enter(there(), 1, answers=Answers(city="Konak"))
    client, other = organiser(app, uow, summit), colleague(app, uow, summit)
    assert "gulsah1@example.org" not in client.get(TABLE).text
    assert send(client, f"{TABLE}columns", TABLE, columns=["email", "nonsense", "proven"]).status_code == 303
    assert "gulsah1@example.org" in client.get(TABLE).text
    assert "gulsah1@example.org" not in other.get(TABLE).text


# --- lists --------------------------------------------------------------------------------------


def test_a_workbook_holds_what_the_view_shows_as_typed_cells(
    app: Flask, uow: UnitOpener, summit: str, reading: Reader
) -> None:
    with uow():
        enter(there(), 1, given_name="=SUM(1)", family_name="Ünal")
        enter(there(), 2, family_name="Çelik")
        enter(there(), 3, category="press")
    client = organiser(app, uow, summit)
    category = next(one for one in re.findall(r'<option value="(\d+)">Delegate', client.get(TABLE).text))
    answer = send(client, f"{TABLE}export.xlsx?sort=name&category={category}", TABLE, columns="all")
    assert answer.status_code == 200
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.get_data())).active.iter_rows())  # type: ignore[union-attr]
    heads = [cell.value for cell in rows[0]]
    assert [row[1].value for row in rows[1:]] == ["Çelik", "Ünal"]
    assert (rows[2][0].value, rows[2][0].data_type) == ("=SUM(1)", "s")
    registered_at = rows[1][heads.index("Registered")]
    assert registered_at.is_date
    shown = send(client, f"{TABLE}export.xlsx", TABLE)
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(shown.get_data())).active[1]][:4] == [  # type: ignore[index]
        "Given name", "Family name", "State", "Category",
    ]  # fmt: skip
    with reading():
        lines = [line for line in audit.of_summit(summit) if line.action == "registrations.exported"]
        assert lines[1].changes["number"] == 2
        assert "email" in lines[1].changes["columns"]
    assert send(client, f"{TABLE}export.pdf", TABLE).status_code == 404


def test_the_questions_of_the_table_and_a_person_do_not_grow(app: Flask, uow: UnitOpener, summit: str) -> None:
    client = organiser(app, uow, summit)
    numbers: dict[str, list[int]] = {}
    for batch in (range(1, 4), range(4, 8)):
        with uow():
            group = make_delegation(there(), f"Stadt {batch.start}")
            for number in batch:
                receipt = enter(there(), number, given_name="Jürgen", family_name="Müller", delegation=group)
            services.compare_new()
        for path in ("?sort=name", "?sort=state", "?sort=delegation&place=stadt", f"{receipt.code}/", "duplicates/"):
            name = path if "?" in path or path == "duplicates/" else "person"
            client.get(TABLE + path)
            with heard(app) as said:
                assert client.get(TABLE + path).status_code == 200
            numbers.setdefault(name, []).append(len(said))
    assert all(one == two for one, two in numbers.values()), numbers

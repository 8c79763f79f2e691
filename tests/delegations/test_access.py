"""A coordinator cannot read or guess another delegation by any address: every route there is is walked.

The walk fills each address with the identifiers of the other delegation, of its people and of everything else in the
database, and reads every answer as a person would: pages, JSON, calendars, workbooks and PDFs. A new route is walked by
itself; a new kind of identifier in an address has to be named in ``CANDIDATES``.
"""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule
from werkzeug.test import TestResponse

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant
from summitapp.accounts.values import Purpose, Role, TokenScope
from summitapp.badges import services as badges
from summitapp.core.db import Base, db
from summitapp.core.text import Translated
from summitapp.delegations import queries as delegations
from summitapp.delegations import services as delegation_services
from summitapp.delegations.models import Delegation, Invitation
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from summitapp.nominations.services import importing
from summitapp.portal.services import my
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from summitapp.summits.models import Venue
from tests.conftest import Reader, UnitOpener
from tests.factories import delegations as factory
from tests.factories.doors import staff
from tests.factories.registration import make_delegation, make_summit, make_texts, nominate
from tests.rig.paper import texts

SLUG = "izmir-2027"
#: What is known of the people of the other delegation; none of it may be in any answer.
SECRETS = (
    "Zebercet", "Sakligil", "sakligil@verborgen.example", "Geheimrat", "Verborgenov", "Huzuntepe", "Gizlikoordinator",
    "gizli@verborgen.example", "+905550001122", "Ketumoglu",
)  # fmt: skip
#: Addresses that hold a long list of rows need not be tried with every one of them.
MOST_FILLINGS = 160
NOT_WALKED = {"static"}  # files that were built from the repository


@dataclass
class World:
    """Two delegations of one summit, everything that can be named in an address, and who asks."""

    ours: str
    theirs: str
    coordinator: str
    delegate: str
    codes: list[str]
    references: list[str]
    people: list[str]
    tokens: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture
def world(app: Flask, uow: UnitOpener) -> World:
    with uow():
        make_texts()
        summit = make_summit(automatic=False)
        summit.venues = [Venue(name=Translated.same("Gazhane"))]
        konak, bremen = make_delegation(summit, "Konak"), make_delegation(summit, "Bremen")
        db.session.flush()
        own = nominate(konak, 1)
        ours = factory.coordinator(konak)
        factory.coordinator(bremen, "gizli@verborgen.example", "Bedirhan Gizlikoordinator")
        guests = _guests(bremen)
        _papers(bremen)
        staff(summit.public_id, Role.ORGANISER)
        tokens = {
            scope.value: accounts.create_token("x", scope, summit.public_id, timedelta(days=1))[1]
            for scope in (TokenScope.READ, TokenScope.CHECKIN)
        }
        other = make_summit("other-2030")
        db.session.flush()
        tokens["other"] = accounts.create_token("y", TokenScope.REGISTRATIONS, other.public_id, timedelta(days=1))[1]
        link = accounts.mint_link(Purpose.MANAGE, own.person.public_id, timedelta(days=1), single_use=False)
        world = World(
            konak.public_id, bremen.public_id, ours, link, [one.code for one in guests],
            [one.public_id for one in guests], [one.person.public_id for one in guests], tokens,
        )  # fmt: skip
    with uow():
        world.delegate = my.enter(link)[0]
    with app.app_context():
        world.candidates = _candidates(world)
    return world


def _guests(bremen: Delegation) -> list[Registration]:
    """The people of the other delegation: confirmed with a badge, nominated, and gone."""
    found = []
    for number, (given, family) in enumerate((("Zebercet", "Sakligil"), ("Olga", "Verborgenov"), ("Nihan", "Ketumoglu"))):
        one = nominate(
            bremen, 10 + number, given_name=given, family_name=family, email=f"{family.lower()}@verborgen.example",
            phone="+905550001122", role=DelegationRole.HEAD if number == 0 else DelegationRole.MEMBER,
        )  # fmt: skip
        one.function, one.city_text = "Geheimrat", "Huzuntepe"
        found.append(one)
    registration.confirm_nominations(bremen, found[:1])
    registration.approve(found[0])
    registration.take_off(found[2], "Ketumoglu is ill")
    db.session.flush()
    badges.issue_badge(found[0].id, bremen.summit_id, bremen.summit.public_id)
    return found


def _papers(bremen: Delegation) -> None:
    """An office with its holder, and a list that was brought and is looked at."""
    office = delegation_services.add_office(bremen, Translated.same("Geheimrat"), "de", leads=True)
    directory.appoint_somebody(office, "Zebercet", "Huzuntepe")
    body = b"Ad;Soyad;E-posta\r\nZebercet;Verborgenov;zv@verborgen.example"
    importing.begin(bremen, "Sakligil.csv", importing.read_list(body))


def _candidates(world: World) -> dict[str, list[str]]:
    """What each part of an address is filled with. A new part needs a line here."""
    everything = [
        str(reference)
        for table in Base.metadata.sorted_tables if "public_id" in table.columns
        for reference in db.session.scalars(sa.select(table.c.public_id).order_by(table.c.id.desc()).limit(1))
    ]  # fmt: skip
    fit = [world.ours, world.theirs, *world.references, *world.people, *everything]
    unguessable = ["A" * 32, world.tokens["read"]]
    return {
        "slug": [SLUG], "code": [*world.codes, "BREMEN", "KONAK", "entrance"],
        "reference": fit, "person": [*world.references, *world.people], "office": fit, "tenure": fit, "number": fit,
        "meeting": fit,
        "name": ["x", "latest"], "filename": ["x"], "kind": ["csv", "xlsx"], "secret": unguessable, "token": unguessable,
        "other": [*world.references, *world.codes],
    }  # fmt: skip


def fillings(rule: Rule, candidates: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Return what an address is filled with: everything together as far as that stays small, else one by one."""
    names = sorted(rule.arguments - {"lang"})
    choices: dict[str, list[Any]] = {}
    for name in names:
        converter = rule._converters[name]
        if isinstance(converter, AnyConverter):
            choices[name] = sorted(converter.items)
        elif isinstance(converter, IntegerConverter):
            choices[name] = [1, 2]
        else:
            assert name in candidates, (
                f"{rule.rule}: say in _candidates() of tests/delegations/test_access.py what <{name}> is filled with"
            )
            choices[name] = list(dict.fromkeys(candidates[name]))
    whole = itertools.product(*(choices[name] for name in names))
    size = 1
    for name in names:
        size *= len(choices[name])
    if size <= MOST_FILLINGS:
        yield from (dict(zip(names, values, strict=True)) for values in whole)
        return
    for name in names:  # each identifier beside the two delegations' own
        first = {other: choices[other][:2] for other in names if other != name}
        for value in choices[name]:
            for rest in itertools.product(*first.values()):
                yield {name: value, **dict(zip(first, rest, strict=True))}


def words_of(answer: TestResponse) -> str:
    """Return what somebody can read of an answer, whatever it is written in."""
    body = answer.get_data()
    if body.startswith(b"%PDF"):
        return " ".join(texts(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return body.decode("utf-8", "replace") + str(answer.headers)


Ask = Callable[[str, str, dict[str, Any]], TestResponse]


def cookie_of(app: Flask, identifier: str) -> str:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = identifier, True
    cookie = client.get_cookie("summit")
    assert cookie is not None
    return f"summit={cookie.value}"


@pytest.fixture
def ask(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Ask]:
    """``ask(identifier)(method, address, form)``: each question for itself, past the token of a form."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)

    def of(identifier: str) -> Ask:
        client = app.test_client(use_cookies=False)
        headers = {"Cookie": cookie_of(app, identifier)} if identifier else {}

        def question(method: str, address: str, form: dict[str, Any]) -> TestResponse:
            return client.open(address, method=method, headers=headers, data=form if method == "POST" else None)

        return question

    return of


def routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NOT_WALKED]


def address_of(app: Flask, rule: Rule, values: dict[str, Any]) -> str:
    given = {**values, "lang": "en"} if "lang" in rule.arguments else values
    built = rule.build(given, append_unknown=False)
    assert built is not None, (rule.rule, values)
    return built[1]


def form_of(world: World) -> dict[str, Any]:
    """A form that names the people of the other delegation wherever a form could."""
    return {
        "chosen": world.references, "registrations": world.references, "people": world.people, "delegation": "BREMEN",
        "registration": world.references[0], "q": "sakligil", "what": "chosen",
        "reason": "because", "given_name": "Ada", "family_name": "Öz", "language": "tr", "category": "delegate",
        "role": "member", "name": "x", "kept": world.references[0], "gone": world.references[1],
        "reference": world.references[0], "consent": "y",
    }  # fmt: skip


def fingerprint() -> dict[str, list[Any]]:
    """Return all that is written of the other delegation."""
    bremen = delegations.at(SLUG, "BREMEN")
    assert bremen is not None
    guests = db.session.scalars(sa.select(Registration.id).where(Registration.delegation_id == bremen.id)).all()
    people = db.session.scalars(sa.select(Registration.person_id).where(Registration.id.in_(guests))).all()

    def rows(model: type[Any], condition: Any) -> list[Any]:
        return [tuple(row) for row in db.session.execute(sa.select(*model.__table__.columns).where(condition))]

    return {
        "delegation": rows(Delegation, Delegation.id == bremen.id),
        "registrations": rows(Registration, Registration.id.in_(guests)),
        "people": rows(Person, Person.id.in_(people)),
        "invitations": rows(Invitation, Invitation.delegation_id == bremen.id),
        "grants": rows(Grant, Grant.scope == bremen.public_id),
    }


def walk(app: Flask, world: World, question: Ask, method: str) -> tuple[list[str], dict[str, set[int]]]:
    """Ask every address; returns what was wrong, and the answers by endpoint."""
    faults, seen = [], {}
    form = form_of(world) if method == "POST" else {}
    query = "" if method == "POST" else "?q=sakligil&again=" + world.references[0]
    for rule in routes(app):
        if method not in (rule.methods or ()):
            continue
        for values in fillings(rule, world.candidates):
            address = address_of(app, rule, values)
            answer = question(method, address + query, form)
            seen.setdefault(rule.endpoint, set()).add(answer.status_code)
            told = words_of(answer)
            said = [secret for secret in SECRETS if secret in told and secret not in address]
            said += [code for code in world.codes if code in told.replace(address, "") and code not in address]
            if said or answer.status_code >= 500:
                faults.append(f"{method} {address} -> {answer.status_code}: {said}")
            answer.close()
    return faults, seen


@pytest.mark.on("sqlite")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_coordinator_reads_and_changes_nothing_of_another_delegation_by_any_address(
    app: Flask, world: World, ask: Callable[[str], Ask], reading: Reader, method: str
) -> None:
    with reading():
        before = fingerprint()
    faults, seen = walk(app, world, ask(world.coordinator), method)
    assert not faults, "\n".join(faults)
    with reading():
        after = fingerprint()
    for part, rows in before.items():
        assert [row for row in rows if row not in after[part]] == [], f"{part} was changed"
    refused = {endpoint for endpoint, statuses in seen.items() if statuses <= {403, 404}}
    open_to_team = {"registration.organise", "delegations.organise", "badges.organise", "messages.organise", "registration.person"}
    if method == "GET":
        assert open_to_team <= refused
        assert 200 in seen["nominations.desk"], "the walk must know what an open door looks like"


@pytest.mark.on("sqlite")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_delegates_link_opens_no_desk_and_no_page_of_organisers(
    app: Flask, world: World, ask: Callable[[str], Ask], method: str
) -> None:
    faults, seen = walk(app, world, ask(world.delegate), method)
    assert not faults, "\n".join(faults)
    closed = ("nominations.", "delegations.", "delegation_setup.", "registration.organise", "registration.person", "summits.")
    own = {"delegation_setup.invitation", "delegation_setup.accept", "delegation_setup.leave"}
    opened = {name: statuses for name, statuses in seen.items()
              if name.startswith(closed) and name not in own and not statuses <= {403, 404}}  # fmt: skip
    assert not opened


@pytest.mark.on("sqlite")
def test_nobody_at_all_reads_a_delegation(app: Flask, world: World, ask: Callable[[str], Ask]) -> None:
    faults, seen = walk(app, world, ask(""), "GET")
    assert not faults, "\n".join(faults)
    assert seen["nominations.desk"] <= {303}  # to sign in


def test_a_token_of_another_purpose_or_summit_reads_no_registrations(app: Flask, world: World) -> None:
    client = app.test_client(use_cookies=False)
    for path in (f"/api/v1/summits/{SLUG}/registrations", f"/api/v1/summits/{SLUG}/registrations?q=sakligil"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Cookie": cookie_of(app, world.coordinator)}).status_code == 401
        for name, token in world.tokens.items():
            answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code in (403, 404), name
            assert not any(secret in answer.text for secret in SECRETS)


def test_ending_the_coordination_closes_the_desk_at_once(app: Flask, world: World, ask: Callable[[str], Ask], uow: UnitOpener) -> None:
    question = ask(world.coordinator)
    assert question("GET", f"/en/delegations/{world.ours}/", {}).status_code == 200
    with uow():
        konak = delegations.by_reference(world.ours)
        assert konak is not None
        delegation_services.end_coordination(konak.invitations[0])
    assert question("GET", f"/en/delegations/{world.ours}/", {}).status_code == 303

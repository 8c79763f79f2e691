"""How badges look, category by category, and what functions are called in the other language."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.models import AuditEntry
from summitapp.badges import queries, rules, services
from summitapp.badges.models import BadgeDesign, PrintRun, Wording
from summitapp.badges.values import STANDARD, BadgePart, Layout, PrintSelection, PrintState, RunFinished
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from summitapp.summits import services as summit_services
from summitapp.summits.models import Summit
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor

BADGES = "/en/organise/izmir-2027/badges/"
CARD = {"name": "Cards", "paper": "cr80", "both_sides": "y", "parts": ["function", "languages"], "categories": ["delegate"],
        "emergency-de": "Notruf 112", "emergency-tr": "Acil 112", "emergency-en": "Call 112"}  # fmt: skip


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


@pytest.fixture
def organiser(app: Flask, world: World, uow: Callable[..., Any]) -> Visitor:
    with uow():
        return Visitor(app, doors.staff(world.summit, Role.ORGANISER))


def the_summit() -> Summit:
    summit = summits.by_slug("izmir-2027")
    assert summit is not None
    return summit


def design(name: str = "Cards", paper: Layout = Layout.CR80) -> services.DesignDetails:
    return services.DesignDetails(name, paper, True, (BadgePart.FUNCTION,), Translated(de="Notruf 112"))


def test_without_any_set_up_every_badge_has_the_usual_design(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        assert {face.design for _, _, face in services.choose(the_summit(), PrintSelection.ALL)} == {STANDARD}


def test_a_category_has_the_design_it_was_given_and_its_badges_count_as_changed(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        services.ask_for_print(the_summit(), PrintSelection.ALL)
    with uow():
        summit = the_summit()
        assert services.choose(summit, PrintSelection.NEW) == []
        services.add_design(summit, design(), summit.categories[:1])
        assert {face.design.paper for _, _, face in services.choose(summit, PrintSelection.NEW)} == {Layout.CR80}
        services.add_design(summit, design("Labels", Layout.LABEL_62X100), summit.categories[:1])
        assert {face.design.name for _, _, face in services.choose(summit, PrintSelection.NEW)} == {"Labels"}
        services.remove_design(db.session.scalars(sa.select(BadgeDesign).where(BadgeDesign.name == "Labels")).one())
        db.session.flush()
        assert services.choose(summit, PrintSelection.NEW) == [], "they look as they were printed"


def test_an_organiser_makes_changes_and_removes_a_design(organiser: Visitor, reading: Callable[..., Any]) -> None:
    page = f"{BADGES}designs/new"
    assert organiser.send(page, page, {**CARD, "name": ""}).status_code == 422
    assert organiser.send(page, page, CARD).status_code == 303
    assert organiser.send(page, page, CARD).status_code == 422, "the name is taken"
    listed = organiser.get(f"{BADGES}designs/").text
    assert "Plastic card CR80" in listed and "Cards" in listed
    with reading():
        kept = db.session.scalars(sa.select(BadgeDesign)).one()
        assert (kept.face.parts, kept.emergency.tr) == ({BadgePart.FUNCTION, BadgePart.LANGUAGES}, "Acil 112")
        address = f"{BADGES}designs/{kept.public_id}/"
    assert 'value="Notruf 112"' in organiser.get(address).text
    looked = organiser.send(address, address, {**CARD, "paper": "fold", "look": "1"})
    assert looked.status_code == 200 and "paper=fold" in looked.text
    assert organiser.send(address, address, {**CARD, "paper": "four_up", "categories": []}).status_code == 303
    with reading():
        kept = db.session.scalars(sa.select(BadgeDesign)).one()
        assert kept.paper is Layout.FOUR_UP and kept.choices == []
    assert organiser.send(address, address + "remove").status_code == 303
    assert organiser.get(address).status_code == 404


def test_the_desk_prints_but_does_not_design(app: Flask, world: World, uow: Callable[..., Any]) -> None:
    with uow():
        desk = Visitor(app, doors.staff(world.summit, Role.DESK))
    assert desk.get(f"{BADGES}designs/").status_code == 200
    assert desk.get(f"{BADGES}designs/new").status_code == 403
    assert desk.send(BADGES, f"{BADGES}functions/", {"source": "x", "language": "de", "text": "y"}).status_code == 403


@pytest.mark.parametrize("paper", ["a6", "fold", "four_up", "cr80", "label_62x100", "label_90x54", "label_102x152"])
def test_the_preview_is_a_picture_for_every_paper(organiser: Visitor, paper: str) -> None:
    address = f"{BADGES}designs/preview.png?paper={paper}&category=press&number=1&both_sides=y&parts=function&side=2"
    picture = organiser.get(address)
    assert picture.status_code == 200 and picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    assert organiser.get(f"{BADGES}designs/preview.png?paper=papyrus").status_code == 404


@pytest.mark.parametrize("strange", ["side=-9&number=-5", f"side={10**30}&number={10**30}"])
def test_the_preview_of_a_side_that_does_not_exist_is_a_picture(organiser: Visitor, strange: str) -> None:
    assert organiser.get(f"{BADGES}designs/preview.png?paper=a6&category=press&{strange}").status_code == 200


def test_a_summit_made_from_another_one_takes_its_designs_along(world: World, uow: Callable[..., Any]) -> None:
    parts = (BadgePart.FUNCTION, BadgePart.EMERGENCY)
    with uow():
        source = summits.by_slug(world.slug)
        assert source is not None
        details = services.DesignDetails("Cards", Layout.CR80, False, parts, Translated("Notruf 112", "Acil 112", "Call 112"))
        services.add_design(source, details, [one for one in source.categories if one.code == "press"])
        summit_services.copy_summit(source, "izmir-2028", source.name, source.starts_on + timedelta(days=364))
    with uow():
        later = summits.by_slug("izmir-2028")
        assert later is not None and later.slug != world.slug
        (design,) = queries.designs(later.id)
        assert (design.name, design.paper, design.both_sides, set(design.face.parts)) == ("Cards", Layout.CR80, False, set(parts))
        assert design.emergency.tr == "Acil 112"
        assert [choice.category.code for choice in design.choices] == ["press"]
        assert {choice.category.summit_id for choice in design.choices} == {later.id}
        assert later.copied_from == world.summit


def test_a_page_beyond_all_counting_is_an_empty_one(organiser: Visitor) -> None:
    for page in ("", "runs/", "functions/"):
        assert organiser.get(f"{BADGES}{page}?page={10**30}").status_code == 200


def test_a_function_is_approved_once_for_all_who_have_it_and_can_be_taken_back(
    organiser: Visitor, world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    page = f"{BADGES}functions/"
    assert "Leiterin Stadtgrün" in organiser.get(page).text
    assert organiser.send(page, page, {"source": "Leiterin Stadtgrün", "language": "de", "text": ""}).status_code == 422
    sent = {"source": "Leiterin Stadtgrün", "language": "de", "text": "Yeşil Alanlar Müdürü"}
    assert organiser.send(page, page, sent).status_code == 303
    with reading():
        faces = [face for _, _, face in services.choose(the_summit(), PrintSelection.ALL)]
        assert {(face.function_translation.text, face.function_translation.lang) for face in faces
                if face.function_translation} == {("Yeşil Alanlar Müdürü", "tr")}  # fmt: skip
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "badge.function_approved")).one()
        assert entry.actor and "Yeşil" not in repr(entry.changes)
        reference = db.session.scalars(sa.select(Wording)).one().public_id
    assert "Approved: “Leiterin Stadtgrün”" in organiser.get(page).text
    assert "Leiterin" not in organiser.get(page + "?show=open").text
    assert organiser.send(page, f"{page}{reference}/withdraw").status_code == 303
    with reading():
        assert all(face.function_translation is None for _, _, face in services.choose(the_summit(), PrintSelection.ALL))


def test_case_and_accents_do_not_make_another_function() -> None:
    assert rules.wording_key("Bürgermeisterin") == rules.wording_key("  bürgermeisterin ")
    assert rules.target_language("de", "de") == rules.target_language("en", "tr") == "tr"
    assert rules.target_language("tr", "tr") == rules.target_language("en", "en") == "de"


def test_the_translation_of_a_function_that_only_one_person_had_goes_with_them(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        summit = the_summit()
        registration = db.session.get_one(Registration, world.registrations[0])
        registration.function = "Hüterin des Leuchtturms"
        services.approve_wording(summit, "Hüterin des Leuchtturms", "de", "Deniz feneri bekçisi")
        services.approve_wording(summit, "Leiterin Stadtgrün", "de", "Yeşil Alanlar Müdürü")
        db.session.flush()
        assert "Deniz feneri bekçisi" in repr(services.export_personal(registration.person))
        services.erase_personal(registration.person)
        db.session.flush()
        assert [one.source for one in queries.wordings(summit.id)] == ["Leiterin Stadtgrün"]


# --- letters that no font has ---------------------------------------------------------------------


def test_letters_that_cannot_be_printed_are_named_before_a_run_which_may_go_on(
    organiser: Visitor, world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        summit = the_summit()
        registration = doors.make_registration(summit, "吴", "Łukasz")
        db.session.flush()
        services.issue_badge(registration.id, summit.id, summit.public_id)
        (lack,) = services.lacking(summit)
        assert (lack.field, lack.named) == ("given_name", [("吴", "U+5434")])
    asked = organiser.send(BADGES, f"{BADGES}print", {"selection": "new", "layout": "designed"})
    assert asked.status_code == 422 and "U+5434" in asked.text and "Łukasz" in asked.text
    with reading():
        assert db.session.scalars(sa.select(PrintRun)).all() == []
    going = organiser.send(BADGES, f"{BADGES}print", {"selection": "new", "layout": "designed", "anyway": "1"})
    assert going.status_code == 303 and "4 badges are ready." in organiser.get(going.location).text


# --- the log of runs ------------------------------------------------------------------------------


def test_the_log_tells_who_printed_what_and_prints_it_again(organiser: Visitor, world: World) -> None:
    done = organiser.send(BADGES, f"{BADGES}print", {"selection": "all", "layout": "cr80"})
    log = organiser.get(f"{BADGES}runs/").text
    assert "All valid badges" in log and "Plastic card CR80" in log and "organiser" in log
    assert "Nilüfer Kılıç-Krämer" in organiser.get(done.location).text
    again = organiser.send(done.location, done.location + "again")
    assert again.status_code == 303 and "3 badges are ready." in organiser.get(again.location).text
    assert organiser.send(again.location, again.location + "stop").status_code == 409, "it is finished"


def test_a_stopped_run_marks_nothing_as_printed_and_is_not_laid_out(
    app: Flask, world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summitapp.badges.services.printing.wake", lambda *_: None)
    with uow():
        run = services.ask_for_print(the_summit(), PrintSelection.ALL)
        services.cancel_run(run)
        with pytest.raises(RunFinished):
            services.cancel_run(run)
        reference = run.public_id
    with app.app_context():
        services.run_print(reference)
    with reading():
        stopped = queries.run_by_reference(reference)
        assert stopped is not None and stopped.state is PrintState.CANCELLED and stopped.file_name == ""
        assert len(services.choose(the_summit(), PrintSelection.NEW)) == 3


def test_a_run_that_is_stopped_while_it_is_laid_out_leaves_no_file(
    app: Flask, world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from summitapp.badges import documents

    monkeypatch.setattr("summitapp.badges.services.printing.wake", lambda *_: None)
    monkeypatch.setattr("summitapp.badges.services.printing.CHUNK", 1)
    with uow():
        reference = services.ask_for_print(the_summit(), PrintSelection.ALL).public_id
    real = documents.lay_out_many

    def stopped_after_one(*arguments: Any, **more: Any) -> Any:
        for number, part in enumerate(real(*arguments, **more)):
            if number == 1:
                with uow():
                    services.cancel_run(queries.run_by_reference(reference))  # type: ignore[arg-type]
            yield part

    monkeypatch.setattr(documents, "lay_out_many", stopped_after_one)
    with app.app_context():
        services.run_print(reference)
    with reading():
        run = queries.run_by_reference(reference)
        assert run is not None and (run.state, run.done) == (PrintState.CANCELLED, 1)
        assert services.file_of(run) is None and len(services.choose(the_summit(), PrintSelection.NEW)) == 3


def test_a_run_whose_worker_died_is_laid_out_by_the_next_one(
    app: Flask, world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from summitapp.badges.services import printing

    monkeypatch.setattr("summitapp.badges.services.printing.wake", lambda *_: None)
    with uow():
        runs = [services.ask_for_print(the_summit(), PrintSelection.ALL) for _ in range(2)]
        references = [run.public_id for run in runs]
        runs[0].state, runs[0].claimed_at = PrintState.RUNNING, printing.now()
    with app.app_context():
        services.sweep()
    with reading():
        states = [queries.run_by_reference(reference).state for reference in references]  # type: ignore[union-attr]
        assert states == [PrintState.RUNNING, PrintState.DONE], "the one that waits is taken, the one at work is left alone"
    with uow():
        dead = queries.run_by_reference(references[0])
        assert dead is not None
        dead.claimed_at = printing.now() - 2 * printing.FORGOTTEN
    with app.app_context():
        services.sweep()
    with reading():
        done = queries.run_by_reference(references[0])
        assert done is not None and done.state is PrintState.DONE and services.file_of(done) is not None

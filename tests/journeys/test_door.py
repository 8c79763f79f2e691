"""From the printed badge to the door: paper, camera, verdict; and a door whose network fails."""

import re
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from summitapp.accounts.values import Role
from summitapp.badges import queries as badges
from summitapp.badges import services
from summitapp.badges.values import PrintSelection, RevocationReason
from summitapp.checkin.models import Scan
from summitapp.core.db import db
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor
from tests.rig import paper, video
from tests.rig.site import Site

SCANNER = "/en/venue/izmir-2027/scanner/"
KEPT = """async () => {
  const opening = indexedDB.open("scanner-izmir-2027");
  const done = request => new Promise(resolve => request.onsuccess = () => resolve(request.result));
  const db = await done(opening);
  const rooms = [...db.objectStoreNames];
  const work = db.transaction(rooms);
  const all = {};
  for (const room of rooms) all[room] = await done(work.objectStore(room).getAll());
  db.close();
  return JSON.stringify(all);
}"""


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


def let_in(context: BrowserContext, site: Site, identifier: str) -> None:
    """Give the browser the session of somebody of the team."""
    visitor = Visitor(site.app, identifier)
    cookie = visitor.client.get_cookie("summit")
    assert cookie is not None
    context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])


@pytest.fixture
def member(world: World, uow: Callable[..., Any], site: Site) -> Callable[..., None]:
    def enter(context: BrowserContext, role: Role = Role.SCANNER) -> None:
        with uow():
            identifier = doors.staff(world.summit, role, f"{uuid.uuid4()}@example.org")
        let_in(context, site, identifier)

    return enter


def test_a_printed_badge_is_read_by_a_camera_and_the_door_answers(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any], camera: Any, site: Site, member: Any, tmp_path: Path
) -> None:
    with uow():
        summit = summits.by_slug(world.slug)
        assert summit is not None
        run = services.ask_for_print(summit, PrintSelection.ALL).public_id
    with reading():
        printed = badges.run_by_reference(run)
        path = services.file_of(printed) if printed is not None else None
        assert path is not None
        pdf = path.read_bytes()
    codes = paper.codes(paper.pages(pdf))  # zbar, which shares no code with the scanner page
    fronts = {found[0]: page for page, found in enumerate(codes) if found and found[0] in world.tokens}
    assert sorted(fronts) == sorted(world.tokens)
    with uow():  # the second badge is reported lost after it was printed
        lost = db.session.get(Registration, world.registrations[1])
        assert lost is not None
        services.reissue_badge(lost, RevocationReason.LOST)
    sides = paper.pages(pdf, dpi=115)
    frames = [_before_the_camera(sides[fronts[world.tokens[number]]]) for number in (0, 0, 1)]
    film = video.write_film(tmp_path / "door.mjpeg", [
        frame for front in frames for frame in (front, *[video.blank_frame()] * 2)
    ], hold=32)  # fmt: skip

    context = camera(film)
    member(context)
    page = context.new_page()
    answers: list[dict[str, Any]] = []
    page.on("response", lambda got: answers.append(got.json()) if got.url.endswith("/scans/") else None)
    page.goto(SCANNER)
    verdict = page.locator("[data-part=verdict]")
    expect(verdict).to_be_visible(timeout=20_000)
    _until(page, lambda: len({answer["reason"] for answer in answers}) >= 3)
    first = [answer for answer in answers if answer["person"].get("code") == world.codes[0]]
    assert [answer["verdict"] for answer in first[:2]] == ["admitted", "already_inside"]
    assert first[0]["person"]["name"] == "Nilüfer Kılıç-Krämer"
    assert {answer["reason"] for answer in answers if answer["person"].get("code") == world.codes[1]} == {"revoked"}
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Scan)) == len(answers)


def _before_the_camera(side: Image.Image) -> Image.Image:
    frame = video.blank_frame()
    frame.paste(side, ((frame.width - side.width) // 2, (frame.height - side.height) // 2))
    return frame


def _until(page: Page, reached: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "what was waited for did not happen"
        page.wait_for_timeout(100)


def _scan_by_keys(page: Page, text: str) -> None:
    """Type as a hand scanner does: without a pause, whatever else the machine is doing."""
    page.evaluate(
        """text => { for (const key of [...text, "Enter"])
          document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})); }""",
        text,
    )


def test_typing_and_a_typing_scanner_work_without_a_camera(
    phone: Page, world: World, member: Any, accessible: Callable[[Page], None]
) -> None:
    member(phone.context)
    phone.goto(SCANNER)
    expect(phone.get_by_role("alert")).to_contain_text(re.compile("camera", re.I))
    phone.get_by_label("Badge code").fill(world.tokens[0].lower())
    phone.get_by_role("button", name="Check", exact=True).click()
    verdict = phone.locator("[data-part=verdict]")
    expect(verdict).to_have_class("verdict ok")
    expect(verdict).to_contain_text("Welcome")
    expect(verdict).to_contain_text("Nilüfer Kılıç-Krämer")
    expect(verdict).to_contain_text("Leiterin Stadtgrün · Bremen")
    expect(verdict).to_contain_text("Speaks DE, TR")
    accessible(phone)
    phone.locator("h1").click()
    _scan_by_keys(phone, world.tokens[0])
    expect(verdict).to_have_class("verdict again")
    reason = phone.get_by_label("Let through anyway? Say why.")
    reason.fill("came back by the garden")
    phone.get_by_role("button", name="Let through", exact=True).click()
    expect(verdict).to_contain_text("Admitted by decision of the desk")
    expect(reason).to_be_hidden()
    accessible(phone)


def test_a_scan_without_network_is_said_loudly_kept_and_sent_once(
    page: Page, world: World, member: Any, reading: Callable[..., Any]
) -> None:
    member(page.context)
    page.goto(SCANNER)
    status = page.locator("[data-part=status]")
    expect(status).to_have_text("Online")
    page.context.set_offline(True)
    page.get_by_label("Badge code").fill(world.tokens[0])
    page.get_by_role("button", name="Check", exact=True).click()
    verdict = page.locator("[data-part=verdict]")
    expect(verdict).to_have_class("verdict unsent")
    expect(verdict).to_contain_text("Accepted, to be confirmed")
    expect(verdict).to_contain_text("Decide by the printed badge")
    expect(status).to_have_text("Offline · Waiting to be sent: 1")
    kept = page.evaluate(KEPT)
    assert "lookup:" in kept and world.tokens[0] not in kept
    page.context.set_offline(False)
    expect(page.get_by_text("Answers that came late")).to_be_visible()
    expect(page.locator("[data-part=late-list]")).to_contain_text("Welcome · Nilüfer Kılıç-Krämer")
    expect(status).to_have_text("Online")
    with reading():
        (scan,) = db.session.scalars(sa.select(Scan))
        assert (scan.offline, scan.verdict) == (True, "admitted")


def test_the_pages_of_the_door_and_of_badges_are_accessible(
    page: Page, world: World, member: Any, accessible: Callable[[Page], None]
) -> None:
    member(page.context, Role.ORGANISER)
    for path in ("venue/izmir-2027/find/?q=kilic", "organise/izmir-2027/checkin/", "organise/izmir-2027/badges/",
                 "organise/izmir-2027/checkin/points/new"):  # fmt: skip
        for language in ("de", "tr"):
            page.goto(f"/{language}/{path}")
            accessible(page)
    page.goto("/en/organise/izmir-2027/badges/")
    page.get_by_role("link", name="Nilüfer Kılıç-Krämer").click()
    expect(page.get_by_role("heading", name="Badge of Nilüfer Kılıç-Krämer")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Print this badge").click()
    expect(page.get_by_role("link", name="Save the file")).to_be_visible()
    accessible(page)


def test_a_print_run_tells_how_far_it_is_and_ends_by_itself(
    page: Page, world: World, member: Any, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    from summitapp.badges.models import PrintRun
    from summitapp.badges.values import PrintState

    with uow():
        summit = summits.by_slug(world.slug)
        assert summit is not None
        run = services.ask_for_print(summit, PrintSelection.ALL).public_id
    with uow():
        db.session.execute(sa.update(PrintRun).values(state=PrintState.RUNNING, done=1))
    member(page.context, Role.DESK)
    page.goto(f"/en/organise/izmir-2027/badges/runs/{run}/")
    expect(page.get_by_text("1 of 3 badges")).to_be_visible()
    with uow():
        db.session.execute(sa.update(PrintRun).values(state=PrintState.DONE, done=3))
    expect(page.get_by_text("3 badges are ready.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("fault", "words"), [
    ("NotAllowedError", "The camera is not allowed"), ("NotReadableError", "Another program is using the camera"),
    ("NotFoundError", "No camera was found"),
])  # fmt: skip
def test_a_camera_that_does_not_open_is_explained_and_can_be_tried_again(
    phone: Page, world: World, member: Any, fault: str, words: str
) -> None:
    phone.add_init_script(
        f"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', '{fault}'));"
    )
    member(phone.context)
    phone.goto(SCANNER)
    expect(phone.get_by_role("alert")).to_contain_text(words)
    expect(phone.locator(".finder")).to_be_hidden()
    expect(phone.get_by_role("button", name="Start the camera")).to_be_visible()


def test_a_session_that_ended_is_said_and_the_scan_is_kept(page: Page, world: World, member: Any) -> None:
    member(page.context)
    page.goto(SCANNER)
    expect(page.locator("[data-part=status]")).to_have_text("Online")
    page.context.clear_cookies()
    page.get_by_label("Badge code").fill(world.tokens[0])
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("[data-part=verdict]")).to_have_class("verdict unsent")
    expect(page.get_by_role("alert").filter(has_text="reload the page")).to_be_visible()
    expect(page.locator("[data-part=status]")).to_have_text("Offline · Waiting to be sent: 1")

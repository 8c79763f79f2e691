"""What a hand and an ear have of a scanner: lamp, choice of camera, a screen that stays lit, a beat for each answer; names
that shut by themselves; and a newer build that takes over while scans wait."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Response
from playwright.sync_api import BrowserContext, Page, expect

from summitapp.checkin.views import scanner as scanner_views
from summitapp.core.web import built_worker
from summitapp.devices.values import DeviceRole
from tests.factories.doors import World
from tests.journeys.scanner.helpers import ADDRESS, check, stored
from tests.rig import video

#: A telephone with two cameras, one with a lamp; what the page asks of it is written down.
TELEPHONE = """
  const asked = (window.__asked = { lamp: [], cameras: [], screen: [], beats: [] });
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (wish) => {
    const { deviceId, facingMode } = wish.video;
    asked.cameras.push(deviceId?.ideal ?? facingMode?.ideal);
    return open({ video: true }).then((stream) => {
      const [track] = stream.getVideoTracks();
      const torch = asked.cameras.at(-1) !== "front-1";
      track.getCapabilities = () => ({ torch });
      track.applyConstraints = async ({ advanced: [{ torch: on }] }) => void asked.lamp.push(on);
      return stream;
    });
  };
  mediaDevices.enumerateDevices = async () => [
    { kind: "videoinput", deviceId: "back-1", label: "Back camera, wide" },
    { kind: "videoinput", deviceId: "front-1", label: "Front camera" },
    { kind: "audioinput", deviceId: "voice", label: "Microphone" },
  ];
  Object.defineProperty(navigator, "wakeLock", { value: { request: async (what) => void asked.screen.push(what) } });
  navigator.vibrate = (beat) => asked.beats.push(beat);
"""


@pytest.fixture
def telephone(camera: Callable[[Path], BrowserContext], tmp_path: Path) -> Page:
    """A telephone before which nobody holds a badge."""
    context = camera(video.write_film(tmp_path / "nobody.mjpeg", [video.blank_frame()]))
    context.add_init_script(TELEPHONE)
    return context.new_page()


def asked(page: Page, what: str) -> Any:
    return page.evaluate(f"window.__asked.{what}")


def test_lamp_camera_screen_and_beat_do_what_the_hand_expects(
    telephone: Page, world: World, prepare: Any, enrol: Any
) -> None:
    enrol(telephone, prepare())
    lamp = telephone.get_by_role("button", name="Lamp")
    expect(lamp).to_have_attribute("aria-pressed", "false")
    lamp.click()
    expect(lamp).to_have_attribute("aria-pressed", "true")
    lamp.click()
    assert asked(telephone, "lamp") == [True, False]
    assert asked(telephone, "screen") == ["screen"] and asked(telephone, "cameras")[-1] == "environment"

    lamp.click()
    telephone.get_by_role("button", name="Coming in").click()
    choice = telephone.get_by_label("Camera", exact=True)
    expect(choice.locator("option")).to_have_text(
        ["Camera at the back", "Camera at the front", "Back camera, wide", "Front camera"])
    choice.select_option("Front camera")
    telephone.get_by_role("button", name="Use this").click()
    expect(lamp).to_be_hidden()  # this one has none
    assert asked(telephone, "cameras")[-1] == "front-1"
    telephone.reload()
    expect(telephone.locator("[data-camera=on]")).to_be_attached()
    assert asked(telephone, "cameras") == ["front-1"]  # it is remembered

    verdict = telephone.locator("[data-part=verdict]")
    for code, kind in ((world.tokens[0], "ok"), (world.tokens[0], "again"), ("nonsense", "stop")):
        check(telephone, code)
        expect(verdict).to_have_class(f"verdict {kind}")
    assert asked(telephone, "beats") == [[60], [80, 80, 80], [350]]  # no two answers feel alike


def test_names_shut_when_nobody_touches_the_desk_for_a_quarter_of_an_hour(
    phone: Page, world: World, prepare: Any, enrol: Any
) -> None:
    prepared = prepare(DeviceRole.DESK)
    enrol(phone, prepared)
    phone.clock.install()
    phone.get_by_role("button", name="Names and delegations").click()
    phone.get_by_label("PIN of this device").fill(prepared.pin)
    phone.get_by_role("button", name="Open").click()
    phone.get_by_role("searchbox").fill("kilic")
    expect(phone.locator("[data-part=found] .who")).to_have_text(["Nilüfer Kılıç-Krämer"])
    phone.clock.fast_forward("14:00")
    phone.get_by_role("searchbox").fill("wu")
    phone.clock.fast_forward("14:00")
    expect(phone.locator("[data-part=found] .who")).to_have_text(["Wu"])  # somebody was there meanwhile
    phone.clock.fast_forward("02:00")
    expect(phone.get_by_label("PIN of this device")).to_be_visible()
    assert "Wu" not in phone.locator("[data-panel=desk]").inner_text()


def _next_build(name: str) -> Response:
    answer = built_worker(name)
    text, changed = re.subn(r"\}[0-9a-f]{10}`", "}0123456789`", answer.get_data(as_text=True))
    assert changed == 1, "the build is told otherwise now"
    answer.set_data(text)
    return answer


KEPT_BUILDS = "async () => (await caches.keys()).filter((name) => name.startsWith('venue-files-'))"


def test_a_newer_build_takes_over_and_the_scans_that_wait_stay(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol(phone, prepare())
    status = phone.locator("[data-part=status]")
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    check(phone, world.tokens[0])
    expect(status).to_have_text("Offline · Waiting to be sent: 1")
    monkeypatch.setattr(scanner_views, "built_worker", _next_build)
    phone.evaluate("""async () => {
      const changed = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      await (await navigator.serviceWorker.getRegistration()).update();
      await changed;
    }""")
    kept = phone.evaluate(KEPT_BUILDS)
    assert len(kept) == 2 and "venue-files-0123456789" in kept  # a page that is still open finds its own files
    check(phone, world.tokens[1])
    expect(status).to_have_text("Offline · Waiting to be sent: 2")
    phone.context.set_offline(True)
    phone.goto(ADDRESS)  # kept by the newer build
    expect(status).to_have_text("Offline · Waiting to be sent: 2")
    phone.context.set_offline(False)
    phone.context.unroute("**/api/v1/**")
    expect(status).to_have_text("Online", timeout=20_000)
    assert stored(reading) == [("admitted", "admitted", True)] * 2

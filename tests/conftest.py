"""What every test may ask for.

``app`` comes twice, on SQLite and on PostgreSQL; a test that drives a browser, or is marked ``on("sqlite")``, runs on
the one only. The database is as the migrations left it at the start of each test.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright

    from summitapp.core.db import UnitOfWork
    from summitapp.core.security import Actor
    from tests.rig.databases import Backend
    from tests.rig.mail import Mailbox
    from tests.rig.site import Site

BACKENDS = ("sqlite", "postgres")


# --- the run ----------------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Give the processes of this run a folder in common; the first of them makes it and clears up."""
    config.addinivalue_line("markers", "on(backend): run on this database only")
    if "SUMMITAPP_TEST_SHARED" not in os.environ:
        os.environ["SUMMITAPP_TEST_SHARED"] = tempfile.mkdtemp(prefix="summit-test-")
        config.add_cleanup(_clear_up)


def _clear_up() -> None:
    from tests.rig import postgres

    postgres.stop()
    shutil.rmtree(os.environ.pop("SUMMITAPP_TEST_SHARED"), ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses the application on both databases."""
    if "backend" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("on")
    if mark is not None:
        names = mark.args
    elif {"page", "site", "context", "camera", "phone"} & set(metafunc.fixturenames):
        names = ("sqlite",)
    else:
        names = BACKENDS
    metafunc.parametrize("backend", names, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say by a mark which tests drive a browser."""
    for item in items:
        if {"page", "context", "camera", "phone", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A test that is left out proves nothing: a skip is a failure."""
    outcome: Any = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and nothing here may be: {call.excinfo and call.excinfo.value}"


# --- the application ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _backends() -> Iterator[dict[str, "Backend"]]:
    made: dict[str, Backend] = {}
    yield made
    for one in made.values():
        one.close()


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest, _backends: dict[str, "Backend"]) -> "Backend":
    """The application and its database, made once a process."""
    from tests.rig.databases import Backend

    name: str = request.param
    if name not in _backends:
        _backends[name] = Backend(name)
    return _backends[name]


@pytest.fixture
def app(backend: "Backend") -> Iterator[Flask]:
    """The application on an empty database. No context is pushed: each door opens its own."""
    backend.empty()
    yield backend.app
    backend.empty()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A caller without a browser."""
    return app.test_client()


UnitOpener = Callable[..., AbstractContextManager["UnitOfWork"]]
Reader = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def uow(app: Flask) -> UnitOpener:
    """``with uow(): service(…)`` is a unit of work as a door opens it; ``uow(actor=…, language="tr")`` says whose."""
    from summitapp.core import i18n
    from summitapp.core.db import unit_of_work
    from summitapp.core.security import acting_as, system_actor

    @contextmanager
    def opened(actor: "Actor | None" = None, language: Any = "en") -> "Iterator[UnitOfWork]":
        with app.app_context(), acting_as(actor or system_actor("tests")), i18n.speaking(language):
            with unit_of_work() as unit:
                yield unit

    return opened


@pytest.fixture
def reading(app: Flask) -> Reader:
    """``with reading(): query(…)``: a context in which nothing can be written."""
    from summitapp.core import i18n
    from summitapp.core.security import acting_as, system_actor

    @contextmanager
    def opened(actor: "Actor | None" = None, language: Any = "en") -> Iterator[None]:
        with app.app_context(), acting_as(actor or system_actor("tests")), i18n.speaking(language):
            yield

    return opened


@pytest.fixture
def settings(app: Flask) -> Iterator[Callable[..., None]]:
    """``settings(rate_limits=True)`` changes a setting until the test ends."""
    before = app.extensions["config"]

    def change(**values: Any) -> None:
        app.extensions["config"] = replace(app.extensions["config"], **values)

    yield change
    app.extensions["config"] = before


@pytest.fixture
def letters(app: Flask) -> Callable[[], list[EmailMessage]]:
    """``letters()``: the mails sent so far in this test, the oldest first."""
    from tests.rig.mail import kept_letters

    folder = Path(app.extensions["config"].instance) / "mail"
    return lambda: kept_letters(folder)


@pytest.fixture
def mailbox() -> Iterator["Mailbox"]:
    """A mail server behind a real socket."""
    from tests.rig.mail import Mailbox

    box = Mailbox()
    box.start()
    yield box
    box.stop()


# --- servers ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(app: Flask) -> Iterator["Site"]:
    """The application behind a socket, in a thread of the test; ``page.goto("/en/")`` goes there."""
    from tests.rig.site import threaded

    with threaded(app) as running:
        yield running


@pytest.fixture
def live(app: Flask) -> Iterator[Callable[..., "Site"]]:
    """``live(workers=2, threads=4)`` starts the real server on the database of the test."""
    from tests.rig.site import processes

    with ExitStack() as stack:
        yield lambda workers=2, threads=2: stack.enter_context(processes(app, workers, threads))


# --- browsers -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the Chromium there is, rather than one Playwright would download."""
    from tests.rig.browser import FLAGS, chromium

    path, environment = chromium()
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS, "env": {**os.environ, **environment}}


@pytest.fixture
def browser_context_args(site: "Site") -> dict[str, Any]:
    """A desk in İzmir, reading English unless the test says otherwise."""
    return {
        "base_url": site.url, "locale": "en-GB", "timezone_id": "Europe/Istanbul", "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 900},
    }  # fmt: skip


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}


@pytest.fixture
def phone(browser: Any, browser_context_args: dict[str, Any], site: "Site") -> Iterator["Page"]:
    """A small phone with a touch screen."""
    context = browser.new_context(**{**browser_context_args, **PHONE})
    page = context.new_page()
    with _quiet(page, site):
        yield page
    context.close()


@pytest.fixture
def camera(playwright: "Playwright", browser_context_args: dict[str, Any]) -> "Iterator[Callable[[Path], BrowserContext]]":
    """``camera(film)``: a context whose camera shows that film. The film is a launch flag, so each has its own browser."""
    from tests.rig.browser import CAMERA_FLAGS, FLAGS, chromium

    path, environment = chromium()
    with ExitStack() as stack:

        def start(film: Path) -> "BrowserContext":
            flags = [*FLAGS, *CAMERA_FLAGS, f"--use-file-for-fake-video-capture={film.resolve()}"]
            started = playwright.chromium.launch(executable_path=path, args=flags, env={**os.environ, **environment})
            stack.callback(started.close)
            return started.new_context(**{**browser_context_args, "permissions": ["camera"]})

        yield start


@contextmanager
def _quiet(page: "Page", site: "Site") -> Iterator[None]:
    """Fail on script errors, on what the policy blocked, and on requests to anybody else."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("console", lambda line: faults.append(line.text) if _bad(line) else None)
    page.context.on(
        "request",
        lambda asked: None if asked.url.startswith((site.url, "blob:", "data:")) else faults.append(asked.url),
    )
    yield
    assert not faults, faults


def _bad(line: Any) -> bool:
    """A status such as 422 is an answer, not a fault."""
    return line.type == "error" and not line.text.startswith("Failed to load resource")


@pytest.fixture(autouse=True)
def quiet_page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Watch ``page`` wherever it is used; a test that provokes faults on purpose opens a page of its own."""
    if "page" not in request.fixturenames:
        yield
        return
    with _quiet(request.getfixturevalue("page"), request.getfixturevalue("site")):
        yield


@pytest.fixture
def accessible() -> "Callable[[Page], None]":
    """``accessible(page)`` fails on what axe-core finds by day or by night, and on sideways scrolling."""
    from tests.rig.accessibility import assert_accessible

    return assert_accessible

"""Every page there is, and who opens it: a demo summit, four people, and an address for each page of the walk."""

import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from types import ModuleType

import sqlalchemy as sa
from flask import Flask, url_for
from werkzeug.routing import Rule

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose, Role
from summitapp.agenda.queries import public_programme
from summitapp.badges import queries as badges
from summitapp.badges.models import Badge
from summitapp.badges.services import ask_for_print
from summitapp.badges.values import PrintSelection
from summitapp.checkin import queries as checkin_queries
from summitapp.checkin import services as checkin
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import db, unit_of_work
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import Language, Translated
from summitapp.operations.services.demo import load_demo
from summitapp.operations.values.programme import SLUG
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.factories.doors import make_summit
from tests.factories.visitors import Visitor
from tests.journeys import pages

CLOSED = "closed-2029"
SUMMIT = {"slug": SLUG}
PARTS = ("venues", "rooms", "days", "tracks", "categories")

# Who opens a page, and the addresses under which it looks different. A value in braces is filled in by the stage.
Addresses = dict[str, tuple[dict[str, str], ...]]
VISITOR: Addresses = {
    "pages.home": ({},),
    "pages.accessibility": ({},),
    "privacy.notice": ({},),
    "pages.summit": (SUMMIT,),
    "agenda.programme": (SUMMIT, {**SUMMIT, "view": "rooms"}, {**SUMMIT, "day": "1999-01-01"}),
    "agenda.changes": (SUMMIT,),
    "agenda.session": ({**SUMMIT, "code": "{session}"},),
    "registration.form": (SUMMIT, {"slug": CLOSED}),
    "registration.thanks": (SUMMIT,),
    "registration.confirm_page": ({"secret": "{confirm}"},),
    "my.home": ({},),
    "my.asked": ({},),
    "my.show_link": ({"secret": "{manage}"},),
    "accounts.sign_in": ({},),
    "accounts.second_step": ({},),
    "accounts.link_sent": ({},),
    "accounts.left": ({},),
    "accounts.show_link": ({"secret": "{log_in}"},),
    "accounts.set_up": ({"secret": "{set_up}"},),
}
DELEGATE: Addresses = {
    "my.home": ({},),
    "my.details": ({"reference": "{registration}"},),
    "my.confirm_withdrawal": ({"reference": "{registration}"},),
    "my.show_consents": ({},),
    "my.calendar": ({},),
    "badges.carry": ({"code": "{code}"},),
}
DESK: Addresses = {
    "checkin.scanner": (SUMMIT,),
    "checkin.find": (SUMMIT, {**SUMMIT, "q": "{family}"}),
    "checkin.organise": (SUMMIT,),
    "badges.organise": (SUMMIT,),
    "badges.show": ({**SUMMIT, "reference": "{badge}"},),
    "badges.show_run": ({**SUMMIT, "reference": "{run}"},),
    "registration.person": ({**SUMMIT, "code": "{code}"},),
}
ORGANISER: Addresses = {
    "summits.organise": ({},),
    "summits.new": ({},),
    "portal.overview": (SUMMIT,),
    "registration.organise": (SUMMIT, {**SUMMIT, "q": "nobody at all"}),
    "registration.person": ({**SUMMIT, "code": "{asking}"},),
    "agenda.editor": (SUMMIT,),
    "agenda.preview": (SUMMIT,),
    "agenda.publish": (SUMMIT,),
    "agenda.copy": (SUMMIT,),
    "agenda.session_new": (SUMMIT,),
    "agenda.session_edit": ({**SUMMIT, "code": "{session}"},),
    "checkin.new_point": (SUMMIT,),
    "checkin.change_point": ({**SUMMIT, "code": "entrance"},),
    "messages.organise": (SUMMIT,),
    "trail.organise": (SUMMIT,),
    "summits.settings": (SUMMIT,),
    "summits.texts": (SUMMIT,),
    "summits.dates": (SUMMIT,),
    "summits.entry": (SUMMIT,),
    "summits.parts": tuple({**SUMMIT, "kind": kind} for kind in PARTS),
    "summits.new_part": tuple({**SUMMIT, "kind": kind} for kind in PARTS if kind != "days"),
    "summits.part": tuple({**SUMMIT, "kind": kind, "reference": f"{{{kind}}}"} for kind in PARTS),
    "summits.team": (SUMMIT,),
    "summits.member": ({**SUMMIT, "reference": "{grant}"},),
    "accounts.account": ({},),
    "accounts.second_factor": ({},),
}
PAGES: dict[str, Addresses] = {"visitor": VISITOR, "delegate": DELEGATE, "desk": DESK, "organiser": ORGANISER}
NO_PAGE = {
    "root.front_door": "leads to the page of the reader's language",
    "root.robots": "a text for machines",
    "accounts.second_factor_picture": "a picture",
    "badges.own_pdf": "paper", "badges.carried_state": "data", "own_badge.worker": "a script",
    "badges.run_file": "paper",
    "openapi.spec": "the description of the API",
    "summits_api.list_summits": "data", "summits_api.get_summit": "data", "agenda_api.get_agenda": "data",
    "registration_api.list_registrations": "data",
    "feeds.personal": "a calendar", "agenda_feeds.agenda_calendar": "a calendar",
    "agenda_feeds.room_calendar": "a calendar", "agenda_feeds.session_calendar": "a calendar",
    "agenda_feeds.track_calendar": "a calendar",
    "agenda_feeds.stylesheet": "a style sheet", "agenda_feeds.changes_feed": "a news feed",
    "dev_mail.inbox": "on a developer's machine only", "dev_mail.letter": "on a developer's machine only",
    "dev_mail.html": "on a developer's machine only", "dev_mail.part": "on a developer's machine only",
    "operations.healthz": "for machines", "operations.readyz": "for machines", "operations.metrics": "for machines",
    "static": "files",
}  # fmt: skip


def _of_features() -> list[ModuleType]:
    return [import_module(f"{pages.__name__}.{one.name}") for one in pkgutil.iter_modules(pages.__path__)]


for _module in _of_features():
    for _role, _addresses in getattr(_module, "PAGES", {}).items():
        PAGES.setdefault(_role, {}).update(_addresses)
    NO_PAGE |= getattr(_module, "NO_PAGE", {})


@dataclass
class Stage:
    """The summit, what fills the addresses, and the cookie of each person."""

    app: Flask
    values: dict[str, str]
    cookies: dict[str, str]

    def address(self, endpoint: str, language: Language, given: Mapping[str, str]) -> str:
        """Return the address of one page."""
        with self.app.test_request_context():
            return url_for(
                endpoint, lang=language, **{name: value.format_map(self.values) for name, value in given.items()}
            )

    def addresses(self, role: str, language: Language) -> list[str]:
        """Return the address of every page of a role."""
        return [
            self.address(endpoint, language, given)
            for endpoint, variants in PAGES[role].items() for given in variants
        ]  # fmt: skip


def pages_without_an_address(app: Flask) -> list[str]:
    """Return the addresses a browser can open that neither a role opens nor a reason leaves out."""
    known = {*NO_PAGE, *(endpoint for pages in PAGES.values() for endpoint in pages)}
    return [
        f"{rule.endpoint} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if _opens(rule) and rule.endpoint not in known
    ]


def _opens(rule: Rule) -> bool:
    return "GET" in (rule.methods or ())


def prepare(app: Flask) -> Stage:
    """Load the demo summit and bring everybody to where their pages begin."""
    with _working(app):
        load_demo()
        summit = summits.by_slug(SLUG)
        assert summit is not None
        if "entrance" not in {point.code for point in checkin_queries.points(summit.id)}:
            checkin.add_point(summit, "entrance", Translated("Haupteingang", "Ana giriş", "Main entrance"))
        values, sessions = _people(summit)
        values |= {kind: getattr(summit, kind)[0].public_id for kind in PARTS} | {"session": _session(summit)}
    with _working(app):
        summit = summits.by_slug(SLUG)
        assert summit is not None
        values["run"] = ask_for_print(summit, PrintSelection.CHOSEN, [values["badge"]]).public_id
        _closed_summit()
    for module in _of_features():
        if hasattr(module, "prepare"):
            with _working(app):
                summit = summits.by_slug(SLUG)
                assert summit is not None
                more, own = module.prepare(summit, values)
                values, sessions = values | more, sessions | own
    return Stage(app, values, {role: _cookie(app, kept) for role, kept in sessions.items()} | {
        "delegate": _come_in(app, values["manage"])
    })  # fmt: skip


@contextmanager
def _working(app: Flask) -> Iterator[None]:
    with app.app_context(), acting_as(system_actor("tests")), i18n.speaking("en"), unit_of_work():
        yield


def _session(summit: Summit) -> str:
    """Return the code of the public session with the most people in it."""
    programme = public_programme(summit)
    return max(programme.placements, key=lambda one: (len(one.shown), one.code)).code


def _closed_summit() -> None:
    summit = make_summit(CLOSED)
    summit.registration_closes_at = now() - timedelta(days=1)


def _people(summit: Summit) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    found = sa.select(Registration).where(Registration.summit_id == summit.id).order_by(Registration.id)
    people = list(db.session.scalars(found))
    going = next(one for one in people if one.state is State.CONFIRMED)
    asking = next(one for one in people if one.state is State.SUBMITTED)
    badge = badges.active_of_registration(going.id)
    assert isinstance(badge, Badge)
    owner = accounts.create_user("owner@example.org", "Deniz Aksu")
    accounts.give_role(owner, Role.OWNER, summit.public_id)
    accounts.make_platform_owner(owner)
    desk = accounts.create_user("desk@example.org", "Toni Brandt")
    accounts.give_role(desk, Role.DESK, summit.public_id)
    db.session.flush()
    grant = next(one for one in accounts_queries.grants_of_scope("summit", summit.public_id) if one.user is desk)
    values = {
        "registration": going.public_id, "code": going.code, "asking": asking.code, "family": going.person.family_name,
        "badge": badge.public_id, "grant": grant.public_id,
        "manage": _link(Purpose.MANAGE, going.person.public_id), "confirm": _link(Purpose.CONFIRM, asking.public_id),
        "log_in": _link(Purpose.LOG_IN, desk.public_id), "set_up": _link(Purpose.SET_UP, desk.public_id),
    }  # fmt: skip
    return values, {
        "visitor": {"half_way": accounts.half_way(desk), "registered": "ayse@example.org"},
        "desk": {"_user_id": accounts.identifier(desk)},
        "organiser": {"_user_id": accounts.identifier(owner),
                      "totp": accounts.seal_for(owner, accounts.new_totp_secret())},
    }  # fmt: skip


def _link(purpose: Purpose, subject: str) -> str:
    return accounts.mint_link(purpose, subject, timedelta(days=9), single_use=False)


def _cookie(app: Flask, kept: dict[str, str]) -> str:
    visitor = Visitor(app)
    with visitor.client.session_transaction() as session:
        session.update(kept)
    return _of(visitor)


def _come_in(app: Flask, secret: str) -> str:
    visitor = Visitor(app)
    page = f"/en/my/link/{secret}/"
    assert visitor.send(page, page).status_code == 303
    return _of(visitor)


def _of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("summit")
    assert cookie is not None
    return cookie.value

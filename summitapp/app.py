"""Makes the application with all its doors. This module and ``ties`` know every feature: explicit lists, no discovery."""

from collections.abc import Mapping

from apiflask import APIFlask
from whitenoise import WhiteNoise

from config import ROOT, Config
from summitapp import ties
from summitapp.accounts import permissions as accounts_permissions
from summitapp.accounts import services as accounts
from summitapp.accounts import views as accounts_views
from summitapp.agenda import api as agenda_api
from summitapp.agenda import permissions as agenda_permissions
from summitapp.agenda import views as agenda_views
from summitapp.badges import permissions as badges_permissions
from summitapp.badges import views as badges_views
from summitapp.checkin import api as checkin_api
from summitapp.checkin import permissions as checkin_permissions
from summitapp.checkin import views as checkin_views
from summitapp.contacts import permissions as contacts_permissions
from summitapp.contacts import views as contacts_views
from summitapp.core import front, rest, web
from summitapp.delegations import permissions as delegations_permissions
from summitapp.delegations import views as delegations_views
from summitapp.desk import permissions as desk_permissions
from summitapp.desk import views as desk_views
from summitapp.devices import api as devices_api
from summitapp.devices import permissions as devices_permissions
from summitapp.devices import services as devices
from summitapp.devices import views as devices_views
from summitapp.devices.values import TOKEN_PREFIX
from summitapp.enrolment import permissions as enrolment_permissions
from summitapp.enrolment import views as enrolment_views
from summitapp.exchange import views as exchange_views
from summitapp.hall import permissions as hall_permissions
from summitapp.hall import views as hall_views
from summitapp.letters import permissions as letters_permissions
from summitapp.letters import views as letters_views
from summitapp.lists import permissions as lists_permissions
from summitapp.lists import views as lists_views
from summitapp.mailings import permissions as mailings_permissions
from summitapp.mailings import views as mailings_views
from summitapp.matchmaking import permissions as matchmaking_permissions
from summitapp.matchmaking import views as matchmaking_views
from summitapp.matchmaking.views import asking as meetings_views
from summitapp.nominations import permissions as nominations_permissions
from summitapp.nominations import views as nominations_views
from summitapp.operations import views as operations_views
from summitapp.outbox import views as outbox_views
from summitapp.pages import views as pages_views
from summitapp.portal import permissions as portal_permissions
from summitapp.portal import views as portal_views
from summitapp.privacy import permissions as privacy_permissions
from summitapp.privacy import views as privacy_views
from summitapp.profiles import permissions as profiles_permissions
from summitapp.profiles import views as profiles_views
from summitapp.questions import permissions as questions_permissions
from summitapp.questions import views as questions_views
from summitapp.registration import api as registration_api
from summitapp.registration import permissions as registration_permissions
from summitapp.registration import views as registration_views
from summitapp.summits import api as summits_api
from summitapp.summits import permissions as summits_permissions
from summitapp.summits import views as summits_views

PERMISSIONS: list[Mapping[str, web.Predicate]] = [
    agenda_permissions.PERMISSIONS,
    badges_permissions.PERMISSIONS,
    checkin_permissions.PERMISSIONS,
    contacts_permissions.PERMISSIONS,
    delegations_permissions.PERMISSIONS,
    desk_permissions.PERMISSIONS,
    devices_permissions.PERMISSIONS,
    enrolment_permissions.PERMISSIONS,
    hall_permissions.PERMISSIONS,
    profiles_permissions.PERMISSIONS,
    matchmaking_permissions.PERMISSIONS,
    nominations_permissions.PERMISSIONS,
    letters_permissions.PERMISSIONS,
    lists_permissions.PERMISSIONS,
    accounts_permissions.PERMISSIONS,
    summits_permissions.PERMISSIONS,
    portal_permissions.PERMISSIONS,
    questions_permissions.PERMISSIONS,
    privacy_permissions.PERMISSIONS,
    registration_permissions.PERMISSIONS,
    mailings_permissions.PERMISSIONS,
]

BLUEPRINTS = [
    agenda_api.bp,
    agenda_views.bp,
    agenda_views.open_bp,
    pages_views.root,
    pages_views.bp,
    badges_views.bp,
    badges_views.worker_bp,
    questions_views.bp,
    registration_api.bp,
    registration_views.bp,
    exchange_views.bp,
    exchange_views.open_bp,
    checkin_api.bp,
    checkin_views.root,
    checkin_views.bp,
    contacts_views.bp,
    contacts_views.open_bp,
    delegations_views.bp,
    desk_views.bp,
    devices_api.bp,
    devices_views.bp,
    enrolment_views.bp,
    hall_views.bp,
    meetings_views.bp,
    matchmaking_views.bp,
    profiles_views.bp,
    nominations_views.bp,
    nominations_views.organise_bp,
    letters_views.bp,
    lists_views.bp,
    mailings_views.bp,
    operations_views.bp,
    outbox_views.bp,
    accounts_views.bp,
    summits_api.bp,
    summits_views.bp,
    *portal_views.BLUEPRINTS,
    *privacy_views.BLUEPRINTS,
]


def create_app(config: Config) -> APIFlask:
    """Return the application for these settings; nothing is read from anywhere else."""
    app = APIFlask(
        "summitapp", title="Summit API", version="1", spec_path="/api/v1/openapi.json", docs_path=None,
        json_errors=False, root_path=str(ROOT), template_folder="templates", static_folder="static",
    )  # fmt: skip
    ties.furnish(app, config)
    web.init_app(app, config)
    rest.init_app(app, _token_check())
    _sign_in(app)
    _open_doors(app)
    _serve_built_files(app)
    front.Front().init_app(app, web.constant_headers(config))
    return app


def _token_check() -> rest.TokenCheck:
    """Tell a device's token from a program's by how it begins."""
    programs, enrolled = accounts.TokenMemory(), devices.DeviceMemory()
    return lambda token: (enrolled if token.startswith(TOKEN_PREFIX) else programs).actor(token)


def _sign_in(app: APIFlask) -> None:
    @web.login_manager.user_loader
    def load(identifier: str) -> web.SignedIn | None:
        actor = accounts.actor_of_identifier(identifier)
        return web.SignedIn(identifier, actor) if actor is not None else None


def _open_doors(app: APIFlask) -> None:
    for permissions in PERMISSIONS:
        web.register_permissions(permissions)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
        if (blueprint.url_prefix or "").startswith(rest.PREFIX):
            web.csrf.exempt(blueprint)  # a bearer token is never sent by a browser on its own


def _serve_built_files(app: APIFlask) -> None:
    """Serve what the build made, compressed beforehand; a hash in its name lets a browser keep it for ever."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(ROOT / "static" / "dist"),
        prefix="/static/dist/",
        max_age=3600,
        immutable_file_test=r"-[0-9A-Za-z]{8,10}\.\w+$",
        add_headers_function=lambda headers, _path, _url: headers.add_header("X-Content-Type-Options", "nosniff"),
    )
    web.public(app.view_functions["openapi.spec"])  # the description of the API is for everybody

"""Makes the application. The only module that knows every feature: explicit lists, no discovery."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from apiflask import APIFlask
from jinja2 import StrictUndefined
from sqlalchemy.exc import DBAPIError
from whitenoise import WhiteNoise

from config import ROOT, Config
from summitapp import tables  # noqa: F401 - every table must be known before the first query
from summitapp.accounts import mails as accounts_mails
from summitapp.accounts import permissions as accounts_permissions
from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts import views as accounts_views
from summitapp.agenda import api as agenda_api
from summitapp.agenda import mails as agenda_mails
from summitapp.agenda import permissions as agenda_permissions
from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import reactions as agenda_reactions
from summitapp.agenda import services as agenda
from summitapp.agenda import tasks as agenda_tasks
from summitapp.agenda import views as agenda_views
from summitapp.agenda.values import AgendaPublished, Concern, Followers, SessionRemoved
from summitapp.agenda.values import PlacesChanged as SessionPlacesChanged
from summitapp.badges import cli as badges_cli
from summitapp.badges import permissions as badges_permissions
from summitapp.badges import reactions as badges_reactions
from summitapp.badges import services as badges
from summitapp.badges import tasks as badges_tasks
from summitapp.badges import views as badges_views
from summitapp.badges.values import BadgeRevoked
from summitapp.checkin import api as checkin_api
from summitapp.checkin import permissions as checkin_permissions
from summitapp.checkin import queries as checkin_queries
from summitapp.checkin import reactions as checkin_reactions
from summitapp.checkin import services as checkin
from summitapp.checkin import views as checkin_views
from summitapp.consents.values import ConsentWithdrawn
from summitapp.contacts import mails as contacts_mails
from summitapp.contacts import permissions as contacts_permissions
from summitapp.contacts import reactions as contacts_reactions
from summitapp.contacts import tasks as contacts_tasks
from summitapp.contacts import views as contacts_views
from summitapp.core import db, events, front, migrations, rest, web
from summitapp.core.security import Passwords
from summitapp.delegations import mails as delegations_mails
from summitapp.delegations import permissions as delegations_permissions
from summitapp.delegations import tasks as delegations_tasks
from summitapp.delegations import views as delegations_views
from summitapp.delegations.values import QuotaAdded
from summitapp.desk import permissions as desk_permissions
from summitapp.desk import services as desk
from summitapp.desk import tasks as desk_tasks
from summitapp.desk import views as desk_views
from summitapp.devices import api as devices_api
from summitapp.devices import permissions as devices_permissions
from summitapp.devices import queries as device_queries
from summitapp.devices import reactions as devices_reactions
from summitapp.devices import services as devices
from summitapp.devices import tasks as devices_tasks
from summitapp.devices import views as devices_views
from summitapp.devices.values import TOKEN_PREFIX
from summitapp.directory.values import PersonHidden, PersonMerged
from summitapp.enrolment import mails as enrolment_mails
from summitapp.enrolment import permissions as enrolment_permissions
from summitapp.enrolment import queries as enrolment_queries
from summitapp.enrolment import reactions as enrolment_reactions
from summitapp.enrolment import services as enrolment
from summitapp.enrolment import tasks as enrolment_tasks
from summitapp.enrolment import views as enrolment_views
from summitapp.enrolment.values import SeatsChanged
from summitapp.exchange import cli as exchange_cli
from summitapp.exchange import views as exchange_views
from summitapp.hall import services as hall
from summitapp.hall import tasks as hall_tasks
from summitapp.jobs import cli as jobs_cli
from summitapp.jobs import services as jobs
from summitapp.letters import mails as letters_mails
from summitapp.letters import permissions as letters_permissions
from summitapp.letters import reactions as letters_reactions
from summitapp.letters import services as letters
from summitapp.letters import tasks as letters_tasks
from summitapp.letters import views as letters_views
from summitapp.lists import permissions as lists_permissions
from summitapp.lists import tasks as lists_tasks
from summitapp.lists import views as lists_views
from summitapp.mailings import mails as mailings_mails
from summitapp.mailings import permissions as mailings_permissions
from summitapp.mailings import reactions as mailings_reactions
from summitapp.mailings import services as mailings
from summitapp.mailings import tasks as mailings_tasks
from summitapp.mailings import views as mailings_views
from summitapp.matchmaking import cli as matchmaking_cli
from summitapp.matchmaking import mails as matchmaking_mails
from summitapp.matchmaking import permissions as matchmaking_permissions
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking import tasks as matchmaking_tasks
from summitapp.matchmaking import views as matchmaking_views
from summitapp.nominations import cli as nominations_cli
from summitapp.nominations import mails as nominations_mails
from summitapp.nominations import permissions as nominations_permissions
from summitapp.nominations import tasks as nominations_tasks
from summitapp.nominations import views as nominations_views
from summitapp.operations import cli as operations_cli
from summitapp.operations import views as operations_views
from summitapp.outbox import services as outbox
from summitapp.outbox import tasks as outbox_tasks
from summitapp.outbox import views as outbox_views
from summitapp.pages import views as pages_views
from summitapp.portal import mails as portal_mails
from summitapp.portal import permissions as portal_permissions
from summitapp.portal import reactions as portal_reactions
from summitapp.portal import services as portal
from summitapp.portal import tasks as portal_tasks
from summitapp.portal import views as portal_views
from summitapp.privacy import mails as privacy_mails
from summitapp.privacy import permissions as privacy_permissions
from summitapp.privacy import reactions as privacy_reactions
from summitapp.privacy import tasks as privacy_tasks
from summitapp.privacy import views as privacy_views
from summitapp.profiles import permissions as profiles_permissions
from summitapp.profiles import reactions as profiles_reactions
from summitapp.profiles import services as profiles
from summitapp.profiles import tasks as profiles_tasks
from summitapp.profiles import views as profiles_views
from summitapp.questions import permissions as questions_permissions
from summitapp.questions import reactions as questions_reactions
from summitapp.questions import views as questions_views
from summitapp.registration import api as registration_api
from summitapp.registration import cli as registration_cli
from summitapp.registration import mails as registration_mails
from summitapp.registration import permissions as registration_permissions
from summitapp.registration import reactions as registration_reactions
from summitapp.registration import tasks as registration_tasks
from summitapp.registration import views as registration_views
from summitapp.registration.values import (
    AddressLeft,
    DelegateSubstituted,
    ListConfirmed,
    RegistrationCancelled,
    RegistrationConfirmed,
    RegistrationLinked,
    RegistrationMerged,
)
from summitapp.speakers import mails as speakers_mails
from summitapp.speakers import reactions as speakers_reactions
from summitapp.speakers import services as speakers
from summitapp.speakers import tasks as speakers_tasks
from summitapp.summits import api as summits_api
from summitapp.summits import permissions as summits_permissions
from summitapp.summits import views as summits_views
from summitapp.summits.values import PlacesChanged, RoomRemoved, SummitCopied

PERMISSIONS: list[Mapping[str, web.Predicate]] = [
    agenda_permissions.PERMISSIONS,
    badges_permissions.PERMISSIONS,
    checkin_permissions.PERMISSIONS,
    contacts_permissions.PERMISSIONS,
    delegations_permissions.PERMISSIONS,
    desk_permissions.PERMISSIONS,
    devices_permissions.PERMISSIONS,
    enrolment_permissions.PERMISSIONS,
    nominations_permissions.PERMISSIONS,
    letters_permissions.PERMISSIONS,
    lists_permissions.PERMISSIONS,
    accounts_permissions.PERMISSIONS,
    summits_permissions.PERMISSIONS,
    portal_permissions.PERMISSIONS,
    questions_permissions.PERMISSIONS,
    privacy_permissions.PERMISSIONS,
    profiles_permissions.PERMISSIONS,
    registration_permissions.PERMISSIONS,
    mailings_permissions.PERMISSIONS,
    matchmaking_permissions.PERMISSIONS,
]

BLUEPRINTS = [
    agenda_api.bp,
    agenda_views.bp,
    agenda_views.open_bp,
    pages_views.root,
    pages_views.bp,
    badges_cli.bp,
    badges_views.bp,
    badges_views.worker_bp,
    questions_views.bp,
    registration_api.bp,
    registration_cli.bp,
    registration_views.bp,
    exchange_cli.bp,
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
    nominations_views.bp,
    nominations_views.organise_bp,
    letters_views.bp,
    lists_views.bp,
    migrations.bp,
    nominations_cli.bp,
    jobs_cli.bp,
    matchmaking_cli.bp,
    mailings_views.bp,
    matchmaking_views.bp,
    operations_cli.accounts_bp,
    operations_cli.demo_bp,
    operations_cli.tokens_bp,
    operations_views.bp,
    outbox_views.bp,
    accounts_views.bp,
    summits_api.bp,
    summits_views.bp,
    profiles_views.bp,
    *portal_views.BLUEPRINTS,
    *privacy_views.BLUEPRINTS,
]

MAIL_CONTEXTS: dict[str, outbox.Context] = {
    **accounts_mails.contexts(accounts.mint_link, accounts.mint_code),
    **delegations_mails.contexts(accounts.mint_link),
    **contacts_mails.contexts(accounts.mint_link),
    **enrolment_mails.contexts(accounts.mint_link),
    **nominations_mails.contexts(),
    **letters_mails.contexts(accounts.mint_link),
    **registration_mails.contexts(accounts.mint_link),
    **privacy_mails.contexts(accounts.mint_link),
    **portal_mails.contexts(),
    **mailings_mails.contexts(accounts.mint_link),
    **matchmaking_mails.planning_contexts(accounts.mint_link),
    **agenda_mails.contexts(),
    **speakers_mails.contexts(accounts.mint_link, agenda_queries.talks_of),
}

#: Who has chosen a session of the agenda, by why a change concerns them; agenda stands below and asks by name.
AGENDA_FOLLOWERS: list[tuple[Concern, Followers]] = [
    (Concern.ENROLLED, enrolment_queries.enrolled_in),
    (Concern.STARRED, enrolment_queries.starred_in),
]

REACTIONS: list[tuple[type, Callable[[Any], None]]] = [
    (AgendaPublished, portal_reactions.on_published),
    (RegistrationConfirmed, portal_reactions.on_registration),
    (RegistrationCancelled, portal_reactions.on_registration),
    (RegistrationLinked, portal_reactions.on_linked),
    (ListConfirmed, portal_reactions.on_list_confirmed),
    (SeatsChanged, portal_reactions.on_seats),
    (DelegateSubstituted, portal_reactions.on_substituted),
    (PersonMerged, portal_reactions.on_merged),
    (RegistrationConfirmed, badges_reactions.on_confirmed),
    (ListConfirmed, badges_reactions.on_list_confirmed),
    (RegistrationCancelled, badges_reactions.on_cancelled),
    (BadgeRevoked, devices_reactions.on_revoked),
    (RegistrationCancelled, contacts_reactions.on_cancelled),
    (RegistrationCancelled, enrolment_reactions.on_cancelled),
    (RegistrationCancelled, letters_reactions.on_cancelled),
    (RegistrationCancelled, profiles_reactions.on_cancelled),
    (DelegateSubstituted, registration_reactions.on_substituted),
    (DelegateSubstituted, badges_reactions.on_substituted),
    (DelegateSubstituted, contacts_reactions.on_substituted),
    (DelegateSubstituted, agenda_reactions.on_substituted),
    (DelegateSubstituted, letters_reactions.on_substituted),
    (DelegateSubstituted, speakers_reactions.on_substituted),
    (DelegateSubstituted, profiles_reactions.on_substituted),
    (PersonMerged, mailings_reactions.on_merged),
    (PersonMerged, contacts_reactions.on_merged),
    (PersonMerged, agenda_reactions.on_merged),
    (PersonMerged, enrolment_reactions.on_merged),
    (PersonMerged, letters_reactions.on_merged),
    (PersonMerged, speakers_reactions.on_merged),
    (PersonMerged, profiles_reactions.on_merged),
    (PersonMerged, privacy_reactions.on_merged),
    (RegistrationMerged, enrolment_reactions.on_registration_merged),
    (RegistrationMerged, profiles_reactions.on_registration_merged),
    (PersonHidden, agenda_reactions.on_hidden),
    (PersonHidden, profiles_reactions.on_hidden),
    (AddressLeft, privacy_reactions.on_address_left),
    (ConsentWithdrawn, registration_reactions.on_consent_withdrawn),
    (ConsentWithdrawn, contacts_reactions.on_consent_withdrawn),
    (ConsentWithdrawn, profiles_reactions.on_consent_withdrawn),
    (SessionPlacesChanged, enrolment_reactions.on_places_changed),
    (QuotaAdded, registration_reactions.on_quota_added),
    (PlacesChanged, registration_reactions.on_places_changed),
    (SummitCopied, questions_reactions.on_copied),
    (SummitCopied, mailings_reactions.on_copied),
    (SessionRemoved, checkin_reactions.on_session_removed),
    (RoomRemoved, checkin_reactions.on_room_removed),
]

TASKS = {
    agenda.TELL: agenda_tasks.tell,
    badges.TASK: badges_tasks.print_badges,
    desk.TASK: desk_tasks.make_pack,
    devices.FRESHEN: devices_tasks.freshen,
    devices.NOTES: devices_tasks.note_given,
    devices.SEARCHED: devices_tasks.note_search,
    hall.KEEP: hall_tasks.keep,
    devices.SUSPECTED: devices_tasks.suspect,
    mailings.SEND: mailings_tasks.send,
    matchmaking.PLAN: matchmaking_tasks.plan,
    letters.LOOKED_UP: letters_tasks.note_look_up,
    letters.PRINT: letters_tasks.print_letter,
    outbox.TASK: outbox_tasks.deliver,
    portal.INVITE: portal_tasks.invite,
    portal.NOTE: portal_tasks.note_fetch,
    profiles.TASK: profiles_tasks.suggest,
    speakers.NOTE_SEEN: speakers_tasks.note_seen,
}

SWEEPS = {
    "agenda.sweep": agenda_tasks.sweep,
    "badges.sweep": badges_tasks.sweep,
    "contacts.sweep": contacts_tasks.sweep,
    "delegations.remind": delegations_tasks.remind,
    "desk.sweep": desk_tasks.sweep,
    "devices.sweep": devices_tasks.sweep,
    "enrolment.sweep": enrolment_tasks.sweep,
    "letters.sweep": letters_tasks.sweep,
    "lists.forget": lists_tasks.forget,
    "mailings.remind": mailings_tasks.remind,
    "mailings.sweep": mailings_tasks.sweep,
    "matchmaking.sweep": matchmaking_tasks.sweep,
    "nominations.forget": nominations_tasks.forget,
    "outbox.sweep": outbox_tasks.sweep,
    "portal.invite": portal_tasks.sweep,
    "privacy.nightly": privacy_tasks.nightly,
    "profiles.suggest": profiles_tasks.sweep,
    "registration.compare": registration_tasks.compare,
    "registration.lapse": registration_tasks.lapse,
    "registration.uploads": registration_tasks.forget_uploads,
}


def create_app(config: Config) -> APIFlask:
    """Return the application for these settings; nothing is read from anywhere else."""
    app = APIFlask(
        "summitapp", title="Summit API", version="1", spec_path="/api/v1/openapi.json", docs_path=None,
        json_errors=False, root_path=str(ROOT), template_folder="templates", static_folder="static",
    )  # fmt: skip
    app.jinja_env.undefined = StrictUndefined
    db.init_app(app, config)
    web.init_app(app, config)
    rest.init_app(app, _token_check())
    app.extensions["passwords"] = Passwords(*config.argon2)
    _sign_in(app)
    _join(app, config)
    _serve_built_files(app)
    front.Front().init_app(app, web.constant_headers(config))
    if config.environment == "production":
        _refuse_demo(app)
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


def _join(app: APIFlask, config: Config) -> None:
    for permissions in PERMISSIONS:
        web.register_permissions(permissions)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
        if (blueprint.url_prefix or "").startswith(rest.PREFIX):
            web.csrf.exempt(blueprint)  # a bearer token is never sent by a browser on its own
    app.extensions[checkin.SENDERS] = devices.check_scans  # the doors stand below devices
    app.extensions[checkin.DEVICE_NAMES] = device_queries.names_of
    app.extensions[enrolment.PRESENCE] = checkin_queries.presence_of  # enrolment stands below the doors
    app.extensions["badge_code"] = badges.code_of  # registration stands below badges and asks by name
    app.extensions["agenda_followers"] = AGENDA_FOLLOWERS
    app.extensions[enrolment.BESIDE] = [hall.beside]  # enrolment stands below the meetings
    for kind, reaction in REACTIONS:
        events.connect(kind, reaction)
    jobs.connect(app, config, TASKS, SWEEPS)
    transport = (
        outbox_tasks.SmtpTransport(config.mail_url, config.mail_sender)
        if config.mail_url
        else outbox_tasks.FolderTransport(Path(config.instance) / "mail", config.mail_sender)
    )
    app.extensions["outbox"] = outbox.Outbox(app.jinja_env, MAIL_CONTEXTS, transport)


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


def _refuse_demo(app: APIFlask) -> None:
    with app.app_context():
        try:
            found = accounts_queries.demo_user_exists()
        except DBAPIError:  # not migrated yet; /readyz says so
            return
        finally:
            db.let_go()
        if found:
            raise RuntimeError("production does not start while a demo log-in exists; remove it first")

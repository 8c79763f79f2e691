"""Ties the features together behind their doors: which commands there are, what mails are told, who answers news, what is done
in the background. All that a command needs; the doors themselves are hung by ``summitapp.app``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from jinja2 import StrictUndefined
from sqlalchemy.exc import DBAPIError

from config import Config
from summitapp import tables  # noqa: F401 - every table must be known before the first query
from summitapp.accounts import mails as accounts_mails
from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.agenda import mails as agenda_mails
from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import reactions as agenda_reactions
from summitapp.agenda import services as agenda
from summitapp.agenda import tasks as agenda_tasks
from summitapp.agenda.values import AgendaPublished, Concern, Followers, SessionRemoved
from summitapp.agenda.values import PlacesChanged as SessionPlacesChanged
from summitapp.badges import cli as badges_cli
from summitapp.badges import reactions as badges_reactions
from summitapp.badges import services as badges
from summitapp.badges import tasks as badges_tasks
from summitapp.badges.values import BadgeRevoked
from summitapp.checkin import queries as checkin_queries
from summitapp.checkin import reactions as checkin_reactions
from summitapp.checkin import services as checkin
from summitapp.consents.values import ConsentWithdrawn
from summitapp.contacts import mails as contacts_mails
from summitapp.contacts import reactions as contacts_reactions
from summitapp.contacts import tasks as contacts_tasks
from summitapp.core import db, events, migrations, web
from summitapp.core.security import Passwords
from summitapp.delegations import mails as delegations_mails
from summitapp.delegations import tasks as delegations_tasks
from summitapp.delegations.values import QuotaAdded
from summitapp.desk import services as desk
from summitapp.desk import tasks as desk_tasks
from summitapp.devices import queries as device_queries
from summitapp.devices import reactions as devices_reactions
from summitapp.devices import services as devices
from summitapp.devices import tasks as devices_tasks
from summitapp.directory.values import PersonHidden, PersonMerged
from summitapp.enrolment import mails as enrolment_mails
from summitapp.enrolment import queries as enrolment_queries
from summitapp.enrolment import reactions as enrolment_reactions
from summitapp.enrolment import services as enrolment
from summitapp.enrolment import tasks as enrolment_tasks
from summitapp.enrolment.values import SeatsChanged
from summitapp.exchange import cli as exchange_cli
from summitapp.hall import mails as hall_mails
from summitapp.hall import reactions as hall_reactions
from summitapp.hall import services as hall
from summitapp.hall import tasks as hall_tasks
from summitapp.hall.services import papers as hall_papers
from summitapp.jobs import cli as jobs_cli
from summitapp.jobs import services as jobs
from summitapp.letters import mails as letters_mails
from summitapp.letters import reactions as letters_reactions
from summitapp.letters import services as letters
from summitapp.letters import tasks as letters_tasks
from summitapp.lists import tasks as lists_tasks
from summitapp.mailings import mails as mailings_mails
from summitapp.mailings import reactions as mailings_reactions
from summitapp.mailings import services as mailings
from summitapp.mailings import tasks as mailings_tasks
from summitapp.matchmaking import mails as matchmaking_mails
from summitapp.matchmaking import reactions as matchmaking_reactions
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking import tasks as matchmaking_tasks
from summitapp.matchmaking.mails import asking as meetings_mails
from summitapp.matchmaking.queries.planned import planned_for
from summitapp.matchmaking.values import MeetingChanged, PlanTold, RequestAgreed, RequestEnded, TableChanged
from summitapp.nominations import cli as nominations_cli
from summitapp.nominations import mails as nominations_mails
from summitapp.nominations import tasks as nominations_tasks
from summitapp.operations import cli as operations_cli
from summitapp.outbox import services as outbox
from summitapp.outbox import tasks as outbox_tasks
from summitapp.portal import mails as portal_mails
from summitapp.portal import reactions as portal_reactions
from summitapp.portal import services as portal
from summitapp.portal import tasks as portal_tasks
from summitapp.privacy import mails as privacy_mails
from summitapp.privacy import reactions as privacy_reactions
from summitapp.privacy import tasks as privacy_tasks
from summitapp.profiles import mails as profiles_mails
from summitapp.profiles import reactions as profiles_reactions
from summitapp.profiles import services as profiles
from summitapp.profiles import tasks as profiles_tasks
from summitapp.profiles.values import MEETINGS, ProfileClosed
from summitapp.questions import reactions as questions_reactions
from summitapp.registration import cli as registration_cli
from summitapp.registration import mails as registration_mails
from summitapp.registration import reactions as registration_reactions
from summitapp.registration import tasks as registration_tasks
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
from summitapp.summits.values import PlacesChanged, RoomRemoved, SummitCopied

COMMANDS: list[Blueprint] = [
    badges_cli.bp,
    registration_cli.bp,
    exchange_cli.bp,
    migrations.bp,
    nominations_cli.bp,
    jobs_cli.bp,
    operations_cli.accounts_bp,
    operations_cli.demo_bp,
    operations_cli.tokens_bp,
]

MAIL_CONTEXTS: dict[str, outbox.Context] = {
    **accounts_mails.contexts(accounts.mint_link, accounts.mint_code),
    **delegations_mails.contexts(accounts.mint_link),
    **contacts_mails.contexts(accounts.mint_link),
    **enrolment_mails.contexts(accounts.mint_link),
    **hall_mails.contexts(accounts.mint_link, hall.unsaid),
    **nominations_mails.contexts(),
    **letters_mails.contexts(accounts.mint_link),
    **registration_mails.contexts(accounts.mint_link),
    **privacy_mails.contexts(accounts.mint_link),
    **profiles_mails.contexts(accounts.mint_link),
    **portal_mails.contexts(),
    **mailings_mails.contexts(accounts.mint_link),
    **matchmaking_mails.changes_contexts(accounts.mint_link),
    **matchmaking_mails.planning_contexts(accounts.mint_link),
    **meetings_mails.contexts(accounts.mint_link),
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
    (MeetingChanged, portal_reactions.on_meeting),
    (PlanTold, portal_reactions.on_plan),
    (MeetingChanged, hall_reactions.on_meeting),
    (PlanTold, hall_reactions.on_told),
    (RegistrationConfirmed, badges_reactions.on_confirmed),
    (ListConfirmed, badges_reactions.on_list_confirmed),
    (RegistrationCancelled, badges_reactions.on_cancelled),
    (BadgeRevoked, devices_reactions.on_revoked),
    (RegistrationCancelled, contacts_reactions.on_cancelled),
    (RegistrationCancelled, enrolment_reactions.on_cancelled),
    (RegistrationCancelled, letters_reactions.on_cancelled),
    (RegistrationCancelled, matchmaking_reactions.on_cancelled),
    (RegistrationCancelled, profiles_reactions.on_cancelled),
    (DelegateSubstituted, registration_reactions.on_substituted),
    (DelegateSubstituted, badges_reactions.on_substituted),
    (DelegateSubstituted, contacts_reactions.on_substituted),
    (DelegateSubstituted, agenda_reactions.on_substituted),
    (DelegateSubstituted, letters_reactions.on_substituted),
    (DelegateSubstituted, speakers_reactions.on_substituted),
    (DelegateSubstituted, matchmaking_reactions.on_substituted),
    (DelegateSubstituted, profiles_reactions.on_substituted),
    (DelegateSubstituted, hall_reactions.on_substituted),
    (PersonMerged, mailings_reactions.on_merged),
    (PersonMerged, contacts_reactions.on_merged),
    (PersonMerged, agenda_reactions.on_merged),
    (PersonMerged, enrolment_reactions.on_merged),
    (PersonMerged, letters_reactions.on_merged),
    (PersonMerged, speakers_reactions.on_merged),
    (PersonMerged, profiles_reactions.on_merged),
    (PersonMerged, privacy_reactions.on_merged),
    (RegistrationMerged, enrolment_reactions.on_registration_merged),
    (RegistrationMerged, matchmaking_reactions.on_registration_merged),
    (RegistrationMerged, profiles_reactions.on_registration_merged),
    (RegistrationMerged, hall_reactions.on_registration_merged),
    (PersonHidden, agenda_reactions.on_hidden),
    (PersonHidden, profiles_reactions.on_hidden),
    (AddressLeft, privacy_reactions.on_address_left),
    (ConsentWithdrawn, registration_reactions.on_consent_withdrawn),
    (ConsentWithdrawn, contacts_reactions.on_consent_withdrawn),
    (ConsentWithdrawn, matchmaking_reactions.on_consent_withdrawn),
    (ConsentWithdrawn, profiles_reactions.on_consent_withdrawn),
    (ProfileClosed, matchmaking_reactions.on_profile_closed),
    (RequestAgreed, matchmaking_reactions.on_agreed),
    (RequestEnded, matchmaking_reactions.on_ended),
    (TableChanged, matchmaking_reactions.on_table),
    (AgendaPublished, matchmaking_reactions.on_agenda),
    (SeatsChanged, matchmaking_reactions.on_seats),
    (SessionPlacesChanged, enrolment_reactions.on_places_changed),
    (QuotaAdded, registration_reactions.on_quota_added),
    (PlacesChanged, registration_reactions.on_places_changed),
    (SummitCopied, questions_reactions.on_copied),
    (SummitCopied, mailings_reactions.on_copied),
    (SummitCopied, profiles_reactions.on_copied),
    (SummitCopied, matchmaking_reactions.on_copied),
    (SummitCopied, badges_reactions.on_copied),
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
    devices.SUSPECTED: devices_tasks.suspect,
    hall.KEEP: hall_tasks.keep,
    hall_papers.PRINT: hall_tasks.make_pockets,
    matchmaking.MEND: matchmaking_tasks.mend,
    matchmaking.PLAN: matchmaking_tasks.plan,
    matchmaking.TELL: matchmaking_tasks.tell,
    profiles.TASK: profiles_tasks.suggest,
    mailings.SEND: mailings_tasks.send,
    letters.LOOKED_UP: letters_tasks.note_look_up,
    letters.PRINT: letters_tasks.print_letter,
    outbox.TASK: outbox_tasks.deliver,
    portal.INVITE: portal_tasks.invite,
    portal.NOTE: portal_tasks.note_fetch,
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
    "hall.sweep": hall_tasks.sweep,
    "letters.sweep": letters_tasks.sweep,
    "lists.forget": lists_tasks.forget,
    "mailings.remind": mailings_tasks.remind,
    "mailings.sweep": mailings_tasks.sweep,
    "matchmaking.requests": matchmaking_tasks.sweep_requests,
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


def furnish(app: Flask, config: Config) -> None:
    """Put into ``app`` everything that works behind the doors: database, words, mail, jobs and commands.

    :raises RuntimeError: in production, while a demo log-in exists.
    """
    app.jinja_env.undefined = StrictUndefined
    db.init_app(app, config)
    web.furnish(app, config)
    app.extensions["passwords"] = Passwords(*config.argon2)
    for blueprint in COMMANDS:
        app.register_blueprint(blueprint)
    app.extensions[checkin.SENDERS] = devices.check_scans  # the doors stand below devices
    app.extensions[enrolment.PRESENCE] = checkin_queries.presence_of  # enrolment stands below the doors
    app.extensions[checkin.DEVICE_NAMES] = device_queries.names_of
    app.extensions[enrolment.BESIDE] = [hall.beside]  # enrolment stands below the meetings
    app.extensions[MEETINGS] = planned_for  # profiles stand below the meetings
    app.extensions["badge_code"] = badges.code_of  # registration stands below badges and asks by name
    app.extensions["agenda_followers"] = AGENDA_FOLLOWERS
    for kind, reaction in REACTIONS:
        events.connect(kind, reaction)
    jobs.connect(app, config, TASKS, SWEEPS)
    transport = (
        outbox_tasks.SmtpTransport(config.mail_url, config.mail_sender)
        if config.mail_url
        else outbox_tasks.FolderTransport(Path(config.instance) / "mail", config.mail_sender)
    )
    app.extensions["outbox"] = outbox.Outbox(app.jinja_env, MAIL_CONTEXTS, transport)
    if config.environment == "production":
        _refuse_demo(app)


def _refuse_demo(app: Flask) -> None:
    with app.app_context():
        try:
            found = accounts_queries.demo_user_exists()
        except DBAPIError:  # not migrated yet; /readyz says so
            return
        finally:
            db.let_go()
        if found:
            raise RuntimeError("production does not start while a demo log-in exists; remove it first")

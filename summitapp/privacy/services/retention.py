"""The nightly deletion of what was kept long enough, and its report.

What is due is a rule; which columns a kind covers is written out here, and a test holds it against the tags of
every model. Each slice is a unit of work of its own, so that nobody waits, and everything may run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from summitapp.accounts import services as accounts
from summitapp.accounts.models import User
from summitapp.agenda import services as agenda
from summitapp.audit import services as audit
from summitapp.badges import queries as badges_queries
from summitapp.badges import services as badges
from summitapp.calendars import services as calendars
from summitapp.checkin import services as checkin
from summitapp.consents import services as consents
from summitapp.contacts import queries as contacts_queries
from summitapp.contacts import services as contacts
from summitapp.core.clock import now
from summitapp.core.db import db, end_read, insert_missing, table_of, unit_of_work
from summitapp.core.text import N_
from summitapp.delegations import services as delegations
from summitapp.devices import queries as devices_queries
from summitapp.devices import services as devices
from summitapp.directory import services as directory
from summitapp.enrolment import queries as enrolment_queries
from summitapp.enrolment import services as enrolment
from summitapp.hall import queries as hall_queries
from summitapp.hall import services as hall
from summitapp.mailings import queries as mailings_queries
from summitapp.mailings import services as mailings
from summitapp.matchmaking.queries import asking as meetings_queries
from summitapp.matchmaking.services import asking as meetings
from summitapp.outbox import services as outbox
from summitapp.privacy import queries, rules
from summitapp.privacy.models import RetentionRun
from summitapp.privacy.services import address, own
from summitapp.privacy.values import Ended, Forecast
from summitapp.profiles import queries as profiles_queries
from summitapp.profiles import services as profiles
from summitapp.registration import services as registration
from summitapp.speakers import services as speakers
from summitapp.summits.models import Summit

SLICE: Final = 500
MOST_SLICES: Final = 400
LOOSE: Final = timedelta(days=90)
TWO_YEARS, THREE_YEARS = "P2Y", "P3Y"


@dataclass(frozen=True, slots=True)
class Term:
    """One kind of data with one time of keeping: which columns, how many are left, how a slice is deleted."""

    key: str
    label: str
    keep: str
    columns: tuple[str, ...]
    count: Callable[[Ended, date], int]
    forget: Callable[[Ended, date, int], int]
    earliest: str = ""

    def may_be_due(self, ends_on: date, today: date) -> bool:
        """Whether something of this kind may have been kept long enough; questions can be shorter than the usual time."""
        return rules.is_due(ends_on, self.earliest or self.keep, today)


def _columns(table: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{table}.{name}" for name in names)


TERMS: Final = (
    Term("scans", N_("Scans at the doors"), "P30D",
         (*_columns("checkin_scan", "registration_id"), *_columns("checkin_alert", "registration_id")),
         lambda summit, _today: queries.scans(summit),
         lambda summit, _today, most: checkin.forget_scans(summit.id, most)),
    Term("devices", N_("Scanner devices and their rosters"), "P30D",
         (*_columns("devices_device", "name"), *_columns("devices_record", "lookup", "sealed", "note")),
         lambda summit, _today: devices_queries.kept_of(summit.id),
         lambda summit, _today, most: devices.forget_devices(summit.id, most)),
    Term("codes", N_("Codes of badges"), "P30D", _columns("badges_badge", "lookup", "sealed", "contact"),
         lambda summit, _today: queries.codes(summit),
         lambda summit, _today, most: badges.forget_codes(summit.id, most)),
    Term("functions", N_("Translations of functions on badges"), "P30D", _columns("badges_wording", "source", "text"),
         lambda summit, _today: len(badges_queries.wordings(summit.id)),
         lambda summit, _today, most: badges.forget_all_wordings(summit.id, most)),
    Term("phones", N_("Telephone numbers"), "P30D", _columns("registration_registration", "phone"),
         lambda summit, _today: queries.phones(summit),
         lambda summit, _today, most: registration.forget_phones(summit.id, most)),
    Term("plans", N_("When speakers and interpreters were free"), "P30D",
         (*_columns("agenda_availability", "person_id"), *_columns("agenda_interpreter", "person_id", "note"),
          *_columns("agenda_appearance", "word")),
         lambda summit, _today: queries.plans(summit),
         lambda summit, _today, most: agenda.forget_plans(summit.id, most)),
    Term("wishes", N_("Who was suggested for meetings, passed over, and when people were away"), "P30D",
         (*_columns("profiles_passed", "other_id"), *_columns("profiles_away", "starts_at", "ends_at", "note"),
          *_columns("profiles_suggestions", "found")),
         lambda summit, _today: profiles_queries.quiet_left(summit.id),
         lambda summit, _today, most: profiles.forget_quiet(summit.id, most)),
    Term("messages", N_("What people wrote with requests to meet"), "P30D",
         (*_columns("matchmaking_request", "message"), *_columns("matchmaking_attendee", "note"),
          *_columns("matchmaking_objection", "text", "answer")),
         lambda summit, _today: meetings_queries.words_left(summit.id),
         lambda summit, _today, most: meetings.forget_words(summit.id, most)),
    Term("notices", N_("Who was told of changes of the agenda"), "P30D", _columns("agenda_notice", "person_id"),
         lambda summit, _today: queries.notices(summit),
         lambda summit, _today, most: agenda.forget_notices(summit.id, most)),
    Term("stage", N_("What speakers need on stage"), "P30D", _columns("speakers_profile", "pronunciation", "equipment"),
         lambda summit, _today: queries.stage_needs(summit),
         lambda summit, _today, most: speakers.forget_needs(summit.id, most)),
    Term("answers", N_("Answers to the questions of the form"), "P30D",
         (*_columns("registration_answer", "value", "sealed"), *_columns("registration_upload", "name", "content")),
         queries.answers_due,
         lambda summit, _today, _most: registration.delete_due_answers(db.session.get_one(Summit, summit.id), now()),
         earliest="P0D"),
    Term("mails", N_("Mails that were sent"), "P90D", _columns("outbox_message", "recipient", "subject", "body", "fault"),
         lambda summit, _today: queries.mails(summit),
         lambda summit, _today, most: outbox.forget_mails(summit.public_id, now(), most)),
    Term("mailings", N_("Who was sent which mailing"), "P1Y",
         (*_columns("mailings_recipient", "reference"), *_columns("mailings_opt_out", "reference")),
         lambda summit, _today: mailings_queries.readers_left(summit.id),
         lambda summit, _today, most: mailings.forget_readers(summit.id, most)),
    Term("sessions", N_("Places in sessions, favourites and feedback"), "P1Y",
         (*_columns("enrolment_enrolment", "registration_id"), *_columns("enrolment_favourite", "person_id"),
          *_columns("enrolment_feedback", "person_id", "text")),
         lambda summit, _today: enrolment_queries.feedback_left(summit.id),
         lambda summit, _today, most: enrolment.forget_choices(summit.id, most)),
    Term("profiles", N_("Profiles for meetings"), "P1Y",
         _columns("profiles_profile", "headline", "text", "offers", "seeks", "topics", "sdgs", "languages", "kind", "level",
                  "min_meetings", "max_meetings", "max_per_day", "in_calendars"),
         lambda summit, _today: profiles_queries.profiles_left(summit.id),
         lambda summit, _today, most: profiles.forget_profiles(summit.id, most)),
    Term("coordinators", N_("Coordinators of delegations"), "P1Y",
         _columns("delegations_invitation", "name", "email"),
         lambda summit, _today: queries.invitations(summit),
         lambda summit, _today, most: delegations.forget_invitations(summit.id, most)),
    Term("team", N_("Accounts of the team"), "P1Y", _columns("accounts_user", "email", "name"),
         lambda summit, today: len(_idle(summit, today)),
         lambda summit, today, most: _forget_team(summit, today, most)),
    Term("details", N_("What people wrote when they registered"), TWO_YEARS,
         (*_columns("registration_registration", "function", "city_text", "organisation_text", "spoken_languages",
                    "interpretation", "note", "reason", "sameness", "sort_plain", "sort_turkish"),
          *_columns("registration_word", "word"), *_columns("registration_mark", "mark")),
         lambda summit, _today: queries.details(summit),
         lambda summit, _today, most: registration.forget_details(summit.id, most)),
    Term("speakers", N_("Biographies and photos of speakers"), TWO_YEARS,
         _columns("speakers_profile", "biography", "link", "photo", "photo_small"),
         lambda summit, _today: queries.speaker_profiles(summit),
         lambda summit, _today, most: speakers.forget_profiles(summit.id, most)),
    Term("meetings", N_("Who asked whom for a meeting, and who met"), TWO_YEARS,
         (*_columns("matchmaking_request", "asker_id"), *_columns("matchmaking_attendee", "registration_id", "reply", "wish"),
          *_columns("matchmaking_seat", "registration_id")),
         lambda summit, _today: meetings_queries.requests_left(summit.id),
         lambda summit, _today, most: meetings.forget_requests(summit.id, most)),
    Term("outcomes", N_("What people said of their meetings"), TWO_YEARS,
         _columns("hall_outcome", "held", "valuable", "follow_up", "note"),
         lambda summit, _today: hall_queries.left(summit.id),
         lambda summit, _today, most: hall.forget_outcomes(summit.id, most)),
    Term("contacts", N_("Exchanged contacts, with their notes"), TWO_YEARS,
         (*_columns("contacts_exchange", "one_id", "other_id", "asker_id"),
          *_columns("contacts_side", "shared", "note", "tags")),
         lambda summit, _today: contacts_queries.left(summit.id),
         lambda summit, _today, most: contacts.forget_exchanges(summit.id, most)),
    Term("notes", N_("Reasons in the log"), TWO_YEARS, _columns("audit_note", "text"),
         lambda summit, _today: queries.notes(summit),
         lambda summit, _today, most: audit.forget_notes(summit.public_id, most)),
    Term("people", N_("Names and addresses"), TWO_YEARS,
         (*_columns("directory_person", "academic_title", "given_name", "family_name", "email", "search_key"),
          *_columns("accounts_passkey", "credential_id", "public_key", "name"),
          *_columns("calendars_choice", "way", "alarm"), *_columns("contacts_card", "shared", "phone"),
          *_columns("contacts_block", "blocked_id")),
         lambda summit, today: queries.people_left(summit, _since(today, TWO_YEARS), _whole(summit, today)),
         lambda summit, today, most: _forget_people(summit, today, most)),
    Term("consents", N_("Consents"), THREE_YEARS, _columns("consents_consent", "given"),
         lambda summit, today: len(queries.consenting(summit, _since(today, THREE_YEARS), SLICE * MOST_SLICES)),
         lambda summit, today, most: consents.forget_answers(
             queries.consenting(summit, _since(today, THREE_YEARS), most))),
    Term("requests", N_("Requests about data"), THREE_YEARS,
         _columns("privacy_request", "name", "contact", "note", "answer"),
         lambda summit, _today: queries.requests_left(summit),
         lambda summit, _today, most: _forget_requests(summit, most)),
    Term("programme", N_("People in the programme"), "P10Y",
         (*_columns("agenda_appearance", "function"), *_columns("agenda_released_appearance", "function"),
          *_columns("agenda_document", "title", "name", "content")),
         lambda summit, _today: queries.appearing(summit),
         lambda summit, _today, most: agenda.forget_people(summit.id, most)),
)  # fmt: skip

#: Forgotten by their own features: what counts from another day than the end of a summit, or asks more than a date.
ELSEWHERE: Final = {
    "privacy_address_change": "two days after it was asked for",
    "nominations_import": "seven days after the list was brought",
    "lists_version": "ninety days after the summit",
    "lists_rank": "ninety days after the summit",
    "letters_letter": "with the paper, twelve months after the summit",
    "letters_approval": "with the letter",
    "letters_document": "with the letter",
}
LABELS: Final = {term.key: term.label for term in TERMS}


def forecast(summit: Summit) -> list[Forecast]:
    """Return what the coming night deletes in a summit; nothing while it is not over."""
    tomorrow = now().date() + timedelta(days=1)
    over = Ended(summit.id, summit.public_id, summit.ends_on, summit.name)
    if summit.is_demo:
        return []
    due = [term for term in TERMS if term.may_be_due(summit.ends_on, tomorrow)]
    found = [Forecast(term.label, term.count(over, tomorrow)) for term in due]
    return [one for one in found if one.number]


def calendar_of(summit: Summit) -> list[tuple[str, date]]:
    """Return what is deleted when, the earliest first."""
    return [(term.label, rules.after(summit.ends_on, term.keep)) for term in TERMS]


def run_when_due() -> bool:
    """Do this day's deletions unless they are done; asked every minute. Returns whether there was something to do."""
    last, moment = queries.last_night(), now()
    due = rules.night_is_due(last.day if last else None, bool(last and last.finished_at),
                             last.started_at if last else None, moment)  # fmt: skip
    end_read()
    if not due:
        return False
    with unit_of_work():
        if not _claim(moment.date()):
            return False
    run_retention(moment.date())
    with unit_of_work():
        _finish(moment.date())
    return True


def run_retention(today: date) -> dict[str, int]:
    """Delete what is due on a day, summit by summit; returns how many of which kind. Safe to run twice."""
    total: dict[str, int] = {}
    for summit in queries.ended(today):
        counts: dict[str, int] = {}
        for term in TERMS:
            if term.may_be_due(summit.ends_on, today) and term.count(summit, today):
                counts[term.key] = _in_slices(term, summit, today)
        if counts := {key: number for key, number in counts.items() if number}:
            with unit_of_work():
                _report(summit, today, counts)
            total = {key: total.get(key, 0) + counts.get(key, 0) for key in {*total, *counts}}
    with unit_of_work():
        accounts.forget_codes()
        address.forget_unproven()
        outbox.forget_mails("", now() - LOOSE, SLICE)
    return total


def _in_slices(term: Term, summit: Ended, today: date) -> int:
    gone = 0
    for _ in range(MOST_SLICES):
        with unit_of_work():
            number = term.forget(summit, today, SLICE)
            if number:
                audit.write("retention.deleted", "summits.summit", summit.public_id, summit=summit.public_id,
                            changes={"kind": term.key, "number": number})  # fmt: skip
        gone += number
        if number < SLICE:
            break
    return gone


# --- kinds that are more than one statement -----------------------------------------------------------


def _since(today: date, keep: str) -> date:
    """Return the first day on which a summit may have ended that is not due yet."""
    day = today - timedelta(days=366 * int(keep[1:-1]) + 2)
    while rules.is_due(day, keep, today):
        day += timedelta(days=1)
    return day


def _whole(summit: Ended, today: date) -> bool:
    """Whether those who agreed to be invited to the next summit are due, too."""
    return rules.is_due(summit.ends_on, THREE_YEARS, today)


def _forget_people(summit: Ended, today: date, most: int) -> int:
    people, named = queries.people_due(summit, _since(today, TWO_YEARS), _whole(summit, today), most)
    directory.forget_addresses([one.id for one in people if one.id in named])
    for person in people:
        calendars.erase_personal(person.public_id)
        contacts.forget_person(person.id)
        accounts.erase_personal([person.public_id], "")
        if person.id not in named:
            directory.erase_personal(person)
    return len(people)


def _idle(summit: Ended, today: date) -> list[User]:
    over = [one for one in queries.ended(today) if rules.is_due(one.ends_on, "P1Y", today)]
    scopes = [one.public_id for one in over] + queries.delegations_of([one.id for one in over])
    return accounts.idle_users(summit.public_id, scopes, now() - timedelta(days=365))


def _forget_team(summit: Ended, today: date, most: int) -> int:
    idle = _idle(summit, today)[:most]
    for user in idle:
        accounts.delete_user(user)
    return len(idle)


def _forget_requests(summit: Ended, most: int) -> int:
    closed = queries.closed_requests(summit, most)
    for request in closed:
        own.blank(request)
        audit.record("request.forgotten", request, summit=summit.public_id)
    return len(closed)


# --- the report ----------------------------------------------------------------------------------------


def _claim(day: date) -> bool:
    """Take this night for ourselves; also one that somebody began and did not finish."""
    values = {"scope": "", "day": day, "started_at": now(), "counts": {}}
    runs = table_of(RetentionRun)
    if db.session.connection().execute(insert_missing(runs).returning(runs.c.id), values).first() is not None:
        return True
    begun = queries.night("", day)
    if begun is None or begun.finished_at is not None or begun.started_at > now() - rules.RUN_TAKES:
        return False
    begun.started_at = now()
    return True


def _finish(day: date) -> None:
    begun = queries.night("", day)
    if begun is not None:
        begun.finished_at = now()


def _report(summit: Ended, day: date, counts: dict[str, int]) -> None:
    found = queries.night(summit.public_id, day)
    if found is None:
        db.session.add(RetentionRun(scope=summit.public_id, day=day, started_at=now(), finished_at=now(), counts=counts))
        return
    found.counts = {key: found.counts.get(key, 0) + counts.get(key, 0) for key in {*found.counts, *counts}}

"""The proof: somebody is filled into every column that holds personal data, handed over, and erased.

A new tagged column that no erasure covers, or that a file for its owner leaves out, fails here.
"""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Passkey
from summitapp.accounts.values import Purpose
from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import services as agenda
from summitapp.agenda.models import AgendaSession, Availability, Interpreter
from summitapp.agenda.values import Answer as AgendaAnswer
from summitapp.agenda.values import AppearanceDetails, DocumentDetails, SessionDetails, SessionText
from summitapp.audit.services import record
from summitapp.badges import queries as badges_queries
from summitapp.badges import services as badges
from summitapp.badges.models import Badge, Wording
from summitapp.badges.rules import wording_key
from summitapp.badges.values import RevocationReason
from summitapp.calendars import services as calendars
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.checkin import queries as checkin_queries
from summitapp.checkin import services as checkin
from summitapp.checkin.values import Batch, Direction, ScanRequest
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose as ConsentPurpose
from summitapp.contacts.models import Block, Card, Exchange, Side
from summitapp.contacts.values import ExchangeState
from summitapp.core.clock import now
from summitapp.core.db import Base, UTCDateTime, db, schema_change
from summitapp.core.security import Actor
from summitapp.core.text import Translated
from summitapp.delegations.models import Invitation
from summitapp.directory.models import Person, Position, Tenure
from summitapp.directory.values import OrganisationKind
from summitapp.enrolment.models import Enrolment, Favourite, Feedback
from summitapp.enrolment.values import EnrolmentState
from summitapp.hall.models import Outcome
from summitapp.hall.values import Held
from summitapp.letters.models import Approval, Document, Letter
from summitapp.letters.values import LetterKind, Passport, Payer
from summitapp.lists import services as lists
from summitapp.lists.values import ListKind
from summitapp.mailings.models import Mailing, OptOut, Recipient
from summitapp.matchmaking.models import Meeting, Objection
from summitapp.nominations.models import ListImport
from summitapp.nominations.services.keeping import Draft, keep_draft, open_draft
from summitapp.nominations.values.importing import ImportState, Table
from summitapp.privacy import services
from summitapp.privacy.services.requests import Asked
from summitapp.privacy.values import Channel, RequestKind
from summitapp.profiles.models import Away, MatchProfile, Passed, Suggestions
from summitapp.profiles.values import ProfileState
from summitapp.questions.values import Kind
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration, Upload
from summitapp.speakers import services as speakers
from summitapp.speakers.documents import CleanFile, Photo
from summitapp.speakers.values import ProfileDetails
from summitapp.summits.models import SummitDay
from tests.factories import meetings, questions
from tests.factories import registration as people
from tests.privacy.marks import mark, tagged, value

MAIL = "gulsah1@example.org"

#: Columns that cannot hold a text of their own: what shows that they are gone stands beside them.
WITHOUT_MARK = {
    "checkin_scan.registration_id": "the ledger stays; the registration it names leads to nobody",
    "registration_registration.interpretation": "the two letters of a language",
    "consents_consent.given": "a yes or no; its row is deleted",
    "badges_badge.sealed": "encrypted; the code is looked for in the clear",
    "badges_badge.lookup": "derived from the code",
    "badges_badge.contact": "derived from the code",
    "devices_device.name": "the team's, of a telephone; deleted thirty days after the summit",
    "devices_record.lookup": "derived from the code",
    "devices_record.sealed": "encrypted; emptied when the badge ends, see tests/devices",
    "devices_record.note": "encrypted; emptied when the badge ends, see tests/devices",
    "letters_document.data": "paper never changes; this one bears a mark from the start",
    "lists_version.content": "a list of all; her line is looked for by her name",
    "registration_answer.value": "its row bears a mark from the start; one that is sealed may not have it",
    "registration_answer.sealed": "encrypted; what it holds is looked for in the file",
    "mailings_recipient.reference": "the opaque name of the person; its row is deleted",
    "mailings_opt_out.reference": "the opaque name of the person; its row is deleted",
    "hall_outcome.valuable": "a yes or no; its row is deleted",
    "hall_outcome.follow_up": "a yes or no; its row is deleted",
    "profiles_suggestions.found": "a list of others; its row is deleted",
    "profiles_profile.level": "a choice of a few; its row is deleted",
    "profiles_profile.in_calendars": "a yes or no; its row is deleted",
    "nominations_import.sealed": "encrypted; what it holds is opened and looked at",
    "nominations_import.file_name": "the coordinator's, for all of the list; forgotten after seven days",
}
WITHOUT_ROOM = (sa.Enum, sa.Date, sa.Integer, UTCDateTime)
#: Derived from what the file holds already, secrets of the door, names of others, or handed out elsewhere.
NOT_HANDED_OVER = {
    "directory_person.search_key", "registration_registration.sameness", "registration_word.word",
    "letters_approval.name", "letters_approval.function", "speakers_profile.photo_small",
    "registration_registration.sort_plain", "registration_registration.sort_turkish",
    "accounts_passkey.credential_id", "accounts_passkey.public_key", *WITHOUT_MARK,
}  # fmt: skip
#: The programme of a release is a copy of the draft's, for pages that are kept.
COPIES = {"agenda_released_appearance.function"}


def can_be_marked(column: sa.Column[Any]) -> bool:
    """Dates and choices have no room for a text; of them nothing may be left at all."""
    return str(column) not in WITHOUT_MARK and not isinstance(column.type, WITHOUT_ROOM)


def scenario() -> Person:
    """One person with something in every table that keeps something of people."""
    people.make_texts()
    summit = people.make_summit()
    db.session.flush()
    summit.days.append(SummitDay(day=summit.starts_on, opens=_clock(9), closes=_clock(18)))
    delegation = people.make_delegation(summit)
    db.session.flush()
    registration = people.registered(people.enter(summit, delegation=delegation))
    person = registration.person
    person.email, person.proven_at = MAIL, now()
    consents.decide(person, ConsentPurpose.PHOTO, True, "test")
    badge = badges_queries.active_of_registration(registration.id)
    assert badge is not None
    code = badges.token_of(registration.id) or ""
    checkin.add_point(summit, "entrance", Translated.same("Entrance"))
    db.session.flush()
    door = checkin_queries.door(summit.slug, {"entrance"})
    assert door is not None
    one = ScanRequest(str(uuid4()), code, "entrance", Direction.IN, now())
    checkin.take_scans(door, Batch((one,)), Actor("token", "device"))
    badges.revoke_badge(badge, RevocationReason.LOST, "a note of the desk")
    lost = ScanRequest(str(uuid4()), code, "entrance", Direction.IN, now())
    checkin.take_scans(door, Batch((lost,)), Actor("token", "device"))  # somebody should look at that
    registration.function = "Lighthouse keeper"
    badges.approve_wording(summit, "Lighthouse keeper", registration.language, "Leuchtturmwärterin")
    calendars.open_feed(FeedKind.PERSONAL, person.public_id)
    calendars.choose(person.public_id, Delivery.FEED, 15)
    accounts.mint_link(Purpose.MANAGE, person.public_id, timedelta(days=9), single_use=False)
    accounts.ask_code(person.public_id, MAIL, "tr", person=person.public_id)
    db.session.add(Passkey(subject=person.public_id, handle=person.public_id, credential_id=b"c", public_key=b"p",
                           sign_count=0, name="phone", created_at=now()))  # fmt: skip
    accounts.create_user(MAIL, "Gülşah")
    db.session.add(Invitation(delegation_id=delegation.id, name="G", email=MAIL, language="tr", invited_at=now()))
    office = Position(title=Translated.same("Mayor"), source_language="en")
    db.session.add(office)
    db.session.flush()
    db.session.add(Tenure(person_id=person.id, position_id=office.id))
    agenda.add_session(summit, SessionDetails(
        SessionText(Translated.same("Talk")), (AppearanceDetails(person=person.public_id),), "TALK"))  # fmt: skip
    db.session.add(Availability(summit_id=summit.id, person_id=person.id, starts_at=now(), ends_at=now() + timedelta(hours=1)))
    db.session.add(Interpreter(summit_id=summit.id, person_id=person.id, languages=["de", "tr"], note="booth 1"))
    chosen(registration)
    spoken(summit, person)
    letter(registration)
    answered(registration)
    mailed(registration)
    met(registration)
    matched(registration)
    requested(registration)
    outcome(registration)
    level = lists.add_level(summit, {"name": Translated.same("Class")})
    db.session.flush()
    lists.place_guest(registration, level, 1, "because")
    lists.freeze(summit, ListKind.EVERYONE)
    listed(delegation, person)
    services.enter_request(summit, Asked(RequestKind.ACCESS, Channel.LETTER, date(2027, 1, 1)), person)
    services.ask_new_address(person, "new@example.org")
    record("scenario.made", summit)
    return person


def chosen(registration: Any) -> None:
    """A place in a session, a star and feedback."""
    db.session.flush()
    session = db.session.scalars(sa.select(AgendaSession)).one()
    session.taken = 1
    about = {"session_id": session.id, "created_at": now()}
    db.session.add(Enrolment(registration_id=registration.id, state=EnrolmentState.ENROLLED, changed_at=now(), **about))
    db.session.add(Favourite(person_id=registration.person_id, **about))
    db.session.add(Feedback(person_id=registration.person_id, stars=5, text="good", changed_at=now(), **about))


def spoken(summit: Any, person: Person) -> None:
    """What a speaker wrote about themselves, with a photo and slides."""
    profile = speakers.ensure_profile(summit, person)
    speakers.write_profile(profile, ProfileDetails(Translated.same("Life"), "Gyl-schah", "A clicker", "https://example.org"))
    speakers.put_photo(profile, Photo(b"large", b"small"))
    accounts.mint_link(Purpose.SPEAKER, profile.public_id, timedelta(days=9), single_use=False)
    session = agenda_queries.session_of(summit.slug, "TALK")
    assert session is not None
    agenda.answer_session(session, person, AgendaAnswer.DECLINED, "I am ill")
    file = CleanFile("talk.pdf", "application/pdf", b"%PDF-1.7")
    agenda.bring_document(session, person, DocumentDetails("Slides"), file)


def letter(registration: Any) -> None:
    """A letter with its paper, approved by two."""
    made = Letter(
        summit_id=registration.summit_id, registration_id=registration.id, person_id=registration.person_id,
        kind=LetterKind.VISA, language="tr", requested_at=now(), passport=Passport.SERVICE, arrives_on=date(2027, 10, 1),
        leaves_on=date(2027, 10, 5), travel_paid_by=Payer.SELF, stay_paid_by=Payer.SELF,
    )  # fmt: skip
    made.approvals.append(Approval(place=1, user="u", name="A", function="B", fingerprint="f", at=now()))
    db.session.add(made)
    db.session.flush()
    db.session.add(Document(letter_id=made.id, data=b"Q89998Q", digest="d", made_at=now()))


def met(registration: Any) -> None:
    """Somebody else, with whom contacts were exchanged, and whom the person has blocked since."""
    mine = registration.person_id
    stranger = Person(given_name="Other", created_at=now())
    db.session.add(stranger)
    db.session.flush()
    found = Exchange(summit_id=registration.summit_id, one_id=mine, other_id=stranger.id, asker_id=mine,
                     state=ExchangeState.ACCEPTED, asked_at=now())  # fmt: skip
    found.sides = [Side(person_id=mine, shared=["email"], note="n", tags=["t"]), Side(person_id=stranger.id)]
    card = Card(person_id=mine, shared=["phone"], phone="+90")
    db.session.add_all([found, card, Block(person_id=mine, blocked_id=stranger.id, at=now())])


def matched(registration: Any) -> None:
    """A profile with somebody passed over and suggested, and time kept free; the other one is that of the delegation."""
    own = profile(summit_id=registration.summit_id, registration_id=registration.id, kind=OrganisationKind.COMPANY,
                  min_meetings=1, max_meetings=2, max_per_day=1)  # fmt: skip
    other = profile(summit_id=registration.summit_id, delegation_id=registration.delegation_id)
    db.session.add_all([own, other])
    db.session.flush()
    db.session.add_all([
        Passed(profile_id=own.id, other_id=other.id, at=now()), Suggestions(profile_id=own.id, made_at=now(), basis="b"),
        Away(registration_id=registration.id, starts_at=now(), ends_at=now() + timedelta(hours=1), note="n"),
    ])  # fmt: skip


def profile(**values: Any) -> MatchProfile:
    """A profile as it is opened."""
    return MatchProfile(state=ProfileState.OPEN, language="tr", opened_at=now(), created_at=now(), changed_at=now(), **values)


def requested(registration: Any) -> None:
    """A request with a message and an answer, a seat at its table, and something against its time."""
    meeting = meetings.placed_alone(registration)
    db.session.add(Objection(meeting_id=meeting.id, registration_id=registration.id, text="too early", at=now()))


def outcome(registration: Any) -> None:
    """What the person said of a meeting."""
    meeting = db.session.scalar(sa.select(Meeting)) or meetings.placed_alone(registration)
    db.session.add(Outcome(meeting_id=meeting.id, registration_id=registration.id, held=Held.TOOK_PLACE, valuable=True,
                           follow_up=True, note="n", at=now()))  # fmt: skip


def leave_the_other_alone() -> None:
    """Take the marks off the one whom the person met: what was written of them is not looked for here."""
    with schema_change() as connection:
        connection.execute(sa.update(MatchProfile).where(MatchProfile.delegation_id.is_not(None)).values(
            headline="", text="", offers=[], seeks=[], topics=[], sdgs=[], languages=[]
        ))  # fmt: skip
        connection.execute(sa.text(
            "UPDATE directory_person SET given_name = 'Other', family_name = '', academic_title = '', search_key = '',"
            " email = NULL WHERE id = (SELECT max(id) FROM directory_person)"
        ))  # fmt: skip


def answered(registration: Any) -> None:
    """A plain answer, a sealed one, and a file."""
    home = questions.section(registration.summit)
    wish = questions.ask(registration.summit, home, "wish")
    questions.ask(registration.summit, home, "diet", Kind.DIET, options=questions.options("vegan"))
    db.session.flush()
    registration_services.answer(registration, {"wish": "Q89997Q"})
    registration_services.answer_sealed(registration, {"diet": {"chosen": ["vegan"], "note": "Erdnüsse"}}, {ConsentPurpose.HEALTH})
    db.session.add(Upload(question_id=wish.id, registration_id=registration.id, name="a.pdf", media_type="application/pdf",
                          size=3, content=b"abc", created_at=now()))  # fmt: skip


def mailed(registration: Any) -> None:
    """A mailing the person was sent, and their wish for no more."""
    person, summit = registration.person.public_id, registration.summit_id
    mailing = Mailing(summit_id=summit, subject=Translated.same("S"), body=Translated.same("B"), created_at=now())
    db.session.add(mailing)
    db.session.flush()
    db.session.add(Recipient(mailing_id=mailing.id, reference=person, added_at=now()))
    db.session.add(OptOut(summit_id=summit, reference=person, at=now()))


def listed(delegation: Any, person: Person) -> None:
    """A list of the delegation that is still looked at, and names the person."""
    kept = ListImport(delegation_id=delegation.id, state=ImportState.PREVIEW, file_name="list.csv", created_at=now())
    db.session.add(kept)
    db.session.flush()
    row = (1, (person.given_name, person.family_name, MAIL))
    keep_draft(kept, Draft.of(Table(("Ad", "Soyad", "E-posta"), (row,))))


def _clock(hour: int) -> Any:
    from datetime import time

    return time(hour)


def release(person_id: int) -> None:
    """A release that names the person, as a copy of the draft."""
    from summitapp.agenda.models import AgendaNotice, AgendaSession, AgendaVersion, ReleasedAppearance, Slot

    session = db.session.scalars(sa.select(AgendaSession)).one()
    version = AgendaVersion(summit_id=session.summit_id, number=1, state="published", created_at=now(), published_at=now())
    slot = Slot(session_id=session.id, starts_at=now(), ends_at=now() + timedelta(hours=1))
    slot.appearances.append(ReleasedAppearance(person_id=person_id))
    version.slots.append(slot)
    db.session.add_all([version, AgendaNotice(version=version, person_id=person_id, added_at=now())])
    record("agenda.published", session)


def fill() -> None:
    """Write a mark into every tagged column of every row."""
    lonely = []
    with schema_change() as connection:
        for column in tagged():
            if not can_be_marked(column):
                continue
            changed = connection.execute(sa.update(column.table).values({column.name: value(column)}))
            if not changed.rowcount:
                lonely.append(str(column))
    assert lonely == [], "the scenario has no row for these columns; add one"


def dump() -> dict[str, str]:
    """Everything the database holds, as text, by table."""
    return {
        table.name: " ".join(repr(tuple(row)) for row in db.session.execute(sa.select(sa.text("*")).select_from(table)))
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture
def person(uow: Any) -> str:
    """The person of the scenario, marked; the mail that carries the code has left before."""
    with uow():
        made = scenario()
        release(made.id)
        reference = made.public_id
    return reference


def with_email(uow: Any) -> None:
    """The marks replace the addresses by which rows are found: give the same one back to all of them."""
    with uow():
        for table, name in (("directory_person", "email"), ("accounts_user", "email"),
                            ("delegations_invitation", "email"), ("outbox_message", "recipient")):  # fmt: skip
            db.session.execute(sa.text(f"UPDATE {table} SET {name} = 'qx-mail-xq@example.org'"))
        wording, entry = db.session.scalars(sa.select(Wording)).one(), db.session.scalars(sa.select(Registration)).first()
        assert entry is not None
        wording.language, wording.key = entry.language, wording_key(entry.function)
        kept = db.session.scalars(sa.select(ListImport)).one()
        keep_draft(kept, Draft.of(Table(("E-posta",), ((1, ("qx-mail-xq@example.org",)),))))
        record("scenario.changed", kept)


def test_every_column_that_holds_personal_data_is_filled_handed_over_and_erased(
    app: Any, uow: Any, reading: Any, person: str
) -> None:
    from summitapp.directory import queries

    with reading():
        badge = db.session.scalars(sa.select(Badge)).one()
        secrets = (badges.open_code(badge.sealed, badge.lookup), badge.lookup, badge.contact or "")
    with app.app_context():
        fill()
    with_email(uow)
    with app.app_context():
        leave_the_other_alone()
    with reading():
        before = dump()
    for column in tagged():
        if can_be_marked(column):
            assert mark(column) in before[column.table.name] or "email" in column.name or "recipient" in column.name
    with uow(actor=Actor("person", person, person=person)):
        found = queries.person_by_reference(person)
        assert found is not None
        export = services.export_person(found)
        handed = repr((export.as_dict(), export.files))
    missing = [
        str(column) for column in tagged()
        if str(column) not in NOT_HANDED_OVER | COPIES and column.name not in ("email", "recipient")
        and can_be_marked(column) and mark(column) not in handed
    ]  # fmt: skip
    assert missing == [] and "qx-mail-xq" in handed
    assert "Q89997Q" in handed and "Erdnüsse" in handed
    with uow():
        found = queries.person_by_reference(person)
        assert found is not None
        services.erase_person(found)
    with reading():
        after = dump()
        marks = re.compile(r".{0,60}(?:Q8\d{3}8Q|qx-mail|gulsah|Gülşah|new@example).{0,30}", re.I)
        left = [f"{name}: {found[0]}" for name, text in after.items() if (found := marks.search(text))]
        assert left == []
        choices = [one for one in tagged() if isinstance(one.type, WITHOUT_ROOM) and str(one) not in WITHOUT_MARK]
        assert [str(one) for one in choices if db.session.scalar(sa.select(sa.func.count(one)))] == []
        assert open_draft(db.session.scalars(sa.select(ListImport)).one()).table.rows == ()
        assert all(secrets) and not any(secret in text for secret in secrets for text in after.values())
        for table in ("consents_consent", "registration_answer", "registration_upload", "mailings_recipient", "speakers_profile",
                      "agenda_document", "mailings_opt_out"):
            assert db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0, table
        for table in ("profiles_passed", "profiles_away", "profiles_suggestions",
                      "profiles_profile WHERE registration_id IS NOT NULL"):
            assert db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0, table
        assert db.session.scalar(sa.text("SELECT count(*) FROM accounts_user")) == 0
        assert db.session.scalar(sa.text("SELECT count(*) FROM accounts_passkey")) == 0
        assert db.session.scalar(sa.text("SELECT count(*) FROM registration_registration")) == 1


def test_registration_queries_still_count_who_was_erased(app: Any, uow: Any, reading: Any, person: str) -> None:
    from summitapp.directory import queries

    with uow():
        found = queries.person_by_reference(person)
        assert found is not None
        services.erase_person(found)
    with reading():
        (one,) = registrations.of_person(db.session.scalar(sa.text("SELECT min(id) FROM directory_person")))
        assert (one.state.value, one.person.name.full, one.person.email) == ("withdrawn", "–", None)
        assert one.person.hidden_at is not None

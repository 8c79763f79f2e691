"""A calendar by mail instead of a feed: one invitation for each entry, then what changed, and never both."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
import vobject

from summitapp.agenda import queries, services
from summitapp.calendars import queries as calendars
from summitapp.calendars import services as calendar_services
from summitapp.calendars.models import SentInvitation
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.portal import services as portal
from summitapp.registration import services as registration
from summitapp.summits.queries import by_slug
from tests.accounts.helpers import post
from tests.factories import registration as people
from tests.factories.agenda import add, make_world, publish
from tests.portal.helpers import come_in

OWN = "gulsah1@example.org"


@pytest.fixture
def summit(uow):
    """A summit with a release in which somebody with a place appears once, and somebody else once."""
    from summitapp.summits.models import Category
    from summitapp.summits.values import ApprovalMode, ShapeName

    with uow():
        world = make_world()
        world.summit.approval = ApprovalMode.AUTOMATIC
        world.summit.categories = [Category(code="delegate", name=Translated.same("Delegate"), colour="sea",
                                            shape=ShapeName.CIRCLE, position=1)]  # fmt: skip
        db.session.flush()
        mine = people.registered(people.enter(world.summit))
        mine.person.proven_at = mine.submitted_at
        add(world, "MINE", 1, "HALL-B", mine.person, title="Cooling the city")
        add(world, "OTHER", 3, "HALL-C", world.ayse, title="Somebody else's session")
        publish()
        return mine.public_id


def me() -> Person:
    return db.session.scalar(sa.select(Person).where(Person.email == OWN))


def choose(uow, way: Delivery, alarm: int | None = None) -> None:
    with uow():
        portal.choose_way(me(), way, alarm)


def move(uow, hour: int, room: str = "HALL-B") -> None:
    with uow():
        session = queries.session_of("izmir-2027", "MINE")
        starts = datetime(2027, 10, 14, hour, tzinfo=UTC)
        services.place_session(session, room, starts, starts + timedelta(hours=1), session.revision)
        publish()


def invitations(letters) -> list[tuple[EmailMessage, str, vobject.base.Component]]:
    """Return each mail with a calendar, the method of that, and its one event."""
    found = []
    for letter in letters():
        part = next((one for one in letter.walk() if one.get_content_type() == "text/calendar"), None)
        if part is not None and part.get_param("method") != "PUBLISH":
            calendar = vobject.readOne(part.get_content())
            (event,) = calendar.vevent_list
            assert calendar.method.value == part.get_param("method")
            found.append((letter, calendar.method.value, event))
    return found


def about(letters, title: str) -> list[tuple[str, int]]:
    """Return the method and number of each mail about one entry, in order."""
    return [(method, int(event.sequence.value)) for _, method, event in invitations(letters)
            if title in event.summary.value]  # fmt: skip


def test_whoever_chooses_mail_is_invited_to_each_entry_once_and_has_no_feed(summit, uow, reading, letters) -> None:
    with uow():
        token = calendar_services.token_of(portal.start_calendar(me()))
    choose(uow, Delivery.MAIL)
    found = invitations(letters)
    assert len(found) == 4 and {method for _, method, _ in found} == {"REQUEST"}, "three days and one session"
    with reading():
        assert calendars.feed_of_token(token) is None, "the address has stopped"
        assert calendars.standing_feed(FeedKind.PERSONAL, me().public_id) is None
    with uow():
        assert portal.tell_due() == 0
    assert len(invitations(letters)) == 4


def test_the_mail_is_built_as_mail_programs_expect_it(summit, uow, letters) -> None:
    choose(uow, Delivery.MAIL, alarm=15)
    letter = next(one for one, _, event in invitations(letters) if "Cooling" in event.summary.value)
    assert letter.get_content_type() == "multipart/mixed"
    alternative, attached = letter.iter_parts()
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"], "the richest comes last"
    calendar = list(alternative.iter_parts())[2]
    assert calendar.get_param("method") == "REQUEST" and calendar.get_param("charset").lower() == "utf-8"
    assert calendar["Content-Transfer-Encoding"] == "base64" and calendar["Content-Disposition"] is None
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invite.ics")
    assert attached.get_content() == calendar.get_payload(decode=True) and b"\r\n" in attached.get_content()
    assert all(len(line) <= 75 for line in attached.get_content().split(b"\r\n"))


def test_an_invitation_names_the_recipient_and_nobody_else_and_asks_for_no_answer(summit, uow, letters) -> None:
    choose(uow, Delivery.MAIL, alarm=15)
    _, _, event = next(one for one in invitations(letters) if "Cooling" in one[2].summary.value)
    (attendee,) = event.contents["attendee"]
    assert attendee.value == f"mailto:{OWN}" and attendee.params["RSVP"] == ["FALSE"]
    assert event.organizer.value == "mailto:summit@localhost"
    assert event.valarm.trigger.value == timedelta(minutes=-15)
    for letter in letters():
        for part in letter.walk():
            if part.get_content_type() in ("text/calendar", "application/ics"):
                text = part.get_payload(decode=True).decode()
                assert "Somebody else" not in text and "Ayşe" not in text and text.count("mailto:") in (0, 2)


def test_the_entry_is_the_one_of_the_feed(summit, uow, client, letters) -> None:
    with uow():
        token = calendar_services.token_of(portal.start_calendar(me()))
    feed = vobject.readOne(client.get(f"/calendars/{token}.ics?lang=en").get_data(as_text=True))
    fed = {event.uid.value: int(event.sequence.value) for event in feed.vevent_list}
    choose(uow, Delivery.MAIL)
    assert {event.uid.value: int(event.sequence.value) for _, _, event in invitations(letters)} == fed


def test_a_release_tells_only_what_changed_and_each_thing_once(summit, uow, letters) -> None:
    choose(uow, Delivery.MAIL)
    before = len(invitations(letters))
    move(uow, 8)
    assert about(letters, "Cooling") == [("REQUEST", 0), ("REQUEST", 1)] and len(invitations(letters)) == before + 1
    _, _, event = invitations(letters)[-1]
    assert event.dtstart.value.astimezone(UTC) == datetime(2027, 10, 14, 8, tzinfo=UTC)
    with uow():
        session = queries.session_of("izmir-2027", "OTHER")
        services.cancel_session(session, session.revision)
        publish()
        portal.ask_summit(by_slug("izmir-2027").public_id)
    assert len(invitations(letters)) == before + 1, "what is another's is no news"
    with uow():
        session = queries.session_of("izmir-2027", "MINE")
        services.cancel_session(session, session.revision)
        publish()
    assert about(letters, "Cooling") == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    _, _, event = invitations(letters)[-1]
    assert event.status.value == "CANCELLED"


def test_a_corrected_word_asks_nobody_to_look_again(summit, uow, letters) -> None:
    from dataclasses import replace

    from summitapp.agenda.values import AppearanceDetails, SessionDetails

    choose(uow, Delivery.MAIL)
    before = len(invitations(letters))
    with uow():
        session = queries.session_of("izmir-2027", "MINE")
        text = replace(session.text, title=Translated("Kühle Stadt", "Serin kent", "Cool city"))
        services.edit_session(session, SessionDetails(text, (AppearanceDetails(me().public_id),)), session.revision)
        publish()
    assert len(invitations(letters)) == before


def test_going_back_to_the_feed_takes_out_what_mail_had_brought(summit, uow, reading, letters) -> None:
    choose(uow, Delivery.MAIL)
    choose(uow, Delivery.FEED)
    assert about(letters, "Cooling") == [("REQUEST", 0), ("CANCEL", 1)]
    methods = [method for _, method, _ in invitations(letters)]
    assert methods.count("CANCEL") == 4
    with reading():
        assert calendars.standing_feed(FeedKind.PERSONAL, me().public_id) is not None
    move(uow, 8)
    assert len(invitations(letters)) == 8, "the feed tells it now"
    choose(uow, Delivery.MAIL)
    assert about(letters, "Cooling")[-1] == ("REQUEST", 2), "a number that was sent is never sent again"


def test_whoever_gives_the_place_back_is_taken_out_of_everything(summit, uow, letters) -> None:
    choose(uow, Delivery.MAIL)
    with uow():
        registration.withdraw(people.registered(type("R", (), {"public_id": summit})))
    methods = [method for _, method, _ in invitations(letters)]
    assert methods.count("CANCEL") == 4 and about(letters, "Cooling")[-1] == ("CANCEL", 1)


def test_what_a_dying_worker_left_is_sent_once(summit, uow, app, letters) -> None:
    choose(uow, Delivery.MAIL)
    before = len(invitations(letters))
    with uow():
        choice = calendars.choice_of(me().public_id)
        choice.due_at = choice.chosen_at
    app.extensions["jobs"].sweep()
    app.extensions["jobs"].sweep()
    assert len(invitations(letters)) == before
    with uow():
        db.session.execute(sa.delete(SentInvitation).where(SentInvitation.subject.like("agenda.%")))
        calendars.choice_of(me().public_id).due_at = calendars.choice_of(me().public_id).chosen_at
    app.extensions["jobs"].sweep()
    app.extensions["jobs"].sweep()
    assert len(invitations(letters)) == before + 1


def test_a_mail_that_a_newer_one_has_overtaken_is_not_sent(summit, uow, reading) -> None:
    from summitapp.portal.mails import contexts

    choose(uow, Delivery.MAIL)
    move(uow, 8)
    with reading():
        (sent,) = [one for one in calendars.invitations_of(me().public_id) if one.subject.startswith("agenda.")]
        references = {"person": me().public_id, "subject": sent.subject, "again": False}
        compose = contexts()["portal/invitation"]
        assert compose({**references, "sequence": 0}) is None
        assert compose({**references, "sequence": 1}) is not None


def test_without_an_address_there_is_no_mail_to_choose(summit, uow, client) -> None:
    come_in(client, uow, summit)
    with uow():
        me().email = None
        db.session.info["recorded"] = True
    answer = post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="mail", alarm="")
    assert answer.status_code == 422 and "We have no e-mail address of yours" in answer.text


def test_the_page_offers_the_choice_says_what_it_means_and_keeps_it(summit, uow, client, letters) -> None:
    come_in(client, uow, summit)
    page = client.get("/en/my/calendar/").text
    assert "webcal://" in page and "No calendar has fetched it yet" in page and "data:image/svg+xml" in page
    assert post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="mail", alarm="30").status_code == 303
    page = client.get("/en/my/calendar/").text
    assert "webcal://" not in page and f"The mails go to {OWN}" in page and "Cooling the city" in page
    assert 'value="30" selected' in page or 'selected value="30"' in page
    assert post(client, "/en/my/calendar/").status_code == 409, "no second way beside the first"
    assert post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="feed", alarm="").status_code == 303
    assert "webcal://" in client.get("/en/my/calendar/").text
    assert post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="pigeon", alarm="").status_code == 422


def test_coming_in_again_opens_no_feed_beside_the_mails(summit, uow, client, reading) -> None:
    choose(uow, Delivery.MAIL)
    come_in(client, uow, summit)
    with reading():
        assert calendars.standing_feed(FeedKind.PERSONAL, me().public_id) is None


def test_two_entries_that_are_one_person_keep_one_calendar(summit, uow, reading, letters) -> None:
    choose(uow, Delivery.MAIL)
    with uow():
        other = people.registered(people.enter(by_slug("izmir-2027"), 2)).person
        calendar_services.open_feed(FeedKind.PERSONAL, other.public_id)
        portal.join_calendars(me().public_id, other.public_id)
        kept = other.public_id
    with reading():
        assert calendars.choice_of(kept).way is Delivery.FEED and calendars.choice_of(me().public_id) is None
        assert {one.method.value for one in calendars.invitations_of(kept)} == {"CANCEL"}


def test_what_was_chosen_and_sent_is_handed_over_and_erased(summit, uow, reading) -> None:
    choose(uow, Delivery.MAIL, alarm=15)
    with uow():
        found = calendar_services.export_personal(me().public_id)
        assert found["choice"]["way"] == "mail" and found["choice"]["alarm"] == 15
        assert "Cooling the city" in repr(found["invitations"])
        calendar_services.erase_personal(me().public_id)
    with reading():
        assert calendars.choice_of(me().public_id) is None and not calendars.invitations_of(me().public_id)


def test_a_release_asks_the_same_whatever_the_number_of_those_who_chose_a_feed(summit, uow, app) -> None:
    from tests.rig.statements import heard

    def statements() -> int:
        with heard(app, "calendars_choice") as found, uow():
            portal.ask_summit(by_slug("izmir-2027").public_id)
        return len(found)

    first = statements()
    with uow():
        for number in range(2, 8):
            one = people.registered(people.enter(by_slug("izmir-2027"), number)).person
            calendar_services.choose(one.public_id, Delivery.FEED, None)
    app.extensions["jobs"].sweep()
    assert statements() == first


def test_a_place_in_a_session_is_mailed_and_taken_out_again_when_it_is_given_back(summit, uow, letters) -> None:
    from summitapp.agenda.values import Attendance
    from summitapp.enrolment import services as enrolment

    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        add(world, "SEATS", 6, "HALL-B", title="A walk", attendance=Attendance.ENROL, capacity=5)
        publish()
    choose(uow, Delivery.MAIL)
    assert about(letters, "A walk") == []
    one = type("R", (), {"public_id": summit})
    with uow():
        enrolment.enrol(people.registered(one), "SEATS")
    assert about(letters, "A walk") == [("REQUEST", 0)]
    with uow():
        enrolment.leave(people.registered(one), "SEATS")
    assert [method for method, _ in about(letters, "A walk")] == ["REQUEST", "CANCEL"]


def test_what_is_only_marked_or_waited_for_is_no_invitation_until_it_is_certain(summit, uow, reading, letters) -> None:
    from summitapp.agenda.values import Attendance
    from summitapp.enrolment import services as enrolment
    from summitapp.portal.services.feeds import items_of

    one = type("R", (), {"public_id": summit})
    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        add(world, "SEATS", 6, "HALL-B", title="A walk", attendance=Attendance.ENROL, capacity=1)
        add(world, "STAR", 7, "HALL-C", title="A concert")
        publish()
        other = people.enter(world.summit, 2)
        enrolment.enrol(people.registered(other), "SEATS")
        enrolment.enrol(people.registered(one), "SEATS")
        enrolment.set_favourite(people.registered(one), "STAR", True)
    with reading():
        items = items_of([people.registered(one)], "en")
        hoped = {item.title.en for item in items if item.entry.status.value == "tentative"}
        assert hoped == {"A walk", "A concert"}, "they stand in the feed as tentative"
    choose(uow, Delivery.MAIL)
    assert len(invitations(letters)) == 4 and not about(letters, "A walk") and not about(letters, "A concert")
    with uow():
        enrolment.leave(people.registered(other), "SEATS")
    assert about(letters, "A walk") == [("REQUEST", 0)], "moved up, and now it is certain"
    assert not about(letters, "A concert")


def test_whoever_chose_mail_before_the_place_was_confirmed_is_invited_at_once(summit, uow, letters) -> None:
    from summitapp.agenda.values import Attendance
    from summitapp.summits.values import ApprovalMode

    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        add(world, "ALL", 5, "HALL-B", title="The opening", attendance=Attendance.COMPULSORY)
        publish()
        world.summit.approval = ApprovalMode.MANUAL
        db.session.info["recorded"] = True
        db.session.flush()
        receipt = people.enter(world.summit, 5)
        portal.choose_way(people.registered(receipt).person, Delivery.MAIL, None)
    assert invitations(letters) == []
    with uow():
        registration.approve(people.registered(receipt))
    found = invitations(letters)
    assert {event.attendee.value for _, _, event in found} == {"mailto:gulsah5@example.org"}
    assert len(found) == 4 and about(letters, "The opening") == [("REQUEST", 0)], "three days, and what all come to"
    mails = [one for one in letters() if one["To"] and "gulsah5" in one["To"]]
    files = [part for one in mails for part in one.walk() if part.get_param("method") == "PUBLISH"]
    assert files == [], "the confirmation brings no second copy"


def test_somebody_known_who_chose_mail_is_invited_as_soon_as_the_link_of_a_new_place_is_opened(
    summit, uow, letters
) -> None:
    from summitapp.registration.values import Source
    from summitapp.summits.models import Category
    from summitapp.summits.values import ApprovalMode, ShapeName

    choose(uow, Delivery.MAIL)
    before = len(invitations(letters))
    with uow():
        world = make_world("bremen-2028")
        world.summit.approval = ApprovalMode.AUTOMATIC
        world.summit.categories = [Category(code="delegate", name=Translated.same("Delegate"), colour="sea",
                                            shape=ShapeName.CIRCLE, position=1)]  # fmt: skip
        db.session.flush()
        receipt = people.enter(world.summit, source=Source.FORM)
    assert len(invitations(letters)) == before, "nobody has shown yet that it is them"
    with uow():
        registration.prove(people.registered(receipt))
        assert people.registered(receipt).person is me()
    assert len(invitations(letters)) == before + 3, "the days of the new summit"


def test_the_page_says_what_becomes_of_what_the_other_way_brought(summit, uow, client) -> None:
    come_in(client, uow, summit)
    post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="mail", alarm="")
    assert "please delete that calendar from your program" in client.get("/en/my/calendar/").text
    post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="feed", alarm="")
    assert "take out of your calendar what mails brought" in client.get("/en/my/calendar/").text
    post(client, "/en/my/calendar/choice/", "/en/my/calendar/", way="feed", alarm="15")
    assert "take out of your calendar" not in client.get("/en/my/calendar/").text, "there is nothing left to take out"

"""A person's own calendar: a feed to subscribe to, or invitations by mail; never both, so that nothing stands twice."""

from typing import Any

from summitapp.calendars import queries as calendars
from summitapp.calendars import services as calendar_services
from summitapp.calendars.documents import qr_picture
from summitapp.calendars.models import Feed, SentInvitation
from summitapp.calendars.rules import subscription
from summitapp.calendars.values import Delivery, FeedKind, Method, Subscription
from summitapp.core.context import settings
from summitapp.core.errors import DomainError
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, limited, redirect_to, render, requires
from summitapp.directory.models import Person
from summitapp.portal import services
from summitapp.portal.forms import CalendarForm
from summitapp.portal.values import CALENDAR_NAME
from summitapp.portal.views.my import bp, myself
from summitapp.registration import queries as registrations


@bp.get("/my/calendar/")
@requires("my:use", on=myself)
def calendar(person: Person) -> str:
    """Show how one's calendar is kept up to date, and ways to subscribe to it."""
    choice = calendars.choice_of(person.public_id)
    data = {"way": choice.way.value if choice else Delivery.FEED.value, "alarm": str((choice and choice.alarm) or "")}
    return _page(person, CalendarForm(None, data=data))


def _page(person: Person, form: CalendarForm) -> str:
    choice = calendars.choice_of(person.public_id)
    by_mail = choice is not None and choice.way is Delivery.MAIL
    feed = None if by_mail else calendars.standing_feed(FeedKind.PERSONAL, person.public_id)
    links = _subscription(feed) if feed else None
    mine = registrations.of_person(person.id)
    return render(
        "portal/calendar.html", form=form, by_mail=by_mail, email=person.email, feed=feed, links=links,
        picture=qr_picture(links.webcal) if links else "", standing=_standing(person) if by_mail else (),
        zone=mine[0].summit.timezone if mine else "Europe/Istanbul", here="my",
    )  # fmt: skip


def _standing(person: Person) -> list[SentInvitation]:
    """Return what mails have brought into their calendar and none has taken out again."""
    return [one for one in calendars.invitations_of(person.public_id) if one.method is Method.REQUEST]


def _subscription(feed: Feed) -> Subscription:
    address = f"{settings().base_url}/calendars/{calendar_services.token_of(feed)}.ics?lang={current_language()}"
    return subscription(address, CALENDAR_NAME.best(current_language()))


@bp.post("/my/calendar/choice/")
@limited("10 per minute")
@requires("my:use", on=myself)
def choose_calendar(person: Person) -> Any:
    """Save the choice; what stood in the calendar by the other way is taken back."""
    form = CalendarForm()
    if not form.validate_on_submit():
        return _page(person, form), 422
    mailed = _standing(person)
    try:
        services.choose_way(person, Delivery(form.way.data), form.minutes)
    except DomainError as error:
        form.way.errors = [explain(error)]
        return _page(person, form), error.status
    if form.way.data == Delivery.MAIL.value:
        flash_done(_("From now on you are invited by mail. The address you subscribed to has stopped: "
                     "please delete that calendar from your program, so that nothing stands there twice."))
    elif mailed:
        flash_done(_("Your choice is saved. Mails are on their way that take out of your calendar what mails brought; "
                     "subscribe below, and nothing stands there twice."))
    else:
        flash_done(_("Your choice is saved and holds from now on."))
    return redirect_to("my.calendar")


@bp.post("/my/calendar/")
@limited("10 per minute")
@requires("my:use", on=myself)
def renew(person: Person) -> Any:
    """Give the feed a new address, or its first one."""
    had = calendars.standing_feed(FeedKind.PERSONAL, person.public_id) is not None
    services.renew_calendar(person)
    flash_done(_("The old address has stopped. This is the new one.") if had else _("This is your calendar."))
    return redirect_to("my.calendar")

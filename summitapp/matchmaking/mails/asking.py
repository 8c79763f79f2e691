"""The mails about requests. Several that come within minutes are one mail; links are minted at sending."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.values import GATHER, AttendeeRole, Ending, Reply, RequestLine, RequestSource, RequestState
from summitapp.outbox import queries as outbox
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State

_LASTS: Final = timedelta(days=30)


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


# --- which mail is due ------------------------------------------------------------------------------


def tell_asked(asked: Registration, moment: datetime) -> None:
    """Write to somebody that requests wait for them; the mail names all that do when it leaves."""
    _gather("asked", asked, moment)


def nudge(asked: Registration, moment: datetime) -> None:
    """Remind somebody of the requests that wait for them."""
    _gather("nudge", asked, moment)


def tell_arranged(coming: Registration, moment: datetime) -> None:
    """Write to somebody that an organiser, or the head of their delegation, arranged a meeting for them."""
    _gather("arranged", coming, moment)


def tell_agreed(request: MeetingRequest) -> None:
    """Write to whoever asked that the other side wants to meet; where both asked, to both.

    What an organiser arranged is told by the mail of that.
    """
    if request.source is RequestSource.ARRANGED:
        return
    for one in request.attendees:
        if one.reply is Reply.YES and (one.role is AttendeeRole.ASKER or request.mutual):
            _write("agreed", one.registration, request)


def tell_ended(request: MeetingRequest, how: Ending, by: int | None, moment: datetime) -> None:
    """Write to those who still count on a request that it has ended; ``by`` ended it and knows."""
    if how is Ending.EXPIRED:
        _gather("expired", request.asker, moment)
        return
    name = "declined" if how is Ending.DECLINED else "withdrawn"
    for one in request.attendees:
        if one.registration_id != by and one.reply is not Reply.NO:
            _write(name, one.registration, request)


def tell_left(request: MeetingRequest, gone: Attendee) -> None:
    """Write to the host of a meeting that goes on that somebody does not come."""
    if request.asker_id != gone.registration_id:
        _write("left", request.asker, request)


def tell_time(request: MeetingRequest, by: Registration) -> None:
    """Write to the others at a table that another time is proposed."""
    for one in request.attendees:
        if one.registration_id != by.id and one.reply is not Reply.NO:
            _write("time", one.registration, request)


def tell_taken_over(newcomer: Registration) -> None:
    """Write to somebody who came for another person that meetings come with the place."""
    _send("taken_over", newcomer, {"registration": newcomer.public_id, "person": newcomer.person.public_id})


def _gather(name: str, to: Registration, moment: datetime) -> None:
    """Write down a mail that leaves in a few minutes, unless one of the kind waits already."""
    if outbox.waits_for(to.person.public_id, f"matchmaking/{name}", to.summit.public_id):
        return
    _send(name, to, {"registration": to.public_id, "person": to.person.public_id, "since": moment.isoformat()}, moment + GATHER)


def _write(name: str, to: Registration, request: MeetingRequest) -> None:
    _send(name, to, {"registration": to.public_id, "person": to.person.public_id, "request": request.public_id})


def _send(name: str, to: Registration, references: Mapping[str, str], due_at: datetime | None = None) -> None:
    person = to.person
    if person.email:
        enqueue(f"matchmaking/{name}", to=person.email, language=person.language, person=person.public_id,
                summit=to.summit.public_id, references=references, due_at=due_at)  # fmt: skip


# --- what the templates need ------------------------------------------------------------------------


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def gathered(find: Callable[[Registration, datetime], Iterable[RequestLine]]) -> Context:
        def context(references: Mapping[str, Any]) -> Mail | None:
            to = _reader(references)
            lines = list(find(to, datetime.fromisoformat(str(references["since"])))) if to is not None else []
            if to is None or not lines:
                return None  # answered, taken back or moved on before the mail went out
            return _mail(to, mint, "", lines=lines)

        return context

    def about(*states: RequestState) -> Context:
        def context(references: Mapping[str, Any]) -> Mail | None:
            to, request = _reader(references), queries.by_reference(str(references["request"]))
            if to is None or request is None or request.state not in states:
                return None
            line = queries.line_of(request, to.id, request.asked_at)
            return _mail(to, mint, f"{request.public_id}/", line=line) if line is not None else None

        return context

    return {
        "matchmaking/asked": gathered(_waiting), "matchmaking/nudge": gathered(_waiting),
        "matchmaking/arranged": gathered(lambda to, since: queries.arranged_since(to, since, since)),
        "matchmaking/expired": gathered(lambda to, since: queries.run_out_since(to, since, since)),
        "matchmaking/agreed": about(RequestState.ACCEPTED), "matchmaking/left": about(RequestState.ACCEPTED),
        "matchmaking/declined": about(RequestState.DECLINED), "matchmaking/withdrawn": about(RequestState.WITHDRAWN),
        "matchmaking/time": about(RequestState.ASKED, RequestState.ACCEPTED),
        "matchmaking/taken_over": lambda references: _taken_over(references, mint),
    }  # fmt: skip


def _waiting(to: Registration, since: datetime) -> Iterable[RequestLine]:
    return queries.desk_of(to, since + GATHER).waiting


def _reader(references: Mapping[str, Any]) -> Registration | None:
    """Return to whom the mail goes, unless they do not come any more or another person comes instead."""
    found = registrations.by_reference(str(references["registration"]))
    theirs = found is not None and found.state is State.CONFIRMED and found.person.public_id == references["person"]
    return found if theirs else None


def _taken_over(references: Mapping[str, Any], mint: Mint) -> Mail | None:
    to = _reader(references)
    requests = queries.standing_of(to.id) if to is not None else []
    if to is None or not requests:
        return None
    return _mail(to, mint, "", lines=queries.lines_of(requests, to.id, requests[0].asked_at))


def _mail(to: Registration, mint: Mint, where: str, **values: Any) -> Mail:
    person, summit = to.person, to.summit
    secret = mint(Purpose.MANAGE, person.public_id, _LASTS, single_use=False)
    language = i18n.current_language()
    page = f"/{language}/my/summits/{summit.slug}/meetings/requests/{where}"
    link = f"{settings().base_url}/{language}/my/link/{secret}/?next={page}"
    return Mail({"person": person, "summit": summit, "link": link, "zone": summit.timezone, **values})

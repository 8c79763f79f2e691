"""What a mail about changes of the agenda is told: old beside new for one person, and their sessions for the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaNotice, AgendaVersion, Slot
from summitapp.agenda.values import News, NewsKind, NoticeState, Placement, Programme, ReleaseOrigin, SessionText
from summitapp.calendars import queries as calendars
from summitapp.calendars.documents import MEDIA_TYPE, write_calendar
from summitapp.calendars.rules import uid_of
from summitapp.calendars.values import CalendarHead
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.text import Language, Translated
from summitapp.outbox.services import Context, Mail
from summitapp.outbox.values import Attachment
from summitapp.summits.models import Summit

NEWS: Final = "agenda/news"


@dataclass(frozen=True, slots=True)
class Line:
    """One session in a mail: what happened, and the old beside the new.

    :param where_old: the rooms in one line, as ``where_new``. :param url: of its public page, empty for none.
    """

    kind: NewsKind
    title: Translated
    old: Placement | None
    new: Placement | None
    where_old: Translated
    where_new: Translated
    moved: bool
    renamed: bool
    other: bool
    url: str


def contexts() -> dict[str, Context]:
    """Return the context function of each template."""

    def news(references: Mapping[str, Any]) -> Mail | None:
        notice = queries.notice_by_reference(str(references["notice"]))
        if notice is None or notice.state in (NoticeState.DROPPED, NoticeState.SUPERSEDED):
            return None
        return compose(notice, i18n.current_language())

    return {NEWS: news}


def compose(notice: AgendaNotice, language: Language) -> Mail | None:
    """Return what the template of a mail needs, or None if there is nothing left to tell."""
    version, person = notice.version, notice.person
    summit: Summit = version.summit
    news = [News.of(one) for one in notice.news]
    programme = queries.programme_of(summit, None)
    lines = _lines(version, notice.since, news, programme, language)
    if not lines:
        return None
    url = f"{settings().base_url}/{language}/summits/{summit.slug}/agenda/"
    kept = calendars.follows_by_itself(person.public_id)
    headers = {"Reply-To": summit.contact_email} if summit.contact_email else {}
    return Mail({
        "summit": summit, "person": person, "lines": lines, "first": not notice.since, "version": version,
        "urgent": version.origin is ReleaseOrigin.URGENT, "zone": summit.timezone, "note": version.note,
        "agenda_url": url, "changes_url": f"{url}changes/", "calendar_kept": kept,
    }, () if kept else _calendar(notice, news, programme, language), headers, kept=True)  # fmt: skip


def _lines(version: AgendaVersion, since: int, news: Sequence[News], programme: Programme,
           language: Language) -> list[Line]:  # fmt: skip
    summit, sessions = version.summit, [one.session for one in news]
    known = queries.last_release(summit, since) if since else None
    old = _placements(known, sessions) if known is not None else {}
    new = _placements(version, sessions)
    found = [
        _line(one, old.get(one.session), new.get(one.session), programme, summit, language)
        for one in news if one.session in old or one.session in new
    ]  # fmt: skip
    return sorted(found, key=lambda line: ((line.new or line.old).starts_at, line.title.best("en")))  # type: ignore[union-attr]


def _line(news: News, old: Placement | None, new: Placement | None, programme: Programme, summit: Summit,
          language: Language) -> Line:  # fmt: skip
    side = new or old
    assert side is not None
    public = side.public and not side.cancelled
    page = f"{settings().base_url}/{language}/summits/{summit.slug}/sessions/{side.code}/" if public else ""
    return Line(
        news.kind, side.text.title, old, new, _where(old, programme), _where(new, programme),
        moved=bool({"time", "room"} & set(news.fields)), renamed="title" in news.fields,
        other=bool(set(news.fields) - {"time", "room", "title"}), url=page,
    )  # fmt: skip


def _where(placement: Placement | None, programme: Programme) -> Translated:
    rooms = [programme.rooms[code] for code in placement.rooms if code in programme.rooms] if placement else []
    return Translated(**{
        lang: ", ".join(dict.fromkeys([*(room.name.best(lang) for room in rooms), *(room.venue.best(lang) for room in rooms)]))
        for lang in ("de", "tr", "en")
    })  # fmt: skip


def _placements(version: AgendaVersion, sessions: Sequence[str]) -> dict[str, Placement]:
    """Return the placements of some sessions, in the words of a release; who appears is not told again."""
    return {slot.session.public_id: _placement(slot) for slot in queries.slots_of(version, sessions)}


def _placement(slot: Slot) -> Placement:
    text = SessionText.of(slot.frozen or slot.session.text.as_dict())
    text = replace(text, visibility=text.visibility.stricter(slot.session.visibility))
    return Placement(
        slot.session.code, text, slot.room.code if slot.room else "", slot.starts_at, slot.ends_at,
        cancelled=slot.cancelled, reference=slot.session.public_id,
        also_in=tuple(room.code for room in slot.more_rooms),
    )  # fmt: skip


def _calendar(notice: AgendaNotice, news: Sequence[News], programme: Programme,
              language: Language) -> tuple[Attachment, ...]:  # fmt: skip
    """Return the sessions for the calendar as they stand now, cancelled ones included; what somebody left is not among them.

    A mail that goes out late must not bring an older time under the newest SEQUENCE.
    """
    summit = notice.version.summit
    last = queries.last_release(summit)
    sessions = [one.session for one in news if one.kind is not NewsKind.LEFT]
    placements = tuple(_placements(last, sessions).values()) if last is not None else ()
    items = queries.calendar_items(summit, replace(programme, placements=placements), language)
    if not items:
        return ()
    head = CalendarHead(uid_of(f"agenda.notice:{notice.public_id}"), summit.name, summit.timezone, refresh=None)
    return (Attachment(f"{summit.slug}.ics", MEDIA_TYPE, write_calendar(head, items, language)),)

"""Feeds without a log-in: calendars, news of changes, and the style sheet of a release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, request, url_for

from summitapp.agenda import queries, services
from summitapp.agenda.documents import NewsEntry, write_atom, write_stylesheet
from summitapp.agenda.models import AgendaVersion
from summitapp.agenda.values import Change, ChangeKind, NotOnAgenda, Placement, Programme
from summitapp.agenda.views.frame import open_bp, public_summit, stamp
from summitapp.agenda.views.public import releases_told
from summitapp.calendars.documents import MEDIA_TYPE
from summitapp.calendars.rules import CALENDAR_QUERIES, alarm_of, uid_of
from summitapp.core import front
from summitapp.core.context import settings
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said, show_datetime, show_time, speaking
from summitapp.core.text import Language, Translated, as_language
from summitapp.core.tz import to_local
from summitapp.core.web import public
from summitapp.summits.models import Summit


def _language(summit: Summit) -> Language:
    return as_language(request.args.get("lang"), as_language(summit.default_language))


@dataclass(frozen=True, slots=True)
class _Part:
    """What one feed holds: a title, what is public of it, and what was public once."""

    title: Translated
    programme: Programme
    withdrawn: Sequence[Placement] = ()


def _calendar(slug: str, choose: Callable[[Summit], _Part], name: str) -> Response:
    """Answer with the calendar that ``choose`` makes of the public programme, kept for each reminder there is."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _written(summit, choose(summit), name), frequent=front.asked(CALENDAR_QUERIES))


def _written(summit: Summit, part: _Part, name: str) -> Response:
    body = services.export_calendar(
        summit, _language(summit), programme=part.programme, title=part.title, path=request.path,
        withdrawn=part.withdrawn, alarm=alarm_of(request.args.get("alarm")),
    )  # fmt: skip
    response = Response(body, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@open_bp.get("/summits/<slug>/agenda.ics")
@public
def agenda_calendar(slug: str) -> Response:
    """The whole public agenda."""

    def choose(summit: Summit) -> _Part:
        return _Part(summit.name, queries.public_programme(summit), queries.withdrawn(summit))

    return _calendar(slug, choose, f"{slug}-agenda")


@open_bp.get("/summits/<slug>/sessions/<code>.ics")
@public
def session_calendar(slug: str, code: str) -> Response:
    """One session."""

    def choose(summit: Summit) -> _Part:
        found = queries.public_programme(summit).only(lambda placement: placement.code == code)
        if not found.placements:
            raise NotOnAgenda
        return _Part(found.placements[0].text.title, found)

    return _calendar(slug, choose, f"{slug}-{code}")


@open_bp.get("/summits/<slug>/rooms/<code>.ics")
@public
def room_calendar(slug: str, code: str) -> Response:
    """What takes place in one room, for the screen at its door."""

    def choose(summit: Summit) -> _Part:
        whole = queries.public_programme(summit)
        if code not in whole.rooms:
            raise NotOnAgenda
        gone = [one for one in queries.withdrawn(summit) if one.room == code]
        return _Part(whole.rooms[code].name, whole.only(lambda placement: code in placement.rooms), gone)

    return _calendar(slug, choose, f"{slug}-{code}")


@open_bp.get("/summits/<slug>/tracks/<code>.ics")
@public
def track_calendar(slug: str, code: str) -> Response:
    """What belongs to one track."""

    def choose(summit: Summit) -> _Part:
        whole = queries.public_programme(summit)
        if code not in whole.tracks:
            raise NotOnAgenda
        gone = [one for one in queries.withdrawn(summit) if one.text.track == code]
        return _Part(whole.tracks[code].name, whole.only(lambda placement: placement.text.track == code), gone)

    return _calendar(slug, choose, f"{slug}-{code}")


@open_bp.get("/summits/<slug>/agenda.css")
@public
def stylesheet(slug: str) -> Response:
    """Colours of the tracks and places in the grid, for the pages of a release."""
    summit = public_summit(slug)
    return front.serve(
        stamp(summit),
        lambda: Response(write_stylesheet(queries.public_programme(summit)), content_type="text/css; charset=utf-8"),
    )


@open_bp.get("/summits/<slug>/changes.atom")
@public
def changes_feed(slug: str) -> Response:
    """News of each release."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _atom(summit))


def _atom(summit: Summit) -> Response:
    language, base = _language(summit), settings().base_url
    with speaking(language):
        programme = queries.programme_of(summit, None)
        entries = [_entry(summit, told["version"], told["changes"], programme, language) for told in releases_told(summit)]
        title = _("%(summit)s: changes of the agenda", summit=said(summit.name))
        page = base + url_for("agenda.changes", slug=summit.slug, lang=language)
        names = {"author": settings().operator_in(language), "language": language,
                 "reference": f"urn:uuid:{uid_of(f'agenda.changes:{summit.public_id}:{language}')}"}  # fmt: skip
        body = write_atom(title, f"{base}{request.path}?lang={language}", page, entries, names)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _entry(summit: Summit, version: AgendaVersion, changes: Sequence[Change], programme: Programme,
           language: Language) -> NewsEntry:  # fmt: skip
    """Return the news of one release: its note, then each change, the old before the new."""
    note = [said(version.note)] if version.note else []
    lines = [_("The first version of the agenda.")] if version.number == 1 else [_line(one, programme) for one in changes]
    page = url_for("agenda.version", slug=summit.slug, number=version.number, lang=language)
    return NewsEntry(
        f"urn:uuid:{uid_of(f'agenda.version:{version.public_id}:{language}')}", settings().base_url + page,
        version.published_at or version.created_at, _("Version %(number)s of the agenda", number=version.label),
        (*note, *(lines or [_("Small corrections.")])),
    )  # fmt: skip


def _line(change: Change, programme: Programme) -> str:
    side = change.new or change.old
    assert side is not None
    words = {"kind": _(change.kind.label), "title": said(side.text.title)}
    if change.kind is ChangeKind.MOVED and change.old is not None and change.new is not None:
        old, new = _place(change.old, programme), _place(change.new, programme)
        return _("%(kind)s: %(title)s – before: %(old)s, now: %(new)s", **words, old=old, new=new)
    if change.kind is ChangeKind.NEW and change.new is not None:
        return _("%(kind)s: %(title)s – %(place)s", **words, place=_place(change.new, programme))
    return _("%(kind)s: %(title)s", **words)


def _place(placement: Placement, programme: Programme) -> str:
    """Return when and where in one line, on the clock of the venue."""
    starts, ends = (to_local(moment, programme.zone) for moment in (placement.starts_at, placement.ends_at))
    rooms = [said(programme.rooms[code].name) for code in placement.rooms if code in programme.rooms]
    return " · ".join([f"{show_datetime(starts)}–{show_time(ends)}", *rooms])

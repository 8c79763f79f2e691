"""The public agenda as a PDF, in the words of one language."""

from collections.abc import Mapping
from typing import Final

from summitapp.agenda import queries, rules
from summitapp.agenda.documents import lay_out_programme
from summitapp.agenda.documents.paper import PaperDay, PaperProgramme, PaperRow
from summitapp.agenda.values import AgendaEmpty, EarlierPlace, Placement, Programme
from summitapp.core.context import settings
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said, show_date, show_dates, show_time, speaking
from summitapp.core.text import Language
from summitapp.core.tz import to_local
from summitapp.summits.models import Summit
from summitapp.summits.values import COLOURS, ColourName

_COLOURS: Final[Mapping[str, str]] = {name.value: COLOURS[name].light for name in ColourName}


def export_pdf(summit: Summit, language: Language) -> bytes:
    """Return the public part of the last release as a PDF on A4, tagged; laid out in a child process.

    :raises AgendaEmpty: if nothing public was released. :raises LayingOutFailed: if it could not be laid out.
    """
    programme = queries.public_programme(summit)
    if not programme.placements:
        raise AgendaEmpty
    moves = rules.late_moves(queries.moves_of(summit))
    with speaking(language):
        return lay_out_programme(_paper(summit, programme, moves, language))


def _paper(summit: Summit, programme: Programme, moves: Mapping[str, EarlierPlace], language: Language) -> PaperProgramme:
    assert programme.published_at is not None
    told = to_local(programme.published_at, programme.zone)
    return PaperProgramme(
        language, _("Agenda"), said(summit.name), show_dates(summit.starts_on, summit.ends_on), said(summit.motto),
        _("Version %(number)s of %(date)s, %(time)s", number=programme.name or str(programme.number),
          date=show_date(told.date()), time=show_time(told)),
        _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        f"{settings().base_url}/{language}/summits/{summit.slug}/agenda/",
        (_("All times are those of the venue. Changes after this version stand at the address below."),),
        tuple(
            PaperDay(show_date(day, "full"), tuple(_row(one, programme, moves.get(one.code)) for one in placements))
            for day, placements in rules.days_of(programme) if placements
        ),
    )  # fmt: skip


def _row(placement: Placement, programme: Programme, old: EarlierPlace | None) -> PaperRow:
    text = placement.text
    track = programme.tracks.get(text.track)
    mark = "cancelled" if placement.cancelled else "moved" if old else "break" if text.is_break else ""
    return PaperRow(
        time="–".join(show_time(to_local(moment, programme.zone)) for moment in (placement.starts_at, placement.ends_at)),
        title=said(text.title),
        place=" + ".join(said(programme.rooms[code].name) for code in placement.rooms if code in programme.rooms),
        cast=" · ".join(filter(None, (", ".join(filter(None, (one.name or said(one.function), said(one.body))))
                                      for one in placement.shown))),
        notes=_notes(placement, said(track.name) if track else ""),
        mark=mark, mark_text=_mark_text(placement, programme, old),
        colour=_COLOURS.get(track.colour, "") if track and not text.is_break else "",
    )  # fmt: skip


def _notes(placement: Placement, track: str) -> str:
    text = placement.text
    if text.is_break:
        return ""
    codes = [code.upper() for code in dict.fromkeys((*text.languages, *text.interpretation))]
    return " · ".join(filter(None, (
        _(text.kind.label), track,
        _("SDG %(numbers)s", numbers=", ".join(map(str, text.sdgs))) if text.sdgs else "",
        (" ⇄ " if text.interpretation else ", ").join(codes),
    )))  # fmt: skip


def _mark_text(placement: Placement, programme: Programme, old: EarlierPlace | None) -> str:
    if placement.cancelled:
        return _("Cancelled")
    if old is None:
        return ""
    starts = to_local(old.starts_at, programme.zone)
    room = said(programme.rooms[old.room].name) if old.room in programme.rooms else _("no room")
    return _("Moved; before: %(date)s, %(time)s, %(room)s", date=show_date(starts.date(), "short"),
             time=show_time(starts), room=room)  # fmt: skip

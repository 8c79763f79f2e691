"""What the pages of the agenda share."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, request, url_for

from summitapp.agenda import queries
from summitapp.agenda.documents import css_name, hours_of, rooms_in_use
from summitapp.agenda.documents.machines import EventFrame
from summitapp.agenda.rules import days_of, offered_facets
from summitapp.agenda.values import FACETS, Conflict, NotOnAgenda, Placement, Programme, Remedy, SessionKind
from summitapp.core.context import settings
from summitapp.core.i18n import current_language, gettext, language_name, said, show_date
from summitapp.core.text import LANGUAGES, Translated, sort_key
from summitapp.core.web import lang_blueprint
from summitapp.directory.values import SDGS, TOPICS
from summitapp.summits.models import Summit

bp = lang_blueprint("agenda", __name__)
open_bp = Blueprint("agenda_feeds", __name__)


def public_summit(slug: str) -> Summit:
    """Return the summit of an address.

    :raises NotOnAgenda: if not everybody may see it.
    """
    summit = queries.visible_summit(slug)
    if summit is None:
        raise NotOnAgenda
    return summit


def stamp(summit: Summit) -> tuple[object, ...]:
    """Return what a kept page of the agenda depends on."""
    return "agenda", summit.public_id, summit.revision, summit.redactions


def shown(programme: Programme) -> dict[str, Any]:
    """Return what every template about a programme needs."""
    return {
        "programme": programme, "days": days_of(programme), "zone": programme.zone, "css_name": css_name,
        "languages_of": languages_of, "sdgs": SDGS, "topics": TOPICS, "rooms_in_use": rooms_in_use,
        "hours_of": hours_of, "place_name": place_name(zone=programme.zone),
    }  # fmt: skip


def place_name(zone: str) -> str:
    """Return the place a zone is called after, as it is spelt there: ``Europe/Istanbul`` is the clock of İzmir too."""
    return zone.split("/")[-1].replace("_", " ").replace("Istanbul", "İzmir")


def event_frame(summit: Summit) -> EventFrame:
    """Return what machines are told of a summit around its sessions."""
    language = current_language()
    return EventFrame(
        summit.name, summit.motto, summit.starts_on, summit.ends_on,
        f"{settings().base_url}/{language}/summits/{summit.slug}/", settings().operator, language,
    )  # fmt: skip


Offer = list[tuple[str, str]]


def offers(programme: Programme) -> dict[str, Offer]:
    """Return for each list of choices what can be chosen: value and word, as the reader's language orders them."""
    there = offered_facets(programme)
    language = current_language()
    words: dict[str, Offer] = {
        "day": [(day.isoformat(), show_date(day, "short")) for day, _ in days_of(programme)],
        "track": [(one.code, said(one.name)) for one in programme.tracks.values()],
        "language": [(code, language_name(code)) for code in LANGUAGES],
        "topic": sorted(((key, said(one.title)) for key, one in TOPICS.items()), key=lambda one: sort_key(one[1], language)),
        "sdg": [(str(number), f"{number} {said(name)}") for number, name in SDGS.items()],
        "room": [(one.code, said(one.name)) for one in programme.rooms.values()],
        "kind": [(kind.value, gettext(kind.label)) for kind in SessionKind],
    }
    return {name: [one for one in words[name] if one[0] in there.get(name, ())] for name in FACETS}


def languages_of(placement: Placement) -> str:
    """Return the languages of a session: ``DE, TR``, or ``DE ⇄ TR ⇄ EN`` where it is interpreted."""
    text = placement.text
    codes = [code.upper() for code in dict.fromkeys((*text.languages, *text.interpretation))]
    return (" ⇄ " if text.interpretation else ", ").join(codes)


def sentence(conflict: Conflict, titles: dict[str, Translated]) -> str:
    """Return a conflict in the reader's words."""
    facts = {name: said(value) if isinstance(value, Translated) else value for name, value in conflict.facts}
    named = dict(zip(("first", "second"), (said(titles[code]) for code in conflict.sessions), strict=False))
    return gettext(conflict.text, **{**facts, **named})


def told(conflicts: Sequence[Conflict], placements: Sequence[Placement]) -> list[dict[str, Any]]:
    """Return conflicts as pages and programs show them: kind, sentence, what to do, and where one click leads."""
    titles = {placement.code: placement.text.title for placement in placements}
    slug = str((request.view_args or {})["slug"])
    return [
        {
            "kind": conflict.kind.value, "blocking": conflict.blocking, "text": sentence(conflict, titles),
            "advice": gettext(conflict.kind.advice), "codes": conflict.sessions,
            "links": list(_links(conflict, titles, slug)),
        }
        for conflict in conflicts
    ]  # fmt: skip


def _links(conflict: Conflict, titles: dict[str, Translated], slug: str) -> Iterator[dict[str, str]]:
    """Yield the ways to where it is put right; of two sessions the short words carry the title, too."""
    for remedy in conflict.kind.remedies:
        if remedy is Remedy.ROOM:
            label = gettext(remedy.label, room=said(dict(conflict.facts)["room"]))
            address = url_for("summits.part", slug=slug, kind="rooms", reference=conflict.about)
            yield {"label": label, "short": gettext(remedy.short), "url": address, "needs": "summit:edit"}
            continue
        for code in conflict.sessions:
            label = gettext(remedy.label, title=said(titles[code]))
            short = gettext(remedy.short) if len(conflict.sessions) == 1 else label
            address = url_for("agenda.session_edit", slug=slug, code=code, _anchor=remedy.value)
            yield {"label": label, "short": short, "url": address, "needs": "agenda:edit"}

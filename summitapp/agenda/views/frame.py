"""What the pages of the agenda share."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, request, url_for

from summitapp.agenda import queries
from summitapp.agenda.documents import css_name, hours_of, rooms_in_use
from summitapp.agenda.rules import days_of
from summitapp.agenda.values import Conflict, NotOnAgenda, Placement, Programme, Remedy
from summitapp.core.i18n import gettext, said
from summitapp.core.text import Translated
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
        "hours_of": hours_of,
    }  # fmt: skip


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
    for remedy in conflict.kind.remedies:
        if remedy is Remedy.ROOM:
            room = said(dict(conflict.facts)["room"])
            address = url_for("summits.part", slug=slug, kind="rooms", reference=conflict.about)
            yield {"label": gettext(remedy.label, room=room), "url": address, "needs": "summit:edit"}
            continue
        for code in conflict.sessions:
            address = url_for("agenda.session_edit", slug=slug, code=code, _anchor=remedy.value)
            yield {"label": gettext(remedy.label, title=said(titles[code])), "url": address, "needs": "agenda:edit"}

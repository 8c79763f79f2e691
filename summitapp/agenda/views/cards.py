"""Those who appear, as everybody sees them: the list, one person's page, their photo; and documents."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request

from summitapp.agenda import queries
from summitapp.agenda.models import SessionDocument
from summitapp.agenda.values import Placement, Programme
from summitapp.agenda.views.frame import bp, open_bp, public_summit, shown, stamp
from summitapp.agenda.views.guests import hand_out
from summitapp.core import front
from summitapp.core.errors import NotFound
from summitapp.core.i18n import current_language
from summitapp.core.text import Translated, sort_key
from summitapp.core.web import current_actor, limited, public, render, render_public, requires
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.registration import queries as registrations
from summitapp.registration.values import State
from summitapp.speakers import queries as speakers
from summitapp.speakers.values import PhotoSize, SpeakerCard
from summitapp.summits.models import Summit

_PERSON: Final = "person:"


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who appears in public: name, functions as they were announced, and where."""

    reference: str
    name: str
    functions: tuple[Translated, ...]
    placements: tuple[Placement, ...]
    said: SpeakerCard | None


def cards_of(summit: Summit, programme: Programme) -> dict[str, Card]:
    """Return everybody a programme names, by public id, in the order of names in the reader's language."""
    found: dict[str, list[Placement]] = {}
    for placement in programme.placements:
        for one in placement.shown:
            if one.key.startswith(_PERSON):
                found.setdefault(one.key.removeprefix(_PERSON), []).append(placement)
    people, told = queries.people_by_reference(found), speakers.profiles_of(summit.id, found)
    language = current_language()
    order = sorted(people.values(), key=lambda one: sort_key(f"{one.family_name or one.given_name} {one.given_name}", language))
    return {one.public_id: _card(one, found[one.public_id], told.get(one.public_id)) for one in order}


def _card(person: Person, placements: list[Placement], said: SpeakerCard | None) -> Card:
    key = f"{_PERSON}{person.public_id}"
    functions = (one.function for placement in placements for one in placement.shown if one.key == key and one.function)
    return Card(person.public_id, person.name.with_title, tuple(dict.fromkeys(functions)),
                tuple(dict.fromkeys(placements)), said)  # fmt: skip


def said_by(summit: Summit, placement: Placement) -> dict[str, SpeakerCard]:
    """Return what the people of one session say about themselves, by key of :class:`Appearing`."""
    references = [one.key.removeprefix(_PERSON) for one in placement.shown if one.key.startswith(_PERSON)]
    return {f"{_PERSON}{name}": card for name, card in speakers.profiles_of(summit.id, references).items()}


@bp.get("/summits/<slug>/speakers/")
@public
def speakers_list(slug: str) -> Response:
    """Everybody who appears in a public session."""
    summit = public_summit(slug)
    return front.serve(("speakers", *stamp(summit)), lambda: _list_page(summit))


def _list_page(summit: Summit) -> Response:
    programme = queries.public_programme(summit).only(lambda placement: not placement.cancelled)
    return render_public("speakers/list.html", summit=summit, demo=summit.is_demo, here="speakers",
                         cards=list(cards_of(summit, programme).values()))  # fmt: skip


@bp.get("/summits/<slug>/speakers/<reference>/")
@public
def speaker(slug: str, reference: str) -> Response:
    """One person: who they are, and where to hear them."""
    summit = public_summit(slug)
    return front.serve(("speaker", *stamp(summit)), lambda: _speaker_page(summit, reference))


def _speaker_page(summit: Summit, reference: str) -> Response:
    key = f"{_PERSON}{reference}"
    programme = queries.public_programme(summit).only(lambda p: any(one.key == key for one in p.shown))
    card = cards_of(summit, programme).get(reference)
    if card is None:
        raise NotFound
    return render_public("speakers/speaker.html", summit=summit, demo=summit.is_demo, here="speakers", card=card,
                         **shown(programme))  # fmt: skip


@open_bp.get(f"/summits/<slug>/speakers/<reference>/<any('{PhotoSize.LARGE}','{PhotoSize.SMALL}'):size>")
@public
def speaker_photo(slug: str, reference: str, size: str) -> Response:
    """The photo of somebody who appears in public and said that it may be shown.

    Not kept in memory like the pages: many photos would fill it. The browser asks each time whether it still holds.
    """
    summit = public_summit(slug)
    mark = speakers.shown_mark(summit.id, reference)
    if not mark or not queries.publicly_named(summit, reference):
        raise NotFound
    response = Response(content_type="image/jpeg", headers={"Cache-Control": "public, no-cache"})
    response.set_etag(f"{mark}-{size}")
    if request.if_none_match.contains(f"{mark}-{size}"):
        response.status_code = 304
        return response
    response.set_data(speakers.photo_of(summit.id, reference, PhotoSize(size)) or b"")
    return response


# --- documents ------------------------------------------------------------------------------------------------


@open_bp.get("/summits/<slug>/documents/<reference>/")
@limited("60 per minute")
@public
def document(slug: str, reference: str) -> Response:
    """A document of a public session that everybody may have."""
    found = queries.public_document(slug, reference)
    if found is None:
        raise NotFound
    return hand_out(found)


def _taking_part() -> list[tuple[Summit, Person]]:
    """Return the summits at which whoever asks takes part."""
    actor = current_actor()
    person = directory.person_by_reference(actor.person) if actor.person else None
    if person is None:
        return []
    found = registrations.of_person(person.id)
    return [(one.summit, person) for one in found if one.state is State.CONFIRMED]


def _readable(reference: str) -> SessionDocument | None:
    for summit, person in _taking_part():
        given = queries.read_by(summit, person)
        if any(one.reference == reference for session in given for one in session.documents):
            return queries.document(reference)
    return None


@bp.get("/my/documents/<reference>/")
@limited("60 per minute")
@requires("document:read", on=_readable)
def own_document(found: SessionDocument) -> Response:
    """A document that participants may have."""
    return hand_out(found)


def _reader() -> list[Any] | None:
    return _taking_part() if current_actor().person else None


@bp.get("/my/documents/")
@requires("document:read", on=_reader)
def own_documents(taking_part: list[tuple[Summit, Person]]) -> str:
    """Slides and papers of the sessions a participant may see."""
    summits = [(summit, queries.read_by(summit, person)) for summit, person in taking_part]
    return render("speakers/documents.html", summits=summits, here="my", demo=any(one.is_demo for one, _ in summits))

"""Somebody who appears at a summit, as both their own page and the organisers' need them."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response

from summitapp.agenda import queries
from summitapp.agenda.forms import DocumentForm, PresenceForm
from summitapp.agenda.models import SessionDocument
from summitapp.agenda.rules import choices_of
from summitapp.agenda.values import Turn
from summitapp.core.i18n import gettext as _
from summitapp.directory.models import Person
from summitapp.speakers.documents import CleanFile, FileRefused, clean_file, clean_photo
from summitapp.speakers.documents import Photo as CleanPhoto
from summitapp.speakers.forms import PhotoForm
from summitapp.speakers.models import SpeakerProfile
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit, SummitDay

#: A form with a file of the size we take, and one that is a little larger: it is told so beside its field.
PHOTO_BODY = 16 * 1024 * 1024
FILE_BODY = 32 * 1024 * 1024
#: Whatever is in a file can do nothing in the reader's browser, also if one were to open it.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who appears at a summit, with what they wrote, if anything."""

    summit: Summit
    person: Person
    profile: SpeakerProfile | None
    turns: tuple[Turn, ...]

    def turn(self, code: str) -> Turn | None:
        """Return one session of theirs."""
        return next((one for one in self.turns if one.code == code), None)


def guest_of(summit: Summit, person: Person, profile: SpeakerProfile | None) -> Guest:
    """Return somebody with their sessions."""
    return Guest(summit, person, profile, tuple(queries.turns_of(summit, person)))


def presence_form(guest: Guest) -> PresenceForm:
    """Return the form of the days with what was said before."""
    days = [day.day for day in summits.parts(SummitDay, guest.summit.id)]
    spans = queries.spans_of_person(guest.summit.id, guest.person.id)
    return PresenceForm(None, data={"days": [
        {"day": one.day.isoformat(), "presence": one.presence.value, "since": one.since, "until": one.until}
        for one in choices_of(spans, days, guest.summit.timezone)
    ]})  # fmt: skip


def photo_sent(form: PhotoForm) -> CleanPhoto | None:
    """Return the photo that was sent, cleaned; nothing if it cannot be taken, with the reason beside its field."""
    try:
        return clean_photo(form.content())
    except FileRefused as refused:
        form.photo.errors = [_(str(refused))]
    return None


def file_sent(form: DocumentForm) -> CleanFile | None:
    """Return the file that was sent; nothing if it cannot be taken, with the reason beside its field."""
    try:
        return clean_file(*form.content())
    except FileRefused as refused:
        form.file.errors = [_(str(refused))]
    return None


def hand_out(document: SessionDocument) -> Response:
    """Answer with a document as an attachment."""
    plain = document.name.encode("ascii", "replace").decode().replace('"', "'")
    return Response(document.content, content_type=document.media_type, headers={
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.name)}",
        "Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
    })  # fmt: skip


def picture(content: bytes | None) -> Response:
    """Answer with a photo that is not for everybody; without one there is no such page."""
    if content is None:
        return Response(status=404)
    return Response(content, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})

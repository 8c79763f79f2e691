"""The shape of what is written at the door by hand, and of a check-in point."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.queries import PointPlace
from summitapp.checkin.values import (
    DIRECTION_WORDS,
    OFTEN_WORDS,
    POINT_WORDS,
    Direction,
    HowOften,
    PointKind,
    Proposal,
)
from summitapp.core.fields import Form, LocalDateTimeField, TranslatedField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said
from summitapp.core.text import LANGUAGES
from summitapp.summits.models import Summit


class EntryForm(Form):
    """One scan written by hand; works without a script."""

    scan_id = HiddenField(validators=[UUID()])
    point = SelectField(_l("Check-in point"), validators=[InputRequired()])
    direction = RadioField(
        _l("Direction"), coerce=Direction, default=Direction.IN,
        choices=[SelectChoice(way.value, _l(words)) for way, words in DIRECTION_WORDS.items()],
    )  # fmt: skip
    badge = StringField(_l("Badge code"), validators=[InputRequired(), Length(max=200)])
    override = StringField(_l("Reason"), validators=[Optional(), Length(max=500)])


def entry_form(points: list[CheckInPoint], **values: Any) -> EntryForm:
    """Return the form for these points."""
    form = EntryForm(**values)
    form.point.choices = [SelectChoice(point.code, said(point.name)) for point in points]
    return form


class PointForm(Form):
    """A check-in point. Its code is what devices and lists call it."""

    kind = RadioField(
        _l("What is it?"), coerce=PointKind, default=PointKind.ENTRANCE,
        choices=[SelectChoice(kind.value, _l(words)) for kind, words in POINT_WORDS.items()],
    )  # fmt: skip
    code = StringField(
        _l("Code"), description=_l("What devices call this point, such as entrance. It cannot be changed later."),
        validators=[InputRequired(), Regexp(
            r"[a-z0-9][a-z0-9-]{0,39}$", message=_l("Please use only small letters a–z, digits and hyphens, at most 40.")
        )],
    )  # fmt: skip
    name = TranslatedField(_l("Name"), required=LANGUAGES, most=80)
    session = SelectField(_l("Session"), default="")
    enrolled_only = BooleanField(
        _l("Only who has a place in this session"),
        description=_l("Speakers, moderators and interpreters of the session pass as well."),
    )
    often = RadioField(
        _l("How often may somebody pass?"), coerce=HowOften, default=HowOften.AGAIN_DAILY,
        choices=[SelectChoice(often.value, _l(words)) for often, words in OFTEN_WORDS.items()],
    )  # fmt: skip
    exits = BooleanField(
        _l("People are scanned on leaving, too"), default=True,
        description=_l("Only then it is known who is inside now."),
    )
    desk_decides = BooleanField(
        _l("Only the desk may let somebody through against the list"),
        description=_l("Otherwise whoever stands at the door may do so with a reason, too. A kiosk never may."),
    )
    categories = SelectMultipleField(
        _l("Only for"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=_l("Nothing chosen: for everybody."),
    )  # fmt: skip
    room = SelectField(
        _l("Room"), default="", validators=[Optional()],
        description=_l("Whose door it is; the fire officer’s count goes by rooms."),
    )  # fmt: skip
    counts_with = SelectField(
        _l("Another door of"), default="", validators=[Optional()],
        description=_l("Who came in there is inside here, too. Both doors then take people equally often."),
    )

    def validate_closes_at(self, field: Any) -> None:
        """Let a point close after it has opened."""
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(_("The point must close after it opens."))

    def validate_code(self, field: Any) -> None:
        """Keep the words of our own addresses."""
        if field.data in ("new", "proposed"):
            raise ValidationError(_("This word is taken by the page itself; please choose another."))

    def validate_session(self, field: Any) -> None:
        """Let the door of a session have one."""
        if self.kind.data is PointKind.SESSION and not field.data:
            raise ValidationError(_("Please choose the session whose door it is."))


def point_form(summit: Summit, place: PointPlace, point: CheckInPoint | None = None) -> PointForm:
    """Return the form for a new point or one that exists, in the summit's own time.

    :param place: the sessions, rooms and other doors to choose from.
    """

    class TimedForm(PointForm):
        opens_at = LocalDateTimeField(_l("Opens"), validators=[Optional()], timezone=summit.timezone)
        closes_at = LocalDateTimeField(_l("Closes"), validators=[Optional()], timezone=summit.timezone)

    if point is not None:
        TimedForm.code = None
    form = TimedForm(data=_said_of(point) if point is not None else None)
    form.categories.choices = [SelectChoice(group.code, said(group.name)) for group in summit.categories]
    form.session.choices = _or_none(
        (one.public_id, f"{one.code} – {said(one.title)}") for one in place.sessions.values()
    )
    form.room.choices = _or_none((one.public_id, said(one.name)) for one in place.rooms.values())
    form.counts_with.choices = _or_none((one.code, said(one.name)) for one in place.doors.values())
    return form


def _said_of(point: CheckInPoint) -> dict[str, Any]:
    names = ("kind", "name", "enrolled_only", "often", "exits", "desk_decides", "categories", "opens_at", "closes_at")
    return {name: getattr(point, name) for name in names} | {
        "session": point.session.public_id if point.session else "", "room": point.room.public_id if point.room else "",
        "counts_with": point.counts_with.code if point.counts_with else "",
    }  # fmt: skip


def _or_none(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice("", "–"), *(SelectChoice(value, words) for value, words in pairs)]


def point_fields(form: PointForm, place: PointPlace) -> dict[str, Any]:
    """Return what a form says of a point, in the words of the services."""
    session = place.sessions.get(form.session.data) if form.kind.data is PointKind.SESSION else None
    return {
        "name": form.name.data, "kind": form.kind.data, "reentry": form.often.data.reentry,
        "daily": form.often.data.daily, "exits": form.exits.data, "desk_decides": form.desk_decides.data,
        "opens_at": form.opens_at.data, "closes_at": form.closes_at.data,
        "categories": sorted(form.categories.data or ()), "session": session,
        "enrolled_only": form.enrolled_only.data and session is not None, "room": place.rooms.get(form.room.data),
        "counts_with": place.doors.get(form.counts_with.data),
    }  # fmt: skip


class ProposalForm(Form):
    """Those of the proposed points that are wanted."""

    points = SelectMultipleField(_l("Points"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())

    def validate_points(self, field: Any) -> None:
        """Let one be ticked at least."""
        if not field.data:
            raise ValidationError(_("Please tick at least one point."))


def proposal_form(proposed: Iterable[Proposal]) -> ProposalForm:
    """Return the form for these proposals, each ticked."""
    known = list(proposed)
    form = ProposalForm(points=[one.code for one in known])
    form.points.choices = [SelectChoice(one.code, said(one.name)) for one in known]
    return form

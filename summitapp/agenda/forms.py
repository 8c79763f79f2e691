"""What organisers write about sessions: shape only; sense is judged by rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import wtforms
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.agenda.values import (
    AUDIENCE_LABELS,
    DOCUMENT_LABELS,
    KIND_LABELS,
    ROLE_LABELS,
    VISIBILITY_LABELS,
    AppearanceDetails,
    AppearanceRole,
    Audience,
    DayChoice,
    DocumentDetails,
    DocumentKind,
    Presence,
    Programme,
    SessionDetails,
    SessionKind,
    SessionText,
    Visibility,
)
from summitapp.core.fields import Form, LocalDateTimeField, TranslatedField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said
from summitapp.directory.values import SDGS, TOPICS

LANGUAGE_CHOICES = [SelectChoice("de", "Deutsch"), SelectChoice("tr", "Türkçe"), SelectChoice("en", "English")]


class Checkboxes(SelectMultipleField):
    """Several choices, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CastForm(wtforms.Form):
    """One person or office that appears; part of the form of a session."""

    key = HiddenField(validators=[InputRequired(), Length(max=40)])
    role = SelectField(_l("Role"))
    function = TranslatedField(_l("Function, as it is announced"), most=200)
    place = IntegerField(_l("Order"), [Optional(), NumberRange(min=1, max=99)])
    remove = BooleanField(_l("Take out of the session"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role.value, _(label)) for role, label in ROLE_LABELS.items()]


class SessionForm(Form):
    """What is said of a session."""

    title = TranslatedField(_l("Title"), most=200)
    abstract = TranslatedField(_l("Description"), rows=5, most=4000)
    kind = SelectField(_l("Kind"))
    track = SelectField(_l("Track"))
    visibility = RadioField(
        _l("Who may see it"), default=Visibility.PUBLIC.value,
        description=_l("Fewer people: at once. More people: with the next published version."),
    )  # fmt: skip
    languages = Checkboxes(_l("Spoken languages"), choices=LANGUAGE_CHOICES)
    interpretation = Checkboxes(_l("Interpreted into"), choices=LANGUAGE_CHOICES)
    sdgs = Checkboxes(_l("Sustainable Development Goals"))
    topics = Checkboxes(_l("Topics"))
    capacity = IntegerField(
        _l("Expected people"), [Optional(), NumberRange(min=1, max=100000)],
        description=_l("We compare it with the seats of the room."),
    )  # fmt: skip
    cast = FieldList(FormField(CastForm))
    find = StringField(_l("Find a person or an office"), [Length(max=80)])
    add = Checkboxes(_l("Found"), validate_choice=False)
    new_title = StringField(_l("Academic title"), [Length(max=40)])
    new_given = StringField(_l("Given name"), [Length(max=200)])
    new_family = StringField(_l("Family name"), [Length(max=200)])
    revision = HiddenField(default="0")

    def offer(self, programme: Programme) -> None:
        """Fill the lists to choose from, in the reader's language."""
        self.kind.choices = [SelectChoice(kind.value, _(label)) for kind, label in KIND_LABELS.items()]
        self.track.choices = [
            SelectChoice("", _("No track")), *(SelectChoice(t.code, said(t.name)) for t in programme.tracks.values()),
        ]  # fmt: skip
        self.visibility.choices = [SelectChoice(one.value, _(label)) for one, label in VISIBILITY_LABELS.items()]
        self.sdgs.choices = [SelectChoice(str(number), f"{number} {said(name)}") for number, name in SDGS.items()]
        self.topics.choices = [SelectChoice(key, said(topic.title)) for key, topic in TOPICS.items()]

    def details(self) -> SessionDetails:
        """Return what was written, in the words of the feature."""
        text = SessionText(
            title=self.title.data, abstract=self.abstract.data, kind=SessionKind(self.kind.data),
            track=self.track.data or "", sdgs=tuple(int(number) for number in self.sdgs.data or ()),
            topics=tuple(self.topics.data or ()),
            languages=tuple(self.languages.data or ()), interpretation=tuple(self.interpretation.data or ()),
            visibility=Visibility(self.visibility.data), capacity=self.capacity.data,
            is_break=self.kind.data == SessionKind.BREAK.value,
        )  # fmt: skip
        return SessionDetails(text, tuple(self._cast()))

    def _cast(self) -> Iterable[AppearanceDetails]:
        kept = [entry.form for entry in self.cast if not entry.form.remove.data]
        kept.sort(key=lambda one: one.place.data or 99)
        for one in kept:
            yield appearance(one.key.data, AppearanceRole(one.role.data), one.function.data)
        for key in self.add.data or ():
            yield appearance(key)

    @property
    def expected_revision(self) -> int:
        """Return the revision the form was opened with."""
        return int(self.revision.data) if (self.revision.data or "").isdigit() else 0


def appearance(key: str, role: AppearanceRole = AppearanceRole.SPEAKER, function: Any = None) -> AppearanceDetails:
    """Return who is meant by a key such as ``person:abc``."""
    kind, _colon, reference = key.partition(":")
    details = AppearanceDetails(role=role) if function is None else AppearanceDetails(role=role, function=function)
    if kind == "position":
        return AppearanceDetails(position=reference, role=role, function=details.function)
    return AppearanceDetails(person=reference, role=role, function=details.function)


def text_data(text: SessionText) -> dict[str, Any]:
    """Return what a form of this session begins with."""
    return {
        "title": text.title, "abstract": text.abstract, "kind": text.kind.value, "track": text.track,
        "visibility": text.visibility.value, "languages": list(text.languages),
        "interpretation": list(text.interpretation), "sdgs": [str(number) for number in text.sdgs], "topics": list(text.topics),
        "capacity": text.capacity,
    }  # fmt: skip


def place_form(timezone: str) -> type[Form]:
    """Return the form of a session's place, whose times are read on the venue's clock."""

    class PlaceForm(Form):
        room = SelectField(_l("Room"))
        starts_at = LocalDateTimeField(_l("Begins"), [InputRequired()], timezone=timezone)
        ends_at = LocalDateTimeField(_l("Ends"), [InputRequired()], timezone=timezone)
        revision = HiddenField(default="0")

        def offer(self, programme: Programme) -> None:
            """Fill the list of rooms, in the reader's language."""
            self.room.choices = [SelectChoice("", _("No room")), *(
                SelectChoice(room.code, f"{said(room.name)} ({room.capacity})" if room.capacity else said(room.name))
                for room in programme.rooms.values()
            )]  # fmt: skip

        @property
        def times(self) -> tuple[datetime, datetime]:
            """Return both instants."""
            starts, ends = self.starts_at.data, self.ends_at.data
            assert starts is not None and ends is not None  # both are required
            return starts, ends

    return PlaceForm


class PublishForm(Form):
    """The words of a release, and that its notices were read."""

    note = TranslatedField(
        _l("What readers should know"), rows=3, most=1000,
        description=_l("Stands above the list of changes. May stay empty."),
    )  # fmt: skip
    acknowledged = BooleanField(_l("I have read the notices; the agenda is to be published all the same."))
    mark = HiddenField(default="")


class CopyForm(Form):
    """Which summit's agenda to begin with."""

    source = SelectField(_l("Summit"), [InputRequired()])
    people = BooleanField(_l("Copy who appears, too"))


# --- those who appear ------------------------------------------------------------------------------


class AnswerForm(Form):
    """Whether somebody appears, and a word to the organisers."""

    word = TextAreaField(_l("A word to the organisers"), [Optional(), Length(max=1000)], render_kw={"rows": 3})


class DayPresenceForm(wtforms.Form):
    """One day: whole, in part, or not at all; part of the form of all days."""

    day = HiddenField()
    presence = RadioField(_l("When you are there"))
    since = TimeField(_l("From"), [Optional()])
    until = TimeField(_l("Until"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presence.choices = [
            SelectChoice(Presence.WHOLE.value, _("The whole day")),
            SelectChoice(Presence.PART.value, _("Part of the day")),
            SelectChoice(Presence.AWAY.value, _("Not there")),
        ]


class PresenceForm(Form):
    """When somebody is there, day by day, on the venue's clock."""

    days = FieldList(FormField(DayPresenceForm))

    def choices(self, days: Sequence[date]) -> list[DayChoice]:
        """Return what was chosen for each of these days; a day the form does not know is taken as whole."""
        sent = {entry.form.day.data: entry.form for entry in self.days}
        return [
            DayChoice(day, Presence(one.presence.data), one.since.data, one.until.data)
            if (one := sent.get(day.isoformat())) is not None else DayChoice(day)
            for day in days
        ]

    def blame(self, faults: Mapping[str, str]) -> None:
        """Put what is wrong beside its day, or above the form."""
        for entry in self.days:
            if message := faults.get(entry.form.day.data):
                entry.form.presence.errors = [_(message)]
        if message := faults.get("days"):
            self.form_errors.append(_(message))


class DocumentForm(Form):
    """A file of a session, what it is, and who may have it."""

    file = FileField(_l("File"), description=_l("PDF, PPTX, ODP, KEY, DOCX, ODT or a picture, twenty megabytes at most."))
    title = StringField(
        _l("Title"), [Optional(), Length(max=200)], description=_l("Left empty, we take the name of the file.")
    )
    kind = SelectField(_l("What it is"), default=DocumentKind.SLIDES.value)
    language = SelectField(_l("Language"), default="")
    allowed = RadioField(_l("Who may have it"), default=Audience.TEAM.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(kind.value, _(label)) for kind, label in DOCUMENT_LABELS.items()]
        self.language.choices = [SelectChoice("", _("Several, or none")), *LANGUAGE_CHOICES]
        self.allowed.choices = [SelectChoice(one.value, _(label)) for one, label in AUDIENCE_LABELS.items()]

    def details(self) -> DocumentDetails:
        """Return what was written, in the words of the feature."""
        return DocumentDetails(self.title.data or "", DocumentKind(self.kind.data), self.language.data or "",
                               Audience(self.allowed.data))  # fmt: skip

    def content(self) -> tuple[str, bytes]:
        """Return the name and the bytes that were sent; nothing if no file was chosen."""
        sent: Any = self.file.data
        return (sent.filename or "", sent.read()) if sent is not None and hasattr(sent, "read") else ("", b"")


def deadline_form(timezone: str) -> type[Form]:
    """Return the form of the day until which slides are brought, read on the venue's clock."""

    class DeadlineForm(Form):
        due_at = LocalDateTimeField(
            _l("Slides until"), [Optional()], timezone=timezone, description=_l("Empty means without an end.")
        )

    return DeadlineForm

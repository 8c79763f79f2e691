"""What is said of a session, and who appears in it."""

from collections.abc import Iterable
from typing import Any

import wtforms
from wtforms import BooleanField, FieldList, FormField, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summitapp.agenda.forms.parts import LANGUAGE_CHOICES, Checkboxes
from summitapp.agenda.values import (
    ATTENDANCE_LABELS,
    KIND_LABELS,
    ROLE_LABELS,
    VISIBILITY_LABELS,
    AppearanceDetails,
    AppearanceRole,
    Attendance,
    Programme,
    SessionDetails,
    SessionKind,
    SessionText,
    Visibility,
)
from summitapp.core.fields import RevisedForm, TranslatedField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said
from summitapp.core.text import LANGUAGES
from summitapp.directory.values import SDGS, TOPICS


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


class SessionForm(RevisedForm):
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
    attendance = RadioField(_l("Who sits in it"), default=Attendance.FREE.value)
    capacity = IntegerField(
        _l("Expected people"), [Optional(), NumberRange(min=1, max=100000)],
        description=_l("We compare it with the seats of the room. Where people enrol, so many get a place."),
    )  # fmt: skip
    channel_de = IntegerField(_l("Channel for German"), [Optional(), NumberRange(min=0, max=99)])
    channel_tr = IntegerField(_l("Channel for Turkish"), [Optional(), NumberRange(min=0, max=99)])
    channel_en = IntegerField(_l("Channel for English"), [Optional(), NumberRange(min=0, max=99)])
    livestream = StringField(
        _l("Live stream"), [Length(max=300)],
        description=_l("Address that begins with https://. It is published with the session."),
    )  # fmt: skip
    cast = FieldList(FormField(CastForm))
    find = StringField(_l("Find a person or an office"), [Length(max=80)])
    add = Checkboxes(_l("Found"), validate_choice=False)
    new_title = StringField(_l("Academic title"), [Length(max=40)])
    new_given = StringField(_l("Given name"), [Length(max=200)])
    new_family = StringField(_l("Family name"), [Length(max=200)])

    def offer(self, programme: Programme) -> None:
        """Fill the lists to choose from, in the reader's language."""
        self.kind.choices = [SelectChoice(kind.value, _(label)) for kind, label in KIND_LABELS.items()]
        self.track.choices = [
            SelectChoice("", _("No track")), *(SelectChoice(t.code, said(t.name)) for t in programme.tracks.values()),
        ]  # fmt: skip
        self.visibility.choices = [SelectChoice(one.value, _(label)) for one, label in VISIBILITY_LABELS.items()]
        self.attendance.choices = [SelectChoice(one.value, _(label)) for one, label in ATTENDANCE_LABELS.items()]
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
            is_break=self.kind.data == SessionKind.BREAK.value, attendance=Attendance(self.attendance.data),
            channels=tuple((code, self[f"channel_{code}"].data) for code in sorted(LANGUAGES)
                           if self[f"channel_{code}"].data is not None),
            livestream=(self.livestream.data or "").strip(),
        )  # fmt: skip
        return SessionDetails(text, tuple(self._cast()))

    def _cast(self) -> Iterable[AppearanceDetails]:
        kept = [entry.form for entry in self.cast if not entry.form.remove.data]
        kept.sort(key=lambda one: one.place.data or 99)
        for one in kept:
            yield appearance(one.key.data, AppearanceRole(one.role.data), one.function.data)
        for key in self.add.data or ():
            yield appearance(key)


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
        "capacity": text.capacity, "attendance": text.attendance.value, "livestream": text.livestream,
        **{f"channel_{code}": number for code, number in text.channels},
    }  # fmt: skip

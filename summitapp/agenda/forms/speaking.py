"""What those who appear say of themselves: whether and when they come, and their documents."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import wtforms
from flask_wtf.file import FileField
from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from summitapp.agenda.forms.parts import LANGUAGE_CHOICES
from summitapp.agenda.values import (
    AUDIENCE_LABELS,
    DOCUMENT_LABELS,
    Audience,
    DayChoice,
    DocumentDetails,
    DocumentKind,
    Presence,
)
from summitapp.core.fields import Form, LocalDateTimeField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l


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

"""The shape of what is sent about requests."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.core.fields import Form, choices
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.matchmaking.values import MESSAGE_LENGTH, NOTE_LENGTH, WISH_LABELS, Answer, Reply, Sought, Wish, Wording

_REFERENCE = Length(max=80)


def _clean(text: str | None) -> str:
    """Return what was typed without the sign that no database keeps."""
    return (text or "").replace("\0", "")


class SoughtForm(Form):
    """Whom somebody wants to ask; also read from the address."""

    class Meta(Form.Meta):  # type: ignore[misc]
        csrf = False

    profile = StringField(validators=[_REFERENCE])
    organisation = StringField(validators=[_REFERENCE])
    delegation = StringField(validators=[_REFERENCE])

    @property
    def sought(self) -> Sought:
        """Return the side that was named."""
        return Sought(*(_clean(field.data).strip() for field in (self.profile, self.organisation, self.delegation)))


class AskForm(Form):
    """What somebody says with a request."""

    wish = RadioField(_l("How much do you want it?"), default=Wish.MEET.value)
    message = TextAreaField(
        _l("What would you like to talk about?"), [Optional(), Length(max=MESSAGE_LENGTH)],
        description=_l("Two or three sentences help the other side to say yes. Only those you ask read it."),
    )  # fmt: skip
    slot = SelectField(_l("A time you would like"), validate_choice=False)

    def __init__(self, *args: Any, slots: list[tuple[str, str]] | None = None, musts: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wish.choices = choices((one.value, _(label)) for one, label in WISH_LABELS.items() if musts or one is Wish.MEET)
        self.slot.choices = choices([("", _("Any time suits me")), *(slots or [])])

    @property
    def words(self) -> Wording:
        """Return what was said."""
        return Wording(Wish(self.wish.data), _clean(self.message.data), self.slot.data or "")


class AnswerForm(Form):
    """A yes or a no, with a few words."""

    reply = StringField(validators=[InputRequired()])
    must = BooleanField(_l("This one really matters to me"))
    note = StringField(_l("A few words to them"), [Optional(), Length(max=NOTE_LENGTH)])
    pass_over = BooleanField(
        _l("Do not suggest this person to me any more"), description=_l("Nobody else learns of it, and you can undo it."),
    )  # fmt: skip
    people = SelectMultipleField(
        _l("Who comes for the delegation"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        validate_choice=False,
    )  # fmt: skip

    def __init__(self, *args: Any, home: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people.choices = choices(home or [])

    @property
    def answer(self) -> Answer:
        """Return what was answered; anything but a yes is a no."""
        yes = self.reply.data == Reply.YES
        return Answer(Reply.YES if yes else Reply.NO, Wish.MUST if self.must.data and yes else Wish.MEET, _clean(self.note.data),
                      bool(self.pass_over.data), tuple(self.people.data or ()))  # fmt: skip


class TimeForm(Form):
    """Another time."""

    slot = SelectField(_l("Another time"), validate_choice=False)

    def __init__(self, *args: Any, slots: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot.choices = choices(slots or [])


class WishForm(Form):
    """How much somebody wants a meeting."""

    wish = StringField(validators=[InputRequired()])

    @property
    def chosen(self) -> Wish:
        """Return it."""
        return Wish.MUST if self.wish.data == Wish.MUST else Wish.MEET


class GuestForm(Form):
    """Somebody is asked to come as well. ``profile`` is the public id of their profile."""

    profile = StringField(validators=[InputRequired(), _REFERENCE], filters=[_clean])


class PlaceForm(Form):
    """A time for an agreed request. ``slot`` is its public id, empty for the first."""

    slot = SelectField(_l("Time"), validate_choice=False)

    def __init__(self, *args: Any, slots: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot.choices = choices(slots)


class ActForm(Form):
    """Only proves that a button stood on our own page."""


# --- organisers -------------------------------------------------------------------------------------


class SearchForm(Form):
    """What the list is narrowed to."""

    class Meta(Form.Meta):  # type: ignore[misc]
        csrf = False

    q = StringField(_l("Name, organisation or city"), [Length(max=80)], filters=[_clean])
    state = SelectField(_l("State"), validate_choice=False)
    kind = SelectField(_l("Asked"), validate_choice=False)
    pinned = BooleanField(_l("Only pinned ones"))


class ArrangeForm(Form):
    """Participants are brought together, or one asks another with an organiser's help; by codes of their registrations."""

    people = StringField(
        _l("Numbers of the participants"), [InputRequired(), Length(max=200)], filters=[_clean],
        description=_l("As on the badges and in the list of registrations, apart by spaces: two, or more for a group."),
    )  # fmt: skip
    message = TextAreaField(_l("What it is about"), [Optional(), Length(max=MESSAGE_LENGTH)], filters=[_clean])
    way = RadioField(_l("How"), default="arrange")
    must = BooleanField(_l("This one really matters"))
    hold = BooleanField(_l("Pin it: it is agreed, and every plan holds it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices((
            ("arrange", _("Bring them together; all of them are told")),
            ("ask", _("Ask on behalf of the first; the second answers")),
        ))  # fmt: skip

"""The numbers of a round, its blocks of time, its tables, and when interpreters are not there."""

from collections.abc import Iterable

from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from summitapp.core.fields import Form, LocalDateTimeField, RevisedForm
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.matchmaking.values import MOST_TABLES, RoundNumbers, Scheduling

_CODE = Regexp(r"^[A-Za-z0-9ÄÖÜÇĞİŞäöüçğış._-]*$", message=_l("Letters, digits, dot, line and underscore only."))


def numbers_form(timezone: str) -> type[RevisedForm]:
    """Return the form of a round's numbers, whose deadlines are read on the venue's clock."""

    class NumbersForm(RevisedForm):
        scheduling = RadioField(_l("When a meeting gets its time"), coerce=Scheduling, choices=[
            SelectChoice(Scheduling.PLANNED.value, _l("All together, by the planner, after requests are closed")),
            SelectChoice(Scheduling.AT_ONCE.value, _l("At once, the first time free for both, as soon as they agree")),
        ])  # fmt: skip
        auto_accept = BooleanField(
            _l("Requests count as accepted"),
            description=_l("Nobody has to answer; whoever does not want a meeting says no. Useful for small gatherings."),
        )
        requests_until = LocalDateTimeField(
            _l("Requests until"), [Optional()], timezone=timezone,
            description=_l("From then on nobody can ask any more. Without a date you close requests yourself."),
        )  # fmt: skip
        objections_until = LocalDateTimeField(
            _l("Objections until"), [Optional()], timezone=timezone,
            description=_l("So long people can say that a meeting of the provisional plan does not suit them."),
        )  # fmt: skip
        print_at = LocalDateTimeField(
            _l("Goes to print"), [Optional()], timezone=timezone,
            description=_l("A reminder for you; nothing happens by itself."),
        )  # fmt: skip
        request_limit = _whole(_l("Requests a person may have open"), 1, 100)
        must_limit = _whole(_l("How many of them may be marked “must meet”"), 0, 100)
        expire_hours = _whole(_l("Hours after which a request without an answer ends"), 1, 720)
        min_meetings = _whole(_l("Meetings everybody should have at least"), 0, 60)
        max_meetings = _whole(_l("Meetings anybody has at most"), 1, 60)
        max_per_day = IntegerField(
            _l("Of these on one day at most"), [Optional(), NumberRange(1, 60)], description=_l("Empty for no limit.")
        )
        reserve = _whole(_l("Table places kept free, in percent"), 0, 50, _l("For what comes late. 3 to 5 percent are usual."))
        interpreter_run = _whole(
            _l("Meetings in a row after which an interpreter rests"), 1, 60,
            _l("They rest for one meeting then. Consecutive interpreting of more than 90 minutes in a row is too much."),
        )  # fmt: skip
        shortfall_penalty = _whole(
            _l("Each meeting below the minimum"), 0, 100_000,
            _l("A meeting is worth 100 to 1,000 points. The higher, the fairer."),
        )  # fmt: skip
        gap_penalty = _whole(_l("Each idle time between two meetings of a day"), 0, 100_000)
        moved_penalty = _whole(_l("Each confirmed meeting that is moved"), 0, 100_000)

        def validate_max_meetings(self, field: IntegerField) -> None:
            """The most is not less than the least."""
            if field.data is not None and (self.min_meetings.data or 0) > field.data:
                raise ValidationError(_l("This has to be at least the minimum."))

        @property
        def numbers(self) -> RoundNumbers:
            """Return what was set."""
            return RoundNumbers(**{name: self[name].data for name in RoundNumbers.__slots__})

    return NumbersForm


def _whole(label: object, least: int, most: int, help: object = "") -> IntegerField:
    return IntegerField(label, [InputRequired(), NumberRange(least, most)], description=help,
                        render_kw={"inputmode": "numeric", "min": least, "max": most})  # fmt: skip


def block_form(timezone: str) -> type[Form]:
    """Return the form of a block of time, which is read on the venue's clock."""

    class BlockForm(Form):
        starts_at = LocalDateTimeField(_l("Begins"), [InputRequired()], timezone=timezone)
        ends_at = LocalDateTimeField(_l("Ends"), [InputRequired()], timezone=timezone)
        slot_minutes = _whole(_l("Minutes of a meeting"), 5, 240)
        pause_minutes = _whole(_l("Minutes between two meetings"), 0, 120)

    return BlockForm


class TablesForm(Form):
    """Many tables at once."""

    number = _whole(_l("How many tables"), 1, MOST_TABLES)
    seats = _whole(_l("Seats at each"), 2, 60, _l("The interpreter needs one, too."))
    beginning = StringField(
        _l("Their codes begin with"), [Length(max=8), _CODE], description=_l("T gives T1, T2, T3 and so on.")
    )
    first = _whole(_l("The first number"), 0, 9999)
    room = SelectField(_l("Room"), validators=[Optional()])

    def offer(self, rooms: Iterable[tuple[str, str]], nowhere: str) -> None:
        """Fill the list of rooms with public ids and names."""
        self.room.choices = [SelectChoice("", nowhere), *(SelectChoice(*room) for room in rooms)]


class TableForm(Form):
    """One table."""

    code = StringField(_l("Code"), [InputRequired(), Length(max=12), _CODE])
    seats = _whole(_l("Seats"), 2, 60, _l("The interpreter needs one, too."))
    room = SelectField(_l("Room"), validators=[Optional()])
    home = SelectField(
        _l("Home of"), validators=[Optional()],
        description=_l("At a home table one delegation, or one person, stays and the others come to them."),
    )  # fmt: skip
    person = StringField(_l("or of the person with the registration code"), [Optional(), Length(max=20)])
    closed = BooleanField(_l("Closed"), description=_l("No meetings are planned there."))

    def offer(self, rooms: Iterable[tuple[str, str]], homes: Iterable[tuple[str, str]], nowhere: str, nobody: str) -> None:
        """Fill the lists of rooms and of delegations with public ids and names."""
        self.room.choices = [SelectChoice("", nowhere), *(SelectChoice(*room) for room in rooms)]
        self.home.choices = [SelectChoice("", nobody), *(SelectChoice(*home) for home in homes)]


def absence_form(timezone: str) -> type[Form]:
    """Return the form of an interpreter's absence, which is read on the venue's clock."""

    class AbsenceForm(Form):
        interpreter = SelectField(_l("Interpreter"))
        starts_at = LocalDateTimeField(_l("Not there from"), [InputRequired()], timezone=timezone)
        ends_at = LocalDateTimeField(_l("Until"), [InputRequired()], timezone=timezone)

        def offer(self, pool: Iterable[tuple[str, str]]) -> None:
            """Fill the list with public ids and names."""
            self.interpreter.choices = [SelectChoice(*one) for one in pool]

    return AbsenceForm

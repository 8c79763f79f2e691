"""What organisers write: sections, questions of every kind, and which of the usual ones they take."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from wtforms import (
    BooleanField,
    Field,
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.core import i18n
from summitapp.core.fields import Form, TranslatedField, choices
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import LANGUAGES, Translated
from summitapp.questions.models import Section
from summitapp.questions.values import (
    CAPTION_LENGTH,
    CHOICES,
    COMPARABLE,
    DECIDING,
    KEEPS,
    LONGEST_KEEP,
    MOST_COMPANIONS,
    MOST_OPTIONS,
    PHASE_NAMES,
    READER_NAMES,
    SENSITIVE,
    USUAL_KEEP,
    WITH_OPTIONS,
    AskedForm,
    AskedOption,
    AskedQuestion,
    Condition,
    Kind,
    Limits,
    Operator,
    Phase,
    Reader,
)
from summitapp.questions.values.usual import USUAL
from summitapp.summits.models import Category

_EMPTY_ROWS: Final = 2
_LARGEST: Final = 10**12
PLAN: Final = Translated("Um Ihre Teilnahme zu planen.", "Katılımınızı planlamak için.", "To plan your participation.")


class Boxes(SelectMultipleField):  # type: ignore[misc]
    """Several boxes, each for itself."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OptionsField(Field):  # type: ignore[misc]
    """The options of a question as numbered rows, ``name-0-de`` and so on, and a few empty ones to add more."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the rows of the form, or begin with the options there are."""
        self.process_errors: list[str] = []
        self.data: list[AskedOption] = list(data or ())
        if formdata is not None and f"{self.name}-0-de" in formdata:
            self.data = [row for number in range(MOST_OPTIONS) if (row := self._row(formdata, number)) is not None]

    def _row(self, sent: Any, number: int) -> AskedOption | None:
        begin = f"{self.name}-{number}"
        label = Translated(**{lang: sent.get(f"{begin}-{lang}", "").strip()[:CAPTION_LENGTH] for lang in LANGUAGES})
        code, places = sent.get(f"{begin}-code", "")[:40], sent.get(f"{begin}-places", "").strip()
        if not label and not code:
            return None
        limit = int(places) if places.isascii() and places.isdecimal() and len(places) < 7 else None
        if places and limit is None:
            self.process_errors.append(_("Please give the number of places in digits."))
        return AskedOption(0, code, label, limit, retired=f"{begin}-gone" in sent)

    @property
    def rows(self) -> Sequence[AskedOption]:
        """Return the rows of the form, the empty ones at the end included."""
        return [*self.data, *([AskedOption(0, "", Translated())] * _EMPTY_ROWS)][:MOST_OPTIONS]

    def pre_validate(self, form: Any) -> None:
        """Ask for each option in all three languages."""
        if any(one.label.missing() for one in self.data if not one.retired):
            raise ValidationError(_("Please name each option in all three languages."))


class SectionForm(Form):
    """The heading of a section, and what stands under it."""

    title = TranslatedField(_l("Heading"), required=LANGUAGES, most=200)
    intro = TranslatedField(_l("Words under the heading"), rows=2, most=1000)


class UsualForm(Form):
    """Which of the usual questions are taken into the form."""

    codes = Boxes(_l("Questions"))

    def offer(self, taken: Iterable[str]) -> None:
        """Fill in those the form does not have yet."""
        language = i18n.current_language()
        known = set(taken)
        asked = [one for one in AskedForm(USUAL) if one.code not in known]
        self.offered = [one.code for one in asked]
        self.codes.choices = choices((one.code, one.caption.best(language)) for one in asked)


class QuestionForm(Form):
    """One question. What its kind does not need is left out by :meth:`fit`."""

    seen = HiddenField()
    section = SelectField(_l("Section"))
    caption = TranslatedField(_l("Question"), required=LANGUAGES, most=CAPTION_LENGTH)
    help = TranslatedField(_l("Help under the question"), most=500)
    options = OptionsField(_l("Options"))
    least = FloatField(_l("Least"), [Optional(), NumberRange(-_LARGEST, _LARGEST)])
    most = FloatField(_l("Greatest"), [Optional(), NumberRange(-_LARGEST, _LARGEST)])
    people = IntegerField(_l("How many people at most"), [Optional(), NumberRange(1, MOST_COMPANIONS)])
    names = BooleanField(_l("Ask for their names"))
    required = BooleanField(_l("An answer is needed"))
    phase = RadioField(_l("When it is asked"), coerce=lambda value: Phase(value) if value else None)
    categories = Boxes(
        _l("Who is asked"), description=_l("Without a tick everybody is asked."), validators=[Optional()]
    )
    depends_on = SelectField(_l("Only after a certain answer"), validators=[Optional()])
    purpose = TranslatedField(
        _l("What the answer is for"), required=LANGUAGES, most=300,
        description=_l("Stands beside the question and in the record of processing."),
    )  # fmt: skip
    keep = SelectField(_l("How long answers are kept after the summit"))
    readers = Boxes(
        _l("Who may open the answers"), validators=[Optional()],
        description=_l("Only those whose work needs it. Each opening is written down and shown to the person."),
    )  # fmt: skip

    def fit(self, kind: Kind, sections: Iterable[Section], categories: Iterable[Category], earlier: AskedForm) -> None:
        """Fill in what can be chosen for a question of this kind, and leave out what it does not need."""
        language = i18n.current_language()
        self.kind, self.earlier = kind, earlier
        self.section.choices = choices((one.public_id, one.title.best(language)) for one in sections)
        self.categories.choices = choices((one.code, one.name.best(language)) for one in categories)
        self.phase.choices = choices((phase.value, _(name)) for phase, name in PHASE_NAMES.items())
        self.readers.choices = choices((group.value, _(name)) for group, name in READER_NAMES.items())
        self.keep.choices = choices((keep, i18n.show_duration(keep)) for keep in keeps_for(kind))
        self.deciding = [one for one in earlier if one.kind in DECIDING]
        self.depends_on.choices = choices([
            ("", _("No: it is always asked")), *((one.code, one.caption.best(language)) for one in self.deciding)
        ])  # fmt: skip
        for name in _left_out(kind, bool(self.deciding)):
            del self[name]

    def begin(self, kind: Kind) -> None:
        """Fill in what most questions of this kind have."""
        usual = next((one for one in AskedForm(USUAL) if one.kind is kind and kind in SENSITIVE), None)
        self.show(usual or AskedQuestion("", kind, Translated(), purpose=PLAN, keep=keeps_for(kind)[-1]))
        if usual is None and kind not in SENSITIVE:
            self.keep.data = USUAL_KEEP

    def show(self, question: AskedQuestion) -> None:
        """Fill in a question."""
        for name in ("caption", "help", "options", "required", "phase", "purpose", "keep"):
            if name in self:
                self[name].data = getattr(question, name)
        self.categories.data = sorted(question.categories)
        if self.keep.data not in keeps_for(self.kind):
            self.keep.data = keeps_for(self.kind)[-1]
        limits: dict[str, Any] = {"least": question.limits.least, "most": question.limits.most, "names": question.limits.names,
                  "people": question.limits.most, "readers": sorted(question.readers)}  # fmt: skip
        for name, value in limits.items():
            if name in self:
                self[name].data = int(value) if name == "people" and value else value
        if "depends_on" in self and question.show_if:
            self.depends_on.data = question.show_if.question
            self.given = {question.show_if.question: list(question.show_if.values)}

    #: Which answers of which question decide, as ticked when the form was opened or sent.
    given: Mapping[str, Sequence[str]] = {}

    def read_conditions(self, sent: Any) -> None:
        """Read which answers were ticked; they are named after the question they belong to."""
        self.given = {
            one.code: [part.strip() for value in sent.getlist(f"given-{one.code}") for part in value.split(",") if part.strip()]
            for one in self.deciding
        }  # fmt: skip

    def draft(self, code: str) -> AskedQuestion:
        """Return the question as it was written."""
        def said(name: str, otherwise: Any = None) -> Any:
            return self[name].data if name in self else otherwise

        most = said("people") if self.kind is Kind.ACCOMPANYING else said("most")
        return AskedQuestion(
            code=code, kind=self.kind, caption=self.caption.data, help=self.help.data, purpose=self.purpose.data,
            keep=self.keep.data or keeps_for(self.kind)[-1], required=bool(said("required")),
            phase=self.phase.data or Phase.REGISTRATION, categories=frozenset(self.categories.data or ()),
            readers=frozenset(map(Reader, said("readers") or ())), limits=Limits(said("least"), most, bool(said("names"))),
            options=tuple(said("options") or ()), show_if=self._condition(),
        )  # fmt: skip

    def _condition(self) -> Condition | None:
        source = self.depends_on.data if "depends_on" in self else ""
        if not source:
            return None
        values = tuple(self.given.get(source, ()))
        how = Operator.ANSWERED if not values else Operator.EQUALS if len(values) == 1 else Operator.ONE_OF
        return Condition(source, how, values)

    def possible(self, source: AskedQuestion) -> list[tuple[str, str]]:
        """Return the answers to an earlier question that can be ticked, with their words."""
        if source.kind is Kind.YES_NO:
            return [("yes", _("Yes")), ("no", _("No"))]
        language = i18n.current_language()
        return [(one.code, one.label.best(language)) for one in source.options if not one.retired]

    def written(self, source: AskedQuestion) -> bool:
        """Return whether the deciding answers are written instead of ticked: numbers and countries."""
        return source.kind in COMPARABLE and source.kind not in CHOICES and source.kind is not Kind.YES_NO


def keeps_for(kind: Kind) -> Sequence[str]:
    """Return how long answers of a kind may be kept."""
    longest = LONGEST_KEEP.get(kind)
    return KEEPS[: KEEPS.index(longest) + 1] if longest else KEEPS


def _left_out(kind: Kind, can_depend: bool) -> list[str]:
    out = [] if can_depend else ["depends_on"]
    out += [] if kind in WITH_OPTIONS else ["options"]
    out += [] if kind is Kind.NUMBER else ["least", "most"]
    out += [] if kind is Kind.ACCOMPANYING else ["people", "names"]
    out += [] if kind in SENSITIVE else ["readers"]
    return out + (["required"] if kind in SENSITIVE or kind is Kind.AGREEMENT else [])

"""The shape of what is typed about profiles."""

from collections.abc import Mapping
from typing import Any, Final

from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.core.fields import Form, RevisedForm, choices
from summitapp.core.i18n import current_language, language_name, said
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import sort_key
from summitapp.directory.values import ORGANISATION_KIND_LABELS, SDGS, TOPICS, OrganisationKind
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import (
    HEADLINE_LENGTH,
    LEVEL_LABELS,
    MOST_MEETINGS,
    MOST_TAGS,
    NOTE_LENGTH,
    PART_NAMES,
    SPOKEN,
    TEXT_LENGTH,
    DayPart,
    FunctionLevel,
    Said,
)
from summitapp.profiles.values.finding import QUERY_LENGTH, Wanted

_COUNT: Final = (Optional(), NumberRange(min=0, max=MOST_MEETINGS))


class Chips(SelectMultipleField):  # type: ignore[misc]
    """Several boxes in a row that wraps."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ProfileForm(RevisedForm):
    """What somebody, or a delegation as a whole, says of themselves."""

    headline = StringField(
        _l("In one line"), [Length(max=HEADLINE_LENGTH)],
        description=_l("What you would say when you shake hands, such as: Cycle paths along the Weser, looking for port cities."),
    )  # fmt: skip
    offers = Chips(_l("What I offer"), description=_l("What others can learn from you. The few that matter most; ten at most."))
    seeks = Chips(_l("What I seek"), description=_l("What you would like to learn or find. Ten at most."))
    topics = Chips(_l("What interests me as well"))
    sdgs = Chips(_l("Goals I work on"))
    languages = Chips(_l("Languages I speak"))
    kind = SelectField(_l("My organisation is a"))
    level = SelectField(_l("My function there"), description=_l("So that a mayor is led to a mayor, and an expert to an expert."))
    text = TextAreaField(_l("More about it"), [Length(max=TEXT_LENGTH)])
    min_meetings = IntegerField(_l("At least"), _COUNT)
    max_meetings = IntegerField(_l("At most"), _COUNT)
    max_per_day = IntegerField(_l("At most on one day"), _COUNT)
    in_calendars = BooleanField(
        _l("My name may stand in the calendars of those I meet"),
        description=_l("Otherwise their calendar names your organisation, city and table only."),
    )  # fmt: skip
    agree = BooleanField(_l("I agree"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = [(topic.key, said(topic.title)) for topic in TOPICS.values()]
        for field in (self.offers, self.seeks, self.topics):
            field.choices = choices(tags)
        self.sdgs.choices = choices((str(number), said(title)) for number, title in SDGS.items())
        self.languages.choices = choices((code, language_name(code)) for code in SPOKEN)
        self.kind.choices = choices([("", _("Not said")), *_kinds()])
        self.level.choices = choices((one.value, _(label)) for one, label in LEVEL_LABELS.items())

    def speak_for_a_delegation(self) -> None:
        """Leave out what only a person has."""
        for name in ("level", "min_meetings", "max_meetings", "max_per_day", "in_calendars", "agree", "languages"):
            del self[name]

    @property
    def many(self) -> Mapping[str, int]:
        """Return how many of each kind can be chosen."""
        return {"offers": MOST_TAGS, "seeks": MOST_TAGS, "topics": MOST_TAGS}

    def said(self, before: MatchProfile | None) -> Said:
        """Return what was said. Its language is that of the page in which the texts were written last."""
        def of(name: str, default: Any = None) -> Any:
            return self[name].data if name in self else default

        headline, text = " ".join((of("headline") or "").split()), (of("text") or "").replace("\r\n", "\n").strip()
        same = before is not None and (before.headline, before.text) == (headline, text) and bool(headline or text)
        return Said(
            language=before.language if before is not None and same else current_language(), headline=headline, text=text,
            offers=tuple(of("offers")), seeks=tuple(of("seeks")), topics=tuple(of("topics")),
            sdgs=tuple(sorted(int(number) for number in of("sdgs"))), languages=tuple(of("languages", ())),
            kind=OrganisationKind(of("kind")) if of("kind") else None,
            level=FunctionLevel(of("level", FunctionLevel.OTHER.value)), min_meetings=of("min_meetings"),
            max_meetings=of("max_meetings"), max_per_day=of("max_per_day"), in_calendars=bool(of("in_calendars", False)),
        )  # fmt: skip


def _kinds() -> list[tuple[str, str]]:
    named = [(kind.value, _(label)) for kind, label in ORGANISATION_KIND_LABELS.items()]
    return sorted(named, key=lambda one: sort_key(one[1], current_language()))


def as_data(profile: Said | MatchProfile) -> dict[str, Any]:
    """Return what a form is filled with beforehand."""
    plain = ("headline", "text", "min_meetings", "max_meetings", "max_per_day", "in_calendars")
    return {
        **{name: getattr(profile, name) for name in plain},
        **{name: list(getattr(profile, name)) for name in ("offers", "seeks", "topics", "languages")},
        "sdgs": [str(number) for number in profile.sdgs], "kind": profile.kind.value if profile.kind else "",
        "level": profile.level.value, "revision": str(getattr(profile, "revision", 0)),
    }  # fmt: skip


class FreeForm(Form):
    """Time in which somebody wants no meeting. ``day`` and ``part`` choose it; ``starts`` and ``ends`` are for times."""

    day = SelectField(_l("Day"))
    part = SelectField(_l("Which part of it"))
    starts = TimeField(_l("From"), [Optional()])
    ends = TimeField(_l("To"), [Optional()])
    note = StringField(_l("What for"), [Length(max=NOTE_LENGTH)], description=_l("Only you see it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part.choices = choices((one.value, _(label)) for one, label in PART_NAMES.items())
        self.day.choices = []

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for both times where times are chosen."""
        if not super().validate(extra_validators):
            return False
        if self.part.data == DayPart.TIMES.value:
            for field in (self.starts, self.ends):
                if field.data is None:
                    field.errors = [*field.errors, _("Please give a time, such as 09:30.")]
        return not self.errors


class FindForm(Form):
    """Somebody is looked for among those who want meetings."""

    class Meta(Form.Meta):  # type: ignore[misc]
        csrf = False

    q = StringField(_l("Name, organisation or a word"), [Length(max=QUERY_LENGTH)])
    tag = SelectField(_l("Topic"), [Optional()])
    sdg = SelectField(_l("Goal"), [Optional()])
    city = SelectField(_l("City"), [Optional()])
    language = SelectField(_l("Language"), [Optional()])
    kind = SelectField(_l("Kind of organisation"), [Optional()])

    @property
    def wanted(self) -> Wanted:
        """Return what is asked; what is not among the choices asks nothing."""
        def one(name: str) -> str:
            value = self[name].data or ""
            return value if value in {choice.value for choice in self[name].choices or ()} else ""

        text = (self.q.data or "").strip()[:QUERY_LENGTH]
        return Wanted(text, one("tag"), int(one("sdg") or 0), one("city"), one("language"), one("kind"))


class ActForm(Form):
    """Only proves that a button stood on our own page."""

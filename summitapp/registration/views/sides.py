"""Two registrations side by side: what each of them says, and where they differ."""

from dataclasses import dataclass

from summitapp.core.i18n import current_language, language_name
from summitapp.core.i18n import gettext as _
from summitapp.core.text import fold
from summitapp.directory.values import Likeness
from summitapp.registration.models import Registration
from summitapp.registration.values import ROLE_NAMES, MergeField


@dataclass(frozen=True)
class Row:
    """One field of both; ``alike`` when they differ in capitals and marks at most."""

    field: MergeField
    one: str
    other: str

    @property
    def same(self) -> bool:
        """Return whether both say exactly the same."""
        return self.one == self.other

    @property
    def alike(self) -> bool:
        """Return whether both say the same but for capitals and marks."""
        return fold(self.one) == fold(self.other)


def of(one: Registration, other: Registration) -> list[Row]:
    """Return every field of both."""
    left, right = _values(one), _values(other)
    return [Row(field, left[field], right[field]) for field in MergeField]


def likeness(one: Registration) -> Likeness:
    """Return what the rule compares."""
    person = one.person
    return Likeness(person.given_name, person.family_name, person.email or "", one.phone, one.organisation_text,
                    one.delegation_id)  # fmt: skip


def _values(one: Registration) -> dict[MergeField, str]:
    language = current_language()
    group = f"{one.delegation.name.best(language)} · {_(ROLE_NAMES[one.delegation_role])}" if one.delegation else ""
    return {
        MergeField.NAME: one.person.name.full, MergeField.EMAIL: one.person.email or "", MergeField.PHONE: one.phone,
        MergeField.CATEGORY: one.category.name.best(language), MergeField.DELEGATION: group,
        MergeField.FUNCTION: one.function, MergeField.ORGANISATION: one.organisation_text,
        MergeField.CITY: one.city_text, MergeField.LANGUAGE: language_name(one.language),
        MergeField.SPOKEN: " ".join(one.spoken_languages).upper(),
        MergeField.INTERPRETING: language_name(one.interpretation) if one.interpretation else "",
        MergeField.NOTE: one.note,
    }  # fmt: skip

"""What happened to somebody, in words: who did it, why, and what was there before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from summitapp.accounts import queries as accounts
from summitapp.audit import queries as audit
from summitapp.audit.services import MASKED
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.text import N_
from summitapp.delegations import queries as delegations
from summitapp.registration.values import (
    ACTOR_NAMES,
    REASON_NAMES,
    ROLE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    STEP_NAMES,
)
from summitapp.summits.models import Summit

#: What a change is called, by the name it has in the trail; what is not here is of no use to a reader.
_FIELDS: Final[Mapping[str, str]] = MappingProxyType({
    "state": N_("State"), "category": N_("Category"), "delegation": N_("Delegation"), "source": N_("Came by"),
    "delegation_role": N_("Role in the delegation"), "acting": N_("Stands in"), "position": N_("Office"),
    "given_name": N_("Given name"), "family_name": N_("Family name"), "language": N_("Language of mails"),
    "function": N_("Function"), "city_text": N_("City"), "organisation_text": N_("Organisation"),
    "phone": N_("Telephone"), "remark": N_("Note"), "spoken_languages": N_("Languages"),
    "interpretation": N_("Interpreting"), "purpose": N_("Consent"), "version": N_("Version"),
})  # fmt: skip
_VALUES: Final = {**{state.value: name for state, name in STATE_NAMES.items()},
                  **{role.value: name for role, name in ROLE_NAMES.items()}}  # fmt: skip
_SOURCES: Final = {source.value: name for source, name in SOURCE_NAMES.items()}


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    at: datetime
    what: str
    who: str
    why: str
    changes: list[tuple[str, str, str]]


def _names(summit: Summit) -> dict[str, dict[str, str]]:
    """Return what the codes in the trail are called at this summit, by the field they stand in."""
    tongue = summit.default_language
    return {
        "source": {code: _(name) for code, name in _SOURCES.items()},
        "category": {one.code: said(one.name, tongue) for one in summit.categories},
        "delegation": {one.code: said(one.name, tongue) for one in delegations.of_summit(summit.id)},
    }


def of(subjects: Iterable[str], summit: Summit) -> list[Step]:
    """Return what happened to all of these (public ids), the newest first, in the words of this summit."""
    called = _names(summit)
    lines = audit.of_subjects(list(subjects))
    names = accounts.names({line.actor for line in lines if line.actor_kind == "user"})
    return [
        Step(
            line.at, _(STEP_NAMES[line.action]) if line.action in STEP_NAMES else line.action,
            names.get(line.actor) or _(ACTOR_NAMES.get(line.actor_kind, N_("Automatically"))),
            _(REASON_NAMES[line.note]) if line.note in REASON_NAMES else line.note, _changes(line.changes, called),
        ) for line in lines
    ]  # fmt: skip


def _changes(changes: Mapping[str, Any], called: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    found = []
    for name, value in changes.items():
        if name in _FIELDS:
            before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
            if before == MASKED and after == MASKED:
                before = None
            words = called.get(name, {})
            found.append((_(_FIELDS[name]), words.get(str(before)) or _said(before), words.get(str(after)) or _said(after)))
    return found


def _said(value: Any) -> str:
    if value is None or value == "":
        return ""
    if value == MASKED or value == [MASKED]:
        return _("not shown here")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return _(_VALUES[value]) if value in _VALUES else str(value)

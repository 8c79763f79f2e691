"""Reasons in plain words of the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import language_name, said, show_list
from summitapp.core.text import Translated
from summitapp.directory.values import ORGANISATION_KIND_LABELS, SDGS, TOPICS, OrganisationKind
from summitapp.profiles.values import FUNCTION_NAMES, REASON_WORDS, Function, Reason, ReasonCode


def _topic(key: Any) -> str:
    return said(TOPICS[key].title) if key in TOPICS else str(key)


def _goal(number: Any) -> str:
    return f"{number} {said(SDGS[number])}" if number in SDGS else str(number)


def _function(code: Any) -> str:
    return _(FUNCTION_NAMES[Function(code)]) if code in list(Function) else str(code)


def _kind(code: Any) -> str:
    return _(ORGANISATION_KIND_LABELS[OrganisationKind(code)]) if code in list(OrganisationKind) else str(code)


_FACTS: Mapping[ReasonCode, Callable[[Any], str]] = {
    ReasonCode.THEY_OFFER: _topic, ReasonCode.YOU_OFFER: _topic, ReasonCode.SHARED_TOPICS: _topic,
    ReasonCode.FILLS_GAP: _topic, ReasonCode.SHARED_SDGS: _goal, ReasonCode.COMMON_LANGUAGE: language_name,
    ReasonCode.SAME_FUNCTION: _function, ReasonCode.SAME_KIND: _kind,
}  # fmt: skip


def spoken(reasons: Sequence[Reason], city: Translated) -> list[tuple[str, str]]:
    """Return reasons as a code and a sentence each.

    :param city: of the one who is spoken of.
    """
    return [(one.code.value, _sentence(one, city)) for one in reasons]


def _sentence(reason: Reason, city: Translated) -> str:
    if reason.code is ReasonCode.TWINNED_CITIES:
        return _(REASON_WORDS[reason.code], what=said(city))
    show = _FACTS[reason.code]
    return _(REASON_WORDS[reason.code], what=show_list(show(fact) for fact in reason.facts))

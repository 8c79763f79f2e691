"""Replies as an HTML form carries them, and the sheet that shows them again with their faults."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from summitapp.core import i18n
from summitapp.core.text import sort_key
from summitapp.questions.values import (
    NO,
    UPLOADS,
    YES,
    AskedForm,
    AskedQuestion,
    AskedSection,
    Kind,
)

_LEGS: Final = ("arrival", "departure")
_LEG: Final = ("date", "time", "number", "place")
_CONTACT: Final = ("name", "phone", "relation")
Sent = MultiDict[str, str]


def read_replies(form: AskedForm, sent: Sent, *, sensitive: bool = False) -> dict[str, Any]:
    """Return what was replied to the sensitive questions of a form, or to all others, by code.

    Files come by another way.
    """
    return {
        one.code: _READERS.get(one.kind, _one)(one.name, sent) for one in form
        if one.sensitive is sensitive and one.kind not in UPLOADS
    }  # fmt: skip


def _one(name: str, sent: Sent) -> Any:
    return sent.get(name, "").strip()


def _many(name: str, sent: Sent) -> Any:
    return sent.getlist(name)


def _travel(name: str, sent: Sent) -> Any:
    return {way: {part: _one(f"{name}-{way}-{part}", sent) for part in _LEG} for way in _LEGS}


def _accompanying(name: str, sent: Sent) -> Any:
    return {"count": _one(f"{name}-count", sent), "names": sent.get(f"{name}-names", "")}


def _needs(name: str, sent: Sent) -> Any:
    return {"chosen": sent.getlist(name), "note": sent.get(f"{name}-note", "")}


def _emergency(name: str, sent: Sent) -> Any:
    return {part: _one(f"{name}-{part}", sent) for part in _CONTACT}


_READERS: Final[Mapping[Kind, Callable[[str, Sent], Any]]] = MappingProxyType({
    Kind.MANY_CHOICES: _many, Kind.TRAVEL: _travel, Kind.ACCOMPANYING: _accompanying, Kind.DIET: _needs,
    Kind.ACCESS: _needs, Kind.EMERGENCY: _emergency,
})


def said_before(form: AskedForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as the fields of a form show them."""
    return {one.code: _as_written(one, answers[one.code]) for one in form if one.code in answers}


def _as_written(question: AskedQuestion, answer: Any) -> Any:
    if question.kind in (Kind.YES_NO, Kind.AGREEMENT):
        return "yes" if answer else "no"
    if question.kind is Kind.ACCOMPANYING:
        return {"count": answer["count"], "names": "\n".join(answer.get("names", ()))}
    return answer


class _Parts(dict[str, Any]):
    """Parts of a reply, of which any may be missing."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as somebody fills it in: the questions, what was replied, what is wrong, and files that are here.

    :param category: whose questions are shown; empty shows all, each with a note of whom it is for.
    :param files: code → name of the file and the ticket that stands for it.
    :param sensitive: whether the sensitive questions are shown, or all others.
    """

    form: AskedForm
    replies: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    phases: frozenset[str] = frozenset({"registration"})
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sensitive: bool = False

    @property
    def sections(self) -> list[AskedSection]:
        """Return the sections with the questions that are shown; empty ones are left out."""
        found = []
        for section in self.form.sections:
            shown = tuple(one for one in section.questions if self._shows(one))
            if shown:
                found.append(AskedSection(section.title, section.intro, shown, section.id, section.reference))
        return found

    def _shows(self, question: AskedQuestion) -> bool:
        fits = not self.category or question.asked_of(self.category)
        return fits and question.sensitive is self.sensitive and question.phase.value in self.phases

    def reply(self, question: AskedQuestion) -> Mapping[str, Any]:
        """Return the parts of what was replied; a part that was not said is an empty text."""
        reply = self.replies.get(question.code)
        parts = reply if isinstance(reply, Mapping) else {}
        return _Parts({name: _Parts(part) if isinstance(part, Mapping) else part for name, part in parts.items()})

    def text(self, question: AskedQuestion) -> str:
        """Return what stands in a question's only field."""
        reply = self.replies.get(question.code)
        return "" if reply is None or isinstance(reply, dict | list) else str(reply)

    def chosen(self, question: AskedQuestion) -> list[str]:
        """Return the codes of the options that are ticked."""
        reply = self.replies.get(question.code)
        if isinstance(reply, dict):
            reply = reply.get("chosen", [])
        return reply if isinstance(reply, list) else [str(reply)] if reply else []

    def fault(self, question: AskedQuestion) -> str:
        """Return the catalogue key of what is wrong, or an empty text."""
        return self.faults.get(question.code, "")

    @property
    def wrong(self) -> list[tuple[AskedQuestion, str]]:
        """Return every question that is shown and has a fault."""
        return [(one, self.faults[one.code]) for section in self.sections for one in section.questions
                if one.code in self.faults]  # fmt: skip

    def source(self, question: AskedQuestion) -> AskedQuestion | None:
        """Return the question that decides whether this one is asked, if it is on the sheet as well."""
        found = self.form.question(question.show_if.question) if question.show_if else None
        return found if found is not None and self._shows(found) else None

    def told(self, source: AskedQuestion, values: Sequence[str]) -> list[str]:
        """Return in words which answers to another question are meant."""
        language = i18n.current_language()
        if source.kind is Kind.YES_NO:
            return [{"yes": YES, "no": NO}[one].best(language) for one in values if one in ("yes", "no")]
        return [option.label.best(language) if (option := source.option(one)) else one for one in values]

    def countries(self) -> list[tuple[str, str]]:
        """Return the countries of the world in the order of the reader's language."""
        language = i18n.current_language()
        return sorted(i18n.country_names().items(), key=lambda one: sort_key(one[1], language))

    @property
    def has_files(self) -> bool:
        """Return whether something can be uploaded."""
        return any(one.kind in UPLOADS for section in self.sections for one in section.questions)

"""Letting the people of a file appear: those who are known, those a person chose, those who are new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import AppearanceDetails
from summitapp.audit import services as audit
from summitapp.core.errors import Stale
from summitapp.core.text import Language
from summitapp.directory import services as directory
from summitapp.exchange import rules
from summitapp.exchange.values import NOBODY, SOMEBODY_NEW, Judged, Meant, Named


@dataclass
class Casting:
    """Who appears because of one file; somebody new is written down once, however often they are named.

    :param language: in which the new are written to, should they ever have an address. :param choices: by token.
    :param moment: by which the new are found again. :param added: how many were new.
    """

    language: Language
    choices: Mapping[str, str]
    moment: datetime
    added: int = 0
    new: dict[str, str] = field(default_factory=dict)

    def joining(self, row: Judged) -> tuple[AppearanceDetails, ...]:
        """Return who is to appear in the session of a row and does not yet.

        :raises Stale: if somebody was chosen who cannot be meant.
        """
        keys = [self._key(one) for one in row.people if one.joins]
        return tuple(_appearing(key) for key in dict.fromkeys(filter(None, keys)))

    def _key(self, one: Named) -> str:
        if one.meant is Meant.KNOWN:
            return one.key
        choice = self.choices.get(one.token, SOMEBODY_NEW) if one.meant is Meant.OPEN else SOMEBODY_NEW
        if choice == NOBODY:
            return ""
        if choice == SOMEBODY_NEW:
            return self._somebody_new(one)
        if choice not in {candidate.key for candidate in one.candidates}:
            raise Stale
        return choice

    def _somebody_new(self, one: Named) -> str:
        if one.identity not in self.new:
            title, given, family = rules.read_name(one.name)
            _row, reference = directory.add_person(given, family, None, self.language, academic_title=title, moment=self.moment)
            audit.write("person.added", "directory.person", reference)
            self.new[one.identity] = f"person:{reference}"
            self.added += 1
        return self.new[one.identity]


def _appearing(key: str) -> AppearanceDetails:
    kind, _, reference = key.partition(":")
    return AppearanceDetails(person=reference) if kind == "person" else AppearanceDetails(position=reference)


def cast_of(session: AgendaSession) -> tuple[AppearanceDetails, ...]:
    """Return who appears in a session, as its form would say it."""
    return tuple(
        AppearanceDetails(
            one.person.public_id if one.person else "", one.position.public_id if one.position else "", one.role, one.function
        )
        for one in session.appearances
    )  # fmt: skip


def key_of(one: AppearanceDetails) -> str:
    """Return the key of somebody who appears."""
    return f"person:{one.person}" if one.person else f"position:{one.position}"

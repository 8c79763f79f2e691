"""What does not fit in an agenda: its kinds, the sentence of each, what to do about it and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from summitapp.core.text import N_


class Remedy(StrEnum):
    """Where one click leads: a part of the session's form, or the page of the room."""

    PLACE = "place"
    TEXTS = "texts"
    PEOPLE = "people"
    LANGUAGES = "spoken"
    SEATS = "seats"
    TEAM = "team"
    ROOM = "room"

    @property
    def label(self) -> str:
        """Return the catalogue key of its link; ``title`` is the session's, ``room`` the room's name."""
        return REMEDY_LABELS[self]

    @property
    def short(self) -> str:
        """Return the catalogue key of its link where the sentence beside it names the session already."""
        return REMEDY_SHORT[self]


REMEDY_LABELS: Final[Mapping[Remedy, str]] = {
    Remedy.PLACE: N_("Move “%(title)s”"),
    Remedy.TEXTS: N_("Texts of “%(title)s”"),
    Remedy.PEOPLE: N_("People of “%(title)s”"),
    Remedy.LANGUAGES: N_("Languages of “%(title)s”"),
    Remedy.SEATS: N_("Places of “%(title)s”"),
    Remedy.TEAM: N_("Interpreters of “%(title)s”"),
    Remedy.ROOM: N_("Settings of %(room)s"),
}


REMEDY_SHORT: Final[Mapping[Remedy, str]] = {
    Remedy.PLACE: N_("Time and room"),
    Remedy.TEXTS: N_("Texts"),
    Remedy.PEOPLE: N_("People"),
    Remedy.LANGUAGES: N_("Languages"),
    Remedy.SEATS: N_("Places"),
    Remedy.TEAM: N_("Interpreters"),
    Remedy.ROOM: N_("Settings of the room"),
}


class ConflictKind(StrEnum):
    """What does not fit."""

    ROOM_TAKEN = "room_taken"
    SPEAKER_TWICE = "speaker_twice"
    INTERPRETER_TWICE = "interpreter_twice"
    SPEAKER_DECLINED = "speaker_declined"
    OUTSIDE_DAYS = "outside_days"
    OUTSIDE_HOURS = "outside_hours"
    ROOM_CLOSED = "room_closed"
    IN_THE_PAST = "in_the_past"
    ROOM_RUSH = "room_rush"
    SPEAKER_RUSH = "speaker_rush"
    INTERPRETER_RUSH = "interpreter_rush"
    SPEAKER_AWAY = "speaker_away"
    INTERPRETER_AWAY = "interpreter_away"
    SPEAKER_LEFT = "speaker_left"
    UNCONFIRMED = "unconfirmed"
    ROOM_TOO_SMALL = "room_too_small"
    ROOM_TOO_FULL = "room_too_full"
    ROOM_FOR_SOME = "room_for_some"
    NOT_INTERPRETED = "not_interpreted"
    NO_BOOTH = "no_booth"
    NO_INTERPRETER = "no_interpreter"
    TEAM_TOO_SMALL = "team_too_small"
    TRANSLATION_MISSING = "translation_missing"
    ABSTRACT_MISSING = "abstract_missing"

    @property
    def blocking(self) -> bool:
        """Whether it stops a release; the others are notices to acknowledge."""
        return self in BLOCKING

    @property
    def advice(self) -> str:
        """Return the catalogue key of what to do."""
        return CONFLICT_ADVICE[self]

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Return where it is put right, the usual place first."""
        return CONFLICT_REMEDIES[self]


#: What would be announced could not happen, or somebody would be announced who has said no.
BLOCKING: Final = frozenset({
    ConflictKind.ROOM_TAKEN, ConflictKind.SPEAKER_TWICE, ConflictKind.INTERPRETER_TWICE,
    ConflictKind.SPEAKER_DECLINED, ConflictKind.OUTSIDE_DAYS,
})  # fmt: skip

CONFLICT_TEXTS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.ROOM_TAKEN: N_("%(room)s is taken twice: “%(first)s” and “%(second)s” overlap."),
    ConflictKind.SPEAKER_TWICE: N_("%(person)s appears in “%(first)s” and in “%(second)s” at the same time."),
    ConflictKind.INTERPRETER_TWICE: N_(
        "%(person)s is to interpret, and is needed in “%(first)s” and in “%(second)s” at the same time."
    ),
    ConflictKind.SPEAKER_DECLINED: N_("%(person)s has declined “%(first)s” and would be announced there."),
    ConflictKind.OUTSIDE_DAYS: N_("“%(first)s” lies outside of the days of the summit."),
    ConflictKind.OUTSIDE_HOURS: N_("“%(first)s” lies outside of the opening hours of that day."),
    ConflictKind.ROOM_CLOSED: N_("%(room)s is not open all the time of “%(first)s”."),
    ConflictKind.IN_THE_PAST: N_("“%(first)s” would begin in the past."),
    ConflictKind.ROOM_RUSH: N_("%(room)s: only %(minutes)s min between “%(first)s” and “%(second)s”."),
    ConflictKind.SPEAKER_RUSH: N_(
        "%(person)s has %(minutes)s min to get from “%(first)s” to “%(second)s”; %(needed)s min are needed."
    ),
    ConflictKind.INTERPRETER_RUSH: N_(
        "%(person)s interprets and has %(minutes)s min to get from “%(first)s” to “%(second)s”; "
        "%(needed)s min are needed."
    ),
    ConflictKind.SPEAKER_AWAY: N_("%(person)s is not there at the time of “%(first)s”."),
    ConflictKind.INTERPRETER_AWAY: N_("%(person)s interprets and is not there at the time of “%(first)s”."),
    ConflictKind.SPEAKER_LEFT: N_("%(person)s has declined “%(first)s”; the published version still names them."),
    ConflictKind.UNCONFIRMED: N_("“%(first)s” names people who have not confirmed yet: %(people)s."),
    ConflictKind.ROOM_TOO_SMALL: N_("%(room)s holds %(seats)s people, “%(first)s” expects %(expected)s."),
    ConflictKind.ROOM_TOO_FULL: N_("%(room)s holds %(seats)s people, and %(taken)s have a place in “%(first)s”."),
    ConflictKind.ROOM_FOR_SOME: N_(
        "%(room)s holds %(seats)s people, and all %(coming)s participants are expected in “%(first)s”."
    ),
    ConflictKind.NOT_INTERPRETED: N_("“%(first)s” is held in %(languages)s, and nobody interprets."),
    ConflictKind.NO_BOOTH: N_("%(room)s has no booth for %(languages)s, into which “%(first)s” is interpreted."),
    ConflictKind.NO_INTERPRETER: N_("Nobody in the team of “%(first)s” works into %(languages)s."),
    ConflictKind.TEAM_TOO_SMALL: N_(
        "“%(first)s” has %(team)s of the %(least)s interpreters it needs for %(minutes)s min in %(count)s languages."
    ),
    ConflictKind.TRANSLATION_MISSING: N_("The title of “%(first)s” is missing in %(languages)s."),
    ConflictKind.ABSTRACT_MISSING: N_("The description of “%(first)s” is missing in %(languages)s."),
}  # fmt: skip

CONFLICT_ADVICE: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.ROOM_TAKEN: N_("Give one of them another time or another room."),
    ConflictKind.SPEAKER_TWICE: N_("Move one of them, or let somebody else appear there."),
    ConflictKind.INTERPRETER_TWICE: N_("Let somebody else of the pool interpret one of them."),
    ConflictKind.SPEAKER_DECLINED: N_("Take them out of the session, or ask them again."),
    ConflictKind.OUTSIDE_DAYS: N_("Move it into the days of the summit."),
    ConflictKind.OUTSIDE_HOURS: N_("Move it, or let the doors be open longer that day."),
    ConflictKind.ROOM_CLOSED: N_("Move it, or change the hours of the room."),
    ConflictKind.IN_THE_PAST: N_("Check the day and the hour."),
    ConflictKind.ROOM_RUSH: N_("Leave more time between them: people go and come, and the stage is changed."),
    ConflictKind.SPEAKER_RUSH: N_("Leave more time between them, or bring them closer together."),
    ConflictKind.INTERPRETER_RUSH: N_("Leave more time between them, or let somebody else interpret one of them."),
    ConflictKind.SPEAKER_AWAY: N_("Move the session, or ask whether they can come at that time."),
    ConflictKind.INTERPRETER_AWAY: N_("Let somebody else of the pool interpret it, or move the session."),
    ConflictKind.SPEAKER_LEFT: N_("Take them out of the session, or ask them again."),
    ConflictKind.UNCONFIRMED: N_("Wait for their answers, or publish and tell them."),
    ConflictKind.ROOM_TOO_SMALL: N_("Choose a larger room, or expect fewer people."),
    ConflictKind.ROOM_TOO_FULL: N_("Choose a larger room: nobody loses a place."),
    ConflictKind.ROOM_FOR_SOME: N_("Choose a larger room or several, or leave it to people whether they come."),
    ConflictKind.NOT_INTERPRETED: N_("Say into which languages it is interpreted, or hold it in one language."),
    ConflictKind.NO_BOOTH: N_("Choose a room with booths, or interpret into fewer languages."),
    ConflictKind.NO_INTERPRETER: N_("Add somebody to the team who works into this language."),
    ConflictKind.TEAM_TOO_SMALL: N_("Add interpreters: they take turns every half an hour."),
    ConflictKind.TRANSLATION_MISSING: N_("Write the title in every language."),
    ConflictKind.ABSTRACT_MISSING: N_("Write the description in every language."),
}  # fmt: skip

CONFLICT_REMEDIES: Final[Mapping[ConflictKind, tuple[Remedy, ...]]] = {
    ConflictKind.ROOM_TAKEN: (Remedy.PLACE,),
    ConflictKind.SPEAKER_TWICE: (Remedy.PLACE,),
    ConflictKind.INTERPRETER_TWICE: (Remedy.TEAM,),
    ConflictKind.SPEAKER_DECLINED: (Remedy.PEOPLE,),
    ConflictKind.OUTSIDE_DAYS: (Remedy.PLACE,),
    ConflictKind.OUTSIDE_HOURS: (Remedy.PLACE,),
    ConflictKind.ROOM_CLOSED: (Remedy.PLACE, Remedy.ROOM),
    ConflictKind.IN_THE_PAST: (Remedy.PLACE,),
    ConflictKind.ROOM_RUSH: (Remedy.PLACE,),
    ConflictKind.SPEAKER_RUSH: (Remedy.PLACE,),
    ConflictKind.INTERPRETER_RUSH: (Remedy.TEAM,),
    ConflictKind.SPEAKER_AWAY: (Remedy.PLACE,),
    ConflictKind.INTERPRETER_AWAY: (Remedy.TEAM,),
    ConflictKind.SPEAKER_LEFT: (Remedy.PEOPLE,),
    ConflictKind.UNCONFIRMED: (Remedy.PEOPLE,),
    ConflictKind.ROOM_TOO_SMALL: (Remedy.PLACE, Remedy.SEATS),
    ConflictKind.ROOM_TOO_FULL: (Remedy.PLACE,),
    ConflictKind.ROOM_FOR_SOME: (Remedy.PLACE, Remedy.SEATS),
    ConflictKind.NOT_INTERPRETED: (Remedy.LANGUAGES,),
    ConflictKind.NO_BOOTH: (Remedy.PLACE, Remedy.LANGUAGES, Remedy.ROOM),
    ConflictKind.NO_INTERPRETER: (Remedy.TEAM,),
    ConflictKind.TEAM_TOO_SMALL: (Remedy.TEAM,),
    ConflictKind.TRANSLATION_MISSING: (Remedy.TEXTS,),
    ConflictKind.ABSTRACT_MISSING: (Remedy.TEXTS,),
}


#: Figures that change by themselves while people register.
_GROWING: Final = frozenset({"taken", "coming"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that does not fit: its kind, the sessions it concerns, and the facts for its sentence.

    :param facts: ``room``, ``person``, ``minutes``, ``seats``, ``expected`` and the like; a :class:`Translated`
        is said in the reader's language.
    :param about: public id of the room it is about, for the way there.
    """

    kind: ConflictKind
    sessions: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...] = ()
    about: str = ""

    @property
    def blocking(self) -> bool:
        """Whether it stops a release."""
        return self.kind.blocking

    @property
    def text(self) -> str:
        """Return the catalogue key of its sentence."""
        return CONFLICT_TEXTS[self.kind]

    @property
    def key(self) -> str:
        """Return what tells it from every other conflict of this agenda.

        Somebody who registers meanwhile makes no new one of a notice that was read.
        """
        facts = ",".join(f"{name}={value}" for name, value in self.facts if name not in _GROWING)
        return f"{self.kind.value}:{'+'.join(self.sessions)}:{facts}"

"""Kinds, roles, states and who may see a session, with the words shown to people."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_, Translated

#: What stands in a public calendar for a session that was public once and is not any more.
WITHDRAWN: Final = Translated("Nicht mehr im öffentlichen Programm", "Artık herkese açık programda değil",
                              "No longer in the public programme")  # fmt: skip


class SessionKind(StrEnum):
    """What kind of gathering a session is; a blocker keeps a room free and is never released."""

    PLENARY = "plenary"
    PANEL = "panel"
    WORKSHOP = "workshop"
    ROUND_TABLE = "round_table"
    MEETINGS = "meetings"
    VISIT = "visit"
    CEREMONY = "ceremony"
    RECEPTION = "reception"
    PRESS = "press"
    BREAK = "break"
    BLOCKER = "blocker"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return KIND_LABELS[self]


KIND_LABELS: Final[Mapping[SessionKind, str]] = {
    SessionKind.PLENARY: N_("Plenary"),
    SessionKind.PANEL: N_("Panel"),
    SessionKind.WORKSHOP: N_("Workshop"),
    SessionKind.ROUND_TABLE: N_("Round table"),
    SessionKind.MEETINGS: N_("City-to-city meetings"),
    SessionKind.VISIT: N_("Site visit"),
    SessionKind.CEREMONY: N_("Ceremony"),
    SessionKind.RECEPTION: N_("Reception"),
    SessionKind.PRESS: N_("Press conference"),
    SessionKind.BREAK: N_("Break"),
    SessionKind.BLOCKER: N_("Blocked, never published"),
}


class Visibility(StrEnum):
    """Who may know that a session exists."""

    PUBLIC = "public"
    DELEGATES = "delegates"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return VISIBILITY_LABELS[self]

    def stricter(self, other: "Visibility") -> "Visibility":
        """Return the one of both that shows a session to fewer people."""
        return max(self, other, key=lambda kind: _OPENNESS[kind.value])


_OPENNESS: Final = {"public": 0, "delegates": 1, "closed": 2}
VISIBILITY_LABELS: Final[Mapping[Visibility, str]] = {
    Visibility.PUBLIC: N_("Everybody"),
    Visibility.DELEGATES: N_("Participants of the summit"),
    Visibility.CLOSED: N_("Only those who appear in it"),
}


class Attendance(StrEnum):
    """Who sits in a session: whoever comes, whoever has a place, or everybody."""

    FREE = "free"
    ENROL = "enrol"
    COMPULSORY = "compulsory"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ATTENDANCE_LABELS[self]


ATTENDANCE_LABELS: Final[Mapping[Attendance, str]] = {
    Attendance.FREE: N_("Free seating, nobody has to enrol"),
    Attendance.ENROL: N_("Only with a place: participants enrol"),
    Attendance.COMPULSORY: N_("In everybody’s programme"),
}


class AppearanceRole(StrEnum):
    """What somebody does in a session."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"
    HOST = "host"
    RAPPORTEUR = "rapporteur"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ROLE_LABELS[self]


ROLE_LABELS: Final[Mapping[AppearanceRole, str]] = {
    AppearanceRole.SPEAKER: N_("Speaker"),
    AppearanceRole.MODERATOR: N_("Moderation"),
    AppearanceRole.HOST: N_("Host"),
    AppearanceRole.RAPPORTEUR: N_("Rapporteur"),
}


class Answer(StrEnum):
    """What somebody said when asked whether they will appear."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ANSWER_LABELS[self]


ANSWER_LABELS: Final[Mapping[Answer, str]] = {
    Answer.OPEN: N_("Not answered yet"),
    Answer.CONFIRMED: N_("Confirmed"),
    Answer.DECLINED: N_("Declined"),
}


class VersionState(StrEnum):
    """Whether a version of the agenda is still being worked on."""

    DRAFT = "draft"
    PUBLISHED = "published"


class SessionState(StrEnum):
    """Whether a session is meant to take place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"

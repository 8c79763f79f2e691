"""The vocabulary of a summit: its states, colours, shapes, dates, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, Self

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class SummitState(StrEnum):
    """How far a summit has come: only organisers see a draft, an archive takes no changes."""

    DRAFT = "draft"
    PUBLIC = "public"
    ARCHIVED = "archived"


TRANSITIONS: Final[dict[SummitState, frozenset[SummitState]]] = {
    SummitState.DRAFT: frozenset({SummitState.PUBLIC}),
    SummitState.PUBLIC: frozenset({SummitState.DRAFT, SummitState.ARCHIVED}),
    SummitState.ARCHIVED: frozenset({SummitState.PUBLIC}),
}

STATE_NAMES: Final[dict[SummitState, str]] = {
    SummitState.DRAFT: N_("Draft"),
    SummitState.PUBLIC: N_("Public"),
    SummitState.ARCHIVED: N_("Archived"),
}


class ApprovalMode(StrEnum):
    """Who decides on a registration: a person, or the places that are left."""

    MANUAL = "manual"
    AUTOMATIC = "automatic"


APPROVAL_NAMES: Final[dict[ApprovalMode, str]] = {
    ApprovalMode.MANUAL: N_("A person looks at each registration"),
    ApprovalMode.AUTOMATIC: N_("Whoever registers while places are left is in"),
}


class ShapeName(StrEnum):
    """The shape that stands beside a colour, so that colour is never alone."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    STAR = "star"
    HEXAGON = "hexagon"
    CROSS = "cross"
    BAR = "bar"


SHAPE_NAMES: Final[dict[ShapeName, str]] = {
    ShapeName.CIRCLE: N_("Circle"),
    ShapeName.SQUARE: N_("Square"),
    ShapeName.TRIANGLE: N_("Triangle"),
    ShapeName.DIAMOND: N_("Diamond"),
    ShapeName.STAR: N_("Star"),
    ShapeName.HEXAGON: N_("Hexagon"),
    ShapeName.CROSS: N_("Cross"),
    ShapeName.BAR: N_("Bar"),
}

SHAPE_SIGNS: Final[dict[ShapeName, str]] = {
    ShapeName.CIRCLE: "●",
    ShapeName.SQUARE: "■",
    ShapeName.TRIANGLE: "▲",
    ShapeName.DIAMOND: "◆",
    ShapeName.STAR: "★",
    ShapeName.HEXAGON: "⬢",
    ShapeName.CROSS: "✚",
    ShapeName.BAR: "▬",
}


class ColourName(StrEnum):
    """The family of colours for tracks and categories; each passes 3:1 on paper and on card."""

    SEA = "sea"
    TILE = "tile"
    SUN = "sun"
    CLAY = "clay"
    OLIVE = "olive"
    FIG = "fig"
    ROSE = "rose"
    SLATE = "slate"


@dataclass(frozen=True, slots=True)
class ColourToken:
    """One colour: its name for people, its ink on light and on dark ground."""

    label: str
    light: str
    dark: str


COLOURS: Final[dict[ColourName, ColourToken]] = {
    ColourName.SEA: ColourToken(N_("Sea blue"), "#14759c", "#7cc4e2"),
    ColourName.TILE: ColourToken(N_("Tile green"), "#0b7a6f", "#6fd0c2"),
    ColourName.SUN: ColourToken(N_("Sun gold"), "#a5680a", "#f2c477"),
    ColourName.CLAY: ColourToken(N_("Clay red"), "#b4472e", "#f0a08c"),
    ColourName.OLIVE: ColourToken(N_("Olive"), "#5f6f1c", "#c3d27a"),
    ColourName.FIG: ColourToken(N_("Fig purple"), "#6d4a8f", "#c7aae6"),
    ColourName.ROSE: ColourToken(N_("Rose"), "#a83a6b", "#f0a3c3"),
    ColourName.SLATE: ColourToken(N_("Slate"), "#51616c", "#9fb4c0"),
}


@dataclass(frozen=True, slots=True)
class SummitDates:
    """The days of a summit and the instants that open and close its parts.

    ``starts_on`` and ``ends_on`` are days at the venue; the rest are instants. ``None`` means
    that the part has no such limit.
    """

    starts_on: date
    ends_on: date
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None
    nominations_close: datetime | None = None
    changes_close: datetime | None = None

    INSTANTS: ClassVar[tuple[str, ...]] = (
        "registration_opens",
        "registration_closes",
        "nominations_close",
        "changes_close",
    )

    def with_instants(self, **instants: datetime | None) -> Self:
        """Return the same days with other instants."""
        return replace(self, **instants)  # type: ignore[arg-type]


class RegistrationWindow(StrEnum):
    """Whether a summit takes registrations at a moment."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoomRemoved:
    """Announcement: a room is about to be deleted; what only stands in it lets go now, what needs it stays in the way.

    :param room_id: row id.
    """

    room_id: int


@dataclass(frozen=True, slots=True)
class SummitCopied:
    """Announced when a summit was made from another one, so that what stands above can be copied, too."""

    source_id: int
    target_id: int


class SummitTransitionRefused(DomainError):
    """The summit cannot go from its present state to the one asked for."""

    code = "summit_transition_refused"
    message = N_("This step is not possible from the present state of the summit.")


class SummitIncomplete(DomainError):
    """The summit lacks something without which it must not be shown."""

    code = "summit_incomplete"
    message = N_("Before the summit can be published, a few things are missing.")


class SlugTaken(DomainError):
    """Another summit has this address."""

    code = "slug_taken"
    message = N_("Another summit already has this address. Please choose a different one.")


class SummitArchived(DomainError):
    """An archived summit takes no changes."""

    code = "summit_archived"
    message = N_("This summit is archived and takes no more changes.")


class InUse(DomainError):
    """A room, day, track or category that other things refer to cannot be removed."""

    code = "in_use"
    message = N_("This is still in use and cannot be removed.")


class CodeTaken(DomainError):
    """Another room, track or category of the summit has this code."""

    code = "code_taken"
    message = N_("Something else in this summit already has this code.")


#: What organisers may want to see again when people or their delegations change it.
REVIEWABLE: Final[Mapping[str, str]] = MappingProxyType({
    "name": N_("Name"), "function": N_("Function"), "organisation": N_("Organisation"), "city": N_("City"),
    "delegation_role": N_("Role in the delegation"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacesChanged:
    """Announced when a summit, or a part of it, may have more places than before."""

    summit_id: int


class PlacesTaken(DomainError):
    """There would be fewer places than are held already."""

    code = "places_taken"
    message = N_("More places than that are taken already.")

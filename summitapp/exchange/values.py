"""The words of files with sessions: what a column says, what becomes of a row, what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.agenda.values import SessionText
from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_SESSIONS: Final = 2_000


class Column(StrEnum):
    """What a column says of a session."""

    CODE = "code"
    STARTS = "starts"
    ENDS = "ends"
    ROOM = "room"
    TITLE_DE = "title_de"
    TITLE_TR = "title_tr"
    TITLE_EN = "title_en"
    ABSTRACT_DE = "abstract_de"
    ABSTRACT_TR = "abstract_tr"
    ABSTRACT_EN = "abstract_en"
    KIND = "kind"
    TRACK = "track"
    LANGUAGES = "languages"
    INTERPRETATION = "interpretation"
    VISIBILITY = "visibility"
    CAPACITY = "capacity"


#: What the columns are called in the workbook; each of these words is known when one comes back.
COLUMN_NAMES: Final[Mapping[Column, Translated]] = {
    Column.CODE: Translated("Kürzel", "Kod", "Code"),
    Column.STARTS: Translated("Beginn", "Başlangıç", "Starts"),
    Column.ENDS: Translated("Ende", "Bitiş", "Ends"),
    Column.ROOM: Translated("Raum", "Salon", "Room"),
    Column.TITLE_DE: Translated("Titel (Deutsch)", "Başlık (Almanca)", "Title (German)"),
    Column.TITLE_TR: Translated("Titel (Türkisch)", "Başlık (Türkçe)", "Title (Turkish)"),
    Column.TITLE_EN: Translated("Titel (Englisch)", "Başlık (İngilizce)", "Title (English)"),
    Column.ABSTRACT_DE: Translated("Beschreibung (Deutsch)", "Açıklama (Almanca)", "Abstract (German)"),
    Column.ABSTRACT_TR: Translated("Beschreibung (Türkisch)", "Açıklama (Türkçe)", "Abstract (Turkish)"),
    Column.ABSTRACT_EN: Translated("Beschreibung (Englisch)", "Açıklama (İngilizce)", "Abstract (English)"),
    Column.KIND: Translated("Art", "Tür", "Kind"),
    Column.TRACK: Translated("Themenstrang", "Tema", "Track"),
    Column.LANGUAGES: Translated("Sprachen", "Diller", "Languages"),
    Column.INTERPRETATION: Translated("Dolmetschen in", "Çeviri dilleri", "Interpreted into"),
    Column.VISIBILITY: Translated("Sichtbar für", "Kimler görebilir", "Visible to"),
    Column.CAPACITY: Translated("Plätze", "Kontenjan", "Places"),
}

Cells = Mapping[Column, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says: each session with the number of its row.

    :param lenient: columns whose unknown words are left out instead of being a fault: another program has its own.
    """

    rows: tuple[tuple[int, Cells], ...]
    lenient: frozenset[Column] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A session as it stands in the draft; times are those of the venue's clock."""

    code: str
    text: SessionText
    room: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    guid: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging a file needs to know of the summit.

    :param rooms, tracks, kinds, circles: folded words, names and codes, each with the code it means.
    """

    known: Mapping[str, Known]
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    kinds: Mapping[str, str]
    circles: Mapping[str, str]
    zone: str


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row and what becomes of it. :param faults: column → why it cannot be taken."""

    number: int
    code: str
    title: str
    outcome: Outcome
    wanted: Known | None = None
    changes: Mapping[Column, tuple[str, str]] = field(default_factory=dict)
    faults: Mapping[Column, str] = field(default_factory=dict)
    cells: Cells = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether anything is written for it."""
        return self.outcome in (Outcome.NEW, Outcome.CHANGED)


class UnreadableSchedule(DomainError):
    """Neither a table nor a schedule, or one made to harm."""

    code = "unreadable_schedule"
    status = 422
    message = N_("We cannot read this file. It has to be a table (XLSX or CSV), or a schedule.xml or schedule.json "
                 "of the kind that frab and pretalx write, without a document type.")  # fmt: skip


class ScheduleTooLarge(DomainError):
    """More than any summit has."""

    code = "schedule_too_large"
    status = 422
    message = N_("A file may have five megabytes and two thousand sessions at most. Please bring it in parts.")


class NoSessionColumns(DomainError):
    """No headings that we know."""

    code = "no_session_columns"
    status = 422
    message = N_("We found no headings. Please use those of the workbook that you can download here, in any order.")

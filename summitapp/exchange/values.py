"""The words of files with sessions: what a column says, what becomes of a row, what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from summitapp.agenda.values import SessionText
from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Language, Translated

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_SESSIONS: Final = 2_000
MOST_PEOPLE: Final = 60  # in one session
#: What is chosen for a name of which it is unclear whose it is, beside the keys of those who may be meant.
SOMEBODY_NEW: Final = "new"
NOBODY: Final = "nobody"


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
    SPEAKERS = "speakers"


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
    Column.SPEAKERS: Translated("Mitwirkende", "Konuşmacılar", "Speakers"),
}

Cells = Mapping[Column, str]


# --- people ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a file. :param key: by what the file tells people apart, a guid or a number, if it does."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who appears in a session of the draft.

    :param key: ``person:…`` or ``position:…`` with the public id. :param name: as it is written, an office in each language.
    :param spellings: plain forms of it. :param hidden: must not be named.
    """

    key: str
    name: Translated
    spellings: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the directory who may be meant by a name.

    :param here: codes of the sessions of this summit in which they appear. :param reachable: they have an address, which a
        name proves nothing about. :param office: no person, but an office. :param since: when the person was written down,
        which tells apart two who are called alike.
    """

    key: str
    name: str
    here: tuple[str, ...] = ()
    reachable: bool = False
    hidden: bool = False
    office: bool = False
    since: datetime | None = None


class Meant(StrEnum):
    """Whom a name means."""

    APPEARS = "appears"
    KNOWN = "known"
    NEW = "new"
    OPEN = "open"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a file and whom it means.

    :param identity: what is equal wherever the file means the same somebody. :param key: of whom it means, if that is known.
    :param candidates: of whom it may be, if that is open.
    """

    name: str
    identity: str
    meant: Meant
    key: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def token(self) -> str:
        """Return the identity as a form can carry it."""
        return sha256(self.identity.encode()).hexdigest()[:16]

    @property
    def joins(self) -> bool:
        """Whether somebody is to appear who does not yet, if a person does not decide otherwise."""
        return self.meant in (Meant.KNOWN, Meant.NEW, Meant.OPEN)


# --- sessions --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says: each session with the number of its row.

    :param lenient: columns whose unknown words are left out instead of being a fault: another program has its own.
    :param people: who appears, by the number of the row; nothing for a row that says nothing of it.
    """

    rows: tuple[tuple[int, Cells], ...]
    lenient: frozenset[Column] = frozenset()
    people: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)


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
    cast: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging a file needs to know of the summit.

    :param rooms, tracks, kinds, circles: folded words, names and codes, each with the code it means.
    :param people: who may be meant by the plain form of a name. :param language: in which offices are written.
    """

    known: Mapping[str, Known]
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    kinds: Mapping[str, str]
    circles: Mapping[str, str]
    zone: str
    people: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    language: Language = "en"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row and what becomes of it.

    :param faults: column → why it cannot be taken. :param people: whom its names mean. :param leaving: keys of those who
        appear no longer.
    """

    number: int
    code: str
    title: str
    outcome: Outcome
    wanted: Known | None = None
    changes: Mapping[Column, tuple[str, str]] = field(default_factory=dict)
    faults: Mapping[Column, str] = field(default_factory=dict)
    cells: Cells = field(default_factory=dict)
    people: tuple[Named, ...] = ()
    leaving: tuple[str, ...] = ()

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

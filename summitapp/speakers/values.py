"""The words of speakers: what they write, what is shown of it, and what can be refused."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


class PhotoSize(StrEnum):
    """How large a photo is wanted: beside a biography, or in a row of many."""

    LARGE = "photo"
    SMALL = "photo-small"


@dataclass(frozen=True, slots=True)
class ProfileDetails:
    """What somebody writes about themselves; shape has been checked, sense has not.

    :param pronunciation: how the name is said, for whoever announces it.
    :param equipment: what is needed on stage, for the team only.
    :param link: an address of their own, shown beside the biography.
    """

    biography: Translated = field(default_factory=Translated)
    pronunciation: str = ""
    equipment: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerCard:
    """What everybody may see of a speaker, who has said so.

    :param mark: changes with the photo; empty without one.
    """

    biography: Translated
    mark: str = ""
    link: str = ""

    @property
    def photo(self) -> bool:
        """Whether there is a photo to show."""
        return bool(self.mark)


@dataclass(frozen=True, slots=True)
class Talk:
    """One appearance as a mail tells it; without a time while it has none.

    :param role: catalogue key of what the person does there.
    """

    title: Translated
    role: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: Translated = field(default_factory=Translated)


#: How long the link works after the last day of the summit: thank-you notes and late slides.
LINK_AFTER_DAYS: Final = 30
MOST_BIOGRAPHY: Final = 2500


class NoAddress(DomainError):
    """There is no address to send the link to."""

    code = "speaker_without_address"
    status = 422
    message = N_("There is no e-mail address for this person yet. Please add one first.")


class AddressConfirmed(DomainError):
    """The owner of an address has confirmed it; nobody else changes it."""

    code = "speaker_address_confirmed"
    status = 409
    message = N_("This person has confirmed the address; only they can change it.")

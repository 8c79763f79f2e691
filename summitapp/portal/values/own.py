"""What people's own pages show, and to whom their codes go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a one-time code goes: the person of a link, or the user who is signed in.

    ``subject`` is the public id under which the code is kept, ``person`` that of the person, if there is one.
    ``goes_on`` is the public id of the person as whom somebody goes on who was written down twice.
    """

    subject: str
    email: str
    language: str
    person: str = ""
    goes_on: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something in a person's calendar."""

    title: Translated
    place: Translated
    starts_at: datetime
    ends_at: datetime
    zone: str
    url: str
    cancelled: bool


class NoAddress(DomainError):
    """Somebody without an address cannot be invited by mail."""

    code = "no_address"
    status = 422
    message = N_("We have no e-mail address of yours, so invitations by mail cannot reach you.")


class InvitedByMail(DomainError):
    """Somebody chose invitations by mail, so there is no feed."""

    code = "invited_by_mail"
    message = N_("You are invited by mail. Choose the subscription first, then there is an address.")


CALENDAR_NAME: Final = Translated("Mein Gipfel in İzmir", "İzmir zirvem", "My summit in İzmir")

"""Doing the same with many: who cannot be done does not keep the others back, and is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError

from summitapp.core.db import db, refusal_of
from summitapp.core.errors import DomainError, Invalid
from summitapp.registration.models import Registration

Deed = Callable[[Registration], Registration]


@dataclass(slots=True)
class Outcome:
    """With whom it was done, and with whom not and why."""

    done: list[Registration] = field(default_factory=list)
    refused: list[tuple[Registration, DomainError]] = field(default_factory=list)


def each(registrations: Iterable[Registration], deed: Deed) -> Outcome:
    """Do something with each registration; what is refused leaves no trace.

    :raises Invalid: if what was said cannot be accepted for anybody, such as a missing reason.
    """
    outcome = Outcome()
    for one in registrations:
        try:
            with db.session.begin_nested():
                outcome.done.append(deed(one))
                db.session.flush()
        except Invalid:
            raise
        except DomainError as error:
            outcome.refused.append((one, error))
        except IntegrityError as error:
            if (refusal := refusal_of(error)) is None:
                raise
            outcome.refused.append((one, refusal))
    return outcome

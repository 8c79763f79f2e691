"""What can be refused. An error carries a code and facts; the door chooses the words.

``message`` is a catalogue key (marked with ``N_``) with ``%(fact)s`` places; it is translated
where the reader's language is known, so that rules and services stay free of words.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from summitapp.core.text import N_


class DomainError(Exception):
    """A request that makes sense but cannot be granted now.

    :param facts: values for the places of ``message``, also sent to API callers.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    message: ClassVar[str] = N_("This cannot be done now.")

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts: Mapping[str, Any] = facts


class NotFound(DomainError):
    """The thing asked for does not exist, or the person may not know that it does."""

    code = "not_found"
    status = 404
    message = N_("We could not find this page.")


class Forbidden(DomainError):
    """The person is known but may not do this."""

    code = "forbidden"
    status = 403
    message = N_("Your role does not include this.")


class Invalid(DomainError):
    """Input of the right shape whose values cannot be accepted; ``faults`` names each field.

    :param faults: field name → catalogue key of what is wrong with it.
    """

    code = "invalid"
    status = 422
    message = N_("Some details need another look.")

    def __init__(self, faults: Mapping[str, str] | None = None, **facts: Any) -> None:
        super().__init__(**facts)
        self.faults: Mapping[str, str] = dict(faults or {})


class Stale(DomainError):
    """Someone else changed the thing since it was shown."""

    code = "stale"
    status = 409
    message = N_("Someone else has changed this since you opened it. Here is the present state.")

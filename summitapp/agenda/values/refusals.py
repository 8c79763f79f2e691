"""What can be refused."""

from summitapp.agenda.values.conflicts import Conflict
from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_


class AgendaConflicts(DomainError):
    """The draft contradicts itself; ``conflicts`` lists every clash."""

    code = "agenda_conflicts"
    status = 422
    message = N_("The agenda cannot be published: some sessions clash.")

    def __init__(self, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__()
        self.conflicts = conflicts


class AgendaNotices(DomainError):
    """There are notices that nobody has acknowledged, or they changed since."""

    code = "agenda_notices"
    status = 422
    message = N_("Please read the notices and confirm that the agenda is to be published all the same.")

    def __init__(self, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__()
        self.conflicts = conflicts


class AgendaEmpty(DomainError):
    """Nothing is placed, and nothing was released before."""

    code = "agenda_empty"
    status = 422
    message = N_("There is nothing to publish yet: no session has a time.")


class NothingChanged(DomainError):
    """The draft equals the last release."""

    code = "agenda_unchanged"
    status = 409
    message = N_("The draft is the same as the published version.")


class SessionCodeTaken(DomainError):
    """Another session of the summit has this code."""

    code = "session_code_taken"
    status = 409
    message = N_("Another session already has this code.")


class SessionCancelled(DomainError):
    """A cancelled session cannot be placed."""

    code = "session_cancelled"
    status = 409
    message = N_("This session is cancelled. Reinstate it before you give it a time.")


class NotOnAgenda(NotFound):
    """There is no such session for this reader."""

    code = "session_not_found"
    message = N_("There is no session under this address.")

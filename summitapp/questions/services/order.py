"""Whether the order of a form still holds after something was moved."""

from summitapp.questions import queries, rules
from summitapp.questions.values.refusals import OrderRefused


def require_order(summit_id: int) -> None:
    """Refuse an order in which a question stands before the one it depends on.

    :raises OrderRefused: then; the unit of work undoes the move.
    """
    form = queries.asked_form(summit_id)
    if any("depends_on" in rules.find_faults(question, form) for question in form):
        raise OrderRefused

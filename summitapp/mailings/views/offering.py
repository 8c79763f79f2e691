"""What the forms of mailings and of reminders share: the recipients a summit lets people choose."""

from typing import TypeVar

from summitapp.delegations import queries as delegations
from summitapp.mailings.forms import AimedForm
from summitapp.questions import queries as questions
from summitapp.summits.models import Summit

Offered = TypeVar("Offered", bound=AimedForm)


def offered(summit: Summit, form: Offered) -> Offered:
    """Fill in what this summit lets people choose."""
    form.offer(summit.categories, delegations.of_summit(summit.id), questions.asked_form(summit.id))
    return form

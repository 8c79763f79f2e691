"""What the pages of contacts share: who asks, and a form with its faults."""

from flask import Blueprint
from werkzeug.wrappers import Response

from summitapp.contacts.forms import ShareForm
from summitapp.contacts.values import Chosen, Detail
from summitapp.core.errors import Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.web import current_actor, lang_blueprint
from summitapp.directory import queries as directory
from summitapp.directory.models import Person

bp = lang_blueprint("contacts", __name__)
open_bp = Blueprint("contact_codes", __name__)
Page = str | tuple[str, int] | Response


def myself() -> Person | None:
    """Return the person who asks; nobody for the team, and for an entry that was merged with another one."""
    return directory.person_of(current_actor())


def share_form(chosen: Chosen) -> ShareForm:
    """Return the form with what is ticked beforehand."""
    ticked = [one.value for one in Detail if one in chosen.details]
    return ShareForm(None, data={"shared": ticked, "phone": chosen.phone})


def blame(form: ShareForm, error: Invalid) -> None:
    """Put what a service refused beside its field."""
    for name, message in error.faults.items():
        if name in form:
            form[name].errors = [*form[name].errors, _(message)]

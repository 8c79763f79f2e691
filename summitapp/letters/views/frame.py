"""What the pages share: a form with its faults, the paper as an answer."""

from typing import Any

from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.i18n import current_language
from summitapp.core.web import blame
from summitapp.letters import queries, services
from summitapp.letters.forms import AttendanceForm, form_for
from summitapp.letters.models import Letter
from summitapp.letters.values import LetterKind
from summitapp.registration.models import Registration

Page = str | tuple[str, int] | Response


def new_form(registration: Registration, kind: LetterKind) -> AttendanceForm:
    """Return an empty form with what can be known: the language, and the days of the summit."""
    summit = registration.summit
    return form_for(kind, formdata=None, data={
        "language": current_language(), "arrives_on": summit.starts_on, "leaves_on": summit.ends_on,
    })  # fmt: skip


def asked(registration: Registration, kind: LetterKind, form: AttendanceForm) -> bool:
    """Ask for a letter with what was filled in; no when there are faults, which stand in the form then."""
    if not form.validate_on_submit():
        return False
    try:
        services.ask(registration, form.request(kind))
    except DomainError as error:
        blame(form, error)
        return False
    return True


def form_of(letter: Letter) -> AttendanceForm:
    """Return the form with what was asked."""
    return form_for(letter.kind, formdata=None, obj=letter)


def paper(letter: Letter) -> Response:
    """Answer with the paper as it was issued.

    :raises NotFound: if it is not laid out yet, or was deleted when its time was over.
    """
    kept = queries.document_of(letter.id)
    if kept is None:
        raise NotFound
    answer: Any = Response(kept.data, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{letter.serial}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]

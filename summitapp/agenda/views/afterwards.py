"""Writing down what a session left behind."""

from typing import Any

from summitapp.agenda import queries, services
from summitapp.agenda.forms import MinutesForm
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Visibility
from summitapp.agenda.views.frame import bp
from summitapp.agenda.views.sessions import session_page, start_form
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import blame, flash_done, redirect_to, requires


@bp.post("/organise/<slug>/agenda/sessions/<code>/minutes")
@requires("agenda:edit", on=queries.session_of)
def minutes(session: AgendaSession) -> Any:
    """Save minutes and outcome; whoever may read them does so at once."""
    form = MinutesForm()
    form.offer()
    error: DomainError | None = None
    if form.validate():
        try:
            services.write_minutes(session, form.aftermath(), Visibility(form.readers.data), form.expected_revision)
        except DomainError as refused:
            error = refused
            blame(form, refused)
        else:
            flash_done(_("Minutes and outcome of “%(title)s” are saved.", title=said(session.title)))
            return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code, _anchor="after")
    form.revision.data, form.revision.raw_data = str(session.revision), None
    return session_page(session, start_form(session), after=form), error.status if error else 422

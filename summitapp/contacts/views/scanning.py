"""Where the code on the back of a badge leads. Looking changes nothing; asking is a button.

All telephones of a venue may come from one address, so the limits of addresses are wide; how many somebody may ask is
counted by person, in the rules.
"""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response as AnyResponse

from summitapp.contacts import services
from summitapp.contacts.forms import ShareForm
from summitapp.contacts.models import Exchange
from summitapp.contacts.services import Meeting
from summitapp.contacts.values import BadgeEnded, CodeUnknown, DoorCode, ExchangeState, NotTakingPart, OneselfAsked
from summitapp.contacts.views.frame import Page, blame, bp, myself, open_bp, share_form
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    explain,
    flash_done,
    flash_warning,
    go_on_later,
    limited,
    public,
    redirect_to,
    render,
    requires,
)
from summitapp.directory.models import Person

MOST_CODE = 80
#: What a scanned code may be answered by instead of a person: a page that says why, and what can be done.
_NOBODY = (CodeUnknown, DoorCode, BadgeEnded, NotTakingPart, OneselfAsked)


@open_bp.get("/c/<code>")
@limited("600 per minute")
@public
def scanned(code: str) -> AnyResponse:
    """Lead from the printed address, which knows no language, to the page in the reader's."""
    answer = redirect_to("contacts.meet", code=code[:MOST_CODE])
    answer.headers["Vary"] = "Accept-Language"
    return answer


@bp.get("/my/contacts/code/<code>/")
@limited("600 per minute")
@public
def meet(code: str) -> Any:
    """Show whom one is about to ask; a stranger comes in first and sees nobody's name before."""
    me = myself()
    if me is None:
        go_on_later(url_for("contacts.meet", code=code[:MOST_CODE]))
        return redirect_to("my.home")
    try:
        found = services.meet(me, code)
    except _NOBODY as error:
        return _nobody(error)
    return _page(code, found, share_form(services.proposal_for(me, found.holder.summit)))


def _page(code: str, found: Meeting, form: ShareForm, status: int = 200) -> Page:
    return render("contacts/meet.html", code=code, found=found, badge=found.badge, form=form,
                  summit=found.holder.summit, here="my"), status  # fmt: skip


def _nobody(error: DomainError) -> Page:
    own = isinstance(error, OneselfAsked)  # people try the camera on themselves; that is no fault
    return render("contacts/nobody.html", words=explain(error), own=own, here="my"), 200 if own else error.status


@bp.post("/my/contacts/code/<code>/")
@limited("240 per minute")
@requires("contacts:use", on=lambda code: myself())
def ask(me: Person) -> Any:
    """Ask for an exchange; when the other one asked as well, both have agreed by this."""
    code, form = str((request.view_args or {})["code"]), ShareForm()
    try:
        if form.validate_on_submit():
            return _asked(services.ask(me, code, form.chosen))
        return _page(code, services.meet(me, code), form, 422)
    except _NOBODY as error:
        return _nobody(error)
    except Invalid as error:
        blame(form, error)
        return _page(code, services.meet(me, code), form, error.status)
    except DomainError as error:
        form.form_errors.append(explain(error))
        return _page(code, services.meet(me, code), form, error.status)


def _asked(exchange: Exchange) -> AnyResponse:
    if exchange.state is ExchangeState.ACCEPTED:
        flash_done(_("You are contacts now. Here is what you share with each other."))
        return redirect_to("contacts.one", reference=exchange.public_id)
    flash_done(_("Your request is on its way. As soon as it is accepted, you get a mail."))
    return redirect_to("contacts.mine")


@bp.get("/my/contacts/find/")
@limited("240 per minute")
@requires("contacts:use", on=myself)
def find(me: Person) -> Any:
    """Take a contact code that somebody typed, for telephones without a camera."""
    code = request.args.get("code", "").strip()[:MOST_CODE]
    try:
        services.meet(me, code)
    except _NOBODY as error:
        flash_warning(explain(error))
        return redirect_to("contacts.mine", code=code)
    return redirect_to("contacts.meet", code=code.rstrip("/").rpartition("/")[2])

"""The page of the one-time code, between a personal link and what a link alone does not open."""

from typing import Any

from flask import request

from summitapp.accounts.values import CodeAnswer, CodesTooFast, TooManyCodes
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import (
    current_actor,
    explain,
    flash_done,
    flash_warning,
    lang_blueprint,
    limited,
    make_fresh,
    redirect_to,
    render,
    requires,
    safe_target,
    sign_in,
)
from summitapp.portal import rules, services
from summitapp.portal.forms import CodeForm
from summitapp.portal.values import Receiver
from summitapp.portal.views.my import inside

bp = lang_blueprint("code", __name__)


def receiver() -> Receiver | None:
    """Return to whom the code of whoever asks would go."""
    return services.receiver_of(current_actor())


def _page(found: Receiver, form: CodeForm) -> str:
    standing, seconds = services.code_standing_of(found)
    return render(
        "portal/code.html", form=form, standing=standing, seconds=seconds, known=bool(found.email),
        address="" if found.goes_on else rules.masked(found.email), merged=bool(found.goes_on), here="my",
    )  # fmt: skip


@bp.get("/my/code/")
@requires("code:use", on=receiver)
def show(found: Receiver) -> str:
    """Say what the code is for, and take it."""
    return _page(found, CodeForm(None, next=safe_target(request.args.get("next", ""))))


@bp.post("/my/code/send/")
@limited("10 per minute")
@requires("code:use", on=receiver)
def send(found: Receiver) -> Any:
    """Mail a code."""
    target = safe_target(request.form.get("next", ""))
    if found.email:
        try:
            services.send_code(found)
            flash_done(_("The code is on its way. It can take a minute; please look into the junk folder, too."))
        except (CodesTooFast, TooManyCodes) as error:
            flash_warning(explain(error))
    return redirect_to("code.show", next=target)


@bp.post("/my/code/")
@limited("20 per minute")
@requires("code:use", on=receiver)
def check(found: Receiver) -> Any:
    """Check the code and lead back. A wrong one answers 200: the attempt has to be kept."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    answer = services.check_code(found, form.code.data)
    if answer is CodeAnswer.RIGHT:
        if found.goes_on:
            sign_in(*services.go_on(found.goes_on, found.subject))
        make_fresh()
        target = safe_target(form.next.data or "")
        return inside(target)
    form.code.errors = [_fault(found, answer)]
    return _page(found, form)


def _fault(found: Receiver, answer: CodeAnswer) -> str:
    if answer is CodeAnswer.OVER:
        return _("This code has run out or was tried too often. Please ask for a new one.")
    left = services.code_standing_of(found)[0].attempts_left
    return ngettext("This code is not right. You can try once more.",
                    "This code is not right. You can try %(num)s more times.", left)  # fmt: skip

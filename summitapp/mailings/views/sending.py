"""Sending a mailing: a trial to oneself, the question how many, and holding it on its way."""

from typing import Any

from flask import request

from summitapp.accounts import queries as accounts
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import language_name, ngettext
from summitapp.core.text import as_language
from summitapp.core.web import current_actor, explain, flash_done, redirect_to, render, requires
from summitapp.mailings import queries, services
from summitapp.mailings.forms import LATER, release_form
from summitapp.mailings.models import Mailing
from summitapp.mailings.values import LEFT_OUT_NAMES, MailingState
from summitapp.mailings.views import bp


def _back(mailing: Mailing) -> Any:
    return redirect_to("mailings.show", slug=mailing.summit.slug, reference=mailing.public_id)


def _page(mailing: Mailing, form: Form, status: int = 200) -> Any:
    found = services.roll_of(mailing)
    return render(
        "mailings/send.html", summit=mailing.summit, mailing=mailing, form=form, roll=found, reasons=LEFT_OUT_NAMES,
        lacking=services.lacking(mailing.wording, found), added=mailing.state is MailingState.SENT,
        demo=mailing.summit.is_demo,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/mailings/<reference>/send/")
@requires("mailing:write", on=queries.mailing_of)
def confirm(mailing: Mailing) -> Any:
    """Ask how many people are to get it, before it goes out."""
    if mailing.state not in (MailingState.DRAFT, MailingState.SENT):
        return _back(mailing)
    return _page(mailing, release_form(mailing.summit.timezone)(None))


@bp.post("/organise/<slug>/mailings/<reference>/send/")
@requires("mailing:write", on=queries.mailing_of)
def release(mailing: Mailing) -> Any:
    """Send it now or later, or to those who were added since."""
    form = release_form(mailing.summit.timezone)()
    if not form.validate_on_submit():
        return _page(mailing, form, 422)
    try:
        _go(mailing, form)
    except DomainError as error:
        found = error.faults if isinstance(error, Invalid) else {"number": explain(error)}
        for name, words in found.items():
            form[name].errors = [_(words)]
        return _page(mailing, form, 422)
    return _back(mailing)


def _go(mailing: Mailing, form: Form) -> None:
    number = form.number.data
    if mailing.state is MailingState.SENT:
        services.send_to_added(mailing, number)
    elif form.when.data == LATER:
        services.plan(mailing, form.send_at.data, number)
        flash_done(_("Planned. Until then you can make it a draft again."))
        return
    else:
        services.release(mailing, number)
    flash_done(ngettext("The mail to one person is on its way.", "The mails to %(num)s people are on their way.", number))


@bp.post("/organise/<slug>/mailings/<reference>/trial/")
@requires("mailing:write", on=queries.mailing_of)
def trial(mailing: Mailing) -> Any:
    """Send the mail to whoever writes it."""
    user = accounts.user_by_reference(current_actor().reference)
    language = as_language(request.form.get("language"))
    if user is not None:
        services.try_on(mailing, to=user.email, name=user.name, language=language)
        flash_done(_("A trial in this language is on its way to %(email)s: %(language)s", email=user.email,
                     language=language_name(language)))  # fmt: skip
    return _back(mailing)


@bp.post("/organise/<slug>/mailings/<reference>/unplan/")
@requires("mailing:write", on=queries.mailing_of)
def unplan(mailing: Mailing) -> Any:
    """Make a planned mailing a draft again."""
    services.unplan(mailing)
    flash_done(_("It is a draft again and does not go out by itself."))
    return _back(mailing)


@bp.post("/organise/<slug>/mailings/<reference>/pause/")
@requires("mailing:write", on=queries.mailing_of)
def pause(mailing: Mailing) -> Any:
    """Hold it on its way."""
    services.pause(mailing)
    flash_done(_("Paused. Mails that were being handed over at this moment still arrive."))
    return _back(mailing)


@bp.post("/organise/<slug>/mailings/<reference>/resume/")
@requires("mailing:write", on=queries.mailing_of)
def resume(mailing: Mailing) -> Any:
    """Go on."""
    services.resume(mailing)
    flash_done(_("It goes on where it was paused."))
    return _back(mailing)


@bp.post("/organise/<slug>/mailings/<reference>/stop/")
@requires("mailing:write", on=queries.mailing_of)
def stop(mailing: Mailing) -> Any:
    """End it for good."""
    services.stop(mailing)
    flash_done(_("Stopped. Who has not had the mail does not get it."))
    return _back(mailing)

"""The mails of a summit: what went out, what waits, what failed and how it is put right."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import explain, flash_done, lang_blueprint, page_asked, redirect_to, render, requires
from summitapp.mailings import queries as mailings
from summitapp.portal import queries, rules, services
from summitapp.portal.forms import CorrectionForm
from summitapp.portal.services import SummitMail
from summitapp.portal.values import FAULT_WORDS, MAIL_STATES, TEMPLATES, MailSearch
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = lang_blueprint("messages", __name__)


@bp.get("/organise/<slug>/messages/")
@requires("summit:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the mails, the newest first, narrowed and searched as the address says."""
    search = MailSearch(*(request.args.get(name, "")[:200] for name in ("state", "batch", "q")))
    found = queries.message_count(summit, search)
    page, pages = page_asked(found, queries.PAGE)
    rows = queries.messages(summit, search, page)
    batches = mailings.subjects({one.batch for one in rows if one.batch} | {search.batch} - {""})
    return render(
        "portal/messages.html", summit=summit, rows=rows, found=found, page=page, pages=pages,
        search=search, counted=queries.mail_states(summit, search.batch), states=MAIL_STATES, templates=TEMPLATES,
        demo=summit.is_demo, readers=queries.readers(summit, {one.person for one in rows if one.person}),
        batches=batches, kind_of_fault=rules.kind_of_fault, fault_words=FAULT_WORDS,
    )  # fmt: skip


@bp.post("/organise/<slug>/messages/retry/")
@requires("summit:edit", on=summits.by_slug)
def retry(summit: Summit) -> Any:
    """Send what failed once more."""
    number = services.retry_mails(summit)
    flash_done(ngettext("%(num)s mail is sent again.", "%(num)s mails are sent again.", number))
    return redirect_to("messages.organise", slug=summit.slug)


def _page(mail: SummitMail, form: CorrectionForm, status: int = 200) -> Any:
    message = mail.message
    return render(
        "portal/message.html", summit=mail.summit, message=message, form=form, states=MAIL_STATES, templates=TEMPLATES,
        mailing=mail.mailing, reader=queries.readers(mail.summit, {message.person} - {""}).get(message.person),
        why=FAULT_WORDS[rules.kind_of_fault(message.fault)] if message.fault else "", demo=mail.summit.is_demo,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/messages/<reference>/")
@requires("summit:see", on=services.mail_of)
def show(mail: SummitMail) -> Any:
    """Show one mail: to whom, what it said, and why it did not arrive."""
    return _page(mail, CorrectionForm(None, data={"email": mail.message.recipient}))


def _back(mail: SummitMail) -> Any:
    return redirect_to("messages.show", slug=mail.summit.slug, reference=mail.message.public_id)


@bp.post("/organise/<slug>/messages/<reference>/retry/")
@requires("summit:edit", on=services.mail_of)
def retry_one(mail: SummitMail) -> Any:
    """Send one mail once more."""
    services.retry_mail(mail)
    flash_done(_("It is sent again."))
    return _back(mail)


@bp.post("/organise/<slug>/messages/<reference>/correct/")
@requires("summit:edit", on=services.mail_of)
def correct(mail: SummitMail) -> Any:
    """Put the person's address right and send there what did not arrive."""
    form = CorrectionForm()
    if not form.validate_on_submit():
        return _page(mail, form, 422)
    try:
        number = services.correct_mail(mail, form.email.data)
    except DomainError as error:
        form.email.errors = [explain(error)]
        return _page(mail, form, 422)
    flash_done(ngettext("The address is corrected, and one mail is sent there.",
                        "The address is corrected, and %(num)s mails are sent there.", number))  # fmt: skip
    return _back(mail)


@bp.post("/organise/<slug>/messages/<reference>/told/")
@requires("summit:edit", on=services.mail_of)
def told(mail: SummitMail) -> Any:
    """Take note that the person knows."""
    services.mark_told(mail)
    flash_done(_("Noted: the person was told in another way."))
    return redirect_to("messages.organise", slug=mail.summit.slug, state="failed")

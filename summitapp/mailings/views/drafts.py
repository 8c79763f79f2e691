"""Mailings in a list, and writing one: to whom, what it says, and how each reader sees it."""

from typing import Any

from flask import Response, request

from summitapp.accounts import queries as accounts
from summitapp.core.errors import Stale
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Translated
from summitapp.core.web import explain, flash_done, flash_warning, may, page_asked, redirect_to, render, requires
from summitapp.mailings import queries, services
from summitapp.mailings.forms import MailingForm, chosen
from summitapp.mailings.models import Mailing
from summitapp.mailings.values import (
    LEFT_OUT_NAMES,
    MAILING_STATES,
    PLACEHOLDERS,
    Addressee,
    Audience,
    MailingState,
    Roll,
    TextFaulty,
    Wording,
)
from summitapp.mailings.values.starters import STARTERS
from summitapp.mailings.views import bp
from summitapp.mailings.views.offering import offered
from summitapp.outbox import queries as outbox
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_GONE_OUT = (MailingState.SENDING, MailingState.PAUSED, MailingState.STOPPED, MailingState.SENT)
TABS = {"drafts": (MailingState.DRAFT,), "planned": (MailingState.PLANNED,), "sent": _GONE_OUT}


@bp.get("/organise/<slug>/mailings/")
@requires("mailing:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show drafts, what is planned, and what went out."""
    counted = queries.counts(summit.id)
    numbers = {name: sum(counted.get(state, 0) for state in states) for name, states in TABS.items()}
    first = next((name for name in ("drafts", "planned", "sent") if numbers[name]), "drafts")
    tab = request.args.get("show", first)
    tab = tab if tab in TABS else first
    page, pages = page_asked(numbers[tab], queries.PAGE)
    rows = queries.mailings(summit.id, TABS[tab], page)
    return render(
        "mailings/list.html", summit=summit, rows=rows, tab=tab, numbers=numbers, page=page, demo=summit.is_demo,
        pages=pages, states=MAILING_STATES, starters=STARTERS,
        recipients=queries.recipient_counts([one.id for one in rows]), texts=queries.texts(summit.id),
        mails=outbox.batch_states([one.public_id for one in rows]),
    )  # fmt: skip


def _form_page(summit: Summit, form: MailingForm, mailing: Mailing | None = None, status: int = 200) -> Any:
    return render(
        "mailings/form.html", summit=summit, form=form, mailing=mailing, placeholders=PLACEHOLDERS.values(),
        demo=summit.is_demo, ticked=len(mailing.audience.chosen) if mailing else 0,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/mailings/new/")
@requires("mailing:write", on=summits.by_slug)
def new(summit: Summit) -> Any:
    """Show the form of a new mailing, filled with the text that was asked for."""
    form = offered(summit, MailingForm(None))
    said = services.starter(summit, request.args.get("text", ""))
    if said is not None:
        form.show(said)
    return _form_page(summit, form)


@bp.post("/organise/<slug>/mailings/new/")
@requires("mailing:write", on=summits.by_slug)
def create(summit: Summit) -> Any:
    """Begin a mailing."""
    form = offered(summit, MailingForm())
    if form.validate_on_submit():
        try:
            mailing = services.begin(summit, form.wording(), form.audience())
        except TextFaulty as error:
            form.blame(error)
        else:
            return redirect_to("mailings.show", slug=summit.slug, reference=mailing.public_id)
    return _form_page(summit, form, status=422)


@bp.post("/organise/<slug>/mailings/begin/")
@requires("mailing:write", on=summits.by_slug)
def begin(summit: Summit) -> Any:
    """Begin a mailing to the people who were ticked in a table; its text comes next."""
    people = chosen()
    if not people:
        flash_warning(_("Nobody was chosen. Tick the boxes of those you want to write to."))
        return redirect_to("mailings.organise", slug=summit.slug)
    mailing = services.begin(summit, Wording(Translated(), Translated()), Audience(chosen=people))
    return redirect_to("mailings.edit", slug=summit.slug, reference=mailing.public_id)


@bp.get("/organise/<slug>/mailings/<reference>/edit/")
@requires("mailing:write", on=queries.mailing_of)
def edit(mailing: Mailing) -> Any:
    """Show the form of a draft."""
    if mailing.state is not MailingState.DRAFT:
        return redirect_to("mailings.show", slug=mailing.summit.slug, reference=mailing.public_id)
    form = offered(mailing.summit, MailingForm(None))
    form.show(mailing.wording)
    form.aim(mailing.audience)
    form.revision.data = str(mailing.revision)
    said = services.starter(mailing.summit, request.args.get("text", ""))
    if said is not None:
        form.show(said)
    return _form_page(mailing.summit, form, mailing)


@bp.post("/organise/<slug>/mailings/<reference>/edit/")
@requires("mailing:write", on=queries.mailing_of)
def change(mailing: Mailing) -> Any:
    """Change a draft."""
    form, summit = offered(mailing.summit, MailingForm()), mailing.summit
    if form.validate_on_submit():
        people = () if form.everybody.data else mailing.audience.chosen
        revision = form.revision.data or ""
        try:
            services.change(mailing, form.wording(), form.audience(people), int(revision) if revision.isdigit() else 0)
        except TextFaulty as error:
            form.blame(error)
        except Stale as error:
            form.form_errors.append(explain(error))
        else:
            return redirect_to("mailings.show", slug=summit.slug, reference=mailing.public_id)
    return _form_page(summit, form, mailing, 422)


# --- looking at it ------------------------------------------------------------------------------


def _reader(found: Roll, language: str, place: int) -> tuple[Addressee | None, int, int]:
    """Return one reader, their place from 1, and how many there are to step through."""
    readers = [one for one in found.people if one.language == language] if language else list(found.people)
    if not readers:
        return None, 0, 0
    place = min(max(place, 1), len(readers))
    return readers[place - 1], place, len(readers)


@bp.get("/organise/<slug>/mailings/<reference>/")
@requires("mailing:see", on=queries.mailing_of)
def show(mailing: Mailing) -> str:
    """Show a mailing: whom it goes to and how each reader sees it, or what became of it."""
    found, summit = services.roll_of(mailing), mailing.summit
    language = request.args.get("language", "")
    reader, place, number = _reader(found, language, request.args.get("reader", 1, type=int))
    said = mailing.wording
    letter = services.preview(summit, said, reader) if reader is not None else None
    counted = outbox.batch_states([mailing.public_id])[mailing.public_id]
    return render(
        "mailings/show.html", summit=summit, mailing=mailing, roll=found, reader=reader, place=place, readers=number,
        letter=letter, language=language, said=said, lacking=services.lacking(said, found), states=MAILING_STATES,
        silent=services.silent_placeholders(said, found), reasons=LEFT_OUT_NAMES, counted=counted, demo=summit.is_demo,
        recipients=queries.recipient_counts([mailing.id]).get(mailing.id, 0), writes=may("mailing:write", summit),
        waiting=queries.still_waiting(mailing.id), unwritten=queries.left_out_counts(mailing.id),
        names=accounts.names({mailing.author, mailing.released_by}), chosen=len(mailing.audience.chosen),
    )  # fmt: skip


@bp.get("/organise/<slug>/mailings/<reference>/letter/")
@requires("mailing:see", on=queries.mailing_of)
def letter(mailing: Mailing) -> Response:
    """Show the mail as a mail program would, under a policy that lets its styles and nothing else in."""
    found = services.roll_of(mailing)
    reader, _place, _number = _reader(found, request.args.get("language", ""), request.args.get("reader", 1, type=int))
    shown = services.preview(mailing.summit, mailing.wording, reader) if reader is not None else None
    response = Response(shown.html if shown else "", content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@bp.get("/organise/<slug>/mailings/<reference>/recipients/")
@requires("mailing:see", on=queries.mailing_of)
def recipients(mailing: Mailing) -> str:
    """List who gets it, who does not and why, and which addresses are shared."""
    found = services.roll_of(mailing)
    page, pages = page_asked(len(found.people), queries.PAGE)
    start = (page - 1) * queries.PAGE
    return render(
        "mailings/recipients.html", summit=mailing.summit, mailing=mailing, roll=found, page=page,
        people=found.people[start : start + queries.PAGE], pages=pages,
        reasons=LEFT_OUT_NAMES, demo=mailing.summit.is_demo,
    )  # fmt: skip


@bp.post("/organise/<slug>/mailings/<reference>/copy/")
@requires("mailing:write", on=queries.mailing_of)
def copy(mailing: Mailing) -> Any:
    """Begin a draft with the same text and the same choice of recipients."""
    twin = services.copy(mailing)
    flash_done(_("This is a new draft with the same text."))
    return redirect_to("mailings.edit", slug=mailing.summit.slug, reference=twin.public_id)


@bp.post("/organise/<slug>/mailings/<reference>/discard/")
@requires("mailing:write", on=queries.mailing_of)
def discard(mailing: Mailing) -> Any:
    """Throw a draft away."""
    summit = mailing.summit
    services.discard(mailing)
    flash_done(_("The draft is gone."))
    return redirect_to("mailings.organise", slug=summit.slug)

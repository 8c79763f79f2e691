"""The waiting list as organisers see it: the order, why somebody waits, offers, and what they do by hand."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.registration import queries, rules, services
from summitapp.registration.forms import QueueForm
from summitapp.registration.models import Registration
from summitapp.registration.values import HOLD_NAMES, State
from summitapp.registration.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _page() -> int:
    text = request.args.get("page", "")
    return max(int(text), 1) if rules.is_row_number(text) else 1


def _list(summit: Summit, form: QueueForm, asked: str = "") -> str:
    page = _page()
    lines, number = queries.queue_lines(summit.id, page)
    return render(
        "registration/waiting.html", summit=summit, lines=lines, number=number, offers=queries.offers(summit.id),
        page=page, pages=-(-number // queries.PAGE), form=form, asked=asked, holds=HOLD_NAMES,
        room=queries.room(summit.id), demo=summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/registrations/waiting/")
@requires("registration:see", on=summits.by_slug)
def waiting(summit: Summit) -> str:
    """Show who waits, in order and with the reason, and who has an offer."""
    return _list(summit, QueueForm(None))


def _back(registration: Registration) -> Any:
    return redirect_to("registration.waiting", slug=registration.summit.slug)


@bp.post("/organise/<slug>/registrations/<code>/offer")
@requires("registration:decide", on=queries.by_code)
def offer(registration: Registration) -> Any:
    """Offer a place before their turn, or one of protocol, to this person and those who come with them."""
    try:
        moved = services.offer(registration, request.form.get("reason", ""))
    except DomainError as error:
        flash_warning(f"{registration.person.name.full}: {explain(error)}")
        return _back(registration)
    if moved[0].state is State.OFFERED:
        flash_done(ngettext("One person has an offer and is told by mail.",
                            "%(num)s people have an offer and are told by mail.", len(moved)))  # fmt: skip
    else:
        flash_done(ngettext("One person has a place and is told by mail.",
                            "%(num)s people have a place and are told by mail.", len(moved)))  # fmt: skip
    return _back(registration)


@bp.post("/organise/<slug>/registrations/<code>/requeue")
@requires("registration:decide", on=queries.by_code)
def requeue(registration: Registration) -> Any:
    """Move this person, and those who come with them, to another number of the waiting list."""
    form = QueueForm()
    if not form.validate_on_submit():
        return _list(registration.summit, form, registration.code), 422
    try:
        services.move_in_queue(registration, form.position.data or 1, form.reason.data or "")
    except DomainError as error:
        flash_warning(f"{registration.person.name.full}: {explain(error)}")
    else:
        flash_done(_("%(name)s was moved.", name=registration.person.name.full))
    return _back(registration)

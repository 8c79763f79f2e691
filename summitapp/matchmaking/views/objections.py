"""Objections: a participant says what does not suit them, and the organisers answer each."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    current_actor,
    explain,
    flash_done,
    flash_warning,
    limited,
    redirect_to,
    render,
    requires,
)
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.forms import ObjectForm, SettleForm
from summitapp.matchmaking.models import MeetingRound, Objection
from summitapp.matchmaking.queries import Sitting
from summitapp.matchmaking.values import OBJECTION_LABELS
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at

_OWN = "/my/summits/<slug>/meetings/<reference>/object"


def _mine(slug: str, reference: str) -> Sitting | None:
    return queries.sitting(slug, reference, current_actor().person)


@bp.get(_OWN)
@requires("matchmaking:use", on=_mine)
def object_to(sitting: Sitting) -> str:
    """Ask what does not suit them, or show what they said."""
    return _own_page(sitting, ObjectForm(formdata=None))


def _own_page(sitting: Sitting, form: ObjectForm) -> str:
    one, who = sitting.meeting, sitting.registration
    summit = one.round.summit
    return render(
        "matchmaking/object.html", summit=summit, demo=summit.is_demo, zone=summit.timezone, here="my", form=form,
        line=services.line_of(one, who), said=queries.objection_of(one.id, who.id), labels=OBJECTION_LABELS,
        open=services.takes_objections(one.round), round=one.round, tab="meetings.own",
    )  # fmt: skip


@bp.post(_OWN)
@limited("30 per hour")
@requires("matchmaking:use", on=_mine)
def say_objection(sitting: Sitting) -> Any:
    """Keep what they say."""
    form, slug = ObjectForm(), sitting.meeting.round.summit.slug
    if not form.validate_on_submit():
        return _own_page(sitting, form), 422
    try:
        services.object_to(sitting.meeting, sitting.registration, form.text.data or "")
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("Thank you. The organisers read it and write to you."))
    return redirect_to("matchmaking.object_to", slug=slug, reference=sitting.meeting.public_id)


# --- the organisers' side ----------------------------------------------------------------------------


@bp.get(f"{PATH}/objections/")
@requires("matchmaking:see", on=round_at)
def objections(one: MeetingRound) -> str:
    """Show the objections, those that wait first."""
    return _list(one)


def _list(one: MeetingRound, wrong: str = "", form: SettleForm | None = None) -> str:
    return page("objections", one, objections=queries.objections_of(one.id), labels=OBJECTION_LABELS, wrong=wrong,
                form=form or SettleForm(formdata=None), open=services.takes_objections(one),
                sitters_of=queries.sitters_of)  # fmt: skip


@bp.post(f"{PATH}/objections/<reference>/<any(accept, keep):how>")
@requires("matchmaking:manage", on=lambda slug, reference, how: queries.objection_at(slug, reference))
def settle(one: Objection) -> Any:
    """Answer one."""
    form, round_ = SettleForm(), one.meeting.round
    if not form.validate_on_submit():
        return _list(round_, one.public_id, form), 422
    try:
        services.settle(one, form.answer.data or "", accept=request.path.endswith("/accept"))
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("Answered; they are told by mail."))
    return redirect_to("matchmaking.objections", slug=round_.summit.slug)

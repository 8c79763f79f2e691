"""Times for meetings."""

from datetime import datetime, time, timedelta
from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.tz import from_local
from summitapp.core.web import blame, explain, flash_done, flash_warning, redirect_to, requires
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.forms import block_form
from summitapp.matchmaking.models import MeetingBlock, MeetingRound
from summitapp.matchmaking.values import Stretch
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at


@bp.get(f"{PATH}/blocks/")
@requires("matchmaking:see", on=round_at)
def blocks(one: MeetingRound) -> str:
    """Show the blocks with their slots, and how many are free in each."""
    return _page(one, block_form(one.summit.timezone)(None, data=_suggested(one)))


def _page(one: MeetingRound, form: Any) -> str:
    return page("blocks", one, form=form, blocks=queries.blocks_of(one.id), standing=queries.standing_by_slot(one.id),
                free=queries.free_by_slot(one))  # fmt: skip


def _suggested(one: MeetingRound) -> dict[str, Any]:
    """Meetings of twenty-five minutes with five to change over: half an hour is what most programmes are cut into."""
    start = from_local(datetime.combine(one.summit.starts_on, time(14)), one.summit.timezone, second=False)
    return {"slot_minutes": 25, "pause_minutes": 5, "starts_at": start, "ends_at": start + timedelta(hours=2)}


@bp.post(f"{PATH}/blocks/")
@requires("matchmaking:manage", on=round_at)
def add_block(one: MeetingRound) -> Any:
    """Set time aside."""
    form = block_form(one.summit.timezone)()
    if form.validate_on_submit():
        try:
            block = services.add_block(one, _span(form), form.slot_minutes.data, form.pause_minutes.data)
        except DomainError as error:
            blame(form, error)
        else:
            number = len(block.slots)
            flash_done(ngettext("Set aside: %(num)s time for meetings.", "Set aside: %(num)s times for meetings.", number))
            return redirect_to("matchmaking.blocks", slug=one.summit.slug)
    return _page(one, form), 422


def _span(form: Any) -> Stretch:
    return Stretch(form.starts_at.data, form.ends_at.data)


@bp.get(f"{PATH}/blocks/<reference>/")
@requires("matchmaking:manage", on=queries.block_at)
def block(one: MeetingBlock) -> str:
    """Show one block to be changed."""
    return _block_page(one, block_form(one.round.summit.timezone)(None, obj=one))


def _block_page(one: MeetingBlock, form: Any) -> str:
    return page("block", one.round, block=one, form=form, tab="matchmaking.blocks",
                standing=sum(queries.standing_by_slot(one.round_id).get(slot.id, 0) for slot in one.slots))  # fmt: skip


@bp.post(f"{PATH}/blocks/<reference>/")
@requires("matchmaking:manage", on=queries.block_at)
def change_block(one: MeetingBlock) -> Any:
    """Move a block, or cut it anew."""
    form = block_form(one.round.summit.timezone)()
    if form.validate_on_submit():
        try:
            services.change_block(one, _span(form), form.slot_minutes.data, form.pause_minutes.data)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The times are changed."))
            return redirect_to("matchmaking.blocks", slug=one.round.summit.slug)
    return _block_page(one, form), 422


@bp.post(f"{PATH}/blocks/<reference>/remove")
@requires("matchmaking:manage", on=queries.block_at)
def remove_block(one: MeetingBlock) -> Any:
    """Give the time back."""
    slug = one.round.summit.slug
    try:
        services.remove_block(one)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("The time is free again."))
    return redirect_to("matchmaking.blocks", slug=slug)

"""Rules and numbers of a round."""

from typing import Any

from summitapp.core.errors import DomainError, Stale
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, redirect_to, requires
from summitapp.matchmaking import services
from summitapp.matchmaking.forms import numbers_form
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at


@bp.get(f"{PATH}/setting/")
@requires("matchmaking:manage", on=round_at)
def setting(one: MeetingRound) -> str:
    """Show the numbers."""
    return page("setting", one, form=_fresh(one))


def _fresh(one: MeetingRound) -> Any:
    form = numbers_form(one.summit.timezone)(None, obj=services.numbers_of(one))
    form.revision.data = str(services.mark_of(one))
    return form


@bp.post(f"{PATH}/setting/")
@requires("matchmaking:manage", on=round_at)
def change_setting(one: MeetingRound) -> Any:
    """Save the numbers."""
    form = numbers_form(one.summit.timezone)()
    if not form.validate_on_submit():
        return page("setting", one, form=form), 422
    try:
        services.change_numbers(one, form.numbers, form.expected_revision)
    except Stale as error:
        fresh = _fresh(one)
        blame(fresh, error)
        return page("setting", one, form=fresh), error.status
    except DomainError as error:
        blame(form, error)
        return page("setting", one, form=form), error.status
    flash_done(_("The numbers are saved. Proposals made before are marked as out of date."))
    return redirect_to("matchmaking.organise", slug=one.summit.slug)

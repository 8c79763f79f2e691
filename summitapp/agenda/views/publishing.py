"""The page before a release: what is still to mend, what changes, who is told, and the one button."""

from typing import Any

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import PublishForm
from summitapp.agenda.models import AgendaVersion
from summitapp.agenda.values import CHECK_GOOD, AgendaConflicts, AgendaNotices, CheckKind
from summitapp.agenda.views.frame import bp
from summitapp.agenda.views.organise import board, summit_of
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, explain, flash_done, may, redirect_to, render, requires
from summitapp.summits.models import Summit


@bp.route("/organise/<slug>/agenda/publish/", methods=["GET", "POST"])
@requires("agenda:publish", on=summit_of)
def publish(summit: Summit) -> Any:
    """What would change, what is still wrong, and the one button."""
    form = PublishForm()
    if form.validate_on_submit():
        try:
            version = services.publish_agenda(
                summit, form.note.data, form.mark.data if form.acknowledged.data else "", form.name.data or ""
            )
        except (AgendaConflicts, AgendaNotices) as error:
            return _publish_page(summit, form, error), error.status
        except DomainError as error:
            blame(form, error)
            return _publish_page(summit, form, None), error.status
        flash_done(_("Version %(number)s is published. Pages and calendars show it now.", number=version.label))
        return to_told(version)
    return _publish_page(summit, form, None), 422 if form.is_submitted() else 200


def to_told(version: AgendaVersion) -> Any:
    """Go where those who are concerned are told, or back to the draft if that is nobody or not for this reader."""
    if may("agenda:tell", version) and queries.notice_states([version.id])[version.id]:
        return redirect_to("agenda.told", slug=version.summit.slug, number=version.number)
    return redirect_to("agenda.editor", slug=version.summit.slug)


def _publish_page(summit: Summit, form: PublishForm, error: DomainError | None) -> str:
    facts = board(summit)
    form.mark.data = facts["mark"]
    if not form.is_submitted():
        form.name.data = facts["next_name"]
    if error is not None:
        form.acknowledged.errors = [explain(error)]
    unplaced = queries.unplaced(summit)
    unchanged = facts["released"] is not None and not facts["changes"]
    checks = _checks(summit, facts, unplaced, bool(form.note.data))
    if unchanged:
        checks = [check for check in checks if check.kind is not CheckKind.NO_NOTE]
    return render("agenda/publish.html", summit=summit, demo=summit.is_demo, form=form, unplaced=unplaced,
                  checks=checks, unchanged=unchanged,
                  check_good=CHECK_GOOD, told=0 if unchanged else _told(summit, facts), **facts)  # fmt: skip


def _checks(summit: Summit, facts: dict[str, Any], unplaced: list[Any], noted: bool) -> Any:
    placements = facts["programme"].placements
    there = {placement.code for placement in placements}
    lost = [one for one in facts["before"] if not one.cancelled and one.code not in there]
    chosen = queries.chosen_by([one.reference for one in lost])
    return rules.check_release(
        placements, facts["before"], facts["found"],
        {room.code: room.capacity for room in facts["programme"].rooms.values()}, replies=queries.replies_of(summit),
        unplaced=[(one.code, one.title) for one in unplaced if one.state.value != "cancelled"],
        chosen={one.code: chosen.get(one.reference, 0) for one in lost}, noted=noted,
    )  # fmt: skip


def _told(summit: Summit, facts: dict[str, Any]) -> int:
    """Return for how many people a mail would be prepared."""
    placements = rules.releasable(facts["programme"].placements)
    return len(services.gather_news(summit, facts["released"], facts["before"], placements))

"""Reminders: what goes out by itself, when next, and what became of it."""

from typing import Any

from flask import request

from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.mailings import queries, services
from summitapp.mailings.forms import AFTER, BEFORE, ReminderForm
from summitapp.mailings.models import Reminder
from summitapp.mailings.values import ANCHOR_NAMES, LEFT_OUT_NAMES, OUTCOME_NAMES, PLACEHOLDERS, TextFaulty, TextMissing
from summitapp.mailings.values.starters import STARTERS
from summitapp.mailings.views import bp
from summitapp.mailings.views.offering import offered
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/mailings/reminders/")
@requires("mailing:see", on=summits.by_slug)
def reminders(summit: Summit) -> str:
    """List the reminders with the moments at which they go out."""
    found = queries.reminders(summit.id)
    return render(
        "mailings/reminders.html", summit=summit, reminders=found, anchors=ANCHOR_NAMES, outcomes=OUTCOME_NAMES,
        outlooks={one.id: services.outlook(one) for one in found}, demo=summit.is_demo,
    )  # fmt: skip


def _page(summit: Summit, form: ReminderForm, reminder: Reminder | None = None, status: int = 200) -> Any:
    return render(
        "mailings/reminder.html", summit=summit, form=form, reminder=reminder, placeholders=PLACEHOLDERS.values(),
        outlook=services.outlook(reminder) if reminder else None, reasons=LEFT_OUT_NAMES, demo=summit.is_demo,
        roll=services.roll_of_reminder(reminder) if reminder else None, starters=STARTERS,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/mailings/reminders/new/")
@requires("mailing:write", on=summits.by_slug)
def new_reminder(summit: Summit) -> Any:
    """Show the form of a new reminder."""
    form = offered(summit, ReminderForm(None, data={"days": 7}))
    said = services.starter(summit, request.args.get("text", ""))
    if said is not None:
        form.show(said)
    return _page(summit, form)


def _save(summit: Summit, form: ReminderForm, reminder: Reminder | None) -> Any:
    if form.validate_on_submit():
        when = (form.dated(), form.offset(), form.at.data)
        try:
            if reminder is None:
                services.add_reminder(summit, form.wording(), form.audience(), *when)
            else:
                services.change_reminder(reminder, form.wording(), form.audience(), *when)
        except TextFaulty as error:
            form.blame(error)
        else:
            if reminder is None:
                flash_done(_("The reminder is there and still switched off. Look at its date, then switch it on."))
            else:
                flash_done(_("The reminder is changed."))
            return redirect_to("mailings.reminders", slug=summit.slug)
    return _page(summit, form, reminder, 422)


@bp.post("/organise/<slug>/mailings/reminders/new/")
@requires("mailing:write", on=summits.by_slug)
def add_reminder(summit: Summit) -> Any:
    """Add a reminder, switched off."""
    return _save(summit, offered(summit, ReminderForm()), None)


@bp.get("/organise/<slug>/mailings/reminders/<reference>/")
@requires("mailing:write", on=queries.reminder_of)
def edit_reminder(reminder: Reminder) -> Any:
    """Show a reminder."""
    form = offered(reminder.summit, ReminderForm(None))
    form.show(reminder.wording)
    form.aim(reminder.audience)
    form.days.data, form.way.data = abs(reminder.days), AFTER if reminder.days > 0 else BEFORE
    form.anchor.data, form.at.data = reminder.anchor.value, reminder.at
    return _page(reminder.summit, form, reminder)


@bp.post("/organise/<slug>/mailings/reminders/<reference>/")
@requires("mailing:write", on=queries.reminder_of)
def change_reminder(reminder: Reminder) -> Any:
    """Change a reminder."""
    return _save(reminder.summit, offered(reminder.summit, ReminderForm()), reminder)


@bp.post("/organise/<slug>/mailings/reminders/<reference>/switch/")
@requires("mailing:write", on=queries.reminder_of)
def switch_reminder(reminder: Reminder) -> Any:
    """Switch a reminder on or off."""
    on = request.form.get("on") == "1"
    try:
        services.switch(reminder, on)
    except TextMissing as error:
        flash_warning(explain(error))
    else:
        flash_done(_("Switched on.") if on else _("Switched off: nothing goes out."))
    return redirect_to("mailings.reminders", slug=reminder.summit.slug)


@bp.post("/organise/<slug>/mailings/reminders/<reference>/remove/")
@requires("mailing:write", on=queries.reminder_of)
def remove_reminder(reminder: Reminder) -> Any:
    """Remove a reminder."""
    summit = reminder.summit
    services.remove_reminder(reminder)
    flash_done(_("The reminder is removed. What it sent stays in the list of mailings."))
    return redirect_to("mailings.reminders", slug=summit.slug)

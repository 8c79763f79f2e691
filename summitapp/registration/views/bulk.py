"""Deciding about many at once: those who are ticked, or all that the filter shows, asked once more before it is done."""

from typing import Any

from flask import request

from summitapp.core.errors import Invalid
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.registration import queries, services
from summitapp.registration.forms import MOST_CHOSEN, BulkForm
from summitapp.registration.models import Registration
from summitapp.registration.services import Outcome
from summitapp.registration.values import NO_DELEGATION, Bulk, CategoryUnknown, DelegationUnknown, State
from summitapp.registration.views import bp
from summitapp.registration.views.table import Look, look
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_SHOWN = 20


@bp.post("/organise/<slug>/registrations/bulk")
@requires("registration:decide", on=summits.by_slug)
def bulk(summit: Summit) -> Any:
    """Ask whether it is meant, and do it with everybody who was chosen."""
    form, seen = BulkForm(), look(summit)
    form.offer(summit.categories, seen.form.delegation.choices)
    people = _meant(seen, form)
    if (what := form.deed()) is None or not people or len(people) > MOST_CHOSEN:
        _say_why_not(people)
        return redirect_to("registration.organise", slug=summit.slug, **request.args)
    if form.asks(what, len(people)):
        return _question(seen, form, what, people)
    try:
        outcome = _do(what, form, summit, people)
    except Invalid as error:
        form.show(error.faults, explain(error))
        return _question(seen, form, what, people), 422
    _say(what, outcome)
    return redirect_to("registration.organise", slug=summit.slug, **request.args)


def _meant(seen: Look, form: BulkForm) -> list[Registration]:
    if form.scope.data != "all":
        return queries.chosen(seen.summit.id, form.ticked())
    return queries.every(seen.summit.id, seen.narrowed, seen.form.order(), current_language(), MOST_CHOSEN + 1)


def _say_why_not(people: list[Registration]) -> None:
    if len(people) > MOST_CHOSEN:
        flash_warning(_("This filter shows more than %(most)s people. Please narrow it: so many can be decided "
                        "about together.", most=MOST_CHOSEN))  # fmt: skip
    else:
        flash_warning(_("Nobody was chosen. Tick the boxes of those you decide about."))


def _question(seen: Look, form: BulkForm, what: Bulk, people: list[Registration]) -> str:
    return render(
        "registration/bulk.html", summit=seen.summit, form=form, what=what, people=people[:_SHOWN],
        references=[one.public_id for one in people], more=max(len(people) - _SHOWN, 0), number=len(people),
        kept=seen.kept, demo=seen.summit.is_demo,
    )  # fmt: skip


def _do(what: Bulk, form: BulkForm, summit: Summit, people: list[Registration]) -> Outcome:
    reason = form.reason.data or ""
    deeds: dict[Bulk, services.Deed] = {
        Bulk.APPROVE: lambda one: services.approve(one, reason),
        Bulk.DECLINE: lambda one: services.decline(one, reason),
        Bulk.CANCEL: lambda one: services.cancel(one, reason),
    }
    if what is Bulk.CATEGORY:
        category = next((one for one in summit.categories if str(one.id) == form.category.data), None)
        if category is None:
            raise CategoryUnknown({"category": CategoryUnknown.message})
        return services.each(people, lambda one: services.change_category(one, category))
    if what is Bulk.DELEGATION:
        delegation = _delegation(summit, form.delegation.data)
        return services.each(people, lambda one: services.change_delegation(one, delegation))
    return services.each(people, deeds[what])


def _delegation(summit: Summit, number: str | None) -> Delegation | None:
    if number == str(NO_DELEGATION):
        return None
    found = next((one for one in delegations.of_summit(summit.id) if str(one.id) == number), None)
    if found is None:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    return found


def _say(what: Bulk, outcome: Outcome) -> None:
    for said in _SAID[what](outcome.done):
        flash_done(said)
    for one, error in outcome.refused[:_SHOWN]:
        flash_warning(f"{one.person.name.full} ({one.code}): {explain(error)}")
    if (more := len(outcome.refused) - _SHOWN) > 0:
        flash_warning(ngettext("One more person could not be done.", "%(num)s more people could not be done.", more))


def _approved(done: list[Registration]) -> list[str]:
    waiting = sum(one.state is State.WAITING for one in done)
    placed, said = len(done) - waiting, []
    if placed:
        said.append(ngettext("One person has a place and is told by mail.",
                             "%(num)s people have a place and are told by mail.", placed))  # fmt: skip
    if waiting:
        said.append(ngettext("No place was free for one person, who is on the waiting list and told so by mail.",
                             "No place was free for %(num)s people, who are on the waiting list and told so by mail.",
                             waiting))  # fmt: skip
    return said


def _declined(done: list[Registration]) -> list[str]:
    return [ngettext("One registration was declined; the person reads your reason in a mail.",
                     "%(num)s registrations were declined; the people read your reason in a mail.",
                     len(done))] if done else []  # fmt: skip


def _cancelled(done: list[Registration]) -> list[str]:
    return [ngettext("One place was cancelled; the person reads your reason in a mail.",
                     "%(num)s places were cancelled; the people read your reason in a mail.",
                     len(done))] if done else []  # fmt: skip


def _assigned(done: list[Registration]) -> list[str]:
    return [ngettext("One person was changed.", "%(num)s people were changed.", len(done))] if done else []


_SAID = {
    Bulk.APPROVE: _approved, Bulk.DECLINE: _declined, Bulk.CANCEL: _cancelled, Bulk.CATEGORY: _assigned,
    Bulk.DELEGATION: _assigned,
}  # fmt: skip

"""Choosing sessions: everything a participant may see, and one session as they have it."""

from datetime import date

from flask import request

from summitapp.agenda import queries as agenda
from summitapp.agenda.values import Aftermath, Visibility
from summitapp.core.tz import to_local
from summitapp.core.web import render, requires
from summitapp.directory.values import SDGS, TOPICS
from summitapp.enrolment import queries, services
from summitapp.enrolment.forms import FeedbackForm
from summitapp.enrolment.queries import Visit
from summitapp.enrolment.values import Item, NoSuchSession
from summitapp.enrolment.views.frame import around, bp, mine
from summitapp.registration.values import State


@bp.get("/my/summits/<slug>/sessions/")
@requires("enrolment:use", on=mine)
def choose(visit: Visit) -> str:
    """Show the sessions of one day to choose from; with ``?places=1`` only those in which people enrol."""
    summit = visit.registration.summit
    only = request.args.get("places") == "1"
    offered = [one for one in services.offered_to(visit.registration) if one.released.enrols or not only]
    days = sorted({_day(one, summit.timezone) for one in offered})
    chosen = _chosen(days)
    shown = [one for one in offered if _day(one, summit.timezone) == chosen]
    return render("enrolment/choose.html", registration=visit.registration, items=shown, days=days, chosen=chosen,
                  only=only, **around(summit))  # fmt: skip


def _day(item: Item, zone: str) -> date:
    return to_local(item.placement.starts_at, zone).date()


def _chosen(days: list[date]) -> date | None:
    """Return the day the address asks for, else the first."""
    asked = request.args.get("day", "")
    return next((day for day in days if day.isoformat() == asked), days[0] if days else None)


@bp.get("/my/summits/<slug>/sessions/<code>/")
@requires("enrolment:use", on=mine)
def session(visit: Visit) -> str:
    """Show one session as this participant has it: its place, what falls on the same time, its feedback."""
    item = services.item_at(visit.registration, visit.code)
    return session_page(visit, item, _form(item))


def session_page(visit: Visit, item: Item, form: FeedbackForm | None) -> str:
    """Show the page of one session, with a feedback form that came back or a fresh one."""
    summit, person = visit.registration.summit, visit.registration.person
    whole = agenda.programme_for_person(summit, person.public_id).only(lambda one: one.code == visit.code)
    if not whole.placements:
        raise NoSuchSession
    reports = queries.reports_of(summit, [visit.code]) if item.released.appears and item.over else {}
    return render("enrolment/session.html", registration=visit.registration, item=item, placement=whole.placements[0],
                  form=form, report=reports.get(visit.code), left_behind=_left_behind(visit, item),
                  topics=TOPICS, sdgs=SDGS, **around(summit))  # fmt: skip


def _left_behind(visit: Visit, item: Item) -> Aftermath:
    """Return the minutes and the outcome, as far as they are for this reader."""
    readers = [Visibility.PUBLIC]
    if visit.registration.state is State.CONFIRMED:
        readers.append(Visibility.DELEGATES)
    if item.released.appears:
        readers += [Visibility.DELEGATES, Visibility.CLOSED]
    return agenda.aftermath_of(visit.registration.summit, visit.code, *readers)


def _form(item: Item) -> FeedbackForm | None:
    if item.rates is None:
        return None
    return FeedbackForm(formdata=None, data={"stars": item.rates.stars, "text": item.rates.text})

"""Requests about data: writing them down, handling them, answering them."""

from typing import Any

from flask import Response, request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import attachment, explain, flash_done, redirect_to, render, requires
from summitapp.privacy import queries, services
from summitapp.privacy.forms import AnswerForm, FindForm, RequestForm
from summitapp.privacy.models import DataRequest
from summitapp.privacy.values import CHANNEL_WORDS, EXEMPT_WORDS, REQUEST_KIND_WORDS, REQUEST_STATE_WORDS, RequestState
from summitapp.privacy.views.organise import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _new(summit: Summit, form: RequestForm, status: int = 200) -> Any:
    person = queries.person_at(summit.id, form.person.data or "")
    return render("privacy/request_new.html", summit=summit, form=form, person=person, demo=summit.is_demo), status


@bp.get("/organise/<slug>/privacy/requests/new/")
@requires("privacy:handle", on=summits.by_slug)
def new(summit: Summit) -> Any:
    """Show the form; ``?person=`` says whose data it is about."""
    return _new(summit, RequestForm(None, person=request.args.get("person", ""), received_on=services.today()))


@bp.post("/organise/<slug>/privacy/requests/new/")
@requires("privacy:handle", on=summits.by_slug)
def enter(summit: Summit) -> Any:
    """Write a request down."""
    form = RequestForm()
    if not form.validate_on_submit():
        return _new(summit, form, 422)
    made = services.enter_request(summit, form.asked(), queries.person_at(summit.id, form.person.data or ""))
    flash_done(_("The request is written down. It has to be answered within thirty days."))
    return redirect_to("data_requests.see", slug=summit.slug, reference=made.public_id)


def _page(found: DataRequest, form: AnswerForm, status: int = 200) -> Any:
    person = found.person if found.person is not None and found.person.given_name else None
    exempt = [EXEMPT_WORDS[one] for one in services.exemptions_of(person)] if person else []
    find = FindForm(request.args)
    if not find.q.data:
        find.q.data = found.name
    candidates = queries.find_people(found.summit_id or 0, find.q.data or "") if found.person is None else []
    return render(
        "privacy/request.html", summit=found.summit, asked=found, person=person, form=form, exempt=exempt,
        find=find, candidates=candidates,
        kinds=REQUEST_KIND_WORDS, channels=CHANNEL_WORDS, states=REQUEST_STATE_WORDS, today=services.today(),
        demo=found.summit.is_demo if found.summit else False,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/privacy/requests/<reference>/")
@requires("privacy:handle", on=queries.request_at)
def see(found: DataRequest) -> Any:
    """Show a request with what can be done about it."""
    return _page(found, AnswerForm(None))


def _back(found: DataRequest) -> Any:
    assert found.summit is not None
    return redirect_to("data_requests.see", slug=found.summit.slug, reference=found.public_id)


@bp.post("/organise/<slug>/privacy/requests/<reference>/person/")
@requires("privacy:handle", on=queries.request_at)
def say_who(found: DataRequest) -> Any:
    """Say whose data it is about."""
    assert found.summit is not None
    person = queries.person_at(found.summit.id, request.form.get("person", ""))
    if person is not None:
        services.say_who(found, person)
    return _back(found)


@bp.post("/organise/<slug>/privacy/requests/<reference>/file/")
@requires("privacy:handle", on=queries.request_at)
def file(found: DataRequest) -> Response:
    """Make the file for the person; that it was made stands in the log."""
    made = services.write_file(services.hand_over(found))
    return attachment(made.data, made.content_type, made.filename)


@bp.post("/organise/<slug>/privacy/requests/<reference>/erase/")
@requires("privacy:handle", on=queries.request_at)
def erase(found: DataRequest) -> Any:
    """Erase the person and close the request."""
    services.erase(found)
    flash_done(_("Everything that could be erased is erased. A last mail has gone out as the proof, if there was an address."))
    return _back(found)


@bp.post("/organise/<slug>/privacy/requests/<reference>/answer/")
@requires("privacy:handle", on=queries.request_at)
def answer(found: DataRequest) -> Any:
    """Close a request with what was answered."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    try:
        services.answer(found, RequestState(form.state.data), form.answer.data or "")
    except DomainError as error:
        form.answer.errors = [*form.answer.errors, explain(error)]
        return _page(found, form, error.status)
    flash_done(_("The request is closed."))
    return _back(found)

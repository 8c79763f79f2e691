"""Privacy of a summit: what is asked, what the nights deleted, whose names are hidden, and the record."""

from typing import Any

from flask import Response, request

from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX
from summitapp.core.web import attachment, flash_done, lang_blueprint, redirect_to, render, requires
from summitapp.directory.models import Person
from summitapp.privacy import queries, services
from summitapp.privacy.forms import FindForm, HideForm
from summitapp.privacy.values import (
    BASIS_WORDS,
    CHANNEL_WORDS,
    KIND_WORDS,
    RECIPIENT_WORDS,
    REQUEST_KIND_WORDS,
    REQUEST_STATE_WORDS,
    SUBJECT_WORDS,
)
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = lang_blueprint("data_requests", __name__)
Named = tuple[Summit, Person]


@bp.get("/organise/<slug>/privacy/")
@requires("privacy:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show open requests first, then what the nights do."""
    return render(
        "privacy/organise.html", summit=summit, demo=summit.is_demo, requests=queries.requests_of(summit.id),
        kinds=REQUEST_KIND_WORDS, channels=CHANNEL_WORDS, states=REQUEST_STATE_WORDS, today=services.today(),
        hidden=queries.hidden_people(summit.id), nights=queries.nights(summit.public_id), labels=services.LABELS,
        forecast=services.forecast(summit), calendar=services.calendar_of(summit),
    )  # fmt: skip


@bp.get("/organise/<slug>/privacy/record/")
@requires("privacy:see", on=summits.by_slug)
def record(summit: Summit) -> str:
    """Show the record of processing."""
    return render(
        "privacy/record.html", summit=summit, demo=summit.is_demo, record=services.record_of_processing(),
        kinds=KIND_WORDS, bases=BASIS_WORDS, recipients=RECIPIENT_WORDS, subjects=SUBJECT_WORDS,
    )  # fmt: skip


@bp.get("/organise/<slug>/privacy/record.xlsx")
@requires("privacy:see", on=summits.by_slug)
def record_file(summit: Summit) -> Response:
    """Hand the record over as a workbook; it holds no personal data itself."""
    return attachment(services.record_workbook(), XLSX, f"record-{summit.slug}.xlsx")


# --- names that must not be shown ----------------------------------------------------------------------


def _named(slug: str, reference: str) -> Named | None:
    summit = summits.by_slug(slug)
    person = queries.person_at(summit.id, reference) if summit is not None else None
    return (summit, person) if summit is not None and person is not None else None


@bp.get("/organise/<slug>/privacy/people/")
@requires("privacy:handle", on=summits.by_slug)
def people(summit: Summit) -> str:
    """Find the person a request is about."""
    form = FindForm(request.args)
    return render(
        "privacy/people.html", summit=summit, demo=summit.is_demo, form=form,
        found=queries.find_people(summit.id, form.q.data or ""), asked=bool((form.q.data or "").strip()),
    )  # fmt: skip


@bp.get("/organise/<slug>/privacy/people/<reference>/")
@requires("privacy:handle_person", on=_named)
def person(named: Named) -> Any:
    """Show what can be done with somebody's name."""
    return _person(named, HideForm(None))


def _person(named: Named, form: HideForm, status: int = 200) -> Any:
    summit, found = named
    return render("privacy/person.html", summit=summit, person=found, form=form, demo=summit.is_demo), status


@bp.post("/organise/<slug>/privacy/people/<reference>/hide/")
@requires("privacy:handle_person", on=_named)
def hide(named: Named) -> Any:
    """Hide a name everywhere."""
    form, (summit, found) = HideForm(), named
    if not form.validate_on_submit():
        return _person(named, form, 422)
    services.hide(found, form.reason.data.strip(), summit)
    flash_done(_("The name is hidden: on pages, in feeds, lists and searches. You can take this back here."))
    return redirect_to("data_requests.person", slug=summit.slug, reference=found.public_id)


@bp.post("/organise/<slug>/privacy/people/<reference>/show/")
@requires("privacy:handle_person", on=_named)
def show(named: Named) -> Any:
    """Take the hiding back."""
    summit, found = named
    services.show_again(found, summit)
    flash_done(_("The name is shown again."))
    return redirect_to("data_requests.person", slug=summit.slug, reference=found.public_id)

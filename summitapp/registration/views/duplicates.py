"""People who are probably there twice: side by side, told apart, or merged after a page that says what will happen."""

from dataclasses import replace
from typing import Any

from flask import request

from summitapp.consents import queries as consents
from summitapp.consents.values import Decision
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import flash_done, flash_warning, redirect_to, render, requires
from summitapp.directory.rules import compare
from summitapp.directory.values import SIGN_NAMES
from summitapp.registration import queries, rules, services
from summitapp.registration.forms import MergeForm
from summitapp.registration.models import Pair, Registration
from summitapp.registration.values import ACTIVE, MERGE_NAMES, SEATED, STATE_NAMES, PairState
from summitapp.registration.views import bp, sides
from summitapp.registration.views.refusing import show_refusal
from summitapp.registration.views.table import cut_of
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_FOUND = 10


@bp.get("/organise/<slug>/registrations/duplicates/")
@requires("registration:decide", on=summits.by_slug)
def duplicates(summit: Summit) -> str:
    """Show the pairs that are probably one person's, the most alike first, or those that were told apart."""
    apart = request.args.get("show") == "apart"
    page = queries.pairs(summit.id, PairState.DISTINCT if apart else PairState.OPEN, cut_of())
    return render(
        "registration/duplicates.html", summit=summit, page=page, apart=apart, states=STATE_NAMES, signs=SIGN_NAMES,
        names=MERGE_NAMES, sides={pair.id: sides.of(pair.one, pair.other) for pair in page.rows},
        number=queries.pair_count(summit.id), most=queries.MOST_PAIRS, waiting=queries.uncompared_count(summit.id),
        demo=summit.is_demo,
    )  # fmt: skip


@bp.post("/organise/<slug>/registrations/duplicates/look")
@requires("registration:decide", on=summits.by_slug)
def look_now(summit: Summit) -> Any:
    """Compare those who came in since, without waiting for the next minute."""
    number = services.compare_new(summit.id)
    flash_done(ngettext("One registration was compared.", "%(num)s registrations were compared.", number))
    return redirect_to("registration.duplicates", slug=summit.slug)


@bp.post("/organise/<slug>/registrations/duplicates/<reference>/apart")
@requires("registration:decide", on=queries.pair_of)
def tell_apart(pair: Pair) -> Any:
    """Remember that these are two people."""
    services.tell_apart(pair)
    flash_done(_("Noted: %(one)s and %(other)s are two people. You find them under “Told apart”.",
                 one=pair.one.person.name.full, other=pair.other.person.name.full))  # fmt: skip
    return redirect_to("registration.duplicates", slug=pair.summit.slug)


@bp.post("/organise/<slug>/registrations/duplicates/<reference>/reopen")
@requires("registration:decide", on=queries.pair_of)
def reopen_pair(pair: Pair) -> Any:
    """Look at two once more that were told apart."""
    services.reopen_pair(pair)
    return redirect_to("registration.duplicates", slug=pair.summit.slug)


# --- merging ------------------------------------------------------------------------------------


@bp.get("/organise/<slug>/registrations/<code>/merge/")
@requires("registration:decide", on=queries.by_code)
def choose_other(registration: Registration) -> str:
    """Ask with whom, and find them by name, code or address."""
    summit, text = registration.summit, request.args.get("q", "")
    found = queries.search(summit.id, text, _FOUND + 1)
    return render(
        "registration/merge_with.html", summit=summit, registration=registration, q=text, states=STATE_NAMES,
        found=[one for one in found if one.id != registration.id and one.state in ACTIVE][:_FOUND], demo=summit.is_demo,
    )  # fmt: skip


def _both(slug: str, code: str, other: str) -> tuple[Registration, Registration] | None:
    one, two = queries.by_code(slug, code), queries.by_code(slug, other)
    return (one, two) if one is not None and two is not None and one.id != two.id else None


def _consents(one: Registration, other: Registration) -> list[tuple[Decision, Decision]]:
    """Return where both stand on each purpose; what only one was ever asked, the other said nothing to."""
    both = [{decision.purpose: decision for decision in consents.decisions(side.person_id)} for side in (one, other)]
    silent = {purpose: replace(decision, given=None) for side in both for purpose, decision in side.items()}
    return [(both[0].get(purpose, nothing), both[1].get(purpose, nothing)) for purpose, nothing in silent.items()]


def _merge_page(one: Registration, other: Registration, form: MergeForm) -> str:
    kept, gone = (one, other) if form.kept.data != other.code else (other, one)
    return render(
        "registration/merge.html", summit=one.summit, one=one, other=other, kept=kept, gone=gone, form=form,
        rows=sides.of(one, other), names=MERGE_NAMES, states=STATE_NAMES, signs=SIGN_NAMES, seated=SEATED,
        alike=compare(*(sides.likeness(side) for side in (one, other))),
        consents=_consents(one, other),
        demo=one.summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/registrations/<code>/merge/<other>/")
@requires("registration:merge", on=_both)
def merge(both: tuple[Registration, Registration]) -> Any:
    """Show both side by side, and say what will happen."""
    one, other = both
    if one.state not in ACTIVE or other.state not in ACTIVE:
        flash_warning(_("One of the two has ended: there is nothing to merge."))
        return redirect_to("registration.person", slug=one.summit.slug, code=one.code)
    form = MergeForm(None)
    form.kept.data = request.args.get("kept") or rules.lives_on(one.code, one.state, other.code, other.state)
    return _merge_page(one, other, form)


@bp.post("/organise/<slug>/registrations/<code>/merge/<other>/")
@requires("registration:merge", on=_both)
def do_merge(both: tuple[Registration, Registration]) -> Any:
    """Merge them."""
    one, other = both
    form = MergeForm()
    if not form.validate_on_submit() or form.kept.data not in (one.code, other.code):
        return _merge_page(one, other, form), 422
    kept, gone = (one, other) if form.kept.data == one.code else (other, one)
    try:
        services.merge(kept, gone, form.taken(gone.code), form.reason.data or "")
    except DomainError as error:
        show_refusal(form, error)
        return _merge_page(one, other, form), error.status
    flash_done(_("Merged: %(code)s goes on, %(other)s has ended.", code=kept.code, other=gone.code))
    return redirect_to("registration.person", slug=kept.summit.slug, code=kept.code)


# --- the same human being at another summit -----------------------------------------------------


def _elsewhere(slug: str, code: str, reference: str) -> tuple[Registration, Registration] | None:
    one, other = queries.by_code(slug, code), queries.by_reference(reference)
    return (one, other) if one is not None and other in queries.elsewhere(one) else None


@bp.post("/organise/<slug>/registrations/<code>/same-person/<reference>")
@requires("registration:merge", on=_elsewhere)
def join_people(both: tuple[Registration, Registration]) -> Any:
    """Note that somebody who registered for another summit is the same person."""
    here, there = both
    services.join_people(here, there, _("Noted on the page of the registration."))
    flash_done(_("Noted: both registrations are one person’s. Neither of them was changed."))
    return redirect_to("registration.person", slug=here.summit.slug, code=here.code)

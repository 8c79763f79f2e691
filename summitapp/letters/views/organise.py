"""The organisers' queue, one letter with its check and its approvals, and requests on somebody's behalf."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from summitapp.accounts import queries as accounts
from summitapp.audit import queries as audit
from summitapp.core.errors import DomainError, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    blame,
    current_actor,
    flash_done,
    flash_warning,
    limited,
    may,
    page_asked,
    redirect_to,
    render,
    requires,
)
from summitapp.letters import queries, services
from summitapp.letters.forms import ApproveForm, AttendanceForm, ReasonForm, form_for
from summitapp.letters.models import Letter
from summitapp.letters.values import (
    KIND_NAMES,
    PASSPORT_NAMES,
    PAYER_NAMES,
    STANDING_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    AlreadyApproved,
    Facts,
    LetterKind,
    LetterState,
)
from summitapp.letters.views import bp
from summitapp.letters.views.frame import Page, asked, new_form, paper
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

KIND = "<any(visa,attendance):kind>"


@bp.get("/organise/<slug>/letters/")
@requires("letter:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the queue: what waits first, then what was decided, the newest first."""
    show, kind = request.args.get("show", ""), request.args.get("kind", "")
    text = request.args.get("q", "").strip()[:100]
    found = queries.number_of(summit.id, show, kind, text)
    page, pages = page_asked(found, queries.PAGE)
    rows = queries.page(summit.id, show, kind, text, page)
    return render(
        "letters/organise.html", summit=summit, rows=rows, found=found, show=show, kind=kind, q=text, page=page,
        pages=pages, kinds=KIND_NAMES, states=STATE_NAMES, tally=queries.tally(summit.id),
        busy=services.busy_delegations(summit), strangers=services.strangers(),
        asked=queries.looked_up([one.public_id for one in rows]), demo=summit.is_demo,
    )  # fmt: skip


# --- one letter -----------------------------------------------------------------------------------------------------------


def _letter_page(letter: Letter, approve: ApproveForm, reason: ReasonForm, status: int = 200) -> Page:
    open_ = letter.state is LetterState.ASKED
    signed = {one.user for one in letter.approvals}
    own = services.concerns(current_actor(), letter)
    findings = services.findings_of(letter) if open_ else []
    history = audit.of_subject(letter.public_id)
    users = {line.actor for line in history if line.actor_kind == "user"} | {letter.requested_by}
    return render(
        "letters/show.html", summit=letter.summit, letter=letter, facts=Facts.of(letter.facts) if letter.facts else None,
        asked=services.request_of(letter), findings=findings, approve=approve, reason=reason, history=history,
        names=accounts.names(users), own=own, signed=current_actor().reference in signed, steps=STEP_NAMES,
        possible=services.possible(findings), kinds=KIND_NAMES, states=STATE_NAMES, standing_names=STANDING_NAMES,
        standing=services.standing_of(letter), paper=queries.document_of(letter.id) is not None,
        passports=PASSPORT_NAMES, payers=PAYER_NAMES, demo=letter.summit.is_demo,
        looked_up=queries.looked_up([letter.public_id]).get(letter.public_id, 0),
    ), status  # fmt: skip


def _approve_form(letter: Letter) -> ApproveForm:
    function = queries.last_function(current_actor().reference)
    return ApproveForm(None, data={"shown": letter.fingerprint, "function": function})


@bp.get("/organise/<slug>/letters/<reference>/")
@requires("letter:see", on=queries.of_summit)
def show(letter: Letter) -> Page:
    """Show everything a letter says, the check with its reasons, the approvals and the history."""
    return _letter_page(letter, _approve_form(letter), ReasonForm(None))


def _back(letter: Letter) -> Response:
    return redirect_to("letters.show", slug=letter.summit.slug, reference=letter.public_id)


@bp.post("/organise/<slug>/letters/<reference>/approve")
@requires("letter:approve", on=queries.of_summit)
def approve(letter: Letter) -> Page:
    """Approve exactly what was shown."""
    form = ApproveForm()
    if not form.validate_on_submit():
        return _letter_page(letter, form, ReasonForm(None), 422)
    try:
        done = services.approve(letter, form.shown.data or "", form.function.data or "")
    except AlreadyApproved as error:
        flash_warning(_(error.message))
        return _back(letter)
    if done.state is LetterState.ISSUED:
        flash_done(_("Issued as %(number)s. The person gets a mail as soon as the paper is laid out.", number=done.serial))
    else:
        flash_done(_("Your approval is noted. Somebody else gives the second one."))
    return _back(done)


def _with_reason(letter: Letter, work: Any, sentence: str) -> Page:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _letter_page(letter, _approve_form(letter), form, 422)
    try:
        work(letter, form.reason.data or "")
    except DomainError as error:
        if not getattr(error, "faults", {}):
            raise
        blame(form, error)
        return _letter_page(letter, _approve_form(letter), form, 422)
    flash_done(sentence)
    return _back(letter)


@bp.post("/organise/<slug>/letters/<reference>/refuse")
@requires("letter:refuse", on=queries.of_summit)
def refuse(letter: Letter) -> Page:
    """Say no, with a reason."""
    return _with_reason(letter, services.refuse, _("Refused. The person reads your reason in a mail."))


@bp.post("/organise/<slug>/letters/<reference>/revoke")
@requires("letter:revoke", on=queries.of_summit)
def revoke(letter: Letter) -> Page:
    """End an issued letter, with a reason."""
    return _with_reason(letter, services.revoke, _("Revoked. Whoever checks the code sees it from now on."))


@bp.post("/organise/<slug>/letters/<reference>/refresh")
@requires("letter:approve", on=queries.of_summit)
def refresh(letter: Letter) -> Page:
    """Take the present details of the registration over."""
    if services.refresh_facts(letter):
        flash_done(_("The letter has the present details now. Approvals given before are void."))
    return _back(letter)


@bp.get("/organise/<slug>/letters/<reference>/preview.png")
@limited("60 per minute")
@requires("letter:see", on=queries.of_summit)
def preview(letter: Letter) -> Response:
    """Show a page of the draft as a picture."""
    if letter.state is not LetterState.ASKED:
        raise NotFound
    answer = Response(services.preview(letter, request.args.get("page", 1, type=int)), content_type="image/png")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/organise/<slug>/letters/<reference>/letter.pdf")
@requires("letter:see", on=queries.of_summit)
def file(letter: Letter) -> Response:
    """Give the paper as it was issued, revoked or not."""
    return paper(letter)


# --- on somebody's behalf ---------------------------------------------------------------------------------------------------


def _for(slug: str, code: str, kind: str = "") -> Registration | None:
    del kind  # the view reads it from the address
    return registrations.by_code(slug, code)


def _kind() -> LetterKind:
    return LetterKind((request.view_args or {})["kind"])


@bp.get("/organise/<slug>/letters/for/<code>/")
@requires("letter:ask", on=_for)
def of_person(registration: Registration) -> str:
    """Show the letters of one person, and what can be asked for on their behalf."""
    letters = queries.of_registration(registration.id)
    waits = {one.kind for one in letters if one.state is LetterState.ASKED}
    offers = [(kind, services.refusal_to_ask(registration, kind), kind in waits) for kind in LetterKind]
    return render(
        "letters/person.html", summit=registration.summit, registration=registration, letters=letters, offers=offers,
        kinds=KIND_NAMES, states=STATE_NAMES, reads=may("letter:see", registration.summit), demo=registration.summit.is_demo,
    )  # fmt: skip


def _behalf_page(registration: Registration, form: AttendanceForm, status: int = 200) -> Page:
    return render(
        "letters/ask_for.html", summit=registration.summit, registration=registration, kind=_kind(), form=form,
        kinds=KIND_NAMES, reads=may("letter:see", registration.summit), demo=registration.summit.is_demo,
    ), status  # fmt: skip


@bp.get(f"/organise/<slug>/letters/for/<code>/{KIND}/")
@requires("letter:ask", on=_for)
def ask_for(registration: Registration) -> Page:
    """Show the form, to be filled in on somebody's behalf."""
    return _behalf_page(registration, new_form(registration, _kind()))


@bp.post(f"/organise/<slug>/letters/for/<code>/{KIND}/")
@limited("30 per minute")
@requires("letter:ask", on=_for)
def send_for(registration: Registration) -> Page:
    """Ask for a letter on somebody's behalf."""
    kind, form = _kind(), form_for(_kind())
    if asked(registration, kind, form):
        flash_done(_("Asked for. Two people other than you approve it."))
        return redirect_to("letters.of_person", slug=registration.summit.slug, code=registration.code)
    return _behalf_page(registration, form, 422)

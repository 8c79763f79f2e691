"""My letters: for the person who takes part."""

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, current_actor, flash_done, limited, redirect_to, render, requires
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.letters import queries, services
from summitapp.letters.forms import AttendanceForm, form_for
from summitapp.letters.models import Letter
from summitapp.letters.values import KIND_NAMES, STANDING_NAMES, STATE_NAMES, LetterKind, LetterState, NotOpen
from summitapp.letters.views import bp
from summitapp.letters.views.frame import Page, asked, form_of, new_form, paper
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State

KIND = "<any(visa,attendance):kind>"


def _myself() -> Person | None:
    return directory.person_of(current_actor())


def _registration(reference: str, kind: str) -> Registration | None:
    del kind  # the view reads it from the address
    return registrations.by_reference(reference)


def _kind() -> LetterKind:
    return LetterKind((request.view_args or {})["kind"])


@bp.get("/my/letters/")
@requires("letter:list_own", on=_myself)
def mine(person: Person) -> str:
    """Show one's letters, and what can be asked for."""
    letters = queries.of_person(person.id)
    going = [one for one in registrations.of_person(person.id) if one.state is State.CONFIRMED]
    offers = [(one, kind, _refusal(one, kind, letters)) for one in going for kind in LetterKind]
    return render(
        "letters/mine.html", person=person, letters=letters, offers=offers, kinds=KIND_NAMES, states=STATE_NAMES,
        standings={one.public_id: services.standing_of(one) for one in letters}, standing_names=STANDING_NAMES,
        papers=queries.with_paper([one.id for one in letters]), here="my",
    )  # fmt: skip


def _refusal(registration: Registration, kind: LetterKind, letters: list[Letter]) -> str:
    """Return in words why this cannot be asked for now; empty if it can."""
    waits = (one.registration_id == registration.id and one.kind is kind and one.state is LetterState.ASKED
             for one in letters)  # fmt: skip
    if any(waits):
        return _("A letter of this kind is being looked at already.")
    found = services.refusal_to_ask(registration, kind)
    return _(found.message) if found else ""


def _ask_page(registration: Registration, kind: LetterKind, form: AttendanceForm, status: int = 200) -> Page:
    return render("letters/ask.html", registration=registration, summit=registration.summit, kind=kind, form=form,
                  kinds=KIND_NAMES, letter=None, here="my"), status  # fmt: skip


@bp.get(f"/my/letters/new/<reference>/{KIND}/")
@requires("letter:manage", on=_registration)
def ask(registration: Registration) -> Page:
    """Show the form."""
    return _ask_page(registration, _kind(), new_form(registration, _kind()))


@bp.post(f"/my/letters/new/<reference>/{KIND}/")
@limited("10 per minute")
@requires("letter:manage", on=_registration)
def send_request(registration: Registration) -> Page:
    """Ask for a letter."""
    kind, form = _kind(), form_for(_kind())
    if asked(registration, kind, form):
        flash_done(_("Your request is with the organisers. Two people look at it; you get a mail as soon as it is decided."))
        return redirect_to("letters.mine")
    return _ask_page(registration, kind, form, 422)


def _change_page(letter: Letter, form: AttendanceForm, status: int = 200) -> Page:
    return render("letters/ask.html", registration=letter.registration, summit=letter.summit, kind=letter.kind, form=form,
                  kinds=KIND_NAMES, letter=letter, here="my"), status  # fmt: skip


@bp.get("/my/letters/<reference>/")
@requires("letter:manage", on=queries.by_reference)
def change(letter: Letter) -> Page:
    """Show what was asked, to be changed while nobody has decided."""
    if letter.state is not LetterState.ASKED:
        return redirect_to("letters.mine")
    return _change_page(letter, form_of(letter))


@bp.post("/my/letters/<reference>/")
@limited("10 per minute")
@requires("letter:manage", on=queries.by_reference)
def save_change(letter: Letter) -> Page:
    """Change what was asked."""
    form = form_for(letter.kind)
    if form.validate_on_submit():
        try:
            services.change_request(letter, form.request(letter.kind))
        except NotOpen:
            raise
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Your request is changed. Approvals given so far are void; the new text is looked at again."))
            return redirect_to("letters.mine")
    return _change_page(letter, form, 422)


@bp.post("/my/letters/<reference>/withdraw")
@requires("letter:manage", on=queries.by_reference)
def withdraw(letter: Letter) -> Page:
    """Take the request back."""
    services.withdraw(letter)
    flash_done(_("Your request is taken back."))
    return redirect_to("letters.mine")


@bp.get("/my/letters/<reference>/letter.pdf")
@limited("30 per minute")
@requires("letter:manage", on=queries.by_reference)
def own_paper(letter: Letter) -> Response:
    """Give the paper to its person, while the letter stands."""
    if letter.state is not LetterState.ISSUED:
        raise NotFound
    return paper(letter)

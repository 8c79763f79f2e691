"""My summit: for the person who takes part, opened by the link in a mail."""

from typing import Any

from flask import make_response, request

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose as ConsentPurpose
from summitapp.contacts import queries as contacts
from summitapp.core.errors import Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    current_actor,
    flash_done,
    lang_blueprint,
    limited,
    public,
    redirect_to,
    render,
    requires,
    safe_target,
    sign_in,
    where_to_go,
)
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.portal import services
from summitapp.portal.forms import AskForm, ConsentForm
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.forms import DetailsForm
from summitapp.registration.models import Registration
from summitapp.registration.values import STATE_NAMES

bp = lang_blueprint("my", __name__)


def myself() -> Person | None:
    """Return the person who asks; nobody for an entry that was merged with another one."""
    return directory.person_of(current_actor())


def _mine(reference: str) -> Registration | None:
    return registrations.by_reference(reference)


def inside(target: str = "") -> Any:
    """Lead somebody who has just come in to ``target``, else to where they wanted to go before, else to My summit."""
    target = target or where_to_go()
    return make_response("", 303, {"Location": target}) if target else redirect_to("my.home")


# --- coming in ---------------------------------------------------------------------------------------


@bp.get("/my/")
@public
def home() -> Any:
    """Show what is next and where each registration stands; a stranger is told how to come in."""
    person = myself()
    if person is None and directory.person_by_reference(current_actor().person) is not None:
        return redirect_to("code.show")  # two entries were merged: the older link alone does not open the other
    if person is None:
        return render("portal/ask.html", form=AskForm(None), here="my")
    standings = services.standing_of(person)
    return render(
        "portal/my.html", person=person, standings=standings, here="my",
        asked=services.waiting_questions(one.registration for one in standings),
        summit=standings[0].registration.summit if standings else None,
        demo=any(one.registration.summit.is_demo for one in standings),
        coming=services.coming_of(person, current_language()), state_names=STATE_NAMES,
        requests=contacts.waiting_for(person.id),
    )  # fmt: skip


@bp.post("/my/")
@limited("5 per minute")
@public
def ask() -> Any:
    """Mail the link again; known and unknown addresses get the same answer."""
    form = AskForm()
    if not form.validate_on_submit():
        return render("portal/ask.html", form=form, here="my"), 422
    services.ask_again(form.email.data)
    return redirect_to("my.asked")


@bp.get("/my/asked/")
@public
def asked() -> str:
    """Say where to look now."""
    return render("portal/asked.html", here="my")


@bp.get("/my/link/<secret>/")
@limited("30 per minute")
@public
def show_link(secret: str) -> str:
    """Show a button: mail scanners follow links, and must prove nothing by it."""
    opened = accounts.open_link(Purpose.MANAGE, secret)
    return render("portal/open.html", secret=secret, owner=opened.subject, here="my",
                  next=safe_target(request.args.get("next", "")))  # fmt: skip


@bp.post("/my/link/<secret>/")
@limited("30 per minute")
@public
def open_link(secret: str) -> Any:
    """Come in; whoever holds the link has received the mail, so the address is proven."""
    sign_in(*services.enter(secret))
    return inside(safe_target(request.args.get("next", "")))


# --- one's own registration ----------------------------------------------------------------------------


def _details(found: Registration, form: DetailsForm, status: int = 200) -> Any:
    closed = not registration.changes_open(found)
    return render(
        "portal/details.html", registration=found, form=form, summit=found.summit, closed=closed, here="my"
    ), status


@bp.get("/my/registrations/<reference>/")
@requires("registration:manage", on=_mine)
def details(found: Registration) -> Any:
    """Show what the person wrote."""
    person = found.person
    data = {
        "given_name": person.given_name, "family_name": person.family_name, "single_name": not person.family_name,
        "function": found.function, "organisation": found.organisation_text, "city": found.city_text,
        "language": found.language, "spoken_languages": found.spoken_languages,
        "interpretation": found.interpretation, "note": found.note,
    }  # fmt: skip
    return _details(found, DetailsForm(None, data=data))


@bp.post("/my/registrations/<reference>/")
@requires("registration:manage", on=_mine)
def change_details(found: Registration) -> Any:
    """Save what the person wrote."""
    form = DetailsForm()
    if form.validate_on_submit():
        try:
            registration.change_own_details(found, form.applicant(found.person.email), form.answers())
        except Invalid as error:
            for name, message in error.faults.items():
                if name in form:
                    form[name].errors = [*form[name].errors, _(message)]
            return _details(found, form, 422)
        flash_done(_("Your details are saved."))
        return redirect_to("my.home")
    return _details(found, form, 422)


@bp.get("/my/registrations/<reference>/withdraw/")
@requires("registration:manage", on=_mine)
def confirm_withdrawal(found: Registration) -> str:
    """Ask before the place is given back."""
    return render("portal/withdraw.html", registration=found, summit=found.summit, here="my")


@bp.post("/my/registrations/<reference>/withdraw/")
@requires("registration:manage", on=_mine)
def withdraw(found: Registration) -> Any:
    """Give the place back."""
    registration.withdraw(found)
    flash_done(_("Your registration is withdrawn. Thank you for telling us; somebody else can have the place."))
    return redirect_to("my.home")


@bp.post("/my/registrations/<reference>/accept/")
@requires("registration:manage", on=_mine)
def accept(found: Registration) -> Any:
    """Take the place that was offered."""
    registration.accept_offer(found)
    flash_done(_("The place is yours. We look forward to seeing you in İzmir."))
    return redirect_to("my.home")


# --- consents --------------------------------------------------------------------------------------------


@bp.get("/my/consents/")
@requires("my:use", on=myself)
def show_consents(person: Person) -> str:
    """Show what the person agreed to."""
    return render("portal/consents.html", decisions=consents.decisions(person.id), form=ConsentForm(None), here="my")


@bp.post("/my/consents/")
@requires("my:use", on=myself)
def change_consents(person: Person) -> Any:
    """Say yes or no to each purpose."""
    given = {ConsentPurpose(value) for value in request.form.getlist("given") if value in list(ConsentPurpose)}
    if ConsentForm().validate_on_submit():
        services.change_consents(person, given)
        flash_done(_("Your choice is saved and holds from now on."))
    return redirect_to("my.show_consents")

"""My data: a file of everything, a new address, and erasure; a fresh code stands before each."""

from typing import Any

from flask import Response

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    attachment,
    explain,
    flash_done,
    fresh,
    lang_blueprint,
    limited,
    public,
    redirect_to,
    render,
    requires,
    sign_in,
    sign_out,
)
from summitapp.directory.models import Person
from summitapp.portal import services
from summitapp.portal.forms import AddressForm, EraseForm
from summitapp.portal.views.my import myself
from summitapp.privacy import services as privacy
from summitapp.privacy.values import EXEMPT_WORDS, RequestKind

bp = lang_blueprint("data", __name__)


@bp.get("/my/data/")
@requires("my:use", on=myself)
def show(person: Person) -> str:
    """Say what a person may do with their data, and lead there."""
    return render("portal/data.html", person=person, here="my")


# --- the file ------------------------------------------------------------------------------------------


@bp.get("/my/data/file/")
@requires("my:use", on=myself)
@fresh
def offer_file(person: Person) -> str:
    """Show the button that makes the file."""
    return render("portal/data_file.html", person=person, here="my")


@bp.post("/my/data/file/")
@limited("10 per hour")
@requires("my:use", on=myself)
@fresh
def make_file(person: Person) -> Response:
    """Hand everything over, once for machines and once for people."""
    export = privacy.export_person(person)
    privacy.note_own(person, RequestKind.ACCESS)
    file = privacy.write_file(export)
    return attachment(file.data, file.content_type, file.filename)


# --- erasure -------------------------------------------------------------------------------------------


def _confirm(person: Person, form: EraseForm, status: int = 200) -> Any:
    exempt = [EXEMPT_WORDS[one] for one in privacy.exemptions_of(person)]
    coming = [one for one in services.standing_of(person) if one.active]
    return render("portal/erase.html", person=person, form=form, exempt=exempt, coming=coming, here="my"), status


@bp.get("/my/data/erase/")
@requires("my:use", on=myself)
@fresh
def confirm_erasure(person: Person) -> Any:
    """Say what goes, what stays and why, before anything is erased."""
    return _confirm(person, EraseForm(None))


@bp.post("/my/data/erase/")
@limited("5 per minute")
@requires("my:use", on=myself)
@fresh
def erase(person: Person) -> Any:
    """Erase the person who asks; their session ends with it."""
    form = EraseForm()
    if not form.validate_on_submit():
        return _confirm(person, form, 422)
    privacy.note_own(person, RequestKind.ERASURE)
    privacy.erase_person(person)
    sign_out()
    return redirect_to("data.erased")


@bp.get("/my/erased/")
@public
def erased() -> str:
    """Say that it is done."""
    return render("portal/erased.html", here="my")


# --- a new address -------------------------------------------------------------------------------------


def _address(person: Person, form: AddressForm, status: int = 200) -> Any:
    return render("portal/address.html", person=person, form=form, here="my"), status


@bp.get("/my/data/address/")
@requires("my:use", on=myself)
@fresh
def address(person: Person) -> Any:
    """Ask for the new address."""
    return _address(person, AddressForm(None))


@bp.post("/my/data/address/")
@limited("5 per hour")
@requires("my:use", on=myself)
@fresh
def ask_address(person: Person) -> Any:
    """Send a link to the new address; nothing changes before it is opened."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _address(person, form, 422)
    try:
        privacy.ask_new_address(person, form.email.data)
    except DomainError as error:
        form.email.errors = [*form.email.errors, explain(error)]
        return _address(person, form, 422)
    flash_done(_("We have written to the new address. It counts once you open the link in that mail, within a day."))
    return redirect_to("data.show")


@bp.get("/my/address/<secret>/")
@limited("30 per minute")
@public
def show_address(secret: str) -> str:
    """Show a button: mail scanners follow links, and must prove nothing by it."""
    return render("portal/address_open.html", change=privacy.look_at_change(secret), secret=secret, here="my")


@bp.post("/my/address/<secret>/")
@limited("30 per minute")
@public
def take_address(secret: str) -> Any:
    """Move to the new address; every older link ends, and this session gets one of its own."""
    person = privacy.take_new_address(secret)
    sign_in(*services.enter(services.new_link(person)))
    flash_done(_("This is your address from now on. Links in older mails no longer work."))
    return redirect_to("my.home")

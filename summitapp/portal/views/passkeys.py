"""Passkeys: added, looked at and removed behind a fresh code, and a way to My summit without a mail."""

from typing import Any

from flask import jsonify, session

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import Passkey
from summitapp.accounts.values import Challenge, PasskeyKnown, PasskeyRefused, TooManyPasskeys
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    explain,
    flash_done,
    flash_warning,
    fresh,
    lang_blueprint,
    limited,
    public,
    redirect_to,
    render,
    requires,
    session_identifier,
    sign_in,
    sign_out,
)
from summitapp.directory.models import Person
from summitapp.portal.forms import NewPasskeyForm, PasskeyForm
from summitapp.portal.views.my import inside, myself

bp = lang_blueprint("passkeys", __name__)

ASKED = "passkey"


def _keep(asked: tuple[dict[str, Any], Challenge]) -> Any:
    """Answer with what the browser is asked, and remember the challenge."""
    options, challenge = asked
    session[ASKED] = challenge.as_dict()
    return jsonify(options)


def _take() -> Challenge | None:
    """Return the challenge this session was given; it is good for one answer."""
    kept = session.pop(ASKED, None)
    return Challenge.of(kept) if kept else None


# --- coming in ---------------------------------------------------------------------------------------


@bp.post("/my/passkey/options")
@limited("20 per minute")
@public
def begin() -> Any:
    """Ask the browser for any passkey of this site."""
    return _keep(accounts.ask_for_any())


@bp.post("/my/passkey/")
@limited("20 per minute")
@public
def come_in() -> Any:
    """Open My summit for whoever the passkey belongs to."""
    challenge, form = _take(), PasskeyForm()
    try:
        if not form.validate_on_submit():
            raise PasskeyRefused
        sign_in(*accounts.sign_in_by_passkey(challenge, form.credential.data))
        return inside()
    except PasskeyRefused as error:
        flash_warning(explain(error))
    return redirect_to("my.home")


# --- one's own ---------------------------------------------------------------------------------------


def _page(person: Person, form: NewPasskeyForm, status: int = 200) -> Any:
    return render("portal/passkeys.html", passkeys=accounts_queries.passkeys_of(person.public_id), form=form, here="my"), status


@bp.get("/my/passkeys/")
@requires("my:use", on=myself)
@fresh
def show(person: Person) -> Any:
    """List the passkeys with their last use, and offer to add one."""
    return _page(person, NewPasskeyForm(None))


@bp.post("/my/passkeys/options")
@limited("20 per minute")
@requires("my:use", on=myself)
@fresh
def begin_adding(person: Person) -> Any:
    """Ask the browser to make a passkey."""
    return _keep(accounts.ask_for_new(person.public_id, person.name.full))


@bp.post("/my/passkeys/")
@limited("20 per minute")
@requires("my:use", on=myself)
@fresh
def add(person: Person) -> Any:
    """Keep the passkey the browser has made."""
    challenge, form = _take(), NewPasskeyForm()
    if not form.validate_on_submit():
        return _page(person, form, 422)
    try:
        accounts.add_passkey(person.public_id, challenge, form.credential.data, form.name.data)
        flash_done(_("The passkey is added. Next time you can come in with it, without a mail."))
    except (PasskeyRefused, PasskeyKnown, TooManyPasskeys) as error:
        flash_warning(explain(error))
    return redirect_to("passkeys.show")


@bp.post("/my/passkeys/<reference>/remove")
@limited("20 per minute")
@requires("passkey:remove", on=accounts_queries.passkey_by_reference)
@fresh
def remove(passkey: Passkey) -> Any:
    """Remove a passkey; whoever came in by it has to come in anew."""
    own = session_identifier() == f"passkey:{passkey.public_id}"
    accounts.remove_passkey(passkey)
    if own:
        sign_out()
    flash_done(_("The passkey is removed. Your device may still show it; you can delete it there, too."))
    return redirect_to("my.home" if own else "passkeys.show")

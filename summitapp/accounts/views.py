"""Signing in and out, and one's own account."""

from typing import Any

from flask import Response, abort, make_response, request, session
from wtforms import Field

from summitapp.accounts import documents, queries, services
from summitapp.accounts.forms import (
    ChangePasswordForm,
    CodeForm,
    LinkForm,
    NewPasswordForm,
    ProfileForm,
    SignInForm,
)
from summitapp.accounts.models import User
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    current_actor,
    explain,
    flash_done,
    lang_blueprint,
    limited,
    public,
    redirect_to,
    render,
    requires,
    safe_target,
)  # fmt: skip
from summitapp.core.web import (
    sign_in as begin_session,
)
from summitapp.core.web import (
    sign_out as end_session,
)

bp = lang_blueprint("accounts", __name__)


def _fault(field: Field, error: DomainError) -> None:
    field.errors = [*field.errors, explain(error)]


def _enter(user: User, target: str = "") -> Any:
    """Go in, or to the second factor if there is one."""
    if user.totp_sealed is not None:
        session["half_way"], session["target"] = services.half_way(user), target
        return redirect_to("accounts.second_step")
    return _inside(user, target)


def _inside(user: User, target: str) -> Any:
    begin_session(services.identifier(user), services.actor_of(user))
    services.signed_in(user)
    return redirect_to("summits.organise") if not target else make_response("", 303, {"Location": target})


# --- signing in -----------------------------------------------------------------------------------


@bp.get("/sign-in/")
@public
def sign_in() -> Any:
    """Show the form, or go on if somebody is signed in already."""
    target = safe_target(request.args.get("next", ""))
    if current_actor().kind == "user":
        return redirect_to("summits.organise")
    return render("accounts/sign_in.html", form=SignInForm(None, next=target), link_form=LinkForm(None))


@bp.post("/sign-in/")
@limited("20 per minute")
@public
def check_sign_in() -> Any:
    """Check address and password."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            reference = services.check_password(form.email.data, form.password.data)
            if (user := queries.user_by_reference(reference)) is not None:
                return _enter(user, safe_target(form.next.data or ""))
        except DomainError as error:
            _fault(form.password, error)
            return render("accounts/sign_in.html", form=form, link_form=LinkForm(None)), error.status
    return render("accounts/sign_in.html", form=form, link_form=LinkForm(None)), 422


@bp.post("/sign-in/link/")
@limited("5 per minute")
@public
def ask_link() -> Any:
    """Mail a log-in link; known and unknown addresses get the same answer."""
    form = LinkForm()
    if not form.validate_on_submit():
        return render("accounts/sign_in.html", form=SignInForm(None), link_form=form), 422
    services.send_log_in_link(form.email.data)
    return redirect_to("accounts.link_sent")


@bp.get("/sign-in/link/")
@public
def link_sent() -> str:
    """Say where to look now."""
    return render("accounts/link_sent.html")


@bp.get("/sign-in/link/<secret>/")
@limited("30 per minute")
@public
def show_link(secret: str) -> str:
    """Show a button: mail scanners follow links, and must not use this one up."""
    services.open_link(Purpose.LOG_IN, secret)
    return render("accounts/open_link.html", secret=secret)


@bp.post("/sign-in/link/<secret>/")
@limited("30 per minute")
@public
def open_link(secret: str) -> Any:
    """Use the link up and go in."""
    opened = services.open_link(Purpose.LOG_IN, secret, consume=True)
    user = queries.user_by_reference(opened.subject)
    if user is None or not user.active:
        raise LinkInvalid
    return _enter(user)


@bp.get("/sign-in/code/")
@public
def second_step() -> Any:
    """Ask for the second factor."""
    if services.user_half_way(session.get("half_way", "")) is None:
        return redirect_to("accounts.sign_in")
    return render("accounts/second_step.html", form=CodeForm(None))


@bp.post("/sign-in/code/")
@limited("20 per minute")
@public
def check_second_step() -> Any:
    """Check the second factor."""
    user = services.user_half_way(session.get("half_way", ""))
    if user is None:
        return redirect_to("accounts.sign_in")
    form = CodeForm()
    if form.validate_on_submit():
        try:
            services.check_totp(user, form.code.data)
            return _inside(user, safe_target(session.get("target", "")))
        except DomainError as error:
            _fault(form.code, error)
            return render("accounts/second_step.html", form=form), error.status
    return render("accounts/second_step.html", form=form), 422


@bp.post("/sign-out/")
@public
def sign_out() -> Response:
    """End the session and clear what the browser kept, but never a queue of scans."""
    end_session()
    response = make_response(redirect_to("accounts.left"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return response


@bp.get("/signed-out/")
@public
def left() -> str:
    """Say that the session has ended; the script of this page forgets a badge that was kept on the device."""
    return render("accounts/left.html")


# --- set-up by an invitation ------------------------------------------------------------------------


@bp.get("/set-up/<secret>/")
@limited("30 per minute")
@public
def set_up(secret: str) -> str:
    """Let somebody invited choose a password."""
    user = _invited(secret)
    return render("accounts/set_up.html", form=NewPasswordForm(None), user=user)


@bp.post("/set-up/<secret>/")
@limited("10 per minute")
@public
def finish_set_up(secret: str) -> Any:
    """Store the password, use the link up, go in."""
    form, user = NewPasswordForm(), _invited(secret)
    if form.validate_on_submit():
        try:
            encoded = services.hash_new_password(form.password.data, user.email)
            services.open_link(Purpose.SET_UP, secret, consume=True)
            services.store_password(user, encoded)
            return _enter(user)
        except LinkInvalid:
            raise
        except DomainError as error:
            _fault(form.password, error)
    return render("accounts/set_up.html", form=form, user=user), 422


def _invited(secret: str) -> User:
    user = queries.user_by_reference(services.open_link(Purpose.SET_UP, secret).subject)
    if user is None or not user.active:
        raise LinkInvalid
    return user


# --- one's own account --------------------------------------------------------------------------------


def myself() -> User | None:
    """Return the account of whoever asks."""
    actor = current_actor()
    return queries.user_by_reference(actor.reference) if actor.kind == "user" else None


def _account_page(user: User, status: int = 200, **forms: Any) -> Any:
    context = {
        "profile": ProfileForm(None, obj=user), "password": ChangePasswordForm(None), "code": CodeForm(None), **forms,
    }  # fmt: skip
    return render("accounts/account.html", user=user, **context), status


@bp.get("/account/")
@requires("account:use", on=myself)
def account(user: User) -> Any:
    """Show what the account holds."""
    return _account_page(user)


@bp.post("/account/")
@requires("account:use", on=myself)
def change_profile(user: User) -> Any:
    """Change name and language."""
    form = ProfileForm()
    if not form.validate_on_submit():
        return _account_page(user, 422, profile=form)
    services.change_profile(user, form.name.data, form.language.data)
    flash_done(_("Your details are saved."))
    return redirect_to("accounts.account")


@bp.post("/account/password/")
@limited("10 per minute")
@requires("account:use", on=myself)
def change_password(user: User) -> Any:
    """Change the password after a look at the present one."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            services.check_own_password(user, form.present.data)
        except DomainError as error:
            _fault(form.present, error)
            return _account_page(user, error.status, password=form)
        try:
            services.set_password(user, form.password.data)
        except DomainError as error:
            _fault(form.password, error)
            return _account_page(user, error.status, password=form)
        begin_session(services.identifier(user), services.actor_of(user))
        flash_done(_("Your new password is in force. Other devices were signed out."))
        return redirect_to("accounts.account")
    return _account_page(user, 422, password=form)


# --- the second factor ----------------------------------------------------------------------------------


@bp.post("/account/second-factor/start/")
@requires("account:use", on=myself)
def start_second_factor(user: User) -> Any:
    """Make a secret; it is kept sealed in the session until a code proves that the phone has it."""
    session["totp"] = services.seal_for(user, services.new_totp_secret())
    return redirect_to("accounts.second_factor")


@bp.get("/account/second-factor/")
@requires("account:use", on=myself)
def second_factor(user: User) -> Any:
    """Show the QR code and ask for the first code."""
    if "totp" not in session:
        return redirect_to("accounts.account")
    secret = services.unseal_for(user, session["totp"])
    return render("accounts/second_factor.html", form=CodeForm(None), secret=secret)


@bp.get("/account/second-factor/code.svg")
@requires("account:use", on=myself)
def second_factor_picture(user: User) -> Response:
    """Return the QR code as a picture."""
    if "totp" not in session:
        abort(404)
    address = services.totp_address(user, services.unseal_for(user, session["totp"]))
    return Response(documents.qr_svg(address), content_type="image/svg+xml")


@bp.post("/account/second-factor/")
@limited("20 per minute")
@requires("account:use", on=myself)
def enable_second_factor(user: User) -> Any:
    """Turn the second factor on and show the recovery codes, once."""
    if "totp" not in session:
        return redirect_to("accounts.account")
    form, secret = CodeForm(), services.unseal_for(user, session["totp"])
    if form.validate_on_submit():
        try:
            codes = services.enable_totp(user, secret, form.code.data)
            session.pop("totp")
            return render("accounts/recovery_codes.html", codes=codes)
        except DomainError as error:
            _fault(form.code, error)
    return render("accounts/second_factor.html", form=form, secret=secret), 422


@bp.post("/account/second-factor/off/")
@limited("10 per minute")
@requires("account:use", on=myself)
def disable_second_factor(user: User) -> Any:
    """Turn the second factor off; a last code is the proof."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            services.check_totp(user, form.code.data)
        except DomainError as error:
            _fault(form.code, error)
            return _account_page(user, error.status, code=form)
        services.disable_totp(user)
        flash_done(_("The second step is turned off."))
        return redirect_to("accounts.account")
    return _account_page(user, 422, code=form)

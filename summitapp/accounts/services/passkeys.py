"""Passkeys (W3C Web Authentication): added by somebody who is in already, and a way in without a mail.

No e-mail is asked for: the device knows for whom it keeps a key of this site. It has to check by fingerprint, face or
code that it is its owner (user verification), so that a passkey is two factors at once.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import sqlalchemy as sa
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    generate_challenge,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from summitapp.accounts import queries, rules
from summitapp.accounts.models import Passkey
from summitapp.accounts.values import Challenge, PasskeyKnown, PasskeyRefused, PasskeyStep, TooManyPasskeys
from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock
from summitapp.core.security import Actor, acting_as

#: What the library raises for an answer that is wrong, and what the parsers below it raise for one that is rubbish.
_FAULTS: Final = (WebAuthnException, ValueError, TypeError, KeyError)
_MILLISECONDS: Final = int(rules.CHALLENGE_LASTS.total_seconds() * 1000)


def ask_for_new(subject: str, name: str) -> tuple[dict[str, Any], Challenge]:
    """Return what the browser is asked in order to make a passkey, and the challenge to keep until it answers.

    :param subject: public id of the person. :param name: how the device is to call them.
    :raises TooManyPasskeys: after ten.
    """
    known = queries.passkeys_of(subject)
    if len(known) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeys
    challenge = Challenge(generate_challenge(), PasskeyStep.ADD, now(), subject)
    options = generate_registration_options(
        rp_id=_host(), rp_name=settings().operator, user_id=subject.encode(), user_name=name,
        challenge=challenge.value, timeout=_MILLISECONDS,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    return options_to_json_dict(options), challenge


def add_passkey(subject: str, challenge: Challenge | None, answer: str, name: str) -> Passkey:
    """Keep the passkey a browser has made.

    :param answer: the JSON of the browser's ``PublicKeyCredential``.
    :raises PasskeyRefused: if it does not fit the challenge, this site or this person.
    :raises PasskeyKnown: if it is kept already. :raises TooManyPasskeys: after ten.
    """
    asked = _open(challenge, PasskeyStep.ADD)
    if asked.subject != subject:
        raise PasskeyRefused
    credential, made = _made(answer, asked)
    if len(queries.passkeys_of(subject)) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeys
    if queries.passkey_by_credential(made.credential_id) is not None:
        raise PasskeyKnown
    passkey = Passkey(
        subject=subject, handle=subject, credential_id=made.credential_id, public_key=made.credential_public_key,
        sign_count=made.sign_count, transports=[one.value for one in credential.response.transports or ()],
        name=name, created_at=now(),
    )  # fmt: skip
    db.session.add(passkey)
    record("passkey.added", passkey)
    return passkey


def ask_for_any() -> tuple[dict[str, Any], Challenge]:
    """Return what the browser is asked in order to sign in with whatever passkey of this site it keeps."""
    challenge = Challenge(generate_challenge(), PasskeyStep.SIGN_IN, now())
    options = generate_authentication_options(
        rp_id=_host(), challenge=challenge.value, timeout=_MILLISECONDS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return options_to_json_dict(options), challenge


def sign_in_by_passkey(challenge: Challenge | None, answer: str) -> tuple[str, Actor]:
    """Check what a device has signed; returns what the session remembers, and who acts from now on.

    :param answer: the JSON of the browser's ``PublicKeyCredential``.
    :raises PasskeyRefused: if the passkey is unknown or removed, or the answer does not fit.
    """
    asked = _open(challenge, PasskeyStep.SIGN_IN)
    try:
        credential = parse_authentication_credential_json(answer)
    except _FAULTS as error:
        raise PasskeyRefused from error
    found = queries.passkey_by_credential(credential.raw_id)
    if found is None:
        raise PasskeyRefused
    passkey = lock(Passkey, found.id)  # the count and the time of the last use are judged, then written
    if credential.response.user_handle != passkey.handle.encode():
        raise PasskeyRefused
    if not rules.challenge_is_open(now(), asked.asked_at, passkey.last_used_at):
        raise PasskeyRefused
    signed = _signed(credential, asked, passkey)
    passkey.sign_count, passkey.last_used_at = signed.new_sign_count, now()
    actor = Actor("person", passkey.subject, person=passkey.subject)
    with acting_as(actor):
        record("passkey.used", passkey)
    return f"passkey:{passkey.public_id}", actor


def remove_passkey(passkey: Passkey) -> None:
    """Forget a passkey; the sessions it opened end with it."""
    record("passkey.removed", passkey)
    db.session.delete(passkey)


def end_passkeys(subject: str) -> None:
    """Forget every passkey of somebody whose links end."""
    gone = sa.delete(Passkey).where(Passkey.subject == subject).returning(Passkey.public_id)
    for reference in db.session.scalars(gone).all():
        write("passkey.ended", "accounts.passkey", reference)


def hand_over_passkeys(old: str, new: str) -> None:
    """Let the passkeys of one person open another who has turned out to be the same."""
    moved = sa.update(Passkey).where(Passkey.subject == old).values(subject=new).returning(Passkey.public_id)
    for reference in db.session.scalars(moved).all():
        write("passkey.handed_over", "accounts.passkey", reference)


def _open(challenge: Challenge | None, step: PasskeyStep) -> Challenge:
    if challenge is None or challenge.step is not step or not rules.challenge_is_open(now(), challenge.asked_at):
        raise PasskeyRefused
    return challenge


def _made(answer: str, asked: Challenge) -> tuple[RegistrationCredential, VerifiedRegistration]:
    try:
        credential = parse_registration_credential_json(answer)
        return credential, verify_registration_response(
            credential=credential, expected_challenge=asked.value, expected_rp_id=_host(), expected_origin=_origin(),
            require_user_verification=True,
        )  # fmt: skip
    except _FAULTS as error:
        raise PasskeyRefused from error


def _signed(credential: AuthenticationCredential, asked: Challenge, passkey: Passkey) -> VerifiedAuthentication:
    """The library also refuses a count that does not go up: a copy of the key is about then."""
    try:
        return verify_authentication_response(
            credential=credential, expected_challenge=asked.value, expected_rp_id=_host(), expected_origin=_origin(),
            credential_public_key=passkey.public_key, credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )  # fmt: skip
    except _FAULTS as error:
        raise PasskeyRefused from error


def _origin() -> str:
    parts = urlsplit(settings().base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _host() -> str:
    return urlsplit(settings().base_url).hostname or ""

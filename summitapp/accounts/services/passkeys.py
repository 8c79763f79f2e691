"""Passkeys (W3C Web Authentication): added by somebody who is in already, and a way in without a mail.

No e-mail is asked for: the device knows for whom it keeps a key of this site. It has to check by fingerprint, face or
code that it is its owner (user verification), so that a passkey is two factors at once.
"""

import secrets
from typing import Any, Final

import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import Passkey
from summitapp.accounts.values import Challenge, PasskeyKnown, PasskeyRefused, PasskeyStep, TooManyPasskeys
from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.security import Actor, acting_as

_CHALLENGE: Final = 64  # bytes


def ask_for_new(subject: str, name: str) -> tuple[dict[str, Any], Challenge]:
    """Return what the browser is asked in order to make a passkey, and the challenge to keep until it answers.

    :param subject: public id of the person. :param name: how the device is to call them.
    :raises TooManyPasskeys: after ten.
    """
    from summitapp.accounts.services import ceremonies

    known = queries.passkeys_of(subject)
    if len(known) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeys
    challenge = Challenge(secrets.token_bytes(_CHALLENGE), PasskeyStep.ADD, now(), subject)
    return ceremonies.making(challenge.value, subject, name, [one.credential_id for one in known]), challenge


def add_passkey(subject: str, challenge: Challenge | None, answer: str, name: str) -> Passkey:
    """Keep the passkey a browser has made.

    :param answer: the JSON of the browser's ``PublicKeyCredential``.
    :raises PasskeyRefused: if it does not fit the challenge, this site or this person.
    :raises PasskeyKnown: if it is kept already. :raises TooManyPasskeys: after ten.
    """
    from summitapp.accounts.services import ceremonies

    asked = _open(challenge, PasskeyStep.ADD)
    if asked.subject != subject:
        raise PasskeyRefused
    made = ceremonies.made(answer, asked.value)
    if len(queries.passkeys_of(subject)) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeys
    if queries.passkey_by_credential(made.credential_id) is not None:
        raise PasskeyKnown
    passkey = Passkey(
        subject=subject, handle=subject, credential_id=made.credential_id, public_key=made.public_key,
        sign_count=made.sign_count, transports=made.transports, name=name, created_at=now(),
    )  # fmt: skip
    db.session.add(passkey)
    record("passkey.added", passkey)
    return passkey


def ask_for_any() -> tuple[dict[str, Any], Challenge]:
    """Return what the browser is asked in order to sign in with whatever passkey of this site it keeps."""
    from summitapp.accounts.services import ceremonies

    challenge = Challenge(secrets.token_bytes(_CHALLENGE), PasskeyStep.SIGN_IN, now())
    return ceremonies.signing(challenge.value), challenge


def sign_in_by_passkey(challenge: Challenge | None, answer: str) -> tuple[str, Actor]:
    """Check what a device has signed; returns what the session remembers, and who acts from now on.

    :param answer: the JSON of the browser's ``PublicKeyCredential``.
    :raises PasskeyRefused: if the passkey is unknown or removed, or the answer does not fit.
    """
    from summitapp.accounts.services import ceremonies

    asked = _open(challenge, PasskeyStep.SIGN_IN)
    credential = ceremonies.read(answer)
    found = queries.passkey_by_credential(credential.raw_id)
    if found is None:
        raise PasskeyRefused
    passkey = lock(Passkey, found.id)  # the count and the time of the last use are judged, then written
    if credential.response.user_handle != passkey.handle.encode():
        raise PasskeyRefused
    if not rules.challenge_is_open(now(), asked.asked_at, passkey.last_used_at):
        raise PasskeyRefused
    passkey.sign_count = ceremonies.prove(credential, asked.value, passkey.public_key, passkey.sign_count)
    passkey.last_used_at = now()
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

"""What a browser is asked for a passkey, and whether its answer is right (W3C Web Authentication, its "ceremonies").

The only module that speaks to the library, which brings 6 MiB of certificates and formats along: it is loaded by
whoever first uses a passkey, and not at the start of each web worker.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from summitapp.accounts import rules
from summitapp.accounts.values import PasskeyRefused
from summitapp.core.context import settings

#: What the library raises for an answer that is wrong, and what the parsers below it raise for one that is rubbish.
_FAULTS: Final = (WebAuthnException, ValueError, TypeError, KeyError)
_MILLISECONDS: Final = int(rules.CHALLENGE_LASTS.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey as a browser has made it."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]


def making(challenge: bytes, subject: str, name: str, known: Iterable[bytes]) -> dict[str, Any]:
    """Return what the browser is asked in order to make a passkey.

    :param known: credential ids of the passkeys there are; a device that holds one of them makes no second.
    """
    options = generate_registration_options(
        rp_id=_host(), rp_name=settings().operator, user_id=subject.encode(), user_name=name,
        challenge=challenge, timeout=_MILLISECONDS,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    return options_to_json_dict(options)


def signing(challenge: bytes) -> dict[str, Any]:
    """Return what the browser is asked in order to sign in with whatever passkey of this site it keeps."""
    options = generate_authentication_options(
        rp_id=_host(), challenge=challenge, timeout=_MILLISECONDS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return options_to_json_dict(options)


def made(answer: str, challenge: bytes) -> Made:
    """Return the passkey a browser has made.

    :param answer: the JSON of the browser's ``PublicKeyCredential``.
    :raises PasskeyRefused: if it does not fit the challenge or this site.
    """
    try:
        credential = parse_registration_credential_json(answer)
        proven = verify_registration_response(
            credential=credential, expected_challenge=challenge, expected_rp_id=_host(), expected_origin=_origin(),
            require_user_verification=True,
        )  # fmt: skip
    except _FAULTS as error:
        raise PasskeyRefused from error
    transports = [one.value for one in credential.response.transports or ()]
    return Made(proven.credential_id, proven.credential_public_key, proven.sign_count, transports)


def read(answer: str) -> AuthenticationCredential:
    """Return what a device has answered, not proven yet; its ``raw_id`` says by which passkey.

    :raises PasskeyRefused: if it cannot be read.
    """
    try:
        return parse_authentication_credential_json(answer)
    except _FAULTS as error:
        raise PasskeyRefused from error


def prove(credential: AuthenticationCredential, challenge: bytes, public_key: bytes, sign_count: int) -> int:
    """Return the passkey's new count of signatures.

    :raises PasskeyRefused: if the signature is wrong, or the count does not go up: a copy of the key is about then.
    """
    try:
        return verify_authentication_response(
            credential=credential, expected_challenge=challenge, expected_rp_id=_host(), expected_origin=_origin(),
            credential_public_key=public_key, credential_current_sign_count=sign_count, require_user_verification=True,
        ).new_sign_count  # fmt: skip
    except _FAULTS as error:
        raise PasskeyRefused from error


def _origin() -> str:
    parts = urlsplit(settings().base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _host() -> str:
    return urlsplit(settings().base_url).hostname or ""

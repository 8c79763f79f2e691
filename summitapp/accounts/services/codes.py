"""One-time codes by mail: for those who are in by a link and want to do what a link alone must not open."""

import hashlib
import hmac
import secrets

import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import OneTimeCode
from summitapp.accounts.values import CodeAnswer, CodePurpose, CodeStanding, CodesTooFast, TooManyCodes
from summitapp.audit.services import write
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock
from summitapp.core.security import derive, same
from summitapp.outbox.services import enqueue


def ask_code(subject: str, email: str, language: str, purpose: CodePurpose = CodePurpose.FRESH, *,
             person: str = "") -> None:  # fmt: skip
    """Mail a one-time code; the code itself is made when the mail is written.

    :param subject: public id of the person or user it is for.
    :param person: public id of the :class:`directory.Person`, so that the mail is found when they are erased.
    :raises CodesTooFast: within a minute of the last one. :raises TooManyCodes: after ten in a day.
    """
    moment, address = now(), _keyed("address", email.lower())
    asked = queries.codes_since(subject, address, moment - rules.CODES_WINDOW)
    again = rules.next_code_at(asked, moment)
    if again is None:
        raise TooManyCodes
    if again > moment:
        raise CodesTooFast(seconds=max(1, round((again - moment).total_seconds())))
    code = OneTimeCode(purpose=purpose, subject=subject, address=address, created_at=moment,
                       expires_at=moment + rules.CODE_LASTS)  # fmt: skip
    db.session.add(code)
    db.session.flush()
    enqueue("accounts/code", to=email, language=language, references={"code": code.public_id}, person=person)
    write("account.code_asked", "accounts.one_time_code", code.public_id, changes={"purpose": purpose.value})


def mint_code(reference: str) -> str | None:
    """Return a fresh code for a mail that is being written; ``None`` if it is not wanted any more.

    Only the last code asked for is good, so an older mail that was late is not sent at all.
    """
    code = queries.code_by_reference(reference)
    if code is None or code.used_at is not None or code.attempts:
        return None
    last = queries.last_code(code.subject, code.purpose)
    if last is None or last.id != code.id:
        return None
    digits = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    code.digest = _keyed(code.public_id, digits)
    code.expires_at = now() + rules.CODE_LASTS  # it runs from the sending, not from the asking
    return digits


def check_code(subject: str, text: str, purpose: CodePurpose = CodePurpose.FRESH) -> CodeAnswer:
    """Compare what somebody typed with the last code they were sent; a right one is used up.

    A wrong answer is no error: the attempt has to be written down, so the door must answer below 400.
    """
    last = queries.last_code(subject, purpose)
    if last is None:
        return CodeAnswer.OVER
    code = lock(OneTimeCode, last.id)  # two guesses at once are two attempts
    if not code.digest or not rules.code_is_open(now(), code.expires_at, code.used_at, code.attempts):
        return CodeAnswer.OVER
    if same(code.digest, _keyed(code.public_id, rules.digits_of(text))):
        code.used_at = now()
        write("account.code_used", "accounts.one_time_code", code.public_id, changes={"purpose": purpose.value})
        return CodeAnswer.RIGHT
    code.attempts += 1
    return CodeAnswer.WRONG if code.attempts < rules.CODE_ATTEMPTS else CodeAnswer.OVER


def code_standing(subject: str, email: str, purpose: CodePurpose = CodePurpose.FRESH) -> CodeStanding:
    """Return whether a code is under way to somebody, and from when on they may ask for another."""
    moment, last = now(), queries.last_code(subject, purpose)
    asked = queries.codes_since(subject, _keyed("address", email.lower()), moment - rules.CODES_WINDOW)
    open_ = last is not None and rules.code_is_open(moment, last.expires_at, last.used_at, last.attempts)
    left = rules.CODE_ATTEMPTS - last.attempts if last is not None and open_ else 0
    return CodeStanding(open_, left, rules.next_code_at(asked, moment))


def forget_codes() -> int:
    """Delete codes that are of no more use, not even for counting; returns how many."""
    old = sa.delete(OneTimeCode).where(OneTimeCode.created_at < now() - rules.CODES_KEPT)
    return len(db.session.execute(old.returning(OneTimeCode.id)).all())


def _keyed(context: str, text: str) -> str:
    """A code has a million values: without the key its digest could be tried out in a second."""
    key = derive(settings().secret_key, "one-time codes")
    return hmac.new(key, f"{context}\0{text}".encode(), hashlib.sha256).hexdigest()

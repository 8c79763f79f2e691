"""Approving, refusing and revoking: two people who did not ask say yes to exactly what they saw."""

from summitapp.accounts import queries as accounts
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, lock, table_of
from summitapp.core.security import Actor, acting, digest
from summitapp.core.tz import to_local
from summitapp.jobs.services import wake
from summitapp.letters import mails, queries, rules
from summitapp.letters.models import Approval, Letter, Series
from summitapp.letters.services.asking import content_of, findings_of, request_of
from summitapp.letters.services.printing import PRINT, code_of
from summitapp.letters.values import (
    APPROVALS,
    REASON_LENGTH,
    TEXT_LENGTH,
    AlreadyApproved,
    ContentChanged,
    LetterKind,
    LetterNotPossible,
    LetterState,
    NotOpen,
    OwnLetter,
    ReasonNeeded,
)


def concerns(actor: Actor, letter: Letter) -> bool:
    """Return whether a letter is somebody's own affair: they asked for it, or are named in it."""
    if actor.reference == letter.requested_by or (actor.person and actor.person == letter.person.public_id):
        return True
    user = accounts.user_by_reference(actor.reference)
    return user is None or (letter.person.email or "").lower() == user.email


def approve(letter: Letter, shown: str, function: str) -> Letter:
    """Say yes to the content whose fingerprint was shown; the second yes issues the letter.

    :param function: under which the signature stands.
    :raises OwnLetter: to whoever asked or is named. :raises AlreadyApproved: to whoever approved already.
    :raises ContentChanged: if the content is not what was shown. :raises NotOpen: if it was decided.
    :raises LetterNotPossible: if the check finds a fault by now.
    """
    letter = lock(Letter, letter.id)
    db.session.expire(letter, ["approvals"])
    actor = acting()
    if letter.state is not LetterState.ASKED:
        raise NotOpen
    if concerns(actor, letter):
        raise OwnLetter
    content = rules.fingerprint(content_of(letter))
    if content != shown or content != letter.fingerprint:
        raise ContentChanged
    if any(one.user == actor.reference for one in letter.approvals):
        raise AlreadyApproved
    if not rules.possible(findings_of(letter)):
        raise LetterNotPossible
    _sign(letter, actor.reference, content, " ".join(function.split())[:TEXT_LENGTH])
    if len(letter.approvals) == APPROVALS:
        _issue(letter)
    return letter


def _sign(letter: Letter, user: str, content: str, function: str) -> None:
    place = len(letter.approvals) + 1
    name = accounts.names({user}).get(user, "")
    letter.approvals.append(Approval(
        place=place, user=user, name=name, function=function, fingerprint=content, at=now(),
    ))  # fmt: skip
    record("letter.approved", letter, summit=letter.summit.public_id, place=place, fingerprint=content)


def _issue(letter: Letter) -> None:
    """Give the letter its number and code; its paper is laid out after the commit, outside of the lock."""
    summit = letter.summit
    before = queries.valid_of(letter.registration_id, letter.kind)
    if before is not None:
        _end(before, LetterState.SUPERSEDED, "letter.superseded")
        db.session.flush()
    today = to_local(now(), summit.timezone).date()
    series = _series(letter, today.year)
    series.last += 1
    letter.year, letter.number = today.year, series.last
    letter.serial = rules.number_text(series.prefix, today.year, series.last)
    letter.lookup = digest(code_of(letter))
    letter.issued_on, letter.valid_until = today, rules.valid_until(request_of(letter), summit.ends_on)
    letter.first_approver, letter.second_approver = (one.user for one in letter.approvals)
    letter.state, letter.decided_at = LetterState.ISSUED, now()
    record("letter.issued", letter, summit=summit.public_id, number=letter.serial)
    wake(PRINT, letter.public_id)


def _series(letter: Letter, year: int) -> Series:
    """Return the counter of this summit and year, held until the commit, so that no number is given twice or left out."""
    while (found := queries.series(letter.summit_id, year)) is None:
        host = letter.summit.city.name.best("en") if letter.summit.city else letter.summit.slug
        row = {"summit_id": letter.summit_id, "year": year, "prefix": rules.prefix(host, queries.prefixes(year)), "last": 0}
        db.session.execute(insert_missing(table_of(Series)), row)
    return lock(Series, found.id)


# --- no -----------------------------------------------------------------------------------------------------------------


def refuse(letter: Letter, reason: str) -> None:
    """Say no, with a reason the person reads.

    :raises ReasonNeeded: without a reason. :raises NotOpen: if it was decided.
    """
    letter, reason = lock(Letter, letter.id), _words(reason)
    if letter.state is not LetterState.ASKED:
        raise NotOpen
    _end(letter, LetterState.REFUSED, "letter.refused", reason)
    mails.tell(letter, "refused")


def revoke(letter: Letter, reason: str) -> None:
    """End an issued letter, with a reason the person reads; the verification page says so from now on.

    :raises ReasonNeeded: without a reason. :raises NotOpen: if it is not an issued letter.
    """
    letter, reason = lock(Letter, letter.id), _words(reason)
    if letter.state is not LetterState.ISSUED:
        raise NotOpen
    _end(letter, LetterState.REVOKED, "letter.revoked", reason)
    mails.tell(letter, "revoked")


def _words(text: str) -> str:
    reason = " ".join(text.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonNeeded({"reason": ReasonNeeded.message})
    return reason


def _end(letter: Letter, state: LetterState, action: str, reason: str = "") -> None:
    if not rules.can_move(letter.state, state):
        raise NotOpen
    letter.state, letter.reason, letter.decided_at = state, reason, now()
    record(action, letter, summit=letter.summit.public_id, note=reason)


def end_letters(registration_id: int) -> int:
    """End every letter of a registration whose person no longer comes; returns how many. The person learns of it by the
    mail about their place.
    """
    ended = 0
    for found in queries.of_registration(registration_id):
        letter = lock(Letter, found.id)
        if letter.state is LetterState.ASKED:
            _end(letter, LetterState.WITHDRAWN, "letter.withdrawn")
        elif letter.state is LetterState.ISSUED and letter.kind is LetterKind.VISA:
            _end(letter, LetterState.REVOKED, "letter.revoked")
        else:
            continue
        ended += 1
    return ended


def hand_over(gone_id: int, kept_id: int) -> None:
    """Let the letters of one entry belong to another that has turned out to be the same person."""
    for letter in queries.of_person(gone_id):
        letter.person_id = kept_id
        record("letter.handed_over", letter, summit=letter.summit.public_id)

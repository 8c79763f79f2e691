"""From a letter to paper: laid out outside of every transaction, stored once, never changed."""

import hashlib
import logging
from typing import Final

from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, end_read, lock, unit_of_work
from summitapp.core.paper import LayingOutFailed
from summitapp.core.security import derive
from summitapp.core.tz import to_local
from summitapp.letters import documents, mails, queries, rules
from summitapp.letters.models import Document, Letter
from summitapp.letters.services.asking import request_of
from summitapp.letters.values import CODE_BYTES, Facts, Issue, LetterState, Signature

log = logging.getLogger(__name__)
PRINT: Final = "letters.print"


def code_of(letter: Letter) -> str:
    """Return the code that is printed; it is worked out from a key that is not in the database."""
    return rules.code_of(derive(settings().badge_key, f"letter code {letter.public_id}", CODE_BYTES))


def _issue_of(letter: Letter) -> Issue:
    assert letter.serial and letter.issued_on and letter.valid_until
    code, zone = code_of(letter), letter.summit.timezone
    return Issue(
        letter.serial, letter.issued_on, letter.valid_until, code,
        f"{settings().base_url}/{letter.language}/letters/{code}/",
        tuple(Signature(one.name, one.function, to_local(one.at, zone)) for one in letter.approvals),
    )  # fmt: skip


def preview(letter: Letter, page: int = 1) -> bytes:
    """Return a page of an open letter as a picture, marked as a draft.

    :raises LayingOutFailed: if it cannot be laid out.
    """
    request, facts, digest = request_of(letter), Facts.of(letter.facts), letter.fingerprint
    end_read()
    return documents.draw(request, facts, digest, page)


def print_letter(reference: str) -> None:
    """Lay out an issued letter and tell the person; safe to run twice."""
    letter = queries.by_reference(reference)
    if letter is None or letter.state is not LetterState.ISSUED or not letter.fingerprint:
        return
    if queries.document_of(letter.id) is not None:
        return
    row, request, facts, issue = letter.id, request_of(letter), Facts.of(letter.facts), _issue_of(letter)
    digest = letter.fingerprint
    end_read()
    try:
        data = documents.lay_out(request, facts, issue, digest)
    except LayingOutFailed:
        log.exception("the letter %s could not be laid out", reference)
        return
    with unit_of_work():
        _keep(row, data)


def _keep(row: int, data: bytes) -> None:
    letter = lock(Letter, row)
    if letter.state is not LetterState.ISSUED or queries.document_of(row) is not None:
        return
    paper = Document(letter_id=row, data=data, digest=hashlib.sha256(data).hexdigest(), made_at=now())
    db.session.add(paper)
    mails.tell(letter, "ready")


def sweep() -> None:
    """Lay out the issued letters that were not woken."""
    waiting = queries.unprinted()
    end_read()
    for reference in waiting:
        print_letter(reference)

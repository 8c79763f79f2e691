"""Publishing texts and writing answers down; a new answer never overwrites an old one."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.consents import queries
from summitapp.consents.models import Consent, ConsentText
from summitapp.consents.values import EARLIER, FIRST_WORDINGS, ConsentWithdrawn, Purpose, mark_of
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.events import announce
from summitapp.core.security import new_reference
from summitapp.core.text import Translated
from summitapp.directory.models import Person


def publish_text(purpose: Purpose, title: Translated, body: Translated) -> ConsentText:
    """Publish the next version of a text; what was agreed to before stays as it was."""
    before = sa.select(sa.func.max(ConsentText.version)).where(ConsentText.purpose == purpose.value)
    version = (db.session.scalar(before) or 0) + 1
    text = ConsentText(purpose=purpose.value, version=version, title=title, body=body, published_at=now())
    db.session.add(text)
    record("consent_text.published", text, version=version)
    return text


def ensure_texts() -> None:
    """Publish the first version of each text that has none yet; safe to run again."""
    known = queries.current_texts()
    for purpose, wording in FIRST_WORDINGS.items():
        if purpose not in known:
            publish_text(purpose, wording.title, wording.body)


def renew_texts() -> int:
    """Publish the present wording of each text whose last version is one of our earlier ones; returns how many.

    A text that an operator wrote stays: only wordings that came with the application are replaced by it.
    """
    renewed = 0
    for purpose, text in queries.current_texts().items():
        wording = FIRST_WORDINGS[purpose]
        if mark_of(text.body) in EARLIER.get(purpose, ()):
            publish_text(purpose, wording.title, wording.body)
            renewed += 1
    return renewed


def give(person_id: int, purposes: Collection[Purpose], occasion: str) -> None:
    """Write down what somebody agreed to while doing something else, such as registering.

    Who calls it records the audit entry of the occasion.
    """
    if not purposes:
        return
    texts = queries.current_texts()
    moment = now()
    rows: list[dict[str, Any]] = [
        {"public_id": new_reference(), "person_id": person_id, "text_id": texts[purpose].id, "given": True,
         "at": moment, "occasion": occasion}
        for purpose in purposes if purpose in texts and purpose is not Purpose.NOTICE
    ]  # fmt: skip
    if rows:
        db.session.execute(sa.insert(table_of(Consent)), rows)


def decide(person: Person, purpose: Purpose, given: bool, occasion: str = "") -> bool:
    """Write down a person's yes or no; returns whether it is a change. Taking back is as easy as giving."""
    if queries.agrees(person.id, purpose) is given:
        return False
    texts = queries.current_texts()
    answer = Consent(person_id=person.id, text_id=texts[purpose].id, given=given, at=now(), occasion=occasion)
    db.session.add(answer)
    db.session.flush()
    write("consent.given" if given else "consent.withdrawn", "directory.person", person.public_id,
          changes={"purpose": purpose.value})  # fmt: skip
    if not given:
        announce(ConsentWithdrawn(person.id, person.public_id, purpose))
    return True


def hand_over(old: Person, new: Person) -> None:
    """Give one person's answers to another who has turned out to be the same; the order of time stays."""
    db.session.execute(sa.update(Consent).where(Consent.person_id == old.id).values(person_id=new.id))


def merge_answers(old: Person, new: Person) -> list[Purpose]:
    """Give one person's answers to another who has turned out to be the same, and let the stricter one count.

    A no of either beats a yes of the other, whichever came last, and takes along what rested on that yes; silence
    is no answer. Returns for what a no had to be written down so that it counts.
    """
    refused = dict.fromkeys(
        one.purpose for one in (*queries.decisions(old.id), *queries.decisions(new.id)) if one.given is False
    )
    hand_over(old, new)
    db.session.expire_all()
    stricter = [purpose for purpose in refused if decide(new, purpose, False, "merge")]
    for purpose in refused:
        if purpose not in stricter:  # the no came last: nothing is written down anew, but what both told us goes by it
            announce(ConsentWithdrawn(new.id, new.public_id, purpose))
    return stricter


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return every answer a person gave, in their order."""
    rows = db.session.scalars(
        sa.select(Consent).where(Consent.person_id == person.id).order_by(Consent.id)
    )  # fmt: skip
    return [
        {"purpose": row.text.purpose, "version": row.text.version, "given": row.given,
         "at": row.at.isoformat(), "occasion": row.occasion}
        for row in rows
    ]  # fmt: skip


def forget_answers(people: Collection[int]) -> int:
    """Delete the answers of people whose time is over; returns how many."""
    gone = sa.delete(Consent).where(Consent.person_id.in_(people)).returning(Consent.id)
    return len(db.session.execute(gone).all())


def erase_personal(person: Person) -> None:
    """Delete every answer of a person."""
    db.session.execute(sa.delete(Consent).where(Consent.person_id == person.id))
    write("consents.erased", "directory.person", person.public_id)

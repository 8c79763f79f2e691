"""Reading texts, and where a person stands on each of them."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.consents.models import Consent, ConsentText
from summitapp.consents.values import ASKED, ON_OCCASION, Decision, Purpose
from summitapp.core.db import db


def current_texts() -> dict[Purpose, ConsentText]:
    """Return the newest version of each text."""
    newest: dict[Purpose, ConsentText] = {}
    for text in db.session.scalars(sa.select(ConsentText).order_by(ConsentText.version)):
        if text.purpose in list(Purpose):
            newest[Purpose(text.purpose)] = text
    return newest


def decisions(person_id: int) -> list[Decision]:
    """Return where a person stands on each purpose that is asked, in the order of the form.

    What is asked on an occasion only is among them once the person has said something to it.
    """
    answers = (
        sa.select(ConsentText.purpose, Consent.given)
        .join(Consent.text)
        .where(Consent.person_id == person_id)
        .order_by(Consent.id)
    )
    given = {row.purpose: row.given for row in db.session.execute(answers)}
    texts = current_texts()
    shown = (*ASKED, *(purpose for purpose in ON_OCCASION if purpose.value in given))
    return [
        Decision(purpose, texts[purpose].public_id, texts[purpose].title, texts[purpose].body,
                 given.get(purpose.value))
        for purpose in shown if purpose in texts
    ]  # fmt: skip


def answers_of(person_id: int) -> list[Consent]:
    """Return every answer a person gave, with the version it was about, the newest first."""
    rows = sa.select(Consent).where(Consent.person_id == person_id).options(joinedload(Consent.text))
    return list(db.session.scalars(rows.order_by(Consent.id.desc())))


def agrees(person_id: int, purpose: Purpose) -> bool:
    """Return whether a person's last word on a purpose was yes; silence is no."""
    last = (
        sa.select(Consent.given)
        .join(Consent.text)
        .where(Consent.person_id == person_id, ConsentText.purpose == purpose.value)
        .order_by(Consent.id.desc())
        .limit(1)
    )
    return bool(db.session.scalar(last))


def who_agrees(purpose: Purpose, people: list[int]) -> set[int]:
    """Return which of these people said yes last; one question for a whole list."""
    newest = (
        sa.select(sa.func.max(Consent.id))
        .join(Consent.text)
        .where(ConsentText.purpose == purpose.value, Consent.person_id.in_(people))
        .group_by(Consent.person_id)
    )
    yes = sa.select(Consent.person_id).where(Consent.id.in_(newest), Consent.given)
    return set(db.session.scalars(yes))

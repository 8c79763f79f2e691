"""Keeping files that came with a form, also while the form goes back and forth."""

import base64
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.security import derive, seal, unseal
from summitapp.questions.values.refusals import UploadRefused
from summitapp.registration import queries
from summitapp.registration.documents import CleanFile
from summitapp.registration.models import Upload

WAITS: Final = timedelta(hours=24)
MOST_WAITING: Final = 200 * 1024 * 1024


def keep_upload(reference: str, question: int, file: CleanFile) -> str:
    """Keep a file under a reference until a form claims it; after a day it goes.

    :raises UploadRefused: if so many files wait already that somebody must be filling the disk.
    """
    if queries.waiting_bytes() + len(file.content) > MOST_WAITING:
        raise UploadRefused
    db.session.add(Upload(
        public_id=reference, question_id=question, name=file.name, media_type=file.media_type,
        size=len(file.content), content=file.content, created_at=now(),
    ))  # fmt: skip
    db.session.flush()
    return reference


def ticket_of(reference: str) -> str:
    """Return what a form carries in place of a file that is here already; tells nothing and cannot be made up."""
    return base64.urlsafe_b64encode(seal(_key(), reference.encode(), "upload")).decode()


def upload_of(ticket: str) -> str:
    """Return the reference of the file for which a form carries ``ticket``, or an empty text."""
    try:
        return unseal(_key(), base64.urlsafe_b64decode(ticket.encode()), "upload").decode()
    except ValueError:
        return ""


def forget_uploads(moment: datetime) -> int:
    """Delete files whose form never came; returns how many."""
    old = (Upload.created_at < moment - WAITS) & Upload.registration_id.is_(None)
    return len(db.session.execute(sa.delete(Upload).where(old).returning(Upload.id)).all())


def _key() -> bytes:
    return derive(settings().secret_key, "uploads")

"""What the journeys with a scanner share: where it is, one that is not set up yet, a badge that is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page

from summitapp.checkin.models import Scan
from summitapp.core.db import db

ADDRESS = "/en/venue/izmir-2027/scanner/"


@dataclass
class Prepared:
    """A device before it is set up."""

    reference: str
    code: str
    pin: str


def check(page: Page, code: str) -> None:
    page.get_by_label("Badge code").fill(code)
    page.get_by_role("button", name="Check", exact=True).click()


def stored(reading: Callable[..., Any]) -> list[tuple[str, str, bool]]:
    with reading():
        rows = db.session.scalars(sa.select(Scan).order_by(Scan.id))
        return [(row.verdict.value, row.reason.value, row.offline) for row in rows]

"""How programs see a summit."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict


class Texts(BaseModel):
    """One text in three languages."""

    model_config = ConfigDict(extra="forbid")

    de: str
    tr: str
    en: str


class SummitOut(BaseModel):
    """What everybody may know of a summit."""

    model_config = ConfigDict(extra="forbid")

    slug: str
    name: Texts
    motto: Texts
    starts_on: date
    ends_on: date
    timezone: str
    default_language: str
    registration_opens_at: datetime | None
    registration_closes_at: datetime | None
    url: str


class SummitsOut(BaseModel):
    """Every public summit, the newest first."""

    model_config = ConfigDict(extra="forbid")

    summits: list[SummitOut]

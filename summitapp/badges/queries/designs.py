"""The designs of badges, and what functions are called in another language."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.badges import rules
from summitapp.badges.models import BadgeDesign, DesignChoice, Wording
from summitapp.badges.values import DesignFace, FunctionLine
from summitapp.core.db import db
from summitapp.directory.models import Position
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit


def designs(summit_id: int) -> list[BadgeDesign]:
    """Return the designs of a summit by name, with the categories that have them."""
    chain = selectinload(BadgeDesign.choices).joinedload(DesignChoice.category)
    return list(db.session.scalars(
        sa.select(BadgeDesign).where(BadgeDesign.summit_id == summit_id).options(chain).order_by(BadgeDesign.name)
    ))  # fmt: skip


def design_of_summit(slug: str, reference: str) -> BadgeDesign | None:
    """Return a design if it belongs to the summit of this address."""
    statement = (
        sa.select(BadgeDesign).join(BadgeDesign.summit).where(BadgeDesign.public_id == reference, Summit.slug == slug)
        .options(joinedload(BadgeDesign.summit), selectinload(BadgeDesign.choices))
    )  # fmt: skip
    return db.session.scalar(statement)


def designs_by_category(summit_id: int) -> dict[int, DesignFace]:
    """Return category → its design, for categories that have one of their own."""
    statement = (
        sa.select(DesignChoice).join(DesignChoice.category).where(Category.summit_id == summit_id)
        .options(joinedload(DesignChoice.design))
    )  # fmt: skip
    return {choice.category_id: choice.design.face for choice in db.session.scalars(statement)}


def choices_of(categories: Sequence[int]) -> list[DesignChoice]:
    """Return which of these categories have a design."""
    return list(db.session.scalars(sa.select(DesignChoice).where(DesignChoice.category_id.in_(categories))))


# --- functions ------------------------------------------------------------------------------------


def wordings(summit_id: int) -> list[Wording]:
    """Return all approved translations of functions of a summit."""
    return list(db.session.scalars(sa.select(Wording).where(Wording.summit_id == summit_id)))


def wording(summit_id: int, language: str, key: str) -> Wording | None:
    """Return what a function is called."""
    where = (Wording.summit_id == summit_id, Wording.language == language, Wording.key == key)
    return db.session.scalar(sa.select(Wording).where(*where))


def wording_of_summit(slug: str, reference: str) -> Wording | None:
    """Return an approved translation if it belongs to the summit of this address."""
    statement = sa.select(Wording).join(Wording.summit).where(Wording.public_id == reference, Summit.slug == slug)
    return db.session.scalar(statement.options(joinedload(Wording.summit)))


def used_functions(summit_id: int, but: int | None = None) -> dict[tuple[str, str], tuple[str, int]]:
    """Return (language, key) → (function, how many have it) of those who take part.

    :param but: row id of a person who does not count.
    """
    statement = (
        sa.select(Registration.language, Registration.function, sa.func.count())
        .where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED, Registration.function != "")
        .group_by(Registration.language, Registration.function).order_by(sa.func.count().desc(), Registration.function)
    )  # fmt: skip
    if but is not None:
        statement = statement.where(Registration.person_id != but)
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for language, function, number in db.session.execute(statement):
        known = (language, rules.wording_key(function))
        before = found.get(known)
        found[known] = (before[0], before[1] + number) if before else (function, number)
    return found


def functions_of_person(person_id: int) -> list[tuple[int, str, str]]:
    """Return (summit, language, key) of each function somebody gave."""
    statement = sa.select(Registration.summit_id, Registration.language, Registration.function)
    return [(summit, language, rules.wording_key(function))
            for summit, language, function in db.session.execute(statement.where(Registration.person_id == person_id))
            if function]  # fmt: skip


def _suggestions(summit_id: int) -> dict[tuple[str, str, str], str]:
    """Return what is known from elsewhere: offices of the directory, and what earlier summits approved."""
    found: dict[tuple[str, str, str], str] = {}
    for office in db.session.scalars(sa.select(Position)):
        source = office.title[office.source_language]
        for language, title in office.title:
            if source and title and language != office.source_language:
                found[office.source_language, rules.wording_key(source), language] = title
    for one in db.session.scalars(sa.select(Wording).where(Wording.summit_id != summit_id).order_by(Wording.id)):
        found[one.language, one.key, one.target] = one.text
    return found


def function_lines(summit: Summit, text: str = "", show: str = "") -> list[FunctionLine]:
    """Return the functions of a summit's participants, those that wait for a translation first.

    :param show: ``""`` all, ``open`` without an approved translation, ``approved``.
    """
    approved = {(one.language, one.key): one for one in wordings(summit.id)}
    suggestions = _suggestions(summit.id)
    lines = []
    for (language, key), (source, people) in used_functions(summit.id).items():
        target = rules.target_language(language, summit.default_language)
        mine = approved.get((language, key))
        if (show == "open" and mine) or (show == "approved" and not mine) or not rules.contains(source, text):
            continue
        lines.append(FunctionLine(source, language, mine.target if mine else target, people, mine.text if mine else "",
                                  mine.public_id if mine else "", suggestions.get((language, key, target), "")))  # fmt: skip
    return sorted(lines, key=lambda line: bool(line.text))


def count_open_functions(summit: Summit) -> int:
    """Return how many functions wait for a translation."""
    approved = {(one.language, one.key) for one in wordings(summit.id)}
    return len(used_functions(summit.id).keys() - approved)

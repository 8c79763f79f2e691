"""Tables know only what stands below them: the order of the features is the order of pyproject.toml."""

import tomllib
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import configure_mappers

from summitapp import tables  # noqa: F401 - the metadata must be complete
from summitapp.core.db import Base, UTCDateTime
from tests.rig.places import ROOT


@cache
def order() -> dict[str, int]:
    """Feature → height; the core is 0."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["name"].startswith("Features")
    )
    heights = {}
    for height, layer in enumerate(reversed(layers)):
        for name in layer.split("|"):
            heights[name.strip(" ()")] = height
    return heights


def feature_of(model: type) -> str:
    return model.__module__.split(".")[1]


def models() -> list[type[Base]]:
    configure_mappers()
    return [mapper.class_ for mapper in Base.registry.mappers]


def test_foreign_keys_point_to_the_same_or_a_lower_feature() -> None:
    owner = {model.__table__.name: feature_of(model) for model in models()}  # type: ignore[attr-defined]
    wrong = [
        f"{table.name}.{key.parent.name} → {key.column.table.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if order()[owner[table.name]] < order()[owner[key.column.table.name]]
    ]
    assert wrong == []


def test_relationships_point_to_the_same_or_a_lower_feature() -> None:
    wrong = [
        f"{model.__name__}.{relation.key}"
        for model in models()
        for relation in sa.inspect(model).relationships
        if order()[feature_of(model)] < order()[feature_of(relation.mapper.class_)]
        or (relation.back_populates and feature_of(model) != feature_of(relation.mapper.class_))
    ]
    assert wrong == []


def test_tables_are_named_after_their_feature() -> None:
    allowed = {"accounts": "account", "summits": "summit", "delegations": "delegation", "badges": "badge"}
    wrong = [
        f"{model.__name__}: {model.__table__.name}"  # type: ignore[attr-defined]
        for model in models()
        if not model.__table__.name.startswith((feature_of(model), allowed.get(feature_of(model), feature_of(model))))  # type: ignore[attr-defined]
    ]
    assert wrong == []


def test_every_time_is_an_instant() -> None:
    naive = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.DateTime) and not isinstance(column.type, UTCDateTime)
    ]
    assert naive == []


def test_constraints_have_names_by_which_a_refusal_is_known() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []

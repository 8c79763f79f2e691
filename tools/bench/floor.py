"""The floors: what Flask, SQLAlchemy and the server cost before anything of ours is done."""

import os
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

app = Flask(__name__)
engine = sa.create_engine(os.environ["DATABASE_URL"], pool_size=8, max_overflow=0)
thing = sa.Table(
    "bench_floor",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(20), index=True),
)
SEEDS = 1000

if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def prepare() -> None:
    """Make the table and some rows to look for."""
    with engine.begin() as connection:
        thing.metadata.drop_all(connection)
        thing.metadata.create_all(connection)
        connection.execute(thing.insert(), [{"code": f"code-{number}"} for number in range(SEEDS)])


@app.get("/hello")
def hello() -> str:
    """Say hello and nothing else."""
    return "hello"


@app.post("/transaction/<int:number>")
def transaction(number: int) -> str:
    """Do one indexed SELECT and one INSERT, and commit."""
    with engine.begin() as connection:
        found = connection.execute(sa.select(thing.c.id).where(thing.c.code == f"code-{number % SEEDS}")).scalar()
        connection.execute(thing.insert().values(code=f"new-{number}-{found}"[:20]))
    return "done"

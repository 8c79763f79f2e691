"""Prove that a peer reads our schedule.xml and follows it: pretalx, with the plugin that imports schedules of others.

One command, ``python tools/peer/check.py``: sets up the peer in a scratch environment (through the package index of the
machine), writes two releases of the demo summit by ``flask agenda export``, lets the peer fetch one after the other, and
holds what stands in the peer's database against what stands in ours. Prints a verdict; 0 if both say the same, 1 if not.
With ``--at FOLDER`` the environment is kept there and used again. The application itself needs none of this.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from config import Config
from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaSession, Appearance
from summitapp.agenda.values import AppearanceDetails, Placement, SessionDetails, SessionText
from summitapp.app import create_app
from summitapp.core import migrations
from summitapp.core.db import db, unit_of_work
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import Translated
from summitapp.exchange.documents.frab import NO_ROOM
from summitapp.operations.services.demo import load_demo
from summitapp.operations.values.programme import SLUG
from summitapp.summits.queries import by_slug

#: Versions that fit one another: the plugin's later ones are written for releases of pretalx that are yet to come.
PEER = ("pretalx==2025.2.2", "pretalx-downstream==1.4.0")
LANGUAGE = "en"
Facts = dict[str, dict[str, Any]]


def main() -> int:
    """Set up, export, let it be read, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", type=Path, help="Keep the peer's environment in this folder.")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        python = install(parser.parse_args().at or folder / "peer")
        files, ours = release_twice(folder)
        theirs = fetch(python, folder, files)
    faults = follow(ours, theirs)
    for number, (mine, read) in enumerate(zip(ours, theirs, strict=True), 1):
        faults += compare(number, mine, read)
    for fault in faults:
        print(f"NO   {fault}")
    for number, read in enumerate(theirs, 1):
        print(f"release {number}: {read['slots']} sessions in {len(read['rooms'])} rooms, version {read['version']!r}")
    print(f"{' + '.join(PEER)}: {'differs' if faults else 'reads the same'}")
    return 1 if faults else 0


def install(folder: Path) -> Path:
    """Return the interpreter of an environment with the peer in it."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER], check=True)
    return python


# --- our side --------------------------------------------------------------------------------------


def release_twice(folder: Path) -> tuple[list[Path], list[Facts]]:
    """Return two releases of the demo summit as files, and what each says by the number of the session."""
    key = "k" * 40
    url = f"sqlite:///{folder}/summit.db"
    app = create_app(Config(environment="testing", secret_key=key, badge_key=key, base_url="http://127.0.0.1", jobs="eager",
                            instance=folder, database_url=url))  # fmt: skip
    files, facts = [], []
    with app.app_context():
        migrations.upgrade()
        for number, step in enumerate((load_demo, change_and_publish), 1):
            with acting_as(system_actor("peer")), unit_of_work():
                step()
            path = folder / f"release-{number}.xml"
            command = f"agenda export --summit {SLUG} --format frab-xml --lang {LANGUAGE} --output"
            done = app.test_cli_runner().invoke(args=[*command.split(), str(path)])
            if done.exit_code:
                raise SystemExit(done.output)
            files.append(path)
            facts.append(facts_of_release())
            db.session.rollback()
    return files, facts


def facts_of_release() -> Facts:
    """Return what the public part of the last release says, straight from the database."""
    summit = by_slug(SLUG)
    assert summit is not None
    programme = queries.public_programme(summit)
    return {
        one.reference: {
            "title": one.text.title.best(LANGUAGE), "abstract": one.text.abstract.best(LANGUAGE),
            "room": programme.rooms[one.room].name.best(LANGUAGE) if one.room else NO_ROOM.best(LANGUAGE),
            "track": programme.tracks[one.text.track].name.best(LANGUAGE) if one.text.track else "",
            "kind": one.text.kind.value, "starts": one.starts_at.astimezone(UTC).isoformat(),
            "ends": one.ends_at.astimezone(UTC).isoformat(),
            "speakers": sorted({
                who.name or ", ".join(filter(None, (who.function.best(LANGUAGE), who.body.best(LANGUAGE)))) for who in one.shown
            }),
        }
        for one in programme.placements if not one.cancelled
    }  # fmt: skip


def change_and_publish() -> None:
    """Shorten one session, put one into another room, call one otherwise, add one without a room, and publish."""
    summit = by_slug(SLUG)
    assert summit is not None
    public = [one for one in queries.public_programme(summit).placements if one.room and not one.cancelled]
    shorter, renamed = public[-1], _session(public[1].code)
    services.place_session(_session(shorter.code), shorter.room, shorter.starts_at, shorter.ends_at - timedelta(minutes=5),
                           _session(shorter.code).revision)  # fmt: skip
    _find_room(public[2:-1], sorted({one.room for one in public}))
    details = SessionDetails(replace(renamed.text, title=Translated("Anders: ß", "Başka: İıŞş", "Another title: İıŞşĞğ ß & <b>")),
                             tuple(_same(one) for one in renamed.appearances))  # fmt: skip
    services.edit_session(renamed, details, renamed.revision)
    new = services.add_session(summit, SessionDetails(SessionText(Translated("Neu", "Yeni", "Newly added"))))
    services.place_session(new, "", shorter.starts_at, shorter.ends_at, new.revision)
    found = rules.find_conflicts(queries.draft_placements(summit), services.frame_now(summit))
    services.publish_agenda(summit, Translated("Zweite Fassung", "İkinci sürüm", "Second version"), rules.notices_mark(found))


def _find_room(public: Iterable[Placement], rooms: Iterable[str]) -> None:
    """Put the first session that fits anywhere else into another room."""
    for one in public:
        for room in rooms:
            found = services.place_session(_session(one.code), room, one.starts_at, one.ends_at, _session(one.code).revision)
            if room != one.room and not any(conflict.blocking for conflict in found):
                return
        services.place_session(_session(one.code), one.room, one.starts_at, one.ends_at, _session(one.code).revision)


def _session(code: str) -> AgendaSession:
    session = queries.session_of(SLUG, code)
    assert session is not None
    return session


def _same(one: Appearance) -> AppearanceDetails:
    return AppearanceDetails(one.person.public_id if one.person else "", one.position.public_id if one.position else "",
                             one.role, one.function)  # fmt: skip


# --- the peer's side -------------------------------------------------------------------------------


def fetch(python: Path, folder: Path, files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the state of the peer's database after each file."""
    data = folder / "pretalx"
    data.mkdir()
    settings = folder / "pretalx.cfg"
    settings.write_text(
        f"[filesystem]\ndata={data}\nmedia={data}/media\nstatic={data}/static\nlogs={data}/logs\n"
        f"[database]\nbackend=sqlite3\nname={data}/db.sqlite3\n", encoding="utf-8",
    )  # fmt: skip
    done = subprocess.run(
        [python, Path(__file__).with_name("reader.py"), *files], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PRETALX_CONFIG_FILE": str(settings)}, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"the peer could not read it:\n{done.stderr[-2000:]}")
    states: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])  # the peer greets first
    return states


def compare(number: int, mine: Facts, read: dict[str, Any]) -> list[str]:
    """Return where a release and what the peer made of it differ."""
    def plain(one: dict[str, Any]) -> str:
        return json.dumps({name: one[name] for name in next(iter(mine.values()))}, ensure_ascii=False, sort_keys=True)

    ours, theirs = sorted(map(plain, mine.values())), sorted(map(plain, read["sessions"]))
    faults = [f"release {number}: only here:  {one}" for one in ours if one not in theirs]
    faults += [f"release {number}: only there: {one}" for one in theirs if one not in ours]
    if not read["slots"] == read["submissions"] == len(mine):
        faults.append(f"release {number}: {len(mine)} sessions here, {read['submissions']} rows and {read['slots']} slots there")
    if read["rooms"] != sorted({one["room"] for one in mine.values()} | set(read["rooms"])):
        faults.append(f"release {number}: the rooms are {read['rooms']}")
    return faults


def follow(ours: list[Facts], theirs: list[dict[str, Any]]) -> list[str]:
    """Return where the peer made something new of what is the same session in both releases."""
    rows = [{_mark(one): one["row"] for one in read["sessions"]} for read in theirs]
    pairs = [(before, ours[1][reference]) for reference, before in ours[0].items() if reference in ours[1]]
    changed = sum(before != after for before, after in pairs)
    if changed != 3 or len(ours[1]) != len(ours[0]) + 1:
        return [f"the second release changed {changed} sessions instead of 3"]
    return [f"doubled: {after['title']}" for before, after in pairs if rows[0].get(_mark(before)) != rows[1].get(_mark(after))]


def _mark(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["title"], one["starts"], one["room"]


if __name__ == "__main__":
    sys.exit(main())

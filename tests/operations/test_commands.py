"""The ``flask`` command as a process of its own: what it loads, and what it says where settings are missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.places import ROOT

KEY = "known to everybody, protects nothing"
SETTINGS = {"SUMMITAPP_ENV": "development", "SECRET_KEY": KEY, "BADGE_KEY": KEY[::-1]}
#: A command that tells what it found loaded, called as ``flask`` calls it.
TELLING = """
import sys
import click
from flask.cli import main
from summitapp import commands

@click.command()
def tell():
    click.echo(sorted(name for name in sys.modules if name.startswith("summitapp.")))

commands.ALONE = {"alone": lambda: tell} if sys.argv.pop(1) == "alone" else {}
from summitapp.jobs.cli import bp
bp.cli.add_command(tell, "tell")
main()
"""


def called(folder: Path, *words: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SUMMITAPP_INSTANCE": str(folder), **settings}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_command_has_the_house_and_no_pages(tmp_path: Path) -> None:
    said = called(tmp_path, "-c", TELLING, "house", "--app", "wsgi", "jobs", "tell", settings=SETTINGS)
    assert said.returncode == 0, said.stderr
    assert "'summitapp.agenda.services'" in said.stdout and "'summitapp.tables'" in said.stdout
    assert "'summitapp.agenda.views'" not in said.stdout and "'summitapp.checkin.api'" not in said.stdout


def test_a_command_that_stands_alone_needs_no_settings_and_loads_nothing_else(tmp_path: Path) -> None:
    said = called(tmp_path, "-c", TELLING, "alone", "--app", "wsgi", "alone", settings={})
    assert said.returncode == 0, said.stderr
    assert "'summitapp.ties'" not in said.stdout and "'summitapp.tables'" not in said.stdout


@pytest.mark.parametrize("words", [("badges", "print"), ("--help",)])
def test_missing_settings_are_named_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = called(tmp_path, "-m", "flask", "--app", "wsgi", *words, settings={})
    assert "SECRET_KEY is missing" in said.stderr and "BASE_URL is missing" in said.stderr
    assert "Traceback" not in said.stderr


def test_the_pages_are_there_for_what_flask_itself_can_do(tmp_path: Path) -> None:
    said = called(tmp_path, "-m", "flask", "--app", "wsgi", "routes", settings=SETTINGS)
    assert "/<any(de,tr,en):lang>/my/" in said.stdout, said.stderr

"""Bring a developer's database up to date: migrations, the demo summit if there is none, log-ins to try it with."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import click
from flask.cli import ScriptInfo

from wsgi import app


def call(*arguments: str) -> None:
    """Run one of the application's commands here, instead of importing it once more in a process of its own."""
    try:
        app.cli.main(list(arguments), prog_name="flask", obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        raise SystemExit(fault.exit_code) from fault


def main() -> None:
    """Do what is missing, or only make new log-ins."""
    if "--logins" in sys.argv:
        call("demo", "logins")
        return
    print("Preparing the database …", flush=True)
    call("db", "upgrade")
    call("demo", "load")
    call("demo", "logins")


if __name__ == "__main__":
    main()

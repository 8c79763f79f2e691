"""The ``flask`` command: behind it stands the application without its doors to the web, furnished when a command needs it.

Half of the application is pages, which no command ever shows; loading them would cost more than most commands do.
"""

import gc
from collections.abc import Callable, Mapping
from typing import Final

import click
from flask import Flask
from flask.cli import AppGroup, NoAppException

from config import ROOT, Config, SettingsError


def _matchmaking() -> click.Command:
    from summitapp.matchmaking.cli import matchmaking

    return matchmaking


#: Commands that stand alone: they know no settings and no database, and nothing else is loaded for them.
ALONE: Final[Mapping[str, Callable[[], click.Command]]] = {"matchmaking": _matchmaking}


def command_line() -> Flask:
    """Return an application that is empty until the first command is looked for."""
    app = Flask("summitapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.cli = CommandLine(app)
    return app


class CommandLine(AppGroup):
    """The commands of an application, which is furnished for all but those that stand alone."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name=app.name)
        self._app, self._furnished = app, False

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands; of those that stand alone if the settings are wrong."""
        try:
            self._furnish()
        except NoAppException as error:
            click.secho(f"Error: {error.format_message()}\n", err=True, fg="red")
        return sorted({*super().list_commands(ctx), *ALONE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, and the application it works in."""
        if cmd_name in ALONE:
            found: click.Command | None = ALONE[cmd_name]()
        else:
            self._furnish()
            found = super().get_command(ctx, cmd_name)
        gc.freeze()  # what is loaded stays to the end; looking through it then would take as long as loading it
        return found

    def _furnish(self) -> None:
        if self._furnished:
            return
        self._furnished = True
        gc.disable()  # nothing is thrown away meanwhile
        try:
            from summitapp import ties

            ties.furnish(self._app, Config.from_env())
        except SettingsError as error:
            raise NoAppException(str(error)) from error
        finally:
            gc.enable()

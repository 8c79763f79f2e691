"""The entry for WSGI servers and the ``flask`` command."""

import gc

import click
from flask import Flask
from flask.cli import FlaskGroup


def load() -> Flask:
    """Load the application; for a command of ours without its doors to the web (``summitapp.commands``).

    Nothing is thrown away meanwhile, and looking for it would take a third of the start.
    """
    if _looking_for_commands():
        from summitapp.commands import command_line

        return command_line()
    gc.disable()
    try:
        from config import Config
        from summitapp.app import create_app

        return create_app(Config.from_env())
    finally:
        gc.enable()


def _looking_for_commands() -> bool:
    """Whether ``flask`` asks which commands there are; its own, as ``flask run`` and ``flask routes``, ask for the pages."""
    context = click.get_current_context(silent=True)
    return context is not None and isinstance(context.command, FlaskGroup)


app = load()

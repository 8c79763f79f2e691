"""The application at hand: its settings and the parts hung into it at the start.

Services ask here instead of importing Flask, so that they run the same in a request, a job or a command.
"""

from typing import Any

from flask import current_app

from config import Config


def settings() -> Config:
    """Return the settings of the application at hand."""
    config: Config = current_app.extensions["config"]
    return config


def extension(name: str) -> Any:
    """Return the part hung into the application as ``name``.

    :raises KeyError: if the application was made without it.
    """
    return current_app.extensions[name]

"""The entry for WSGI servers and the ``flask`` command."""

import gc

from flask import Flask


def load() -> Flask:
    """Load the application. Nothing is thrown away meanwhile, and looking for it would take a third of the start."""
    gc.disable()
    try:
        from config import Config
        from summitapp.app import create_app

        return create_app(Config.from_env())
    finally:
        gc.enable()


app = load()

"""The entry for WSGI servers and the ``flask`` command."""

from config import Config
from summitapp.app import create_app

app = create_app(Config.from_env())

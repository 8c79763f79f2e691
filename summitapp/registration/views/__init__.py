"""The pages of registration: the form and its confirmation, and the organiser's table and person page."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("registration", __name__)

from summitapp.registration.views import adding, bulk, duplicates, person, public, table  # noqa: E402, F401 - they hang their routes into bp

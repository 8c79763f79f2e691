"""The pages of letters: for the person, for whoever approves, and for whoever wants to know whether one is genuine."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("letters", __name__)

from summitapp.letters.views import organise, own, verify  # noqa: E402, F401 - they hang their routes into bp

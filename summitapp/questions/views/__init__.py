"""The organisers' pages of a form: its list, one question beside a preview, sections, and the usual questions."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("questions", __name__)

from summitapp.questions.views import building, listing, preview, sections  # noqa: E402, F401 - they hang their routes into bp

"""The pages of asking: a delegate's desk, one request, and the organisers' list."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("meetings", __name__)

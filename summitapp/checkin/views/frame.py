"""The blueprint of check-in's pages."""

from werkzeug.wrappers import Response

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("checkin", "summitapp.checkin.views")
Page = str | tuple[str, int] | Response

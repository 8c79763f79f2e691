"""The blueprint of the desk's pages."""

from werkzeug.wrappers import Response

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("desk", "summitapp.desk.views")
Page = str | tuple[str, int] | Response

"""What the pages of badges share."""

from werkzeug.wrappers import Response

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("badges", __name__)
Page = str | tuple[str, int] | Response

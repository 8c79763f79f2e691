"""Files that came with answers: handed out to those who may have them, and never shown in the page."""

from flask import Response

from summitapp.core.web import attachment, requires
from summitapp.registration import queries
from summitapp.registration.models import Upload
from summitapp.registration.views import bp

#: Whatever is in the file can do nothing in the reader's browser, also if one were to open it.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@bp.get("/files/<reference>/")
@requires("answers:fetch", on=queries.upload)
def file(upload: Upload) -> Response:
    """Hand a file out as an attachment."""
    answer = attachment(upload.content, upload.media_type, upload.name)
    answer.headers.extend({
        "Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    })  # fmt: skip
    return answer

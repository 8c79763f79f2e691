"""Files that came with answers: handed out to those who may have them, and never shown in the page."""

from urllib.parse import quote

from flask import Response

from summitapp.core.web import requires
from summitapp.registration import queries
from summitapp.registration.models import Upload
from summitapp.registration.views import bp

#: Whatever is in the file can do nothing in the reader's browser, also if one were to open it.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@bp.get("/files/<reference>/")
@requires("answers:fetch", on=queries.upload)
def file(upload: Upload) -> Response:
    """Hand a file out as an attachment."""
    plain = upload.name.encode("ascii", "replace").decode().replace('"', "'")
    return Response(upload.content, content_type=upload.media_type, headers={
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(upload.name)}",
        "Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    })  # fmt: skip

"""The reader's own choice: no more reminders, or reminders again. The link of the mail is all that is needed."""

from typing import Any

from summitapp.core.web import csrf, limited, public, redirect_to, render_public
from summitapp.mailings import services
from summitapp.mailings.views import bp


@bp.get("/no-reminders/<token>/")
@limited("60 per minute")
@public
def choice(token: str) -> Any:
    """Show how it stands and one button; opening the page changes nothing, since mail scanners follow links."""
    summit, _reader = services.reader_of(token)
    page = render_public("mailings/choice.html", summit=summit, token=token, refused=services.opted_out(token))
    page.headers["Cache-Control"] = "no-store"  # it looks like everybody's and tells of one
    return page


@bp.post("/no-reminders/<token>/")
@csrf.exempt
@limited("60 per minute")
@public
def refuse(token: str) -> Any:
    """Send no more reminders. A mail program asks this too, without a page before it (RFC 8058)."""
    services.want_none(token)
    return redirect_to("mailings.choice", token=token)


@bp.post("/no-reminders/<token>/again/")
@csrf.exempt
@limited("60 per minute")
@public
def want_again(token: str) -> Any:
    """Send reminders again."""
    services.take_back(token)
    return redirect_to("mailings.choice", token=token)

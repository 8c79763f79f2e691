"""The verification page: for a consulate that holds a letter in its hands. Everybody may ask; nobody finds anything here."""

from flask import make_response, request
from werkzeug.wrappers import Response

from summitapp.core.web import limited, public, redirect_to, render
from summitapp.letters import rules, services
from summitapp.letters.forms import CodeForm
from summitapp.letters.values import KIND_NAMES, STANDING_NAMES
from summitapp.letters.views import bp


def _hidden(page: str) -> Response:
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@bp.get("/letters/")
@limited("30 per minute")
@public
def enter_code() -> Response:
    """Take a code that was typed in by hand."""
    form = CodeForm(request.args)
    code = rules.read_code(form.code.data or "")
    if code:
        return redirect_to("letters.verify", code=code)
    return _hidden(render("letters/enter.html", form=form, wrong=bool(form.code.data)))


@bp.get("/letters/<code>/")
@limited("30 per minute")
@public
def verify(code: str) -> Response:
    """Say what a code stands for: number and standing; name and dates only while the letter stands."""
    return _hidden(render("letters/verify.html", verdict=services.look_up(code), names=STANDING_NAMES, kinds=KIND_NAMES))

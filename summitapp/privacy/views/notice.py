"""The public page: the notice, the record in words, and what people may ask."""

from flask import Response

from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.front import serve
from summitapp.core.web import lang_blueprint, public, render_public
from summitapp.privacy import services
from summitapp.privacy.values import BASIS_WORDS, KIND_WORDS, RECIPIENT_WORDS

bp = lang_blueprint("privacy", __name__)


@bp.get("/privacy/")
@public
def notice() -> Response:
    """Show what is kept of people, for what and how long, and what they may ask."""
    text = consents.current_texts().get(Purpose.NOTICE)
    stamp = ("privacy", text.version if text else 0)

    def build() -> Response:
        return render_public(
            "privacy/notice.html", here="privacy", notice=text, record=services.record_of_processing(),
            kinds=KIND_WORDS, bases=BASIS_WORDS, recipients=RECIPIENT_WORDS,
        )  # fmt: skip

    return serve(stamp, build)

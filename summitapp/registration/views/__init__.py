"""The pages of registration: the form and its confirmation, and the organiser's table and person page."""

from summitapp.core.web import lang_blueprint

bp = lang_blueprint("registration", __name__)

from summitapp.registration.views import (  # noqa: E402 - they hang their routes into bp
    adding,  # noqa: F401
    answers,  # noqa: F401
    bulk,  # noqa: F401
    duplicates,  # noqa: F401
    files,  # noqa: F401
    own,  # noqa: F401
    person,  # noqa: F401
    public,  # noqa: F401
    table,  # noqa: F401
    waiting,  # noqa: F401
)

"""The door for programs: ``/api/v1``, bearer tokens, errors as problem details (RFC 9457)."""

from collections.abc import Callable, Mapping
from functools import wraps
from threading import Lock
from time import monotonic
from typing import Any, Final, cast

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, g, json, request
from werkzeug.exceptions import HTTPException

from config import Config
from summitapp.core import i18n
from summitapp.core.errors import DomainError, Forbidden
from summitapp.core.security import Actor, become
from summitapp.core.text import N_

PROBLEM: Final = "application/problem+json"
PREFIX: Final = "/api/v1"
SECURITY: Final = {"bearer": {"type": "http", "scheme": "bearer"}}
TokenCheck = Callable[[str], Actor | None]


class TokenNeeded(DomainError):
    """There is no valid token with the request."""

    code = "token_needed"
    status = 401
    message = N_("A valid token is needed.")


class TooManyCalls(DomainError):
    """A token was used more often than its allowance."""

    code = "too_many_requests"
    status = 429
    message = N_("This token has used up its calls for this second.")


def api_blueprint(name: str) -> APIBlueprint:
    """Return a blueprint of the JSON API."""
    return APIBlueprint(name, name, url_prefix=PREFIX, tag=name.removesuffix("_api").replace("_", " ").title())


def problem(status: int, code: str, detail: str, **members: Any) -> Response:
    """Return a problem document; ``code`` is for programs, ``detail`` for people."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail, **members}
    response = Response(json.dumps(body), status=status, content_type=PROBLEM)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="summitapp"'
    if status == 429:
        response.headers["Retry-After"] = "1"
    return response


class Allowance:
    """Calls of each token in the present second, counted in memory."""

    def __init__(self) -> None:
        self._second = 0
        self._calls: dict[str, int] = {}
        self._lock = Lock()

    def take(self, token: str, most: int) -> bool:
        """Count one call and say whether it is within ``most`` a second."""
        second = int(monotonic())
        with self._lock:
            if second != self._second:
                self._second, self._calls = second, {}
            self._calls[token] = self._calls.get(token, 0) + 1
            return self._calls[token] <= most


_allowance = Allowance()


def token_required(scope: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare that a route needs a token of ``scope`` for the summit ``slug`` of its address.

    The actor it becomes holds the role ``token:<scope>`` for that summit; the route's loader
    compares. Stands directly under the route, above ``input`` and ``output``.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            actor = bearer_actor()
            if actor is None:
                raise TokenNeeded
            if not any(grant.role == f"token:{scope}" for grant in actor.grants):
                raise Forbidden
            return view(*args, **values)

        guarded.__door__ = f"token:{scope}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def bearer_actor() -> Actor | None:
    """Return the actor of the request's bearer token and act as it, or ``None``."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        return None
    check: TokenCheck = current_app.extensions["token_check"]
    actor = check(token.strip())
    if actor is None:
        return None
    config: Config = current_app.extensions["config"]
    if not _allowance.take(actor.reference, config.token_calls_per_second):
        raise TooManyCalls
    become(actor)
    g.actor_known = True
    return actor


def init_app(app: APIFlask, token_check: TokenCheck) -> None:
    """Give ``app`` its API manners."""
    app.extensions.update(token_check=token_check, rest_refusal=_refusal, rest_http_error=_http_error)
    app.security_schemes = SECURITY
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        VALIDATION_ERROR_STATUS_CODE=422,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    # Not app.error_processor(): that would answer every page's errors in JSON, too.
    app.error_callback = _invalid
    app.spec_processor(cast(Any, _describe_problems))


_PROBLEM_SCHEMA: Final = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "For programs; does not change."},
        "detail": {"type": "string", "description": "For people, in the language of Accept-Language."},
        "errors": {"type": "object", "description": "What is wrong, field by field."},
    },
}


def _describe_problems(spec: dict[str, Any]) -> dict[str, Any]:
    """Say in the description what errors look like; APIFlask would promise its own shape."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM_SCHEMA
    answer = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in spec.get("paths", {}).values():
        for operation in operations.values():
            for status, response in operation.get("responses", {}).items():
                if status.startswith(("4", "5")):
                    response["content"] = answer
    return spec


def _refusal(error: DomainError) -> Response:
    faults = {name: i18n.gettext(text) for name, text in getattr(error, "faults", {}).items()}
    members: Mapping[str, Any] = {"errors": faults} if faults else {}
    return problem(error.status, error.code, i18n.gettext(error.message, **error.facts), **members)


_CODES: Final = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large",
                 415: "unsupported_media_type", 422: "invalid", 500: "internal"}  # fmt: skip


def _http_error(error: HTTPException) -> Response:
    code = error.code or 500
    return problem(code, _CODES.get(code, "refused"), error.description or error.name)


def _invalid(error: Any) -> tuple[Any, int, dict[str, str]]:
    response = problem(error.status_code, _CODES.get(error.status_code, "invalid"), error.message,
                       **({"errors": error.detail} if error.detail else {}))  # fmt: skip
    return response.get_json(force=True), error.status_code, {"Content-Type": PROBLEM}

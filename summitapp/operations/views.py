"""What other machines ask: is the process there, can it work, and how does it do."""

from ipaddress import ip_address

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from config import Config
from summitapp.core.errors import NotFound
from summitapp.core.security import same
from summitapp.core.web import public
from summitapp.operations.services import health
from summitapp.operations.values.figures import CONTENT_TYPE, exposition

PROXY_HEADERS = ("forwarded", "x-forwarded", "x-real-ip", "via")
bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@public
def healthz() -> AnyResponse:
    """Say that the process answers; asks nothing else of it."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@bp.get("/readyz")
@public
def readyz() -> tuple[AnyResponse, int]:
    """Say whether the database is reachable and at the newest migration."""
    faults = health.faults()
    return jsonify({"ready": not faults, "faults": faults}), 503 if faults else 200


@bp.get("/metrics")
@public
def metrics() -> AnyResponse:
    """Give the figures to whoever has the token, or sits on this machine; to anyone else the page is not there."""
    if not (_has_token() or _sits_here()):
        raise NotFound
    return Response(exposition(health.figures()), content_type=CONTENT_TYPE)


def _has_token() -> bool:
    config: Config = current_app.extensions["config"]
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(config.metrics_token) and kind.lower() == "bearer" and same(given.strip(), config.metrics_token)


def _sits_here() -> bool:
    """The peer of the socket itself counts: a proxy on this machine names whom it speaks for."""
    if any(name.lower().startswith(PROXY_HEADERS) for name, _ in request.headers):
        return False
    before_proxies = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    peer = before_proxies.get("REMOTE_ADDR") or ""
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False

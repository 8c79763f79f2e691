"""Pages rendered once and served many times, before Flask is asked.

A kept page holds its bytes (plain, gzip, Brotli), its ETag and every header. It is served
straight from memory for at most one second; then the next request passes to the view, which
looks the release stamp up and either renews the page or builds it again. Only GET without a
query, or with the one query ``lang``, is kept, and never a page that reads the session. A view may
name further queries that many ask; they are kept in a small room of their own, so that whoever
makes addresses up pushes nothing out but those.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final

import brotli
from flask import Flask, Response, current_app, request

FRESH_SECONDS: Final = 1.0
MOST_PAGES: Final = 2048
MOST_QUERIES: Final = 96
LANGUAGE_QUERIES: Final = frozenset({"", "lang=de", "lang=tr", "lang=en"})
LEAST_TO_COMPRESS: Final = 256
POLICY: Final = "Content-Security-Policy"
COMPRESSED: Final = ("application/pdf", "application/zip", "image/png")

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]


@dataclass(slots=True)
class Kept:
    """One page in its three encodings; ``until`` is when its stamp must be looked at again."""

    stamp: Hashable
    etag: str
    bodies: dict[str, bytes]
    headers: dict[str, Headers]
    unchanged: Headers
    until: float


class Front:
    """The WSGI layer in front of the application."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._queries: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()
        self._inner: Callable[..., Iterable[bytes]] | None = None
        self._always: Headers = []

    def init_app(self, app: Flask, always: Headers) -> None:
        """Stand before ``app``; ``always`` are the headers every answer carries."""
        self._inner = app.wsgi_app
        self._always = always
        app.wsgi_app = self  # type: ignore[method-assign]
        app.extensions["front"] = self

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            key = environ["PATH_INFO"] + "?" + environ.get("QUERY_STRING", "")
            kept = self._pages.get(key) or self._queries.get(key)
            if kept is not None and kept.until > monotonic():
                return _answer(kept, environ, start_response)
        assert self._inner is not None
        return self._inner(environ, start_response)

    def forget(self) -> None:
        """Drop every kept page."""
        with self._lock:
            self._pages.clear()
            self._queries.clear()

    def serve(self, stamp: Hashable, build: Callable[[], Response], *, frequent: bool = False) -> Response:
        """Answer with the kept page if its ``stamp`` still holds, else with what ``build`` makes.

        :param stamp: what the page depends on: release number, redaction counter, build.
        :param frequent: the query of this request is one that many ask.
        """
        query = request.query_string.decode("ascii", "replace")
        if query not in LANGUAGE_QUERIES and not frequent:
            return build()
        pages, most = (self._pages, MOST_PAGES) if query in LANGUAGE_QUERIES else (self._queries, MOST_QUERIES)
        # PATH_INFO as the server gives it, so that the next look-up needs no decoding
        key = request.environ["PATH_INFO"] + "?" + query
        kept = pages.get(key)
        if kept is None or kept.stamp != stamp:
            response = build()
            if response.status_code != 200 or response.direct_passthrough:
                return response
            kept = self._keep(stamp, response)
        kept.until = monotonic() + FRESH_SECONDS
        with self._lock:
            pages[key] = kept
            pages.move_to_end(key)
            while len(pages) > most:
                pages.popitem(last=False)
        return _as_response(kept)

    def _keep(self, stamp: Hashable, response: Response) -> Kept:
        plain = response.get_data()
        etag = '"' + hashlib.sha256(plain).hexdigest()[:24] + '"'
        bodies = {"": plain}
        if len(plain) >= LEAST_TO_COMPRESS and not (response.content_type or "").startswith(COMPRESSED):
            bodies["gzip"] = gzip.compress(plain, 9, mtime=0)
            bodies["br"] = brotli.compress(plain, quality=9)
        shared = [
            ("Content-Type", response.content_type),
            ("ETag", etag),
            ("Cache-Control", response.headers.get("Cache-Control") or "public, max-age=0, must-revalidate"),
            ("Vary", "Accept-Encoding"),
            *[(name, value) for name, value in response.headers if name in ("Last-Modified", "Content-Disposition")],
            *_allowed(response.headers.get(POLICY), self._always),
        ]
        headers = {
            name: [
                *shared,
                ("Content-Length", str(len(body))),
                *([("Content-Encoding", name)] if name else []),
            ]
            for name, body in bodies.items()
        }
        return Kept(stamp, etag, bodies, headers, shared[1:], 0.0)


def _allowed(policy: str | None, always: Headers) -> Headers:
    """Return the headers of every answer; a page with a policy of its own keeps it, and may be framed if that says so."""
    if policy is None:
        return always
    own = [(name, policy if name == POLICY else value) for name, value in always]
    return [one for one in own if not (one[0] == "X-Frame-Options" and "frame-ancestors *" in policy)]


def _encoding(accepted: str, kept: Kept) -> str:
    for name in ("br", "gzip"):
        if name in accepted and name in kept.bodies and f"{name};q=0" not in accepted:
            return name
    return ""


def _answer(kept: Kept, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    given = environ.get("HTTP_IF_NONE_MATCH")
    if given and (kept.etag in given or given.strip() == "*"):
        start_response("304 Not Modified", list(kept.unchanged))
        return []
    name = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), kept)
    start_response("200 OK", list(kept.headers[name]))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.bodies[name]]


def _as_response(kept: Kept) -> Response:
    caught: dict[str, Any] = {}

    def catch(status: str, headers: Headers) -> None:
        caught.update(status=status, headers=headers)

    body = b"".join(_answer(kept, request.environ, catch))
    response = Response(body, status=caught["status"])
    for name in list(response.headers.keys()):
        del response.headers[name]
    response.headers.extend(caught["headers"])
    return response


def serve(stamp: Hashable, build: Callable[[], Response], *, frequent: bool = False) -> Response:
    """Answer from the front of the application at hand; see :meth:`Front.serve`."""
    front: Front = current_app.extensions["front"]
    return front.serve(stamp, build, frequent=frequent)


def asked(queries: Collection[str]) -> bool:
    """Whether the query of this request is, to the letter, one of a short list that many ask; see :meth:`Front.serve`."""
    return request.query_string.decode("ascii", "replace") in queries

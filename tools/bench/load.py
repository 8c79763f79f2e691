"""A small load: some clients, each with a connection that stays open, asking one thing after another."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Request = bytes


@dataclass
class Outcome:
    """What a load came to."""

    requests: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    sample: bytes = b""

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds if self.seconds else 0.0


def request(method: str, url: str, body: bytes = b"", **headers: str) -> Request:
    """Return the bytes of a request; ``Content_Type="…"`` gives the header ``Content-Type``."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"{method} {path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: keep-alive"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Client:
    """One connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, sent: Request) -> tuple[int, bytes, bytes]:
        """Send a request and return status, headers and body of the answer."""
        self._socket.sendall(sent)
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, data = data[:end], data[end + 4 :]
        status = int(head[9:12])
        body, self._rest = self._body(head.lower(), status, data)
        return status, head, body

    def _body(self, head: bytes, status: int, data: bytes) -> tuple[bytes, bytes]:
        if status in (204, 304):
            return b"", data
        place = head.find(b"\r\ncontent-length:")
        if place < 0:
            return self._chunks(data)
        length = int(head[place + 17 :].split(b"\r\n", 1)[0])
        while len(data) < length:
            data += self._more()
        return data[:length], data[length:]

    def _chunks(self, data: bytes) -> tuple[bytes, bytes]:
        body = b""
        while True:
            while (end := data.find(b"\r\n")) < 0:
                data += self._more()
            size = int(data[:end].split(b";")[0], 16)
            data = data[end + 2 :]
            while len(data) < size + 2:
                data += self._more()
            body, data = body + data[:size], data[size + 2 :]
            if not size:
                return body, data

    def _more(self) -> bytes:
        data = self._socket.recv(262144)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def once(url: str, sent: Request) -> tuple[int, bytes, bytes]:
    """Ask one thing on a connection of its own."""
    client = Client(url)
    try:
        return client.ask(sent)
    finally:
        client.close()


def run(url: str, requests: Callable[[int], Iterator[Request]], *, clients: int = 8, seconds: float = 4.0) -> Outcome:
    """Let ``clients`` ask for ``seconds``; ``requests(n)`` gives the n-th client what to ask, until it has no more."""
    outcome, lock = Outcome(), threading.Lock()
    begin = time.perf_counter()
    until = begin + seconds

    def work(number: int) -> None:
        client, mine, count, last = Client(url), Counter[int](), 0, b""
        try:
            for sent in requests(number):
                status, _, last = client.ask(sent)
                mine[status] += 1
                count += 1
                if time.perf_counter() > until:
                    break
        finally:
            client.close()
            with lock:
                outcome.requests += count
                outcome.statuses += mine
                outcome.sample = last or outcome.sample

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.seconds = time.perf_counter() - begin
    return outcome

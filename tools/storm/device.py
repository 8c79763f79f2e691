"""One device in the storm: it scans, loses its network, repeats itself, and keeps what nobody has confirmed."""

import json
import random
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tools.bench import load
from tools.storm.ground import POINTS, Ground

BATCH = 120
SKEW = 600.0
LONGEST_SPELL = timedelta(hours=40)


def real_now() -> datetime:
    """Return what a good clock shows."""
    return datetime.now(UTC)


@dataclass
class Made:
    """One scan as it was made. ``true_at`` is when it happened, ``sent`` what the device's clock said at each sending."""

    body: dict[str, Any]
    true_at: datetime
    sent: list[datetime] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    changed_answers: int = 0


class Device:
    """A device with a clock of its own."""

    def __init__(self, number: int, ground: Ground, seed: int) -> None:
        self.url, self.token, self.badges = ground.url, ground.token, ground.badges
        self.path = f"/api/v1/summits/{ground.slug}/scans"
        self.chance = random.Random(seed * 1000 + number)
        self.skew = timedelta(seconds=self.chance.uniform(-SKEW, SKEW))
        self.made: dict[str, Made] = {}
        self.queue: list[Made] = []
        self.client: load.Client | None = None
        self.lost = self.repeats = self.failures = 0

    def work(self, scans: int) -> None:
        """Make so many scans, in spells with and without network, and see all of them confirmed."""
        while len(self.made) < scans:
            spell = min(self.chance.randint(5, 60), scans - len(self.made))
            if self.chance.random() < 0.5:
                self._offline(spell)
            else:
                for _ in range(spell):
                    self._scan(self._make(real_now(), offline=False))
            self._upload()
        while self.queue:
            self._upload()

    def again(self) -> None:
        """Send everything once more, in another order; each is told its first answer."""
        everything = list(self.made.values())
        self.chance.shuffle(everything)
        for start in range(0, len(everything), BATCH):
            while not self._send(everything[start : start + BATCH]):
                pass

    def _offline(self, spell: int) -> None:
        begin = real_now() - self.chance.random() * LONGEST_SPELL
        moments = sorted(begin + self.chance.random() * (real_now() - begin) for _ in range(spell))
        for moment in moments:
            made = self._make(moment, offline=True)
            self.queue.append(made)
            if self.chance.random() < 0.04:
                self.queue.append(made)  # the same scan twice in one batch
                self.repeats += 1
        if self.chance.random() < 0.2:
            self.chance.shuffle(self.queue)

    def _make(self, moment: datetime, *, offline: bool) -> Made:
        body = {
            "scan_id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)), "badge": self._badge(),
            "point": self.chance.choice(POINTS), "direction": "in" if self.chance.random() < 0.65 else "out",
            "scanned_at": (moment + self.skew).isoformat(), "offline": offline,
        }  # fmt: skip
        if self.chance.random() < 0.05:
            body["override"] = "the desk knows"
        if offline:
            body["told"] = self.chance.choice(("admitted", "admitted", "already_inside", "refused"))
        made = self.made[body["scan_id"]] = Made(body, moment)
        return made

    def _badge(self) -> str:
        return "0" * 25 if self.chance.random() < 0.02 else self.chance.choice(self.badges)

    def _scan(self, made: Made) -> None:
        if not self._send([made], alone=True):
            self.queue.append(made)
        elif self.chance.random() < 0.03:
            self.repeats += 1
            self._send([made], alone=True)

    def _upload(self) -> None:
        while self.queue:
            some = self.queue[:BATCH]
            if not self._send(some):
                return
            del self.queue[: len(some)]

    def _send(self, some: list[Made], *, alone: bool = False) -> bool:
        """Send one scan or a batch; False when no answer came, which says nothing about whether it was stored."""
        now = real_now() + self.skew
        for made in some:
            made.sent.append(now)
        clock: dict[str, Any] = {"sent_at": now.isoformat()}
        body = clock | (some[0].body if alone else {"scans": [made.body for made in some]})
        sent = load.request(
            "POST", f"{self.url}{self.path}", json.dumps(body).encode(), Content_Type="application/json",
            Authorization=f"Bearer {self.token}",
        )  # fmt: skip
        try:
            if self.client is None:
                self.client = load.Client(self.url)
            if self.chance.random() < 0.03:
                return self._lose_answer(sent)
            status, _head, text = self.client.ask(sent)
        except (OSError, ValueError):
            return self._hung_up()
        if status != 200:
            raise RuntimeError(f"{status}: {text[:300]!r}") if status < 500 else _Failed(status, text)
        answers = json.loads(text)
        for made, answer in zip(some, [answers] if alone else answers["scans"], strict=True):
            made.changed_answers += made.answer is not None and made.answer != answer
            made.answer = made.answer or answer
        return True

    def _lose_answer(self, sent: bytes) -> bool:
        assert self.client is not None
        self.client._socket.sendall(sent)
        if self.chance.random() < 0.7:
            time.sleep(self.chance.random() * 0.1)
        self.client.close()
        self.client, self.lost = None, self.lost + 1
        return False

    def _hung_up(self) -> bool:
        if self.client is not None:
            self.client.close()
        self.client, self.failures = None, self.failures + 1
        time.sleep(0.2)
        return False


class _Failed(RuntimeError):
    """The server answered that it failed, which it never should."""

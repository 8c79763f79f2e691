"""The child process that works suggestions out for everybody at once: numpy never comes into a worker or a web server.

It reads an order of :func:`summitapp.profiles.rules.keeping.as_order` and answers with everybody's list.
"""

import json
import sys

from summitapp.profiles.rules.keeping import as_kept, card_from
from summitapp.profiles.rules.scoring import suggest_all
from summitapp.profiles.values import Forbidden


def work(order: str) -> str:
    """Return the answer to an order: id → suggestions as they are kept."""
    asked = json.loads(order)
    pairs: dict[str, list[tuple[str, str]]] = {
        name: [(one, other) for one, other in asked[name]] for name in ("links", "never", "forbidden")
    }
    may = Forbidden(frozenset(pairs["forbidden"])).allows
    found = suggest_all([card_from(one) for one in asked["cards"]], pairs["links"], pairs["never"], top=asked["top"], may=may)
    return json.dumps(
        {one: [as_kept(suggestion) for suggestion in suggestions] for one, suggestions in found.items()},
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


if __name__ == "__main__":
    sys.stdout.buffer.write(work(sys.stdin.buffer.read().decode()).encode())

"""The child process that works suggestions out for everybody at once: numpy never comes into a worker or a web server.

It reads an order of :func:`summitapp.profiles.rules.keeping.as_order` and answers with everybody's list.
"""

import gc
import json
import sys
from collections.abc import Iterator

from summitapp.profiles.rules.keeping import as_kept, card_from
from summitapp.profiles.rules.scoring import suggest_all
from summitapp.profiles.values import Forbidden


def work(order: str) -> Iterator[str]:
    """Give the answer to an order, one line for each profile: its id, a tab, and its suggestions as they are kept."""
    asked = json.loads(order)
    pairs: dict[str, list[tuple[str, str]]] = {
        name: [(one, other) for one, other in asked[name]] for name in ("links", "never", "forbidden")
    }
    may = Forbidden(frozenset(pairs["forbidden"])).allows
    found = suggest_all([card_from(one) for one in asked["cards"]], pairs["links"], pairs["never"], top=asked["top"], may=may)
    for one, suggestions in found.items():
        kept = json.dumps([as_kept(suggestion) for suggestion in suggestions], ensure_ascii=False, separators=(",", ":"))
        yield f"{one}\t{kept}\n"


if __name__ == "__main__":
    gc.disable()  # a process of a second looks for no rubbish
    for line in work(sys.stdin.buffer.read().decode()):
        sys.stdout.buffer.write(line.encode())

"""The planner in a process of its own: an order and an instance go in, progress and a timetable come out, a line each.

numpy and HiGHS are loaded here and nowhere else, and the process can be killed at any moment without harm. It is asked to
come to an end by SIGTERM: the best timetable so far is then the answer. It ends by itself when nobody listens any more.

The first line that goes in is the order (``seed``, ``seconds`` and ``previous``, the meetings to be kept, or null), the
rest is the instance in the published format. Out come lines ``{"done", "score", "bound"}`` and at the end either
``{"schedule"}``, in the published format, or ``{"fault"}``.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from summitapp.matchmaking.documents.instances import read_instance, write_instance
from summitapp.matchmaking.documents.timetables import write_schedule
from summitapp.matchmaking.values.plan import Held, Instance, InstanceFault

#: Pages and doors come before plans.
_NICE: Final = 10


def write_order(instance: Instance, seed: int, seconds: float, previous: Sequence[Held] | None) -> bytes:
    """Return what goes into the process."""
    order = {"seed": seed, "seconds": seconds, "previous": None if previous is None else [
        [held.request, held.slot, held.table, held.interpreter] for held in previous
    ]}  # fmt: skip
    return json.dumps(order).encode() + b"\n" + write_instance(instance)


def write_timetable(meetings: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> bytes:
    """Return a proposal that was kept, in the published format."""
    return (json.dumps({"meetings": list(meetings), "report": dict(report)}, ensure_ascii=False) + "\n").encode()


def read_line(line: bytes) -> Mapping[str, Any]:
    """Return what a line that came out says; nothing of one that was cut off."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def main() -> None:
    """Plan what comes in."""
    from summitapp.matchmaking.rules.optimise.planner import plan

    os.nice(_NICE)
    asked_to_end: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked_to_end.append(number))
    order = json.loads(sys.stdin.buffer.readline())
    previous = order["previous"]
    try:
        schedule = plan(
            read_instance(sys.stdin.buffer.read()), seed=order["seed"], seconds=order["seconds"],
            previous=None if previous is None else [Held(*one) for one in previous],
            progress=lambda done, score, bound: _tell(done=done, score=score, bound=bound) and not asked_to_end,
        )  # fmt: skip
    except InstanceFault as fault:
        _tell(fault=fault.message)
        return
    _tell(schedule=json.loads(write_schedule(schedule)))


def _tell(**said: Any) -> bool:
    sys.stdout.write(json.dumps(said, separators=(",", ":")) + "\n")
    sys.stdout.flush()
    return True


if __name__ == "__main__":
    main()

"""Calls the planner as its command does: files in, files out, so that nothing but the published format is judged."""

import json
from typing import Any

from summitapp.matchmaking.documents import read_instance, read_schedule, write_schedule

Json = dict[str, Any]


def planned(instance: Json, *, seed: int = 1, iterations: int = 150, previous: Json | None = None, **more: Any) -> Json:
    """Plan an instance in this process."""
    from summitapp.matchmaking.rules.optimise.planner import plan

    before = None if previous is None else read_schedule(packed(previous))
    found = plan(read_instance(packed(instance)), seed=seed, iterations=iterations, previous=before, processes=1, **more)
    return json.loads(write_schedule(found))


def repaired(instance: Json, previous: Json, *, frozen: tuple[Any, ...] = ()) -> Json:
    """Repair a published plan after something changed."""
    from summitapp.matchmaking.rules.repair import repair

    return json.loads(write_schedule(repair(read_instance(packed(instance)), read_schedule(packed(previous)), frozen=frozen)))


def packed(content: Json) -> bytes:
    return json.dumps(content).encode()

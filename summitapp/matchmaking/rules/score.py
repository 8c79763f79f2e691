"""How good a timetable is, and how much fits at most."""

from summitapp.matchmaking.values.plan import Instance


def count_bound(instance: Instance) -> int:
    """Return how many meetings fit at most: in each slot no more than there are tables, or pairs of free people."""
    total = 0
    for slot in instance.slots:
        tables = sum(slot.id not in table.closed for table in instance.tables)
        free = sum(slot.id not in one.unavailable for one in instance.delegates)
        total += min(tables, free // 2)
    return total

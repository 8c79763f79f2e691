"""Why some people cannot meet without anybody moving, in the order in which it would have to change."""

from collections import Counter
from collections.abc import Collection, Sequence

from summitapp.matchmaking.values.plan import Held, Id, Instance, Request


def why_no_place(instance: Instance, held: Sequence[Held], request: Request, left_out: Collection[Id] = ()) -> str:
    """Return a code of :data:`summitapp.matchmaking.values.REASONS` for a request that has no free place.

    :param left_out: slots that are not considered, such as those that have begun.
    """
    people = [one for one in instance.delegates if one.id in request.attendees]
    who = {one.id: one.attendees for one in instance.requests}
    number = Counter(person for one in held for person in who.get(one.request, ()))
    if any(number[one.id] >= one.max_meetings for one in people):
        return "at_maximum"
    meeting = {(one.slot, person) for one in held for person in who.get(one.request, ())}
    left = [
        slot.id for slot in instance.slots
        if slot.id not in left_out and not any(slot.id in one.unavailable or (slot.id, one.id) in meeting for one in people)
    ]  # fmt: skip
    if not left:
        return "no_common_slot"
    taken = {(one.slot, one.table) for one in held}
    big = [table for table in instance.tables if table.seats >= len(people)]
    if not big:
        return "no_seats"
    if not any((slot, table.id) not in taken and slot not in table.closed for slot in left for table in big):
        return "tables_full"
    return "no_language" if _nobody_speaks(instance, request) else "interpreters_busy"


def _nobody_speaks(instance: Instance, request: Request) -> bool:
    tongues = [set(one.langs) for one in instance.delegates if one.id in request.attendees]
    return not any(all(spoken & set(one.langs) for spoken in tongues) for one in instance.interpreters)

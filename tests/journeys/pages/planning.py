"""The organisers' pages of meetings with a published plan, a proposal and an objection; and the page of somebody who objects."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.queries import link_by_digest
from summitapp.accounts.values import Purpose
from summitapp.agenda import queries as agenda
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.security import digest
from summitapp.directory.models import Person
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.values import RoundPhase, Stretch
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
_EMPTY = {"slug": "closed-2029"}
_PLACE = {**_SUMMIT, "reference": "{planned_meeting}"}
PAGES = {
    "somebody at a table": {
        "matchmaking.object_to": (_PLACE, {**_SUMMIT, "reference": "{other_meeting}"}),
    },
    "organiser": {
        "matchmaking.organise": (_SUMMIT, _EMPTY),
        "matchmaking.setting": (_SUMMIT,),
        "matchmaking.blocks": (_SUMMIT,),
        "matchmaking.block": ({**_SUMMIT, "reference": "{block}"},),
        "matchmaking.tables": (_SUMMIT,),
        "matchmaking.table": ({**_SUMMIT, "reference": "{meeting_table}"},),
        "matchmaking.interpreters": (_SUMMIT,),
        "matchmaking.runs": (_SUMMIT,),
        "matchmaking.run": ({**_SUMMIT, "reference": "{proposal}"},),
        "matchmaking.plan": (_SUMMIT, {**_SUMMIT, "q": "nobody at all"}, {**_SUMMIT, "day": "2027-10-15"}),
        "matchmaking.meeting": (_PLACE,),
        "matchmaking.versions": (_SUMMIT,),
        "matchmaking.objections": (_SUMMIT,),
        "matchmaking.phase": ({**_SUMMIT, "phase": "frozen"},),
    },
}
NO_PAGE = {
    "matchmaking.run_state": "data", "matchmaking.instance_file": "a file", "matchmaking.schedule_file": "a file",
}  # fmt: skip


def prepare(summit: Summit, _values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let somebody object to a meeting of the demo, an interpreter be away, a meeting be moved, and the planner propose."""
    one = queries.round_of(summit.id)
    assert one is not None
    shown = db.session.scalar(sa.select(Person.id).where(Person.family_name == "Kılıç-Krämer"))  # gives the place back elsewhere
    hidden = set(db.session.scalars(sa.select(Person.id).order_by(Person.id).limit(2)))
    first, second, *_ = [
        each for each in queries.meetings_in(one.id)
        if {shown, *hidden}.isdisjoint(seat.registration.person_id for seat in each.seats)
    ]  # fmt: skip
    who = first.seats[0].registration
    person, own = who.person.public_id, [each for each in queries.meetings_of(who.id) if each.id != first.id]
    one.phase = RoundPhase.PROVISIONAL
    record("meetings.moved_on", one)
    db.session.flush()
    services.object_to(first, who, "Trenim geç geliyor; öğleden sonra daha iyi olur.")
    one.phase = RoundPhase.PUBLISHED
    record("meetings.moved_on", one)
    db.session.flush()
    slot, table = queries.slots_of(one.id)[-1], queries.tables_of(one.id)[-1]
    voice = next(iter(agenda.interpreters_of(summit.id)))
    services.add_absence(one, voice, slot.starts_at - timedelta(hours=1), slot.starts_at)
    later = Stretch(slot.ends_at + timedelta(hours=4), slot.ends_at + timedelta(hours=5))
    block = services.add_block(one, later, 25, 5)
    db.session.flush()
    services.move_meeting(second, block.slots[0].public_id, table.public_id,
                          second.interpreter.public_id if second.interpreter else "", anyway=True)  # fmt: skip
    run = services.ask_for_run(one, seconds=1, keep=True)
    secret = accounts.mint_link(Purpose.MANAGE, person, timedelta(days=9), single_use=False)
    link = link_by_digest(Purpose.MANAGE, digest(secret))
    assert link is not None
    found = {
        "planned_meeting": first.public_id, "other_meeting": (own or [first])[0].public_id, "block": block.public_id,
        "meeting_table": table.public_id, "proposal": run.public_id,
    }  # fmt: skip
    return found, {"somebody at a table": {"_user_id": f"link:{link.public_id}"}}

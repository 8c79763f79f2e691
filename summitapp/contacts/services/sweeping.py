"""What the passing of time does to contacts: gathered mails leave, and what is over goes."""

from typing import Final

from summitapp.audit import services as audit
from summitapp.contacts import queries
from summitapp.contacts.services.asking import tell_of_requests
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.directory.models import Person

_AT_ONCE: Final = 200


def sweep() -> None:
    """Write about requests that came while somebody was left in peace, and forget what ran out. Safe to run twice."""
    for person_id in queries.waiting_untold(_AT_ONCE):
        with unit_of_work():
            tell_of_requests(lock(Person, person_id))
    with unit_of_work():
        for exchange in queries.run_out(now().date(), _AT_ONCE):
            audit.record("contact.run_out", exchange)
            db.session.delete(exchange)

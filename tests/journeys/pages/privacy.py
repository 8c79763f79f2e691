"""The pages of one-time codes, of what a person may ask for, and of the organisers' answers.

``proven`` is the delegate who has just typed a code.
"""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.operations.values.programme import SLUG
from summitapp.privacy import services
from summitapp.privacy.models import AddressChange
from summitapp.privacy.services.requests import Asked
from summitapp.privacy.values import Channel, RequestKind, RequestState
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit

SUMMIT = {"slug": SLUG}

PAGES = {
    "visitor": {"data.erased": ({},), "data.show_address": ({"secret": "{new_address}"},)},
    "delegate": {"code.show": ({}, {"next": "/en/my/consents/"}), "data.show": ({},)},
    "proven": {
        "data.offer_file": ({},),
        "data.confirm_erasure": ({},),
        "data.address": ({},),
    },
    "organiser": {
        "data_requests.organise": (SUMMIT,),
        "data_requests.record": (SUMMIT,),
        "data_requests.people": (SUMMIT, {**SUMMIT, "q": "{family}"}, {**SUMMIT, "q": "nobody at all"}),
        "data_requests.person": ({**SUMMIT, "reference": "{person}"}, {**SUMMIT, "reference": "{hidden}"}),
        "data_requests.new": (SUMMIT, {**SUMMIT, "person": "{person}"}),
        "data_requests.see": tuple({**SUMMIT, "reference": f"{{{name}}}"} for name in ("erasure", "unnamed", "answered")),
    },
}
NO_PAGE = {"data_requests.record_file": "a workbook"}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Write requests down, hide a name, and let an address wait to be proven."""
    registration = registrations.by_reference(values["registration"])
    assert registration is not None
    person = registration.person
    others = sa.select(Person).where(Person.id != person.id).order_by(Person.id)
    hidden = db.session.scalars(others).first()
    assert hidden is not None
    services.hide(hidden, "objects", summit)
    long_ago = date(2026, 1, 1)
    erasure = services.enter_request(summit, Asked(RequestKind.ERASURE, Channel.LETTER, long_ago), person)
    unnamed = services.enter_request(summit, Asked(RequestKind.ACCESS, Channel.PHONE, long_ago, name=person.family_name))
    answered = services.enter_request(summit, Asked(RequestKind.OBJECTION, Channel.MAIL, long_ago), person)
    services.answer(answered, RequestState.DONE, "We have hidden the name.")
    change = AddressChange(person_id=person.id, email="new@example.org", asked_at=now())
    db.session.add(change)
    db.session.flush()
    secret = accounts.mint_link(Purpose.ADDRESS, change.public_id, timedelta(days=9), single_use=True)
    link = accounts.mint_link(Purpose.MANAGE, person.public_id, timedelta(days=9), single_use=False)
    session = f"link:{accounts.open_link(Purpose.MANAGE, link).reference}"
    fresh = {"of": person.public_id, "until": int((now() + timedelta(days=1)).timestamp())}
    return {
        "person": person.public_id, "hidden": hidden.public_id, "erasure": erasure.public_id,
        "unnamed": unnamed.public_id, "answered": answered.public_id, "new_address": secret,
    }, {"proven": {"_user_id": session, "fresh": fresh}}  # fmt: skip

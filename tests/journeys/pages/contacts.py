"""The pages of contacts: a delegate with two contacts, one request to answer, one of their own, and one that ended."""

from summitapp.badges import queries as badges
from summitapp.badges.services import contact_code_of, open_code
from summitapp.contacts import services
from summitapp.contacts.values import Chosen, Detail
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit

PAGES = {
    "delegate": {
        "contacts.mine": ({}, {"q": "nobody at all"}, {"code": "nonsense"}),
        "contacts.one": ({"reference": "{contact}"}, {"reference": "{request}"}, {"reference": "{own_request}"}, {"reference": "{ended}"}),
        "contacts.card": ({},),
        "contacts.meet": ({"code": "{contact_code}"}, {"code": "{other_contact_code}"}, {"code": "{own_contact_code}"}),
    },
}
NO_PAGE = {
    "contact_codes.scanned": "leads to the page of the reader's language",
    "contacts.find": "leads to where a typed code leads",
    "contacts.every_card": "a file", "contacts.one_card": "a file",
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let the delegate have met people."""
    me = registrations.by_reference(values["registration"])
    assert me is not None
    crowd = [one for one in registrations.confirmed(summit.id) if one.person_id != me.person_id][:6]

    def code(registration_id: int) -> str:
        badge = badges.active_of_registration(registration_id)
        assert badge is not None
        return contact_code_of(open_code(badge.sealed, badge.lookup))

    mine = code(me.id)
    share = Chosen(frozenset({Detail.EMAIL, Detail.ORGANISATION, Detail.FUNCTION}), "+90 232 293 12 00")
    for one in crowd[:3]:
        services.accept(services.ask(one.person, mine, share), me.person, share)
    found = {"contact": "", "request": "", "own_request": "", "ended": ""}
    exchange = services.ask(me.person, code(crowd[0].id), share)
    services.write_note(exchange, me.person, "Radwege an der Weser, im Mai anrufen.", "Ulaşım, Bremen")
    found["contact"] = exchange.public_id
    ended = services.ask(me.person, code(crowd[2].id), share)
    services.end(ended, crowd[2].person)
    found["ended"] = ended.public_id
    found["request"] = services.ask(crowd[3].person, mine, share).public_id
    found["own_request"] = services.ask(me.person, code(crowd[4].id), share).public_id
    codes = {"contact_code": code(crowd[5].id), "other_contact_code": code(crowd[3].id), "own_contact_code": mine}
    return {**found, **codes}, {}

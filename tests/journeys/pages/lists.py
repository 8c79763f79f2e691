"""The pages of lists: each list, one old version, the classes of precedence and a placing by hand."""

from summitapp.core.db import db
from summitapp.lists import queries, services
from summitapp.lists.values import ListKind
from summitapp.registration import queries as registrations
from summitapp.registration.values import DelegationRole
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "desk": {"lists.show": ({**_SUMMIT, "kind": "no-photo"}, {**_SUMMIT, "kind": "diet"})},
    "organiser": {
        "lists.organise": (_SUMMIT,),
        "lists.emergency": (_SUMMIT,),
        "lists.show": tuple({**_SUMMIT, "kind": kind.value} for kind in ListKind if kind is not ListKind.EVERYONE),
        "lists.version": ({**_SUMMIT, "kind": "protocol", "number": "2"},),
        "lists.classes": (_SUMMIT,),
        "lists.new_class": (_SUMMIT,),
        "lists.show_class": ({**_SUMMIT, "reference": "{precedence}"},),
        "lists.find": (_SUMMIT, {**_SUMMIT, "q": "nobody at all"}),
        "lists.place": ({**_SUMMIT, "code": "{code}"},),
    },
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give the summit an order of protocol in two versions, with one person placed by hand."""
    led: set[int] = set()
    for one in registrations.confirmed(summit.id):
        group = one.delegation_id
        if group is not None and group not in led and len(led) < 6 and registrations.head_of(group) is None:
            led.add(group)
            one.delegation_role = DelegationRole.HEAD
            db.session.flush()
    db.session.flush()
    services.freeze(summit, ListKind.PROTOCOL)
    level = queries.levels(summit.id)[0]
    going = registrations.by_reference(values["registration"])
    assert going is not None
    services.place_guest(going, level, 1, "Vertritt den Vali.")
    services.freeze(summit, ListKind.PROTOCOL, "Für das Protokoll")
    return {"precedence": level.public_id}, {}

"""The pages of releases: every version, two compared, one again, who is told, whom to call, a change at once."""

from datetime import timedelta

from summitapp.agenda import queries, rules, services
from summitapp.agenda.values import SessionDetails, UrgentChange
from summitapp.core.text import Translated
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
_SESSION = {**_SUMMIT, "code": "{urgent_code}"}
PAGES = {
    "visitor": {"agenda.version": ({**_SUMMIT, "number": "1"}, {**_SUMMIT, "number": "2"})},
    "desk": {"agenda.phones": ({**_SUMMIT, "number": "2"},)},
    "organiser": {
        "agenda.versions": (_SUMMIT,),
        "agenda.compare": ({**_SUMMIT, "old": "1", "new": "draft"}, {**_SUMMIT, "old": "1", "new": "1"}),
        "agenda.restore": ({**_SUMMIT, "number": "1"}, {**_SUMMIT, "number": "2"}),
        "agenda.told": ({**_SUMMIT, "number": "2"}, {**_SUMMIT, "number": "1"}, {**_SUMMIT, "number": "1", "state": "sent"}),
        "agenda.notice": ({**_SUMMIT, "reference": "{notice}"},),
        "agenda.urgent": (
            _SESSION, {**_SESSION, "starts_at": "{urgent_from}", "ends_at": "{urgent_until}", "cancel": "y", "room": ""},
            {**_SUMMIT, "code": "{unknown_code}"},
        ),
    },
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Change a session at once, so that there are two versions, and add one that nobody knows."""
    last = queries.last_release(summit)
    assert last is not None
    chosen = next(one for one in reversed(queries.placements_of(last)) if one.people and not one.cancelled)
    session = queries.session_of(summit.slug, chosen.code)
    assert session is not None
    later = UrgentChange(chosen.starts_at, chosen.ends_at - timedelta(minutes=5), chosen.room, chosen.also_in)
    note = Translated("Der Bus fährt früher.", "Otobüs daha erken kalkıyor.", "The bus leaves earlier.")
    version = services.change_urgently(session, later, session.revision, note)
    hidden = rules.releasable(queries.draft_placements(summit))[0]
    fresh = queries.session_of(summit.slug, hidden.code)
    assert fresh is not None
    copy = services.add_session(summit, SessionDetails(fresh.text))
    return {
        "urgent_code": session.code, "unknown_code": copy.code, "notice": queries.notices_of(version)[0].public_id,
        "urgent_from": "2027-10-13T09:00", "urgent_until": "2027-10-13T10:00",
    }, {}  # fmt: skip

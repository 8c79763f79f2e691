"""The pages of requests: a delegate who asked, is asked, has agreed and has ended some, and the organisers' list."""

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.queries import round_of
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Answer, Reply, RequestSource, RequestState, RoundPhase, Sought, Wording
from summitapp.profiles import queries as profiles
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from tests.factories.meetings import make_round, open_profile

ORGANISER = {
    "meetings.organise": ({}, {"q": "zzzz"}, {"state": "over"}, {"kind": "person", "pinned": "1"}),
}
PAGES = {
    "delegate": {
        "meetings.own": ({},),
        "meetings.requests": ({},),
        "meetings.new": ({"profile": "{someone_new}"}, {"profile": "{someone_asked}"}, {"profile": "nobody"}),
        "meetings.request": tuple({"reference": f"{{{name}}}"} for name in (
            "asked_me", "asked_by_me", "agreed_request", "declined_request", "taken_back_request",
        )),
    },
    "organiser": ORGANISER,
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let the delegate have asked and been asked."""
    me = registrations.by_reference(values["registration"])
    assert me is not None
    round_ = round_of(summit.id) or make_round(summit, phase=RoundPhase.OPEN, version=0)[0]
    before, round_.phase, round_.requests_until = (round_.phase, round_.requests_until), RoundPhase.OPEN, None
    _profile(me)
    crowd = [one for one in registrations.confirmed(summit.id) if _fits(me, one)]
    names = ("asked_me", "asked_by_me", "agreed_request", "declined_request", "taken_back_request")
    found = {}
    for name, other in zip(names, crowd, strict=False):
        theirs, mine = _profile(other), _profile(me)  # whoever asks needs one, too
        one = asking.ask(*((other, Sought(profile=mine)) if name == "asked_me" else (me, Sought(profile=theirs))),
                         Wording(message="Radwege an der Weser, Abwärme aus dem Hafen."))  # fmt: skip
        found[name] = one.public_id
        if name in ("agreed_request", "declined_request"):
            asking.reply(one, other, Answer(Reply.YES if name == "agreed_request" else Reply.NO, note="Herzlich gern, bis bald."))
        elif name == "taken_back_request":
            asking.withdraw(one, me)
    round_.phase, round_.requests_until = before
    found |= {"someone_new": _profile(crowd[6]), "someone_asked": _profile(crowd[1])}
    return found, {}


def _fits(me: Registration, one: Registration) -> bool:
    paired = sa.select(MeetingRequest.id).where(
        MeetingRequest.source == RequestSource.ASKED, MeetingRequest.state.in_(list(RequestState)),
        MeetingRequest.attendees.any(registration_id=one.id), MeetingRequest.attendees.any(registration_id=me.id),
    )  # fmt: skip
    return one.person.hidden_at is None and profiles.may_ask(me, one) and db.session.scalar(paired) is None


def _profile(one: Registration) -> str:
    found = db.session.scalar(sa.select(MatchProfile).where(MatchProfile.registration_id == one.id)) or open_profile(one)
    if found.state is not ProfileState.OPEN:
        found.state = ProfileState.OPEN
        record("profile.opened", found)
        db.session.flush()
    return found.public_id

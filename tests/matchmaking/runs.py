"""What tests of planning runs begin with: a round that is ready, and a proposal."""



from summitapp.core.db import db
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.values import MeetingState
from tests.factories.planning import all_pairs, organiser, set_up, the_round

DRAFT = MeetingState.PROVISIONAL


def the_run(reference=None):
    db.session.expire_all()
    found = queries.runs_of(the_round().id, all=True)
    return found[0] if reference is None else queries.run_by_reference(reference)


def ready(uow, people_=6, **values):
    with uow():
        one = set_up(people_, **values)
        all_pairs(one)
        return organiser()


def planned(uow, **values):
    """A round with one proposal; returns the public id of the run."""
    with uow():
        one = the_round()
        run = services.ask_for_run(one, seconds=values.pop("seconds", 1), keep=values.pop("keep", False), **values)
        return run.public_id

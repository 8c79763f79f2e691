"""Loading the demo summit, or a synthetic one of any size. Whoever loads it twice gets it once."""

from summitapp.consents.services import ensure_texts
from summitapp.core.db import count_anew, db
from summitapp.operations.rules import check_size
from summitapp.operations.services.choices import choose_sessions
from summitapp.operations.services.company import complete_company
from summitapp.operations.services.crowd import admit_company, admit_crowd
from summitapp.operations.services.designs import design_badges
from summitapp.operations.services.meetings import exchange_contacts
from summitapp.operations.services.planning import plan_meetings
from summitapp.operations.services.questions import ask_and_answer
from summitapp.operations.services.speakers import introduce_speakers
from summitapp.operations.services.summit import PLACES, build_frame
from summitapp.operations.services.telephones import leave_devices
from summitapp.operations.services.timetable import publish_programme
from summitapp.operations.services.world import ensure_world
from summitapp.operations.values.demo import Loaded
from summitapp.operations.values.programme import SLUG
from summitapp.operations.values.sessions import SESSIONS, halls_for, synthetic_sessions
from summitapp.outbox.services import discard_pending
from summitapp.summits import queries as summits


def load_demo(
    slug: str = SLUG, *, delegates: int | None = None, sessions: int | None = None, capacity: int | None = None
) -> Loaded:
    """Write a demo summit; one whose address is taken is left as it is.

    The demo summit itself comes with its small company in mixed states unless a number of delegates or
    places is asked for; any other summit has exactly ``delegates`` confirmed ones, or none.

    :param capacity: places in all; whoever registers while one is left is then in without being asked.
    :raises TooFewPlaces: if the delegates do not fit.
    :raises TooLarge: if more is asked for than can be made.
    """
    check_size(delegates, sessions, capacity)
    if summits.by_slug(slug) is not None:
        return Loaded(slug, fresh=False)
    ensure_texts()
    world = ensure_world()
    listed = SESSIONS if sessions is None else tuple(synthetic_sessions(sessions))
    company = slug == SLUG and delegates is None and capacity is None
    frame = build_frame(
        world, slug, capacity=PLACES if company else capacity, automatic=capacity is not None,
        halls=halls_for(sessions or 0),
    )  # fmt: skip
    people = admit_company(world, frame) if company else admit_crowd(world, frame, delegates or 0)
    if company:
        people += complete_company(world, frame, people)
        ask_and_answer(frame.summit)
        leave_devices(frame)
        design_badges(frame)
        discard_pending(frame.summit.public_id)  # the people of a demo live nowhere
    cast = publish_programme(world, frame, listed, interpreted=company and sessions is None)
    db.session.flush()
    if company and sessions is None:
        choose_sessions(frame.summit)
        introduce_speakers(frame.summit, cast)
        exchange_contacts(frame.summit)
        plan_meetings(frame.summit)
        discard_pending(frame.summit.public_id)  # nor do those who met
    count_anew()
    return Loaded(slug, fresh=True, people=people, sessions=len(listed))

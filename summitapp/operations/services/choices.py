"""The participants of the demo choose their sessions."""

from summitapp.agenda import queries as agenda
from summitapp.enrolment import services as enrolment
from summitapp.operations.values.choices import AT_ONE_TIME, MARKED, WANTED
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit

#: Prime to any number of participants there is, so that everybody has their turn before somebody has a second one.
_STRIDE = 37
_FANS = 20


def choose_sessions(summit: Summit) -> None:
    """Let participants take places, wait where more came than fit, and mark what they like; the same each time."""
    people = registrations.confirmed(summit.id)
    if not people:
        return
    sessions = {session.code: session for session in agenda.sessions_of(summit)}  # their codes are in capitals
    start, visits = 0, 0
    for code, number in WANTED.items():
        if code in AT_ONE_TIME:
            chosen, visits = people[visits : visits + number], visits + number
        else:
            chosen = [people[(start + turn * _STRIDE) % len(people)] for turn in range(min(number, len(people)))]
            start += 5
        if chosen:
            enrolment.enrol_many(sessions[code.upper()], list(dict.fromkeys(chosen)))
    for number, one in enumerate(people[:_FANS]):
        enrolment.merge_favourites(one, [code.upper() for code in MARKED[number % len(MARKED)]])

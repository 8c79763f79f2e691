"""Reading requests: ``requests`` themselves, ``aims`` whom they are for, ``seen`` by whom,
``listed`` for organisers, ``times``, ``worth``, ``visits``."""

from summitapp.matchmaking.queries.asking.aims import Aim, aim_at, aim_of, candidates_of
from summitapp.matchmaking.queries.asking.listed import count, figures_of, listed
from summitapp.matchmaking.queries.asking.requests import (
    anew,
    asked_by,
    by_reference,
    declined,
    is_placed,
    open_counts,
    paired_with,
    quota_of,
    request,
    requests_left,
    requests_of,
    run_out,
    standing_of,
    standing_requests,
    standing_with,
    waiting,
    was_placed,
    words_left,
)
from summitapp.matchmaking.queries.asking.seen import (
    arranged_since,
    desk_of,
    line_of,
    lines_of,
    parties_of,
    run_out_since,
    side_asked,
)
from summitapp.matchmaking.queries.asking.times import free_slots, last_of
from summitapp.matchmaking.queries.asking.visits import Place, Visit, place, visit
from summitapp.matchmaking.queries.asking.worth import score_between, value_of

__all__ = [
    "Aim", "aim_at", "aim_of", "candidates_of",
    "count", "figures_of", "listed",
    "anew", "asked_by", "by_reference", "declined", "is_placed", "open_counts", "paired_with", "quota_of", "request",
    "requests_of", "run_out", "standing_of", "standing_requests", "standing_with", "waiting", "was_placed",
    "words_left", "requests_left",
    "arranged_since", "desk_of", "line_of", "lines_of", "parties_of", "run_out_since", "side_asked",
    "free_slots", "last_of", "Place", "Visit", "place", "visit", "score_between", "value_of",
]  # fmt: skip

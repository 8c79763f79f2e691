"""What meetings leave to the background."""

from summitapp.matchmaking import services
from summitapp.matchmaking.services import asking


def plan(reference: str) -> None:
    """Make the proposal of a planning run."""
    services.run_planner(reference)


def mend(reference: str) -> None:
    """Let the plan of a round fit what has changed."""
    services.mend(reference)


def tell(reference: str) -> None:
    """Write to those whose meetings changed."""
    services.tell_changes(reference)


def sweep() -> None:
    """Close requests whose deadline has passed, take up planning runs that nobody works on, mend what waits for it."""
    services.sweep_phases()
    services.sweep_runs()
    services.sweep_mends()
    services.sweep_notices()


def sweep_requests() -> None:
    """End requests that nobody answered in time, and remind those who are asked."""
    asking.sweep()

"""What meetings leave to the background."""

from summitapp.matchmaking import services
from summitapp.matchmaking.services import asking


def plan(reference: str) -> None:
    """Make the proposal of a planning run."""
    services.run_planner(reference)


def sweep() -> None:
    """Close requests whose deadline has passed, and take up planning runs that nobody works on."""
    services.sweep_phases()
    services.sweep_runs()


def sweep_requests() -> None:
    """End requests that nobody answered in time, and remind those who are asked."""
    asking.sweep()

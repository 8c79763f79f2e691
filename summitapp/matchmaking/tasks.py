"""What meetings leave to the background."""

from summitapp.matchmaking import services


def plan(reference: str) -> None:
    """Make the proposal of a planning run."""
    services.run_planner(reference)


def sweep() -> None:
    """Close requests whose deadline has passed, and take up planning runs that nobody works on."""
    services.sweep_phases()
    services.sweep_runs()

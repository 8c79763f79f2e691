"""What happens to delegations by the passing of time."""

from summitapp.delegations import services


def remind() -> None:
    """Remind the coordinators of deadlines that come near."""
    services.remind_due()

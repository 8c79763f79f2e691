"""What mailings do when a summit is copied, or two entries turn out to be one person."""

from summitapp.directory.values import PersonMerged
from summitapp.mailings import services
from summitapp.summits.values import SummitCopied


def on_copied(copied: SummitCopied) -> None:
    """Give the new edition the saved texts and the reminders, switched off."""
    services.copy_to(copied.source_id, copied.target_id)


def on_merged(merged: PersonMerged) -> None:
    """Let what either entry was sent count for the person."""
    services.join_histories(merged.kept, merged.gone)

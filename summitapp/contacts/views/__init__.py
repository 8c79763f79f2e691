"""The pages of contacts: where a scanned code leads, one's own list, and one exchange."""

from summitapp.contacts.views import one, own, scanning  # noqa: F401 - each adds its pages
from summitapp.contacts.views.frame import bp, open_bp

__all__ = ["bp", "open_bp"]

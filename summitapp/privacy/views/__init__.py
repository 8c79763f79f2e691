"""The notice for everybody, and what organisers do with what people ask about their data."""

from summitapp.privacy.views import notice, organise, requests

BLUEPRINTS = [notice.bp, organise.bp]

__all__ = ["BLUEPRINTS", "requests"]

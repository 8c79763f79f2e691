"""The pages of the overview and of My summit; each part has a blueprint of its own."""

from summitapp.portal.views import (
    calendar,  # noqa: F401 - adds its pages to those of ``my``
    code,
    data,
    feeds,
    messages,
    my,
    overview,
    passkeys,
    trail,
)

BLUEPRINTS = [overview.bp, messages.bp, trail.bp, my.bp, code.bp, passkeys.bp, data.bp, feeds.bp]

__all__ = ["BLUEPRINTS"]

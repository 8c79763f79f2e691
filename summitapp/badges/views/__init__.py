"""Badges for organisers, who design, print and revoke them, and for the person who carries one."""

from summitapp.badges.views import carrying, designs, functions, holding, printing  # noqa: F401 - each adds its pages
from summitapp.badges.views.carrying import worker_bp
from summitapp.badges.views.frame import bp

__all__ = ["bp", "worker_bp"]

"""Decisions of matchmaking. The planner proper is in ``optimise``, which needs numpy and HiGHS: no web request imports it."""

"""Delegations: the group a city or a body sends to a summit, and how many places it may fill."""

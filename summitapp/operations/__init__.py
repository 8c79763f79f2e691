"""Keeping the house: demo data, health and figures. It stands on top and writes through the services."""

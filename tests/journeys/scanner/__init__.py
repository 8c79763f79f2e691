"""A telephone as an enrolled scanner."""

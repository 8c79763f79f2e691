"""The words of matchmaking."""

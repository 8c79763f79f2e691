"""Whole stories, from the first mail to the door."""

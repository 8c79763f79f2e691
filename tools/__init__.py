"""What builds, checks, runs and measures the application; no part of it."""

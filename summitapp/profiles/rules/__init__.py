"""Pure decisions: what may be said, time kept free, what is kept of suggestions, and how pairs are scored."""

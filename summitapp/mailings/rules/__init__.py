"""Pure decisions: what a text becomes for a reader, who is on the roll, and when a reminder is due."""

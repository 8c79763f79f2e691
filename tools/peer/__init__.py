"""A peer reads our schedule.xml: a check with a program that is not ours, in an environment of its own."""

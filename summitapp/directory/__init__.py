"""Who there is: cities, organisations, people, and the positions people hold for a while.

An office is not its holder: a `Position` stays, a `Tenure` passes, and nobody's title is ever
translated by a machine.
"""

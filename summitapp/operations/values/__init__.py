"""The demo summit as plain values: places, partnerships, bodies, people, programme, consents.

Nothing here reads a clock, a database or chance: the same call gives the same summit on every
machine. People are invented; heads of cities appear as offices, never by name.
"""

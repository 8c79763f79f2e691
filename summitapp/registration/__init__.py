"""Who takes part: asking for a place, deciding, waiting, and everything a person's place goes through.

A *registration* is one person's request for a place at one summit. Confirmed, it makes the person a
*participant*. Places are counted in the database, so that no two people ever get the last one.
"""

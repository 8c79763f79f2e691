"""Lists of people on paper and for a spreadsheet: participants, delegations, protocol order, and what the venue needs.

A paper that leaves the house has a number and a time: the number changes when the content does. Whoever is hidden, or
has taken a consent back, is gone from the next print of an old version as well.
"""

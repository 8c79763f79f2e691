"""Letters: the invitation for a visa and the confirmation of attendance.

A letter is a security document: two approvers, neither of whom asked for it, sign exactly what they saw; it has a
number without gaps and a code that leads to a page where a consulate sees whether it is genuine and still stands.
"""

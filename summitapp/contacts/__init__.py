"""Attendees scan each other: a request by the code on the back of a badge, and an exchange once both agree.

An *exchange* is between two people, once. Each of them has a *side*: what they share, a note and tags of their own. A
*card* is what somebody chose last and shares by default. Before both have agreed nobody sees more than the badge says.
"""

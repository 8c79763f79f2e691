"""Badges: the printed card that says who somebody is, and the code on it that opens the door.

A badge carries no personal data in its code: the code is a random token. The database keeps a
look-up value derived from the token and the token itself sealed under a key that is not in the
database. A registration has at most one active badge; a lost one is revoked and never comes back.
"""

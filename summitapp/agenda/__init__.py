"""The agenda of a summit: sessions, their places in time and room, and its releases.

A *session* is what happens; a *slot* is where and when, in one *version*. Exactly one version of a
summit is the draft that organisers move things in; publishing freezes it as the next release. A
*conflict* stops a release, a *notice* must be acknowledged. A session that was released once and
is gone from the draft stays in the following releases as cancelled.
"""

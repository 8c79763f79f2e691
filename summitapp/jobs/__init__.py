"""Background work. The truth is a row of a feature; a job only wakes whoever looks at it.

A *task* is a thin function of a feature's ``tasks.py`` that takes a reference, is safe to run twice
and enters its own unit of work. A *sweep* runs each minute and at the start and finds what was
committed but not woken.
"""

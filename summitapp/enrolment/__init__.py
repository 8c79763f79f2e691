"""What participants choose of the programme: places in sessions, favourites, their own agenda, and feedback.

An *enrolment* is somebody's place in a session with places, or their turn on its waiting list. A *favourite* is a star
and binds nobody. The *personal agenda* is both, with what somebody appears in and what is compulsory for all.
"""

"""Check-in: points where badges are scanned, every attempt kept, and who is inside now.

A scan is judged by pure rules; ``tests/vectors/scan_verdicts.json`` says what they answer, for any other
judge of scans as well. The verdict that was given at the
door never changes; the *standing* (inside or not) is recomputed in the order in which things happened.
"""

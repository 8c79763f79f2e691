"""The summit itself: its words, dates, places, tracks and categories.

A *summit* is one gathering; *venue*, *room*, *day*, *track* and *category* (delegate, speaker,
press…) belong to it. Everything that happens at a summit refers to it from features above.
"""

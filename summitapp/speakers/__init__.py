"""What those who appear at a summit say about themselves, and the link by which they say it without a log-in.

A *profile* belongs to one person at one summit: biography, photo, how the name is said, what is needed on stage. It is
shown to the public only once the person has *released* it. Which sessions somebody appears in is the agenda's to know.
"""

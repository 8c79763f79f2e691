"""What delegates offer and seek, and whom each of them might want to meet.

A *card* holds what counts of one person: offers, seeks, topics, goals, languages, city and function, all as codes. A *suggestion*
names somebody else with a score from 0 to 1000 and the *reasons* for it, which hold for both sides. Nobody who did not agree
has a card, and a pair of which one said no is never suggested and never told of.
"""

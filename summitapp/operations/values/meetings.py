"""Whom the shown delegate of the demo met, and what they wrote down about it."""

from typing import Final

#: Of those met, in their order: a note of one's own and tags, as somebody writes them between two sessions.
NOTES: Final = (
    ("Hat den Hitzeplan als PDF; bis Ende November nachfragen.", "Klima, Hitzeplan"),
    ("Schickt zwei Auszubildende im Mai. Sein Chef muss noch zustimmen.", "Ausbildung"),
    ("", "Hafen"),
    ("Kennt jemanden bei den Verkehrsbetrieben, der Deutsch spricht.", ""),
)
#: How many have asked the delegate and wait for an answer, and how many the delegate has asked.
WAITING: Final = 2
ASKED: Final = 1
#: Numbers for the few who share one; they belong to nobody (reserved for fiction, or not given out).
PHONES: Final = ("+49 30 23125 011", "+90 232 000 00 12", "+49 40 66969 123", "+90 232 000 00 34")

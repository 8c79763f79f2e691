"""Meetings of two people or of delegations: who would like to meet whom, and a timetable in which they can.

A *request* asks for one meeting. The *planner* gives requests a slot, a table and, where no language is common, an
*interpreter*; what it gives is a *timetable*. It is pure and knows nobody: it reads an instance and answers with meetings.
"""

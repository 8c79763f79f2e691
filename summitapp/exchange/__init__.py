"""The agenda as other programs write and read it: frab's schedule.xml and schedule.json, workbooks, plain tables.

Going out, a release is public and a draft is the organisers'. Coming in, a file is a *filing*: it is read, shown beside
the draft row by row, and taken over only where somebody says so; until the draft changes again it can be undone.
"""

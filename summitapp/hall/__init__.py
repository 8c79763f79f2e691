"""The meeting hall as of now: who sits at which table, on telephones, screens and paper, and what came of it.

An *outcome* is what one of those at a table said of a meeting afterwards, in one tap.
"""

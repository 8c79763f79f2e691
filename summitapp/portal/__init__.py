"""My summit for those who take part, and the overview for those who organise.

Reads every feature below and owns no data of its own.
"""

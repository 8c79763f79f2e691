"""Judging who might want to meet whom."""

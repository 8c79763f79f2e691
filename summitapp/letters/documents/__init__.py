"""Letters on paper: PDF/A-2a and PDF/UA-1 in one, the same bytes for the same letter."""

from summitapp.letters.documents.sheet import draw, lay_out, sheet_data

__all__ = ["draw", "lay_out", "sheet_data"]

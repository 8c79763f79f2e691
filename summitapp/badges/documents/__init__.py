"""Badges on paper: a code as a picture, and whole badges as an A6 PDF with two sides."""

from summitapp.badges.documents.qr import qr_path, qr_svg
from summitapp.badges.documents.sheet import archive, badge_csv, lay_out

__all__ = ["archive", "badge_csv", "lay_out", "qr_path", "qr_svg"]

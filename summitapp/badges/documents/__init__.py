"""Badges on paper: a code as a picture, and whole badges as PDF on any paper."""

from summitapp.badges.documents.letters import lacking
from summitapp.badges.documents.qr import qr_path, qr_svg
from summitapp.badges.documents.sheet import archive, badge_csv, lay_out, lay_out_many, lay_out_to, preview

__all__ = ["archive", "badge_csv", "lacking", "lay_out", "lay_out_many", "lay_out_to", "preview", "qr_path", "qr_svg"]

"""The door by hand, and what the scanner page asks for by itself."""

from summitapp.operations.values.programme import SLUG

SUMMIT = {"slug": SLUG}
PAGES = {"desk": {"checkin.by_hand": (SUMMIT, {**SUMMIT, "point": "entrance", "direction": "out"})}}
NO_PAGE = {
    "checkin.open_scanner": "data", "checkin.scanner_manifest": "data of an installed page",
    "venue.worker": "a script that keeps the scanner on a device",
}  # fmt: skip

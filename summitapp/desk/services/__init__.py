"""The board and the lists as of now."""

from summitapp.desk.services.looking import board, headcount, latecomers, rooms_now, stamp

__all__ = ["board", "headcount", "latecomers", "rooms_now", "stamp"]

"""The board and the lists as of now, and the lists on paper."""

from summitapp.desk.services.looking import board, headcount, latecomers, rooms_now, stamp
from summitapp.desk.services.packing import TASK, ask_for_pack, is_over, make_pack, pack_file, packs, sweep

__all__ = [
    "TASK", "ask_for_pack", "board", "headcount", "is_over", "latecomers", "make_pack", "pack_file", "packs", "rooms_now",
    "stamp", "sweep",
]  # fmt: skip

"""The board and the lists as of now, the lists on paper, and what was ticked on them."""

from summitapp.desk.services.looking import board, headcount, latecomers, rooms_now, stamp, today
from summitapp.desk.services.packing import TASK, ask_for_pack, is_over, make_pack, pack_file, packs, sweep
from summitapp.desk.services.ticking import judge_ticks, people_to_tick, read_list, take_ticks

__all__ = [
    "TASK", "ask_for_pack", "board", "headcount", "is_over", "judge_ticks", "latecomers", "make_pack", "pack_file", "packs",
    "people_to_tick", "read_list", "rooms_now", "stamp", "sweep", "take_ticks",
    "today",
]  # fmt: skip

"""The pages of the desk: the board, rooms, who is inside, who is late."""

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "desk": {
        "desk.organise": (_SUMMIT,),
        "desk.rooms": (_SUMMIT,),
        "desk.headcount": (_SUMMIT,),
        "desk.paper": (_SUMMIT,),
        "desk.ticks": (_SUMMIT, {**_SUMMIT, "q": "nobody at all"}),
        "desk.late": (_SUMMIT, {**_SUMMIT, "after": "60"}),
    },
}
NO_PAGE = {"desk.fragment": "the inside of the board, for its script", "desk.late_csv": "a file",
           "desk.paper_file": "paper"}  # fmt: skip

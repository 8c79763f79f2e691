"""The organisers' board, and the agenda of another summit that can be copied."""

NO_PAGE = {"agenda.board_data": "data for the script of the board"}
PAGES = {
    "organiser": {
        "agenda.editor": (
            {"slug": "izmir-2027"}, {"slug": "izmir-2027", "day": "2027-10-14"},
            {"slug": "izmir-2027", "came": "2027-01-01T09:00:00+00:00"},
        ),
        "agenda.session_new": ({"slug": "izmir-2027"}, {"slug": "izmir-2027", "kind": "blocker"}),
    }
}  # fmt: skip

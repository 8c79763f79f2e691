"""Lists for a spreadsheet."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from summitapp.registration.documents import write_csv

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=30)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5), st.sampled_from([",", ";"]))
def test_everything_comes_back_and_nothing_is_run(rows: list[list[str]], separator: str) -> None:
    text = write_csv(["Code", "Name"], rows, separator).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert found[0] == ["Code", "Name"]
    for written, read in zip(rows, found[1:], strict=True):
        for before, after in zip(written, read, strict=True):
            assert after in (before, f"'{before}")
            assert not after.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))


def test_a_spreadsheet_sees_turkish_letters() -> None:
    body = write_csv(["Şehir"], [["İzmir"]])
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig") == "Şehir\r\nİzmir\r\n"

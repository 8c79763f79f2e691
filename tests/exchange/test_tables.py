"""Sessions in tables of text: in whatever dialect a spreadsheet writes them, the same rows are read."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.agenda import queries
from summitapp.core.sheets import unguarded
from summitapp.core.text import LANGUAGES
from summitapp.exchange import services as exchange
from summitapp.exchange.rules import read_file
from summitapp.exchange.values import COLUMN_NAMES, Column, Outcome
from summitapp.summits.queries import by_slug
from tests.exchange.test_import import EVERY_LETTER, PAGE, editor, judged, preview

__all__ = ["editor"]
COLUMNS = (Column.CODE, Column.TITLE_TR, Column.ABSTRACT_DE, Column.ROOM)
LETTERS = "abcİıIişğÜßÄö;,\t|\"'\n =+-@€ 1"
CELLS = st.text(LETTERS, max_size=14)
ROWS = st.lists(st.tuples(st.text("ABC-1", min_size=1, max_size=8), CELLS, CELLS, CELLS), min_size=1, max_size=6)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


def shown(cell: str) -> str:
    return "\n".join(unguarded(cell).splitlines()).strip()


@settings(max_examples=120, deadline=None)
@given(ROWS, st.sampled_from(";,\t|"), st.sampled_from(ENCODINGS), st.sampled_from(LANGUAGES), st.permutations(range(4)),
       st.integers(0, 2), st.booleans())  # fmt: skip
def test_any_dialect_is_read(rows, separator: str, encoding: str, language: str, order, above: int, quoted: bool) -> None:
    out = io.StringIO(newline="")
    out.write("Program taslağı\r\n\r\n" * above)
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow([COLUMN_NAMES[COLUMNS[place]][language] for place in order])
    writer.writerows([[row[place] for place in order] for row in rows])
    table = read_file(out.getvalue().encode(encoding), "en", {})
    assert [[cells[column] for column in COLUMNS] for _number, cells in table.rows] == [list(map(shown, row)) for row in rows]
    assert not table.lenient, "a table of ours says what it means"


def written(reading, language: str = "en") -> bytes:
    with reading():
        return exchange.write_draft(by_slug("izmir-2027"), language, "csv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_comes_back_unchanged_as_csv(editor, reading, language: str) -> None:
    found = judged(reading, written(reading, language))
    assert {one.outcome for one in found.values()} == {Outcome.UNCHANGED} and len(found) == 3


def test_what_a_turkish_spreadsheet_makes_of_it_changes_only_what_was_edited(editor, reading) -> None:
    rows = list(csv.reader(io.StringIO(written(reading, "tr").decode("utf-8-sig"), newline="")))
    place = rows[0].index("Başlangıç")
    for row in rows[1:]:
        if row[place]:  # as a cell of time is shown there
            day, _, clock = row[place].partition("T")
            row[place] = f"{'.'.join(reversed(day.split('-')))} {clock[:5]}"
    later = next(row for row in rows if row[0] == "LATER")
    later[rows[0].index("Başlık (Türkçe)")] = "İzmir'in ığdır ağacı"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([[cell.encode("cp1254", "replace").decode("cp1254") for cell in row] for row in rows])
    found = judged(reading, out.getvalue().encode("cp1254"))
    assert {code: one.outcome.value for code, one in found.items()} == {"OPEN": "unchanged", "BUS": "unchanged", "LATER": "changed"}
    assert found["LATER"].changes[Column.TITLE_TR][1] == "İzmir'in ığdır ağacı"


def test_an_emptied_cell_at_the_end_of_a_row_is_emptied(editor, reading) -> None:
    body = "Code;Title (English);Places\nOPEN;" + f"{EVERY_LETTER};\n"
    assert list(judged(reading, body.encode())["OPEN"].changes) == [Column.CAPACITY]


def test_it_is_taken_by_page_and_by_command(editor, client, app, reading, tmp_path: Path) -> None:
    body = "sep=|\r\nCode|Titel (Deutsch)|Raum\r\nNEU-1|Grüße aus Weißenburg|\r\n".encode("cp1252")
    _token, answer = preview(client, body, "liste.csv")
    assert answer.status_code == 200 and "Grüße aus Weißenburg" in answer.get_data(as_text=True)
    file = tmp_path / "liste.csv"
    file.write_bytes(body)
    done = app.test_cli_runner().invoke(args=["agenda", "import", str(file), "--summit", "izmir-2027", "--json"])
    assert json.loads(done.output)["new"] == 1
    with reading():
        assert queries.session_of("izmir-2027", "NEU-1").title.de == "Grüße aus Weißenburg"
    assert client.get(PAGE).status_code == 200

"""Cells named by numbers are the cells that were read, and larger numbers of contents have larger readings."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import numbered_cells, warehouse
from pipeline.ingest.raw_tables import SCHEMAS

TEXT = st.sampled_from(("", "1", "5", "10", "Équipe", "équipe", "zèbre", "NSP", "漢字"))
CELL = st.fixed_dictionaries(
    {
        name: st.integers(1, 3) if kind == pa.int32() else TEXT
        for name, kind in zip(SCHEMAS["cells"].names, SCHEMAS["cells"].types, strict=True)
    }
)


def loaded(*parts):
    """The three tables, from cells that came in several parts as received files do."""
    connection = warehouse.connect()
    tables = [pa.Table.from_pylist(part, schema=SCHEMAS["cells"]) for part in parts]
    numbered_cells.load_cells(connection, pa.concat_tables(tables))
    places, contents = (
        {row.pop(key): row for row in warehouse.records(connection, table)}
        for table, key in (("raw.places", "place_id"), ("raw.contents", "content_id"))
    )
    return warehouse.records(connection, "raw.cells"), places, contents


@settings(deadline=None, max_examples=25)
@given(st.lists(CELL, max_size=8), st.lists(CELL, max_size=8))
def test_every_cell_comes_back_with_its_place_and_its_content(first, second):
    cells, places, contents = loaded(first, second)
    back = [
        {"row_number": cell["row_number"]} | places[cell["place_id"]] | contents[cell["content_id"]] for cell in cells
    ]
    kept = ("row_number", *numbered_cells.PLACE, *numbered_cells.CONTENT)
    assert back == [{name: cell[name] for name in kept} for cell in (*first, *second)]


@settings(deadline=None, max_examples=25)
@given(st.lists(CELL, min_size=1, max_size=12))
def test_each_content_stands_once_in_the_order_of_the_readings(cells):
    _, _, contents = loaded(cells)
    distinct = {tuple(cell[name] for name in numbered_cells.CONTENT) for cell in cells}
    assert sorted(tuple(content[name] for name in numbered_cells.CONTENT) for content in contents.values()) == sorted(
        distinct
    )
    assert [contents[number]["reading"] for number in range(len(contents))] == sorted(
        content["reading"] for content in contents.values()
    )


def test_many_contents_are_numbered_without_running_over(monkeypatch):
    monkeypatch.setattr(numbered_cells, "LARGEST", 4)
    cells = [dict.fromkeys(SCHEMAS["cells"].names, "") | {"table_no": 1, "row_number": row, "column_number": 1,
             "text": str(row), "reading": str(row), "kind": "text"} for row in range(9)]  # fmt: skip
    _, _, contents = loaded(cells)
    assert [content["text"] for _, content in sorted(contents.items())] == [str(row) for row in range(9)]

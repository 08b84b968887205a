"""Every published column has a heading and a meaning, in both languages."""

from __future__ import annotations

import pytest

from pipeline import dictionary, snapshots
from pipeline.vocabulary import LANGUAGES


def test_the_dictionary_lists_what_is_published(portfolio) -> None:  # type: ignore[no-untyped-def]
    portfolio.given_notes("Contenu", "Prompt 101", (5, 4, 4, 3, 4, 2))
    portfolio.run()
    with snapshots.open_snapshot(portfolio.root) as connection:
        published = {
            table: [name for name, *_ in connection.execute(f"describe published.{table}").fetchall()]
            for (table,) in snapshots.published_tables(connection)
        }
    assert {table: list(columns) for table, columns in dictionary.tables().items()} == published


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_table_share_a_heading(language) -> None:  # type: ignore[no-untyped-def]
    for table in dictionary.tables():
        headings = list(dictionary.labels(table, language).values())
        assert len(set(headings)) == len(headings), (table, sorted(headings))
        assert all(dictionary.meanings(table, language).values())

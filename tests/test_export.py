"""Published tables as files: every cell as it was published, with its type where the format has one."""

from __future__ import annotations

import duckdb
from portfolio import CLEAR, CONTRACT, Portfolio

from pipeline import export, snapshots

REGISTER = ("Équipe", "Certification", "Participants du pilote", "Frais par personne", *CONTRACT)


def test_a_parquet_file_holds_every_cell_and_type_of_its_table(portfolio: Portfolio) -> None:
    portfolio.given_notes("contenu", "prompt", [4, 4, 4, 4, 4, 2])
    portfolio.given_notes("support", "prompt", [4, 4, 4, 4, 4, ""])
    portfolio.given_csv("registre.csv", REGISTER, ("contenu", "prompt", 8, "450,50", *CLEAR))
    portfolio.run()
    written = export.export(portfolio.root, portfolio.root / "out", "parquet")
    with snapshots.open_snapshot(portfolio.root) as connection:
        assert {file.stem for file in written} == {name for (name,) in snapshots.published_tables(connection)}
        for file in written:
            published = connection.table(f"published.{file.stem}")
            kept = duckdb.read_parquet(str(file))
            types = [
                "TIMESTAMP" if str(one) == "TIMESTAMP_S" else str(one) for one in published.types
            ]  # has no seconds
            assert (kept.columns, list(map(str, kept.types))) == (published.columns, types), file.stem
            assert kept.fetchall() == published.fetchall(), file.stem

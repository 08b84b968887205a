"""From published tables to files that other programs open; no text in them can become a formula."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow.parquet as pq

from pipeline import snapshots
from pipeline.errors import CannotWrite
from pipeline.vocabulary import Language

Format = Literal["csv", "parquet", "xlsx"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"
LONGEST_SHEET_NAME = 31
LONGEST_SHEET = 1_048_576


def safe(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows, with an apostrophe before every text that a spreadsheet would run; numbers stay numbers."""
    kept = frame.copy()
    for column in kept.columns:
        values = kept[column]
        if isinstance(values.dtype, pd.StringDtype) or values.dtype == object:
            kept[column] = values.map(_quoted)
    return kept


def _quoted(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv(frame: pd.DataFrame, language: Language | None = None) -> bytes:
    """UTF-8 text for a spreadsheet: `;` and decimal comma for a French reader, `,` and point otherwise."""
    french = language == "fr"
    text = safe(frame).to_csv(
        index=False, sep=";" if french else ",", decimal="," if french else ".", lineterminator="\r\n"
    )
    return (text if language is None else BOM + text).encode()


def export(root: Path, out: Path, form: Format) -> list[Path]:
    """Every published table of the current snapshot, below `out`: a file a table, or one workbook."""
    with snapshots.open_snapshot(root) as connection:
        names = [name for (name,) in snapshots.published_tables(connection)]
        relations = {name: connection.table(f"published.{name}") for name in names}
        try:
            out.mkdir(parents=True, exist_ok=True)
            if form == "xlsx":
                target = out / "certiscope.xlsx"
                target.write_bytes(workbook({name: relation.df() for name, relation in relations.items()}))
                return [target]
            written = []
            for name, relation in relations.items():
                target = out / f"{name}.{form}"
                if form == "csv":
                    target.write_bytes(csv(relation.df()))
                else:
                    # Unlike a data frame, this keeps money, dates and whole numbers as they are.
                    pq.write_table(relation.to_arrow_table(), target)
                written.append(target)
        except OSError as problem:
            raise CannotWrite(out, problem) from problem
    return written


def workbook(tables: dict[str, pd.DataFrame]) -> bytes:
    """An .xlsx with one sheet a table; a table longer than a sheet goes on in the next one."""
    content = io.BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}}
    with pd.ExcelWriter(content, engine="xlsxwriter", engine_kwargs=options) as writer:
        for name, frame in tables.items():
            rows = safe(frame)
            for part, start in enumerate(range(0, max(len(rows), 1), LONGEST_SHEET - 1)):
                sheet = name[:LONGEST_SHEET_NAME] if part == 0 else f"{name[: LONGEST_SHEET_NAME - 4]}_{part + 1}"
                rows.iloc[start : start + LONGEST_SHEET - 1].to_excel(writer, sheet_name=sheet, index=False)
    return content.getvalue()

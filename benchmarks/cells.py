"""Reading every cell of the workbooks of a folder, and doing nothing with it: no reader can do less."""

from __future__ import annotations

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def main(folder: Path) -> None:
    """Read all sheets of every workbook."""
    for file in sorted(folder.glob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(str(file))
        for sheet in workbook.sheet_names:
            workbook.get_sheet_by_name(sheet).to_python()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

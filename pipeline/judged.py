"""Contents that Great Expectations judged before: what is known of them is in `data/processed/judged.json`.

A content is judged once, by the same expectations of the same version of the library. The file can be deleted: the
next run judges again and finds the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pipeline.errors import CannotWrite
from pipeline.expectations import Content, Suite, validator

FILE = "judged.json"


_judged_here: dict[str, dict[str, list[str]]] = {}


class Judge:
    """Judges contents; knows what was judged under `processed` before, and in this process."""

    def __init__(self, processed: Path) -> None:
        self._file = processed / FILE
        self._before = _read(self._file)
        self._now: dict[str, dict[str, list[str]]] = {}

    @property
    def remembers(self) -> bool:
        """Whether anything was judged before."""
        return bool(self._before or _judged_here)

    def broken(self, contents: pa.Table, suite: Suite) -> Iterator[tuple[str, Content]]:
        """The contents that fail an expectation of the suite, each with the column that the expectation looks at.

        Raises RuntimeError where an expectation could not be checked.
        """
        here = _judged_here.setdefault(suite.key, {})
        known = self._now.setdefault(suite.key, here | self._before.get(suite.key, {}))
        keys = [json.dumps(list(content.values())) for content in contents.to_pylist()]
        new = [place for place, key in enumerate(keys) if key not in known]
        if new:
            unknown = contents.take(new)
            failed: dict[str, list[str]] = {keys[place]: [] for place in new}
            for column, content in validator().broken(unknown, suite):
                failed[json.dumps(list(content.values()))].append(column)
            known |= failed
            here |= failed
        for key, content in zip(keys, contents.to_pylist(), strict=True):
            for column in known[key]:
                yield column, content

    def keep(self) -> None:
        """Write down what is known by the expectations of today, where something is new. Raises CannotWrite."""
        if self._now == self._before:
            return
        draft = self._file.with_suffix(".draft")
        try:
            draft.write_text(json.dumps(self._now, indent=0), "utf-8")
            draft.replace(self._file)
        except OSError as problem:
            raise CannotWrite(self._file, problem) from problem


def _read(file: Path) -> dict[str, dict[str, list[str]]]:
    """What was kept; nothing where the file is absent or damaged."""
    try:
        found: dict[str, dict[str, list[str]]] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    shaped = isinstance(found, dict) and all(
        isinstance(known, dict) and all(isinstance(failed, list) for failed in known.values())
        for known in found.values()
    )
    return found if shaped else {}

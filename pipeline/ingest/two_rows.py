"""From two heading rows, one above the other, to the texts of one; and whether two rows are such."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.heading_forms import in_year, names_nothing, weighs_criteria
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.periods import counts_weeks, period_of
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of
from pipeline.ingest.ticked import options_headed

_PLANNED = frozenset(
    {
        "cible", "cibles", "objectif", "objectifs", "target", "targets", "goal", "goals", "prevu", "prevue", "prevus",
        "prevues", "prevision", "previsions", "plan", "planned", "budget", "forecast", "forecasts",
    }
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20|21)\d{2}")


def may_be_one(sheet: Sheet, top: int, recogniser: Recogniser) -> bool:
    """Whether two rows could be one heading: words only, and one row goes on where the other has a gap."""
    if top < 0 or top + 1 >= len(sheet.rows):
        return False
    upper, lower = texts_of(sheet.rows[top]), texts_of(sheet.rows[top + 1])
    if not upper or not lower or upper.keys() == lower.keys():
        return False
    if _options_below(upper, lower, recogniser):
        return True
    return not any(is_number(text) and not _YEAR.fullmatch(text) for text in upper.values()) and not any(
        map(is_number, lower.values())
    )


def _options_below(upper: Mapping[int, str], lower: Mapping[int, str], recogniser: Recogniser) -> bool:
    """Whether the lower row is nothing but the options of each heading that reaches over several columns: 1 to 5."""
    runs: list[dict[int, str]] = []
    for column in sorted(lower):
        if column in upper or not runs:
            runs.append({})
        runs[-1][column] = lower[column]
    return len(runs) > 1 and all(len(options_headed(run, recogniser)) == len(run) and min(run) in upper for run in runs)


def as_one(sheet: Sheet, top: int, recogniser: Recogniser) -> dict[int, str]:
    """Two heading rows as one: an upper heading holds until the next one, and its lower headings are its items."""
    upper, lower = texts_of(sheet.rows[top]), texts_of(sheet.rows[top + 1])
    texts: dict[int, str] = {}
    over, weeks = "", counts_weeks(lower.values())
    for column in range(max([*upper, *lower], default=-1) + 1):
        over = upper.get(column, over)
        under = lower.get(column, "")
        if under and (time := in_year(under, over, weeks=weeks)):
            texts[column] = time
        elif under and over and (column not in upper or not recogniser.certain(under).candidates):
            texts[column] = (
                under
                if recogniser.certain(under).candidates and not _crosses(over, under, recogniser)
                else f"{over} [{under}]"
            )
        elif under and over:
            texts[column] = f"{over} [{under}]" if _crosses(over, under, recogniser) else under
        elif under or column in upper:
            texts[column] = under or upper[column]
    return texts


def asked_otherwise(
    sheet: Sheet, top: int, first: int, texts: Sequence[str], titles: Sequence[str], recogniser: Recogniser
) -> list[str]:
    """The headings from column `first`, criteria with what stands over them where that says that they are weighed.

    So `Coût total` below `Importance` is `Importance [Coût total]`, and no rating. What stands in the row above holds
    until the next text there, any other title for all.
    """
    above = texts_of(sheet.rows[top - 1]) if top else {}
    over_all = next((one for one in titles if one not in above.values() and weighs_criteria(one)), "")
    if not over_all and not any(map(weighs_criteria, above.values())):
        return list(texts)
    told: list[str] = []
    over = over_all or next((text for column, text in sorted(above.items()) if column < first), "")
    for column, text in enumerate(texts, start=first):
        over = over_all or above.get(column, over)
        weighed = bool(text) and weighs_criteria(over) and recogniser.names_criterion(text)
        told.append(f"{over} [{text}]" if weighed else text)
    return told


def merged_downwards(sheet: Sheet, top: int) -> bool:
    """Whether some cell reaches over both rows."""
    return any(first == top + 1 and last == top + 2 for first, _, last, _ in sheet.merged)


def goes_on_below(sheet: Sheet, index: int, times: Sequence[int]) -> bool:
    """Whether the row below headings of time is no row of values but tells each of them apart once more."""
    below = texts_of(sheet.rows[index + 1]) if index + 1 < len(sheet.rows) else {}
    others = texts_of(sheet.rows[index]).keys() - set(times)
    return (
        bool(below)
        and min(below) >= min(times)
        and others.isdisjoint(below)
        and not any(map(is_number, below.values()))
    )


def stand_over_several(sheet: Sheet, index: int, times: Sequence[int]) -> bool:
    """Whether a heading of time is that of more columns than its own: numbers stand below it where nothing heads them.

    Behind the last one that may be a total, unless both columns have one heading.
    """
    headed = texts_of(sheet.rows[index]).keys()
    merged = {left - 1 for top, left, bottom, right in sheet.merged if top <= index + 1 <= bottom and left < right}
    doubtful = {at + 1 for at in times if at + 1 not in headed and (at in merged or at != max(times))}
    return any(_holds_number(row, at) for row in sheet.rows[index + 1 :] for at in doubtful)


def headings_over_several(sheet: Sheet, index: int, columns: Collection[int]) -> frozenset[int]:
    """Those of the columns whose heading is that of the next column too, where numbers stand in both: `Min` and `Max`.

    Not where the row below says that the first of them is the rating.
    """
    headed = texts_of(sheet.rows[index]).keys()
    under = texts_of(sheet.rows[index + 1]) if index + 1 < len(sheet.rows) else {}
    merged = {left - 1 for top, left, bottom, right in sheet.merged if top <= index + 1 <= bottom and left < right}
    parted = {at for at, text in under.items() if not is_number(text) or _YEAR.fullmatch(text)}
    if headed <= under.keys():
        parted = set()
    return frozenset(
        at
        for at in columns
        if at + 1 not in headed
        and (at in merged or {at, at + 1} <= parted)
        and not _is_rating(under.get(at, ""))
        and any(_holds_number(row, at + 1) for row in sheet.rows[index + 1 :])
    )


def _is_rating(text: str) -> bool:
    return bool(text) and names_nothing(text) and not is_number(text) and period_of(text) is None


def _holds_number(row: Sequence[Value], column: int) -> bool:
    value = row[column] if column < len(row) else None
    return type(value) in (int, float) or (type(value) is str and is_number(value))


def are_no_measures(sheet: Sheet, index: int, times: Sequence[int]) -> bool:
    """Whether the row above headings of time says that what stands below is planned, or parts it in two."""
    over = {text for column, text in texts_of(sheet.rows[index - 1]).items() if column in times} if index else set()
    if any(is_number(text) and not _YEAR.fullmatch(text) for text in over):  # the last row of a table above
        return False
    return any(not _PLANNED.isdisjoint(fold(text).split()) for text in over) or (
        len(over) > 1 and not all(map(_YEAR.fullmatch, over))
    )


def texts_of(row: Sequence[Value]) -> dict[int, str]:
    """By column, what its filled cells say."""
    return {
        column: value if type(value) is str else text_of(value)
        for column, value in enumerate(row)
        if not is_blank(value)
    }


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number."""
    return text.strip().replace(",", "").replace(".", "").isdigit()


def _crosses(over: str, under: str, recogniser: Recogniser) -> bool:
    return bool(recogniser.certain(f"{over} [{under}]").crossed)

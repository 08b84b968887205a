"""What would turn each verdict, as lines: weights, one note, further answers, one answer fewer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.certainty import wording
from pipeline.certainty.campaign import Campaign, Flags, Whole
from pipeline.certainty.lines import lines, said, together
from pipeline.certainty.measures import NO_ROUNDING, Flips, Weighed
from pipeline.vocabulary import ALL

Part = tuple[pa.Table, Whole]


def flips(campaign: Campaign, ways: Weighed, found: Flips, told: Sequence[wording.Told], schema: pa.Schema) -> pa.Table:
    """Lines of `scored.verdict_flips`: of each candidate that has a score, from weights to answers."""
    rows = np.flatnonzero(campaign.scored)
    moved = zip(ways.mass[rows].tolist(), ways.radius[rows].tolist(), strict=True)
    parts = [
        _one_weight(campaign, ways, schema),
        _line(campaign, schema, rows, flip="weights", is_smallest=True, change=ways.radius[rows],
              **said([wording.radius(told[row]) for row in rows.tolist()])),
        _line(campaign, schema, rows, flip="weight_moved", is_smallest=False, change=ways.mass[rows],
              **said([wording.mass_flip(*one) for one in moved])),
        *_one_note(campaign, found, rows, schema),
        _answers(campaign, found, rows, schema),
        _one_fewer(campaign, np.flatnonzero(campaign.scored & found.one_fewer), schema),
    ]  # fmt: skip
    return together(parts, schema)


def _line(campaign: Campaign, schema: pa.Schema, rows: Whole, **columns: object) -> Part:
    return lines(campaign, schema, rows, **{"criterion": ALL} | columns), rows


def _beyond(verdicts: np.ndarray, upwards: Flags) -> np.ndarray:
    """The verdict on the other side of the line."""
    return np.where(verdicts != "deepen", "deepen", np.where(upwards, "pilot", "alternatives")).astype(object)


def _one_weight(campaign: Campaign, ways: Weighed, schema: pa.Schema) -> Part:
    """One weight changed alone, a line a criterion that can do it; the smallest is the least share of itself."""
    names = [(one.name_fr, one.name_en) for one in campaign.grid.criterion]
    size = np.nan_to_num(np.abs(ways.change) / campaign.weights, nan=np.inf)
    size[~campaign.scored] = np.inf
    size[size < NO_ROUNDING] = np.inf  # at the threshold already: no change leads there
    rows, columns = np.nonzero(np.isfinite(size))
    weights, change, upwards = campaign.weights[columns], ways.change[rows, columns], ways.upwards[rows, columns]
    at = np.where(upwards, ways.up.line[rows], ways.down.line[rows])
    sentences = [
        wording.weight_flip(names[column], weight, by, line)
        for column, weight, by, line in zip(
            columns.tolist(), weights.tolist(), change.tolist(), at.tolist(), strict=True
        )
    ]
    return _line(
        campaign, schema, rows, flip="weight", criterion=_criteria(campaign)[columns],
        is_smallest=columns == size.argmin(axis=1)[rows], change=change, new_value=np.maximum(weights + change, 0),
        new_verdict=_beyond(campaign.verdicts[rows], upwards), **said(sentences),
    )  # fmt: skip


def _criteria(campaign: Campaign) -> np.ndarray:
    return np.array([one.key for one in campaign.grid.criterion], dtype=object)


def _one_note(campaign: Campaign, found: Flips, scored: Whole, schema: pa.Schema) -> list[Part]:
    """One note of one person: the criterion where the least part of its scale is enough."""
    names = [(one.name_fr, one.name_en) for one in campaign.grid.criterion]
    size = np.nan_to_num(np.abs(found.steps) * campaign.steps / (campaign.ends[1] - campaign.ends[0]), nan=np.inf)
    least = size.argmin(axis=1)
    possible = np.isfinite(size[scored, least[scored]])
    rows, never = scored[possible], scored[~possible]
    columns = least[rows]
    steps = found.steps[rows, columns]
    change = steps * campaign.steps[columns] * campaign.polarities[columns]
    new = _beyond(campaign.verdicts[rows], steps > 0)
    sentences = [
        wording.note_flip(names[column], by, verdict)
        for column, by, verdict in zip(columns.tolist(), change.tolist(), new.tolist(), strict=True)
    ]
    return [
        _line(campaign, schema, rows, flip="note", criterion=_criteria(campaign)[columns], is_smallest=True,
              change=change, count_answers=1, new_verdict=new, **said(sentences)),
        _line(campaign, schema, never, flip="note", is_smallest=False, **said([wording.no_note_flip()] * len(never))),
    ]  # fmt: skip


def _answers(campaign: Campaign, found: Flips, rows: Whole, schema: pa.Schema) -> Part:
    """So many further answers, each as good or as bad as can be; null where no number is enough."""
    more, upwards = found.answers[rows], found.answers_upwards[rows]
    new = _beyond(campaign.verdicts[rows], upwards)
    sentences = [
        wording.answers_flip(count, way, verdict)
        for count, way, verdict in zip(more.tolist(), upwards.tolist(), new.tolist(), strict=True)
    ]
    return _line(
        campaign, schema, rows, flip="answers", is_smallest=False, count_answers=more,
        new_verdict=pa.array(new, pa.string(), mask=np.isnan(more)), **said(sentences),
    )  # fmt: skip


def _one_fewer(campaign: Campaign, rows: Whole, schema: pa.Schema) -> Part:
    return _line(
        campaign, schema, rows, flip="one_fewer", is_smallest=False, count_answers=1,
        **said([wording.one_fewer()] * len(rows)),
    )  # fmt: skip

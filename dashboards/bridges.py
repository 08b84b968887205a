"""Why a score changed since the previous campaign: from the published parts to words and to what the chart draws."""

from __future__ import annotations

import pandas as pd

from dashboards import formats
from dashboards.texts import Speaker, capital
from pipeline.vocabulary import ALL

SMALLEST = 0.05
"""Points; less is not seen in a figure of one decimal."""
PARTS = ("corrections", "respondents", "answers_together", "notes", "weights", "criteria")


def whole_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The parts in their order, those that changed nothing left out."""
    whole = rows[rows["criterion"] == ALL]
    whole = whole.sort_values("part", key=lambda parts: parts.map(PARTS.index))
    return whole[whole["points"].abs() >= SMALLEST]


def sentence(rows: pd.DataFrame, score: float, previous: str, say: Speaker) -> str:
    """`Le score passe de 61,7 % à 68,0 % depuis T2 2026 : +4,1 pts d'avis qui ont changé et +2,2 pts …`"""
    told, parts = _told(rows), whole_parts(rows)
    before, now = (formats.percent(value, say.language) for value in (told, score))
    if not len(parts):
        return say("bridge.unchanged", campaign=previous, score=now)
    said = [
        f"{formats.points(part['points'], say.language)} {say('bridge.of_' + str(part['part']))}"
        for _, part in parts.iterrows()
    ]
    return say("bridge.changed", campaign=previous, before=before, now=now, parts=say.joined(said))


def caution(rows: pd.DataFrame, say: Speaker) -> str:
    """What the split cannot tell; empty where there is nothing to say."""
    if (rows["part"] == "answers_together").any():
        return say("bridge.confidential")
    stayed = rows["count_stayed"].max()
    return (
        say("bridge.nobody_stayed")
        if formats.absent(stayed) or stayed == 0
        else say("bridge.stayed", count=int(stayed))
    )


def steps(rows: pd.DataFrame, score: float, previous: str, campaign: str, say: Speaker) -> pd.DataFrame:
    """What the chart draws: the score told, each part, the score now."""
    told = _told(rows)
    ends = [(previous, told), (campaign, score)]
    first, last = (
        {"label": label, "start": value, "end": value, "figure": formats.percent(value, say.language), "is_score": True}
        for label, value in ends
    )
    between = [
        {
            "label": capital(say.word(part["part"])),
            "start": part["start_percent"],
            "end": part["end_percent"],
            "figure": formats.points(part["points"], say.language),
            "is_score": False,
        }
        for _, part in whole_parts(rows).iterrows()
    ]
    return pd.DataFrame([first, *between, last])


def _told(rows: pd.DataFrame) -> float:
    whole = rows[rows["criterion"] == ALL].set_index("part")
    return float(whole["start_percent"].to_dict()[PARTS[0]])

"""From published rows to what charts draw: one row a mark, with its label and its figures in the reader's language."""

from __future__ import annotations

import pandas as pd

from dashboards import formats
from dashboards.charts.ranked import Scale
from dashboards.data import Grid
from dashboards.texts import Speaker

NEAR, PROVISIONAL = "±", "◌"
LONGEST = 50
"""Signs of a name beside a chart."""
ONE_LINE = 30
"""Signs of a name beside a dot."""
ACROSS = 60
"""Signs of remarks that fit across the chart on a laptop."""


def candidate_name(row: pd.Series) -> str:
    """`Contenu · Prompt 101`."""
    return f"{row['team_name']} · {row['certification_name']}"


def short_name(team: str, certification: str, most: int = LONGEST) -> str:
    """The same in so many signs: names that begin alike differ at their end, so the middle is left out."""
    room = most - len(" · ")
    first = abridged(team, max(room - len(certification), room // 2))
    return f"{first} · {abridged(certification, room - len(first))}"


def abridged(text: str, most: int) -> str:
    """The text in so many signs at most, its beginning and its end."""
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end].rstrip()}…{text[-end:].lstrip()}"


def score_text(score: float, grid: Grid, say: Speaker) -> str:
    """`61,7 % ≈ 3,1/5`."""
    low = grid.note_min if grid.of_range else 0.0
    note = low + score / 100 * (grid.note_max - low)
    limits = (grid.scale.alternatives_below, grid.scale.pilot_above)
    return (
        f"{formats.score(score, say.language, limits)} ≈ "
        f"{formats.number(note, say.language, 1)}/{formats.number(grid.note_max, say.language, 1, shortest=True)}"
    )


def ranked_candidates(rows: pd.DataFrame, grid: Grid, say: Speaker) -> pd.DataFrame:
    """Ranked candidates for the dot plot."""
    limits = (grid.scale.alternatives_below, grid.scale.pilot_above)
    tiers = rows["tier"].ffill() if "tier" in rows else pd.Series(0, rows.index)
    starts = tiers.notna() & tiers.ne(tiers.shift(fill_value=tiers.iloc[0] if len(tiers) else 0))
    shown = [
        {
            "key": f"{row['team_id']}/{row['certification_id']}",
            "label": short_name(row["team_name"], row["certification_name"]),
            "name": candidate_name(row),
            "score": row["score_percent"],
            "low": _end(row, "interval_low", "score_low"),
            "high": _end(row, "interval_high", "score_high"),
            "starts_tier": bool(starts_tier),
            "verdict": row["verdict"],
            "figure": f"{formats.score(row['score_percent'], say.language, limits)} (n={row['count_respondents']:.0f})"
            + (f" {NEAR}" if row["near_threshold"] and not row["at_threshold"] else "")
            + (f" {PROVISIONAL}" if row["provisional"] else ""),
            **_beside(_remarks(row, say), row, grid.scale),
            "rank": f"{row['candidate_rank']:.0f}",
            "verdict_word": say.word(row["verdict"]),
            "decision_word": say.word(row["decision"]),
            "score_text": score_text(row["score_percent"], grid, say),
            "confidence": say.word(row.get("confidence_word")),
        }
        for (_, row), starts_tier in zip(rows.iterrows(), starts, strict=True)
    ]
    return _distinct(shown)


def _beside(remarks: list[str], row: pd.Series, scale: Scale) -> dict[str, str]:
    """Remarks on the side of the line with more room; `more` on the other side where they would not fit."""
    low, high = _end(row, "interval_low", "score_low"), _end(row, "interval_high", "score_high")
    room = max(low - scale.lowest, scale.highest - high) / (scale.highest - scale.lowest)
    fitting = (count for count in range(len(remarks), 1, -1) if len(" · ".join(remarks[:count])) <= ACROSS * room)
    kept = next(fitting, 1)
    return {"remark": " · ".join(remarks[:kept]), "more": " · ".join(remarks[kept:])}


def _end(row: pd.Series, measured: str, otherwise: str) -> float:
    """Where the line beside a dot ends: at the interval, else at the worst or best case for missing ratings."""
    column = measured if measured in row and not formats.absent(row[measured]) else otherwise
    return float(row[column])


def _remarks(row: pd.Series, say: Speaker) -> list[str]:
    marks = [
        say.word("clarify_objective") if row["decision"] == "clarify_objective" else "",
        say.word("fragile") if row.get("confidence_word") == "fragile" and not row["at_threshold"] else "",
        say("mark.at_threshold") if row["at_threshold"] else "",
        say("mark.in_question") if row["in_question"] else "",
    ]
    return [mark for mark in marks if mark]


def ranked_teams(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Teams by their best candidate, with the mean as the other end of the line."""
    shown = [
        {
            "label": abridged(str(row["team_name"]), LONGEST),
            "name": str(row["team_name"]),
            "score": row["best_score"],
            "low": min(row["best_score"], row["mean_score"]),
            "high": row["best_score"],
            "verdict": row["verdict"],
            "figure": formats.percent(row["best_score"], say.language),
            "remark": abridged(str(row["certification_name"]), ONE_LINE),
            "best": str(row["certification_name"]),
            "rank": f"{row['team_rank']:.0f}",
            "mean_text": formats.percent(row["mean_score"], say.language),
            "verdict_word": say.word(row["verdict"]),
        }
        for _, row in rows[rows["best_score"].notna()].iterrows()
    ]
    return _distinct(shown)


def ranked_certifications(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Certifications by their mean score; a mean has no verdict, so its dot has none either."""
    shown = [
        {
            "label": abridged(str(row["certification_name"]), LONGEST),
            "name": str(row["certification_name"]),
            "score": row["mean_score"],
            "low": row["mean_score"],
            "high": row["mean_score"],
            "verdict": "",
            "figure": formats.percent(row["mean_score"], say.language),
            "remark": " · ".join(
                part
                for part in (
                    say("certifications.of_teams", count=int(row["count_teams"])),
                    say("mark.few_teams") if row["count_teams"] < 3 else "",
                )
                if part
            ),
            "rank": f"{row['certification_rank']:.0f}",
        }
        for _, row in rows[rows["mean_score"].notna()].iterrows()
    ]
    return _distinct(shown)


def _distinct(shown: list[dict[str, object]]) -> pd.DataFrame:
    """Two rows of one name stay two rows: the later one gets characters that nobody sees."""
    seen: dict[object, int] = {}
    for row in shown:
        times = seen.get(row["label"], 0)
        seen[row["label"]] = times + 1
        row["label"] = f"{row['label']}{chr(0x200B) * times}"
    return pd.DataFrame(shown)


def contributions(criteria: pd.DataFrame, grid: Grid, say: Speaker) -> pd.DataFrame:
    """The points of each criterion for the waterfall, in percent of the score."""
    names = grid.names(say.language)
    ends = zip(grid.criteria["scale_min"], grid.criteria["scale_max"], strict=True)
    scales = dict(zip(grid.criteria["criterion"], ends, strict=True))
    return pd.DataFrame(
        [
            {
                "label": say(
                    "candidate.criterion_weight",
                    name=names.get(row["criterion"], row["criterion"]),
                    weight=formats.number(row["weight"], say.language, 3, shortest=True),
                )
                + (f" · {_reversed(scales[row['criterion']], say)}" if row["polarity"] == "reversed" else ""),
                "points": 0.0 if formats.absent(row["points"]) else row["points"],
                "points_max": row["points_max"],
                "figure": say("candidate.no_note")
                if formats.absent(row["points"])
                else say(
                    "candidate.points_of",
                    points=formats.number(row["points"], say.language, 1),
                    most=formats.number(row["points_max"], say.language, 1),
                ),
            }
            for _, row in criteria.iterrows()
        ]
    )


def with_given(criteria: pd.DataFrame, cells: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Criteria with the ratings that count, as given and in ascending order: `3, 4, 4, 5`."""
    counted = cells[(cells["state"] == "counted") & cells["note"].notna()]
    given = {
        key: ", ".join(formats.number(note, say.language, 2, shortest=True) for note in sorted(rows["note"]))
        for key, rows in counted.groupby("criterion")
    }
    return criteria.assign(given=criteria["criterion"].map(given))


def _reversed(scale: tuple[float, float], say: Speaker) -> str:
    low, top = (formats.number(end, say.language, 1, shortest=True) for end in scale)
    return say("mark.reversed", top=top, low=low)


def axis(grid: Grid, say: Speaker, score: str = "axis.score") -> str:
    """What the axis of scores says: of what they are a percentage."""
    return say("axis.of_range" if grid.of_range else "axis.of_maximum", score=say(score))


def thresholds(scale: Scale, say: Speaker) -> dict[str, float]:
    """The two thresholds with their words."""
    return {
        formats.percent(limit, say.language, shortest=True): limit
        for limit in (scale.alternatives_below, scale.pilot_above)
    }


def total_text(row: pd.Series, grid: Grid, say: Speaker) -> str:
    """The score at the end of the waterfall; a dash where there is none."""
    return "—" if formats.absent(row["score_percent"]) else score_text(row["score_percent"], grid, say)


def tooltip(say: Speaker, chart: str) -> list[tuple[str, str]]:
    """What a dot says when pointed at: column and title."""
    columns = {
        "ranked": ("name", "rank", "score_text", "verdict_word", "decision_word", "confidence", "remark"),
        "teams": ("name", "rank", "figure", "best", "verdict_word", "mean_text"),
        "certifications": ("name", "rank", "figure", "remark"),
    }
    return [(column, say(f"tooltip.{chart}_{column}")) for column in columns[chart]]

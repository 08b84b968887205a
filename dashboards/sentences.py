"""Words computed from the data: what an executive reads before any chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboards import formats
from dashboards.data import Grid
from dashboards.figures import candidate_name, score_text, short_name
from dashboards.texts import Speaker
from pipeline.vocabulary import ALL


@dataclass(frozen=True)
class Step:
    """Something to do next, and the page where it is done: its address, and the candidate that comes first there."""

    text: str
    page: str
    candidate: str = ""

    @property
    def own(self) -> dict[str, list[str]]:
        """The parameters of the page that the address takes."""
        return {"candidate": [self.candidate]} if self.candidate else {}


def headline(ranked: pd.DataFrame, grid: Grid, say: Speaker) -> str:
    """What the ranking says in one sentence: whether the threshold decides, or the budget."""
    total = len(ranked)
    above = int((ranked["verdict"] == "pilot").sum())
    limit = formats.percent(grid.scale.pilot_above, say.language, shortest=True)
    if not total:
        return say("headline.none_ranked")
    if not above:
        return say("headline.none_above", count=total, limit=limit)
    if _budget_decides(above, total) and _waiting(ranked) < above:
        return say("headline.budget_decides", count=above, total=total, limit=limit)
    decided = say("headline.threshold_decides", count=above, total=total, limit=limit)
    waiting = _waiting(ranked)
    return f"{decided}, {say('headline.waiting', count=waiting)}" if waiting else decided


def below_headline(ranked: pd.DataFrame, grid: Grid, say: Speaker) -> str:
    """Who leads, after how many of those above the threshold wait for an objective where the headline left it out."""
    if not len(ranked):
        return ""
    above = ranked[ranked["verdict"] == "pilot"]
    limit = formats.percent(grid.scale.pilot_above, say.language, shortest=True)
    said = []
    if _budget_decides(len(above), len(ranked)) and 0 < _waiting(ranked) < len(above):
        both = say("headline.above", count=len(above), limit=limit), say("headline.waiting", count=_waiting(ranked))
        said.append(f"{', '.join(both)}.")
    elif len(above) and not _waiting(ranked):
        said.append(say("headline.all_clear", count=len(above)))
    first = ranked.iloc[0]
    said.append(say("headline.first", name=candidate_name(first), score=score_text(first["score_percent"], grid, say)))
    return " ".join(said)


def _budget_decides(above: int, total: int) -> bool:
    """Where most pass, the threshold chooses nobody."""
    return total >= 4 and above > total / 2


def _waiting(ranked: pd.DataFrame) -> int:
    return int(((ranked["verdict"] == "pilot") & (ranked["decision"] == "clarify_objective")).sum())


def change_since(ranked: pd.DataFrame, previous: str, say: Speaker) -> str:
    """How many candidates rose, fell or are new since the previous campaign."""
    if not previous:
        return say("change.none")
    compared = ranked[ranked["score_change"].notna()]
    grid_changed = int((ranked["change_reason"] == "grid_changed").sum())
    if not len(compared):
        return (
            say("change.grid_changed", campaign=previous) if grid_changed else say("change.nothing", campaign=previous)
        )
    counted = {
        "change.rose": int((compared["score_change"] > 0).sum()),
        "change.fell": int((compared["score_change"] < 0).sum()),
        "change.same": int((compared["score_change"] == 0).sum()),
        "change.new": int((ranked["change_reason"] == "not_in_previous_campaign").sum()),
    }
    parts = [say(key, count=count) for key, count in counted.items() if count]
    return say("change.since", campaign=previous, parts=say.joined(parts))


def next_steps(
    candidates: pd.DataFrame, source_files: pd.DataFrame, findings: pd.DataFrame, questions: pd.DataFrame, say: Speaker
) -> list[Step]:
    """What to do next, the most urgent first; nothing where nothing waits."""
    ranked = candidates[candidates["candidate_rank"].notna()]
    waiting = ranked[(ranked["decision"] == "clarify_objective") & (ranked["verdict"] == "pilot")]
    ready = ranked[(ranked["verdict"] == "pilot") & (ranked["decision"] == "pilot")]
    uncosted = ranked[(ranked["verdict"] == "pilot") & ranked["full_cost"].isna()]
    provisional = ranked[ranked["provisional"].astype(bool)]
    unranked = candidates[candidates["candidate_rank"].isna()]
    is_withheld = unranked["is_withheld"].fillna(False).astype(bool)
    withheld, incomplete = unranked[is_withheld], unranked[~is_withheld]
    refused = findings[findings["severity"] == "fatal"]
    counted: Sequence[tuple[str, int, pd.DataFrame | None, str]] = (
        ("next.decide", len(ready), ready, "candidate"),
        ("next.clarify", len(waiting), waiting, "candidate"),
        ("next.answer", len(questions), None, "quality"),
        ("next.correct", int(source_files["rejected"].sum()), None, "quality"),
        ("next.refused", len(refused), None, "quality"),
        ("next.cost", len(uncosted), uncosted, "candidate"),
        ("next.complete", len(incomplete), incomplete, "candidate"),
        ("next.withheld", len(withheld), withheld, "upload"),
        ("next.more_answers", len(provisional), provisional, "upload"),
    )
    return [
        Step(say(key, count=count) + _examples(rows, say), page, _first(rows) if page == "candidate" else "")
        for key, count, rows, page in counted
        if count
    ]


def _first(rows: pd.DataFrame | None) -> str:
    return "" if rows is None else f"{rows['team_id'].iloc[0]}/{rows['certification_id'].iloc[0]}"


def _examples(rows: pd.DataFrame | None, say: Speaker) -> str:
    if rows is None:
        return "."
    names = [short_name(row["team_name"], row["certification_name"]) for _, row in rows.head(2).iterrows()]
    more = len(rows) - len(names)
    return f"{say('general.colon')} {', '.join(names)}{say('general.and_more', count=more) if more else '.'}"


def legend(ranked: pd.DataFrame, near: float, say: Speaker) -> str:
    """What the marks beside the dots mean; only those on screen. `near` says how many points are near a threshold."""
    said = [say("legend.n")]
    if ranked["near_threshold"].astype(bool).any():
        said.append(say("legend.near", points=_points(near, say)))
    if ranked["provisional"].astype(bool).any():
        said.append(say("legend.provisional"))
    if ranked["interval_low"].notna().any():
        said.append(say("legend.sampled"))
    elif (ranked["score_low"] != ranked["score_high"]).any():
        said.append(say("legend.interval"))
    if ranked["tier"].nunique() > 1:
        said.append(say("legend.tiers"))
    return " ".join(said)


def teams(rows: pd.DataFrame, filtered: bool, say: Speaker) -> str:
    """How many teams have a candidate for a pilot."""
    ready = int((rows["count_pilot"] > 0).sum())
    if ready:
        return say("teams.headline", count=ready, total=len(rows))
    return say("teams.none_ready_filtered" if filtered else "teams.none_ready")


def certifications(rows: pd.DataFrame, filtered: bool, say: Speaker) -> str:
    """Which certification has the best mean, among those that enough teams rated; filters leave others out."""
    enough = rows[(rows["count_teams"] >= 3) & rows["mean_score"].notna()]
    if not len(enough):
        return say("certifications.too_few_filtered" if filtered else "certifications.too_few")
    first = enough.iloc[0]
    return say(
        f"certifications.headline{'_alone' if len(enough) == 1 else '_filtered' if filtered else ''}",
        name=first["certification_name"],
        score=formats.percent(first["mean_score"], say.language),
        count=int(first["count_teams"]),
    )


def decision(row: pd.Series, grid: Grid, criteria: pd.DataFrame, say: Speaker) -> str:
    """Why a candidate's decision is what it is, in one sentence or two."""
    if row["decision"] == "incomplete":
        if not formats.absent(row["is_withheld"]) and row["is_withheld"]:
            return say("reason.withheld", count=int(row["count_respondents"]))
        names = grid.names(say.language)
        unrated = [names.get(key, key) for key in criteria[criteria["count_notes"] == 0]["criterion"]]
        if not row["count_respondents"]:
            return say("reason.no_answer")
        return say("reason.incomplete", criteria=say.joined(unrated), count=len(unrated))
    limit = formats.percent(grid.scale.pilot_above, say.language, shortest=True)
    low = formats.percent(grid.scale.alternatives_below, say.language, shortest=True)
    at_threshold = "at_threshold" if row["at_threshold"] else row["verdict"]
    verdict = say(f"reason.{at_threshold}", limit=limit, low=low)
    if row["decision"] == "clarify_objective":
        return f"{say('reason.clarify_objective', parts=say.words(row['missing_contract']))} {verdict}"
    return verdict


def cautions(row: pd.Series, criteria: dict[str, str], near: float, say: Speaker) -> list[str]:
    """What to keep in mind beside the score: reservations, few answers, a threshold nearby, an open question.

    `near` says how many points are near a threshold.
    """
    reserved = [] if formats.absent(row["reservations"]) else str(row["reservations"]).split(",")
    said = [say("caution.reservation", criterion=criteria.get(key, key)) for key in reserved]
    if row["provisional"]:
        said.append(say("caution.provisional", count=int(row["count_respondents"])))
    if row["near_threshold"] and not row["at_threshold"]:
        said.append(say("caution.near_threshold", points=_points(near, say)))
    if not formats.absent(row["depends_on_missing"]) and row["depends_on_missing"]:
        low, high = (formats.percent(row[end], say.language) for end in ("score_low", "score_high"))
        said.append(say("caution.depends_on_missing", low=low, high=high))
    if row["in_question"]:
        said.append(say("caution.in_question"))
    if not formats.absent(row["count_waiting"]) and row["count_waiting"] and not row["is_withheld"]:
        said.append(say("caution.waiting", count=int(row["count_waiting"])))
    return said


def _points(count: float, say: Speaker) -> str:
    """`3 points`, `2,5 points`, `1 point`."""
    single = count < 2 if say.language == "fr" else count == 1
    return f"{formats.number(count, say.language, 2, shortest=True)} {'point' if single else 'points'}"


def kpi_headline(rows: pd.DataFrame, kpi: str, say: Speaker) -> str:
    """How many trained teams moved the right way."""
    trained = rows[rows["trained"] & rows["improvement"].notna() & rows["common_with"].isna()]
    if not len(trained):
        return say("kpis.none_trained", kpi=kpi)
    better = int((trained["improvement"] > 0).sum())
    if not better:
        return say("kpis.none_better", kpi=kpi, total=len(trained))
    return say("kpis.headline", kpi=kpi, count=better, total=len(trained))


def kpi_direction(series: pd.DataFrame, say: Speaker) -> str:
    """Whether up or down is good news, that a change alone proves nothing, and the unit."""
    known = series.iloc[0]
    good = say(f"kpis.good_{known['direction']}")
    if formats.absent(known["unit"]):
        return good
    return good + " " + say("kpis.unit", unit=formats.symbol(known["unit"], say.language))


def tests_counted(rows: pd.DataFrame, say: Speaker) -> str:
    """How many secondary tests are corrected together, and how many could not be made; '' where there is none."""
    if not len(rows):
        return ""
    corrected, excluded = (int(rows[f"count_{name}_tests"].iloc[0]) for name in ("corrected", "excluded"))
    if not corrected + excluded:
        return ""
    return say("kpis.tests", corrected=corrected, excluded=excluded)


def effects(rows: pd.DataFrame, say: Speaker) -> list[tuple[str, str, str]]:
    """For each certification what the comparison allows to say, and the rung that it stands on."""
    return [
        (
            say("kpis.all_certifications") if row["certification_id"] == ALL else str(row["certification_name"]),
            str(row[f"wording_{say.language}"]),
            say(f"rung.{row['evidence_rung']}", rung=row["evidence_rung"]),
        )
        for _, row in rows.iterrows()
    ]


def wordings(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """What the data allow to say of each trained team."""
    said = rows[rows["trained"] & rows[f"wording_{say.language}"].notna()]
    return [f"{row['team_name']}{say('general.colon')} {row[f'wording_{say.language}']}" for _, row in said.iterrows()]

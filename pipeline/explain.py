"""Every number of one candidate, from cells to decision, as data and as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import pilot_steps, snapshots
from pipeline.errors import WrongUsage
from pipeline.kpis.status import rule, standing
from pipeline.kpis.wording import strength
from pipeline.methods.confidence import FEWEST_PEOPLE
from pipeline.names import first_of, slug
from pipeline.quarters import quarter_of
from pipeline.typeset import about, number, percent, score
from pipeline.vocabulary import WORDS, Language

SURENESS = (
    "robustness", "verdict_flips", "settling_answers", "criterion_agreement", "evaluator_scores", "verdict_sensitivity",
)  # fmt: skip

MOST_NAMED = 10


def explain(root: Path, team: str, certification: str, campaign: str | None = None) -> dict[str, Any]:
    """The candidate's ranking row, its criteria, the cells of its notes, its register row and its KPIs.

    Raises WrongUsage when the campaign has no such candidate, naming the nearest ones.
    """
    ranking = snapshots.read(root, "candidate_ranking")
    wanted = (slug(team), slug(certification))
    ids = ranking[["team_id", "certification_id"]].apply(tuple, axis=1)
    names = ranking[["team_name", "certification_name"]].map(lambda name: slug(str(name))).apply(tuple, axis=1)
    found = ranking[(ids == wanted) | (names == wanted)]
    if campaign is not None:
        campaign = quarter_of(campaign) or campaign
        found = found[found["campaign"] == campaign]
    if found.empty:
        own = (ranking["team_id"] == wanted[0]) | (ranking["team_name"].map(slug) == wanted[0])
        near = ranking[own]["certification_name"].unique().tolist()
        known = first_of(near or sorted(ranking["team_name"].unique()), MOST_NAMED)
        where = (f"pas dans la campagne {campaign}", campaign) if campaign else ("dans aucune campagne", "any campaign")
        raise WrongUsage(
            fr=f"{team} × {certification} : ce dossier n'est {where[0]}. "
            + (f"Cette équipe a : {known}" if near else f"Équipes : {known}"),
            en=f"{team} × {certification}: no such candidate in {where[1]}. "
            + (f"This team has: {known}" if near else f"Teams: {known}"),
        )
    listed = snapshots.read(root, "campaigns").set_index("campaign")
    order = listed["campaign_order"]
    dated = found[found["campaign"] != "undated"]
    row = (found if dated.empty else dated).sort_values("campaign", key=lambda one: one.map(order)).iloc[-1]
    keys = {name: row[name] for name in ("campaign", "team_id", "certification_id")}
    parts = {
        name: _of(snapshots.read(root, name), keys)
        for name in ("criterion_scores", "note_cells", "candidate_register", *SURENESS)
    }
    parts["note_cells"] = parts["note_cells"].sort_values(["file", "sheet", "row_number", "cell"], kind="stable")
    kpis = _of(
        snapshots.read(root, "kpi_changes"), {"team_id": row["team_id"], "certification_id": row["certification_id"]}
    )
    effects = _of(snapshots.read(root, "kpi_effects"), {"certification_id": row["certification_id"]})
    taken = _of(snapshots.read(root, "pilot_steps"), {name: row[name] for name in ("team_id", "certification_id")})
    grid = snapshots.read(root, "grid_criteria")
    outcomes = _of(
        snapshots.read(root, "training_outcomes"), {name: row[name] for name in ("team_id", "certification_id")}
    )
    evaluated = _of(
        snapshots.read(root, "foresight_pilots"), {name: row[name] for name in ("team_id", "certification_id")}
    )
    return {
        "candidate": row.to_dict(),
        "mode": listed.loc[row["campaign"], "mode"],
        "grid": grid[grid["grid_version"] == row["grid_version"]].to_dict("records"),
        **{name: frame.to_dict("records") for name, frame in parts.items()},
        "pilot_steps": taken.to_dict("records"),
        "kpi_changes": kpis.to_dict("records"),
        "training_outcomes": outcomes.to_dict("records"),
        "foresight_pilots": evaluated.to_dict("records"),
        "foresight": [] if evaluated.empty else snapshots.read(root, "foresight").to_dict("records"),
        "kpi_effects": effects[effects["kpi_id"].isin(kpis["kpi_id"])].to_dict("records"),
    }


def _of(frame: pd.DataFrame, keys: dict[str, Any]) -> pd.DataFrame:
    for name, value in keys.items():
        frame = frame[frame[name] == value]
    return frame


def as_text(explained: dict[str, Any], language: Language) -> str:
    """The same for a reader, line by line."""
    french = language == "fr"
    row = explained["candidate"]
    names = {one["criterion"]: one[f"name_{language}"] for one in explained["grid"]}
    lines = [f"{row['team_name']} × {row['certification_name']}, {row['campaign']}"]
    decision = WORDS[row["decision"]][language]
    if row["is_withheld"]:
        lines.append(("Décision : " if french else "Decision: ") + decision)
    elif pd.isna(row["score_percent"]):
        lines.append(("Décision : " if french else "Decision: ") + decision)
        lines += [
            "  " + about(names[one["criterion"]], "aucune réponse" if french else "no answer", language)
            for one in explained["criterion_scores"]
            if not one["count_notes"]
        ]
    else:
        limits = [explained["grid"][0][limit] for limit in ("alternatives_below", "pilot_above")]
        lines.append(
            ("Score pondéré : " if french else "Weighted score: ") + score(row["score_percent"], language, limits, 2)
        )
        lines.append(("Verdict : " if french else "Verdict: ") + WORDS[row["verdict"]][language])
        lines.append(("Décision : " if french else "Decision: ") + decision)
    if row["missing_contract"]:
        parts = ", ".join(WORDS[part][language] for part in row["missing_contract"].split(","))
        lines.append(("Manque : " if french else "Missing: ") + parts)
    if row["reservations"]:
        parts = ", ".join(names[key] for key in row["reservations"].split(","))
        lines.append(("Réserve : " if french else "Reservation: ") + parts)
    if explained["mode"] == "survey":
        lines.append(
            "Campagne confidentielle : des moyennes seulement, sans les cellules."
            if french
            else "Confidential campaign: means only, without their cells."
        )
        if row["count_waiting"] and not row["is_withheld"]:
            count = row["count_waiting"]
            lines.append(f"Réponses en attente : {count}" if french else f"Answers waiting: {count}")
    lines += ["", *_sureness_lines(explained, language), ""]
    for one in explained["criterion_scores"]:
        lines += _criterion_lines(one, names[one["criterion"]], explained["note_cells"], french)
    lines += _step_lines(explained["pilot_steps"], french)
    lines += _kpi_lines(explained, language)
    return "\n".join(lines)


def _sureness_lines(explained: dict[str, Any], language: Language) -> list[str]:
    french = language == "fr"
    lines = []
    for sure in explained["robustness"]:
        if pd.isna(sure["confidence_word"]):
            lines.append(str(sure[f"reason_{language}"]))
            continue
        word = WORDS[sure["confidence_word"]][language]
        lines.append((f"Confiance : {word}. " if french else f"Confidence: {word}. ") + sure[f"reason_{language}"])
        if not pd.isna(sure["interval_low"]):
            low, high = (percent(sure[end], language, 2) for end in ("interval_low", "interval_high"))
            lines.append(_range(low, high, sure["count_individual"], french=french))
        if not pd.isna(sure.get(f"about_{language}")):  # a publication of an earlier version tells none
            lines.append(str(sure[f"about_{language}"]))
        lines.append(_ranks(sure["rank_low"], sure["rank_high"], sure["count_individual"], french=french))
    for table, head in (
        ("verdict_flips", "Ce qui ferait basculer le verdict" if french else "What would change the verdict"),
        ("settling_answers", "Ce qui trancherait" if french else "What would settle it"),
        ("evaluator_scores", "Selon qui évalue" if french else "By who evaluates"),
    ):
        told = [one[f"sentence_{language}"] for one in explained[table] if one[f"sentence_{language}"]]
        if told:
            lines += [f"{head} :" if french else f"{head}:", *(f"  {sentence}" for sentence in told)]
    return lines


def _range(low: str, high: str, people: int, *, french: bool) -> str:
    """Where the score of many would be; under three people that is assumed, and said to be."""
    if people < FEWEST_PEOPLE:
        return (
            f"Fourchette supposée plus que mesurée, avec si peu de réponses : de {low} à {high}"
            if french
            else f"Range assumed rather than measured, with so few answers: {low} to {high}"
        )
    return (
        f"Si beaucoup de personnes comme celles-ci répondaient (19 cas sur 20) : de {low} à {high}"
        if french
        else f"If many people like these answered (19 cases out of 20): {low} to {high}"
    )


def _ranks(low: int, high: int, people: int, *, french: bool) -> str:
    """The ranks that weights and answers leave open; under three people no probability is told."""
    if people < FEWEST_PEOPLE:
        return f"Rang possible : de {low} à {high}" if french else f"Possible rank: {low} to {high}"
    return f"Rang dans 9 cas sur 10 : de {low} à {high}" if french else f"Rank in 9 cases out of 10: {low} to {high}"


def _step_lines(taken: list[dict[str, Any]], french: bool) -> list[str]:
    """What the committee recorded of the pilot's life, oldest first, with who, when and why."""
    if not taken:
        return []
    head = "Étapes du pilote (en temps universel) :" if french else "Steps of the pilot (in universal time):"
    lines = [
        f"  {one['at']:%Y-%m-%d %H:%M}  {pilot_steps.WORDS[one['step']]['fr' if french else 'en']}, {one['who']}"
        + (f" : {one['why']}" if french else f": {one['why']}")
        for one in taken
    ]
    return ["", head, *lines]


def _kpi_lines(explained: dict[str, Any], language: Language) -> list[str]:
    """The last word on each of the team's KPIs, then what the comparison of all trained teams says of it."""
    last = {one["kpi_id"]: one for one in sorted(explained["kpi_changes"], key=lambda one: str(one["period"]))}
    lines = [f"{one[f'wording_{language}']}{standing(one['status'], language)}" for one in last.values()]
    if any(standing(one["status"], language) for one in last.values()):
        lines.append(rule(language))
    lines += [
        f"{one[f'wording_{language}']} {strength(one['evidence_rung'], language)}" for one in explained["kpi_effects"]
    ]
    lines += [str(one[f"wording_{language}"]) for one in explained["training_outcomes"]]
    lines += [_foretold(one, language) for one in explained["foresight_pilots"]]
    lines += [str(one[f"wording_{language}"]) for one in explained["foresight"]]
    return ["", *lines] if lines else []


def _foretold(pilot: dict[str, Any], language: Language) -> str:
    scored = percent(pilot["score_percent"], language, 2)
    if pilot["standardised_gain"] is None or pilot["standardised_gain"] != pilot["standardised_gain"]:
        since = (
            "rien ne dit si le gain depuis est grand : la variation habituelle des équipes non formées n'est pas connue"
            if language == "fr"
            else "nothing tells whether the gain since is large: the usual variation of untrained teams is not known"
        )
    else:
        gain = number(pilot["standardised_gain"], language, 1)
        since = (
            f"gain depuis, au-delà des équipes non formées : {gain} fois leur variation habituelle"
            if language == "fr"
            else f"gain since, beyond untrained teams: {gain} times their usual variation"
        )
    before = "Noté {} avant sa formation ({}) ; {}." if language == "fr" else "Scored {} before its training ({}); {}."
    return before.format(scored, pilot["campaign"], since)


def _criterion_lines(one: dict[str, Any], name: str, cells: list[dict[str, Any]], french: bool) -> list[str]:
    reversed_ = ("inversé" if french else "reversed") if one["polarity"] == "reversed" else ""
    head = f"{name}  ×{one['weight']:g}" + (f"  ({reversed_})" if reversed_ else "")
    if one["count_notes"]:
        language: Language = "fr" if french else "en"
        mean, points, most = (number(one[key], language, 2) for key in ("mean_favourable", "points", "points_max"))
        told = (
            f"moyenne favorable {mean}, {points} points sur {most}"
            if french
            else f"favourable mean {mean}, {points} points of {most}"
        )
        head += f"  {told}"
    lines = [head]
    for cell in cells:
        if cell["criterion"] != one["criterion"]:
            continue
        place = f"{cell['file']}" + (f" [{cell['sheet']}]" if cell["sheet"] else "") + f" {cell['cell']}"
        counts = "" if pd.isna(cell["favourable_note"]) else f" → {cell['favourable_note']:g}"
        mended = _mended(cell, french)
        state = WORDS[cell["state"]]["fr" if french else "en"]
        lines.append("    " + about(place, f"{cell['sent']}{mended}{counts}  {state}", "fr" if french else "en"))
    return lines


def _mended(cell: dict[str, Any], french: bool) -> str:
    if pd.isna(cell["mended_to"]):
        return ""
    to, who = cell["mended_to"] or "–", cell["mended_by"] or "?"
    return f" (corrigé en {to} par {who})" if french else f" (mended to {to} by {who})"

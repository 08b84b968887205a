"""The script that a user would write instead: pandas reads, Great Expectations checks, a group-by scores.

    python benchmarks/script.py FOLDER SCORES.csv

It stands alone on purpose: nothing here comes from Certiscope.
"""

from __future__ import annotations

import sys
from pathlib import Path

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

WEIGHTS = {
    "Impact business": 5,
    "Applicabilité technique": 4,
    "Effet levier équipe": 3,
    "Risque / conformité": 4,
    "Coût total": 4,
    "Alternatives": 3,
}
REVERSED = "Alternatives"
CONTRACT = ["Objectif business", "Indicateur visé", "Valeur cible", "Échéance"]
CANDIDATE = ["Campagne", "Équipe", "Certification"]


def read(folder: Path) -> pd.DataFrame:
    frames = []
    for file in sorted(folder.glob("*.xlsx")):
        frame = pd.read_excel(file, engine="openpyxl", na_values=["NSP"])
        frame["Fichier"] = file.name
        frames.append(frame)
    rows = pd.concat(frames, ignore_index=True)
    dates = pd.to_datetime(rows["Date"])
    rows["Campagne"] = dates.dt.year.astype(str) + "-Q" + dates.dt.quarter.astype(str)
    return rows


def accepted(rows: pd.DataFrame) -> pd.DataFrame:
    checked = rows.copy()
    for criterion in WEIGHTS:
        checked[criterion] = pd.to_numeric(rows[criterion], errors="coerce")
        checked[f"{criterion}: readable"] = checked[criterion].notna() | rows[criterion].isna()

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("surveys").add_dataframe_asset("answers")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": checked})
    expectations = [gxe.ExpectColumnValuesToNotBeNull(column=column) for column in ("Équipe", "Certification", "Date")]
    for criterion in WEIGHTS:
        expectations += [
            gxe.ExpectColumnValuesToBeInSet(column=f"{criterion}: readable", value_set=[True]),
            gxe.ExpectColumnValuesToBeBetween(column=criterion, min_value=1, max_value=5),
            gxe.ExpectColumnValuesToBeInSet(column=criterion, value_set=[1, 2, 3, 4, 5]),
        ]
    suite = gx.ExpectationSuite(name="answers", expectations=expectations)
    outcome = batch.validate(suite, result_format={"result_format": "COMPLETE"})

    wrong: set[int] = set()
    for result in outcome.results:
        if not result.success:
            wrong.update(result.result["unexpected_index_list"])
    return checked.drop(index=sorted(wrong))


def score(rows: pd.DataFrame) -> pd.DataFrame:
    rows[REVERSED] = 6 - rows[REVERSED]
    candidates = rows.groupby(CANDIDATE)
    means = candidates[list(WEIGHTS)].mean()
    weights = pd.Series(WEIGHTS)
    scores = (means * weights).sum(axis=1, skipna=False) * 100 / (5 * weights.sum())
    scored = scores.rename("Score").to_frame()
    scored["Répondants"] = candidates["Répondant"].nunique()
    clear = candidates[CONTRACT].first().notna().all(axis=1)
    scored["Décision"] = "deepen"
    scored.loc[scored["Score"] > 60, "Décision"] = "pilot"
    scored.loc[scored["Score"] < 40, "Décision"] = "alternatives"
    scored.loc[~clear, "Décision"] = "clarify_objective"
    scored.loc[scored["Score"].isna(), "Décision"] = "incomplete"
    scored["Rang"] = scored.groupby("Campagne")["Score"].rank(ascending=False, method="min")
    return scored.reset_index().sort_values(["Campagne", "Rang"])


if __name__ == "__main__":
    folder, out = map(Path, sys.argv[1:])
    score(accepted(read(folder))).to_csv(out, index=False)

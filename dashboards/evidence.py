"""How sure one candidate is: what would flip its verdict, which answer would settle it, who agrees; details folded."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboards import data, display, facts, sureness, tables
from dashboards.texts import Speaker


def candidate(campaign: str, key: tuple[str, str], sure: pd.Series, names: Mapping[str, str], say: Speaker) -> None:
    """The section that answers "how sure are we?"."""

    def rows(table: str) -> pd.DataFrame:
        return data.of_candidate(table, campaign, *key)

    flips, asked = rows("verdict_flips"), rows("settling_answers")
    order = {criterion: place for place, criterion in enumerate(names)}
    agreed = rows("criterion_agreement").sort_values("criterion", key=lambda keys: keys.map(order))
    evaluators, variants = rows("evaluator_scores"), rows("verdict_sensitivity")
    variants = variants.sort_values("variant", key=lambda names: names.map(sureness.VARIANTS.index))
    words = dict(names) | {"*": say("sure.all_criteria")}

    display.section(say("sure.title"))
    said = [*sureness.spread(sure, say), sureness.weightings(sure, data.certainty(campaign), say)]
    if any(said):
        display.listed([sentence for sentence in said if sentence])
    settle, flip = st.columns(2, gap="large")
    with settle:
        display.strong(say("sure.settle"))
        display.listed(sureness.asked(asked, say) or [say("sure.nothing_to_settle")])
    if len(flips):
        with flip:
            display.strong(say("sure.flip"))
            display.listed(sureness.flips(flips, say))
    display.strong(say("sure.agreement_title"))
    if data.is_confidential(campaign) and not len(agreed):
        display.listed([say("sure.agreement_confidential")])
    else:
        display.listed([*sureness.agreement(agreed, dict(names), say), *sureness.evaluators(evaluators, say)])
    details = st.expander(say("sure.details"), key=f"sure.details.{say.language}", on_change="rerun")
    if details.open:
        with details:
            display.facts(facts.sureness(sure, say))
            display.note(say("sure.variants_note"))
            display.table(variants, "verdict_sensitivity", tables.SENSITIVITY, say, "sensitivity", words)
            display.table(agreed, "criterion_agreement", tables.AGREEMENT, say, "agreement", words)
            if len(evaluators):
                display.table(evaluators, "evaluator_scores", tables.EVALUATORS, say, "evaluators", words)
            weights = flips[flips["flip"] == "weight"]
            display.table(weights, "verdict_flips", tables.WEIGHTS, say, "weight_flips", words)

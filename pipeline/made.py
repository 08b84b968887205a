"""Which tables Python makes, for what SQL cannot say exactly.

Loading the libraries of these methods takes half a second: a run does it while processes read files.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import certainty, doubts, effects, evaluate, findings_in_words, foresight, outcomes
from pipeline.config import Configuration
from pipeline.kpis import changes, contracts
from pipeline.warehouse import Made


def scored_and_published(configuration: Configuration) -> Mapping[str, Made]:
    """Those of the last two stages, by name."""
    return {
        **evaluate.scores_made(configuration),
        **doubts.tables_made(),
        **effects.tables_made(),
        **changes.MADE,
        **contracts.MADE,
        **outcomes.made(configuration.settings.currency),
        **foresight.tables_made(),
        **certainty.tables_made(configuration),
        **findings_in_words.tables_made(configuration),
    }

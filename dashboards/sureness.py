"""How sure the numbers are, in words: from published rows to what an executive and a committee read."""

from __future__ import annotations

import pandas as pd

from dashboards import formats
from dashboards.data import Grid
from dashboards.texts import Speaker, capital
from pipeline.vocabulary import ALL

WORDS = ("solid", "to_confirm", "fragile", "provisional")
MOSTLY = 0.8
FEWEST_MEASURED = 3
INDICATIVE_BELOW = 5
AGREEMENT = ("two_camps", "lack", "weak", "moderate", "strong", "very_strong", "too_few")
MOST_ASKED = 3
VARIANTS = ["U20", "D100", "Dir1", "median", "trimmed", "convex", "concave"]


def of_campaign(ranked: pd.DataFrame, grid: Grid, say: Speaker) -> tuple[str, str] | None:
    """One confidence word for what the headline says, and how many candidates have which; None where none has one."""
    above = ranked[ranked["verdict"] == "pilot"]
    judged = above if len(above) else ranked
    words = judged["confidence_word"].dropna()
    if not len(words):
        return None
    counts = {word: int((words == word).sum()) for word in WORDS}
    word = _overall(counts, len(words))
    limit = formats.percent(grid.scale.pilot_above, say.language, shortest=True)
    parts = say.joined(say(f"sure.count_{word}", count=count) for word, count in counts.items() if count)
    return word, say("sure.above" if len(above) else "sure.ranked", count=len(words), limit=limit, parts=parts)


def _overall(counts: dict[str, int], total: int) -> str:
    if counts["provisional"] > total / 2:
        return "provisional"
    if counts["solid"] >= MOSTLY * total:
        return "solid"
    return "fragile" if counts["fragile"] + counts["provisional"] > total / 2 else "to_confirm"


def first_places(ranked: pd.DataFrame, say: Speaker) -> str:
    """Whether the campaign's first is really ahead of the second; empty where filters hide one of them."""
    known = ranked[ranked["tier"].notna()]
    if len(known) < 2 or known["candidate_rank"].iloc[0] != 1:
        return ""
    count = int((known["tier"] == 1).sum())
    if count > 1:
        return say("sure.first_together", count=count)
    return say("sure.first_alone") if known["candidate_rank"].iloc[1] == 2 else ""


def spread(sure: pd.Series, say: Speaker) -> list[str]:
    """Where the score and the rank might lie, and what other weightings say."""
    said, people = [], int(sure["count_individual"])
    how = "_assumed" if 0 < people < FEWEST_MEASURED else "_joint" if people == 0 else ""
    if not formats.absent(sure["interval_low"]):
        low, high = (formats.percent(sure[end], say.language, 0) for end in ("interval_low", "interval_high"))
        said.append(say(f"sure.interval{how}", low=low, high=high))
    if not formats.absent(sure.get(f"about_{say.language}")):  # a publication of an earlier version tells none
        said.append(str(sure[f"about_{say.language}"]))
    if not formats.absent(sure["rank_low"]):
        low, high = (formats.number(sure[end], say.language) for end in ("rank_low", "rank_high"))
        fixed = "_fixed" if low == high else ""
        said.append(say(f"sure.rank{how}{fixed}", rank=low, low=low, high=high))
    return said


def weightings(sure: pd.Series, certainty: pd.Series, say: Speaker) -> str:
    """How many of the weightings that one could choose keep the verdict; empty without a score."""
    share = sure["share_of_weightings_same"]
    if formats.absent(share):
        return ""
    key = "weightings" if certainty["every_weighting"] else "weightings_drawn"
    total = formats.number(certainty["count_weightings"], say.language)
    if share >= 1:
        return say(f"sure.{key}_all", total=total)
    return say(f"sure.{key}", total=total, share=formats.share(float(share), say.language))


def flips(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """The smallest changes that would turn the verdict: a rating, an answer, a weight."""
    kept = rows[rows["is_smallest"].astype(bool) | rows["flip"].isin(["note", "answers", "one_fewer"])]
    kept = kept.sort_values("flip", key=lambda flips: flips.map(FLIPS.index), kind="stable")
    return kept[f"sentence_{say.language}"].tolist()


FLIPS = ["note", "answers", "one_fewer", "weights", "weight", "weight_moved"]


def asked(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """The answers that would settle the verdict, the most useful first."""
    sentences: list[str] = rows.sort_values("place")[f"sentence_{say.language}"].head(MOST_ASKED).tolist()
    return sentences


def agreement(rows: pd.DataFrame, names: dict[str, str], say: Speaker) -> list[str]:
    """Where respondents agree and where not, criteria grouped by word; camps with their sizes."""
    said = []
    for word in AGREEMENT[1:-1]:
        criteria = rows[rows["agreement_word"] == word]["criterion"]
        if len(criteria):
            listed = say.joined(name for key, name in names.items() if key in set(criteria))
            said.append(say("sure.agreement", word=capital(say.word(word)), criteria=listed))
    camps = [_camps(row, names, say) for _, row in rows[rows["agreement_word"] == "two_camps"].iterrows()]
    if not said and not camps:
        return [say("sure.agreement_too_few")]
    if rows["count_people"].max() < INDICATIVE_BELOW:
        said.append(say("sure.agreement_indicative"))
    return camps + said


def _camps(row: pd.Series, names: dict[str, str], say: Speaker) -> str:
    low, high = int(row["count_low"]), int(row["count_high"])
    middle = int(row["count_people"]) - low - high
    criterion = names.get(row["criterion"], row["criterion"])
    return say("sure.camps_apart" if middle else "sure.camps", criterion=criterion, low=low, middle=middle, high=high)


def evaluators(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """How sponsor, finance and expert rate beside the team, where they are far from it."""
    return [sentence for sentence in rows[f"sentence_{say.language}"] if sentence]


def reliability(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """Whether the campaign's ratings tell candidates apart, with the caveats that belong to it."""
    whole = rows[rows["criterion"] == ALL]
    if not len(whole) or formats.absent(whole["icc_single"].iloc[0]):
        return [say("method.no_icc")]
    row = whole.iloc[0]

    def number(value: float) -> str:
        return formats.number(value, say.language, 2)

    told_apart = row["icc_single"] > 0
    said = [
        say("method.icc", word=say.word(row["icc_word"]), icc=number(row["icc_single"]))
        if told_apart
        else say("method.icc_none", icc=number(row["icc_single"]))
    ]
    if not formats.absent(row["icc_low"]):
        low, high = (number(max(row[end], 0.0)) for end in ("icc_low", "icc_high"))  # a share: below none is none
        said.append(say("method.icc_interval", low=low, high=high))
    if told_apart:
        said.append(say("method.icc_mean", raters=formats.number(row["count_raters"], say.language, 1),
                        icc=number(row["icc_mean"])))  # fmt: skip
    if formats.absent(row["alpha_ordinal"]):
        return [*said, say("method.no_alpha")]
    alpha = row["alpha_ordinal"]
    reading = "rely" if alpha >= 0.8 else "tentative" if alpha >= 0.667 else "not_rely"
    return [*said, say(f"method.alpha_{reading}", alpha=number(alpha))]


def parameters(certainty: pd.Series, say: Speaker) -> list[str]:
    """What the numbers were computed with, in sentences."""

    def number(value: float, decimals: int = 1) -> str:
        return formats.number(value, say.language, decimals, shortest=True)

    if formats.absent(certainty["mean_score"]):
        return [say("method.none_sampled")]
    spread = "estimated" if certainty["spread_estimated"] else "assumed"
    every = "every" if certainty["every_weighting"] else "drawn"
    return [
        say(f"method.spread_{spread}", points=number(certainty["spread_of_one"]), degrees=number(certainty["degrees"])),
        say("method.smoothed", mean=number(certainty["mean_score"]), points=number(certainty["spread_between"])),
        say("method.draws", count=number(certainty["count_draws"]), seed=str(int(certainty["seed"]))),
        say(f"method.weightings_{every}", total=number(certainty["count_weightings"])),
        say("method.fewest", count=int(certainty["fewest_people"])),
    ]

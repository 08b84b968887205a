"""From training outcomes to what the quadrant and the funnel draw, and to sentences, in the reader's language."""

from __future__ import annotations

import pandas as pd

from dashboards import formats
from dashboards.texts import Speaker

STEPS = ("enrolled", "finished", "certified", "applied")
WORDS = {"applied": "applied_step"}


def headline(rows: pd.DataFrame, say: Speaker) -> str:
    """How many trainings please without being applied, of those that told; where none does, how many people apply."""
    known = rows[rows["application_rate"].notna()]
    flagged = int((rows["flag"] == "satisfied_not_applied").sum())
    if flagged:
        return say("trainings.flagged", count=flagged, total=len(known))
    if not len(known):
        return say("trainings.not_reported", count=len(rows))
    return say("trainings.applied", applied=int(known["applied"].sum()), enrolled=int(known["enrolled"].sum()))


def placed(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """The trainings with a satisfaction and an application rate, for the quadrant."""
    known = rows[rows["application_rate"].notna() & rows["satisfaction"].notna()]
    return pd.DataFrame(
        [
            {
                "label": str(row["team_name"]),
                "satisfaction": float(row["satisfaction"]),
                "rate": float(row["application_rate"]),
                "low": float(row["application_low"]),
                "high": float(row["application_high"]),
                "flagged": not formats.absent(row["flag"]),
                "figures": f"{row['certification_name']}{say('general.colon')} "
                + say("trainings.figures", applied=int(row["applied"]), enrolled=int(row["enrolled"])),
            }
            for _, row in known.iterrows()
        ]
    )


def steps(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """How many people reached each step, over the trainings that report all four without contradicting themselves."""
    known = rows.dropna(subset=[*STEPS, "application_rate"])  # counts that contradict each other give no rate
    if not len(known) or not known["enrolled"].sum():
        return pd.DataFrame(columns=["step", "people", "share", "figure"])
    people = [int(known[step].sum()) for step in STEPS]
    shares = [count / people[0] for count in people]
    return pd.DataFrame(
        {
            "step": [say(f"trainings.{WORDS.get(step, step)}") for step in STEPS],
            "people": people,
            "share": shares,
            "figure": [
                f"{formats.number(count, say.language)} ({formats.share(share, say.language)})"
                for count, share in zip(people, shares, strict=True)
            ],
        }
    )


def moved(rows: pd.DataFrame, say: Speaker) -> str:
    """The funnel's last step, in candidates: how many of the KPIs that were measured improved."""
    known = rows[rows["kpi_improved"].notna()]
    return say("trainings.moved", count=int(known["kpi_improved"].sum()), total=len(known)) if len(known) else ""


def words(say: Speaker) -> dict[str, str]:
    """The words of the quadrant."""
    named = ("satisfaction", "application", "training", "figures", "not_applied", "applied")
    percent = f"{formats.HARD}%" if say.language == "fr" else "%"
    return {key: say(f"trainings.axis_{key}") for key in named} | {"percent": percent}


def pilots(rows: pd.DataFrame) -> pd.DataFrame:
    """Score before and gain after of each pilot whose gain has a scale, for the scatter."""
    rows = rows[rows["standardised_gain"].notna()]
    return pd.DataFrame(
        {
            "label": rows["team_name"].astype(str) + " · " + rows["certification_name"].astype(str),
            "x": rows["score_percent"],
            "y": rows["standardised_gain"],
        }
    )


def foresight_words(say: Speaker) -> dict[str, str]:
    """The words of the scatter."""
    return {key: say(f"foresight.{key}") for key in ("x", "y", "label")}


def wordings(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """What may be said of each training, flagged ones first."""
    ordered = rows.sort_values("flag", key=lambda flags: flags != "satisfied_not_applied", kind="stable")
    return [
        f"{row['team_name']} · {row['certification_name']}{say('general.colon')} {row[f'wording_{say.language}']}"
        for _, row in ordered.iterrows()
    ]

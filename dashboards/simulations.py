"""Other weights and one other rating, asked on a page; the ranking that they would give, in words and rows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboards import data, display, formats
from dashboards.choice import Choice, widget_key
from dashboards.texts import Speaker
from pipeline.what_if import Base, OtherNote, simulated

NAMED = ["team_id", "certification_id", "team_name", "certification_name"]
STEPS = (0.5, 0.25, 0.1, 0.05, 0.01, 0.001)


def ask_weights(before: Base, names: Mapping[str, str], say: Speaker) -> dict[str, float]:
    """Show a weight a criterion, the grid's own at first; what the reader set."""
    published = before.weights
    keys = {key: widget_key(f"weight.{key}") for key in published}
    for key, widget in keys.items():
        st.session_state.setdefault(widget, published[key])

    def put_back() -> None:
        for key, widget in keys.items():
            st.session_state[widget] = published[key]

    most = max(10.0, 2 * max(published.values()))
    step = next((step for step in STEPS if all(_is_multiple(weight, step) for weight in published.values())), STEPS[-1])
    with st.grid(len(keys), min_column_width=190, gap="small"):
        for key, widget in keys.items():
            st.slider(
                say("what_if.weight_of", name=names[key], weight=_short(published[key], say)), 0.0, most, step=step,
                format="%g", key=widget,
            )  # fmt: skip
    st.button(say("what_if.reset"), on_click=put_back, key="what_if.reset")
    return {key: float(st.session_state[widget]) for key, widget in keys.items()}


def ask_note(before: Base, choice: Choice, names: Mapping[str, str], say: Speaker) -> OtherNote | None:
    """Show the choice of one rating of one candidate, and of what it would have been; None where none is chosen.

    A confidential campaign offers none: which ratings were given is not told.
    """
    if data.is_confidential(choice.campaign):
        display.note(say("what_if.confidential"))
        return None
    listed = {
        f"{team}/{certification}": f"{team_name} · {name}"
        for team, certification, team_name, name in before.ranking[NAMED].itertuples(index=False)
    }
    who, what, given, instead = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    candidate = who.selectbox(
        say("what_if.candidate"), list(listed), index=None, format_func=listed.__getitem__,
        placeholder=say("what_if.no_candidate"), key=widget_key("what_if.candidate"),
    )  # fmt: skip
    if candidate is None:
        return None
    team, certification = candidate.split("/", 1)
    cells = data.note_cells(choice.campaign, team, certification)
    cells = cells[(cells["state"] == "counted") & cells["note"].notna()]
    rated = [key for key in before.criteria["criterion"] if key in set(cells["criterion"])]
    criterion = what.selectbox(
        say("what_if.criterion"), rated, format_func=lambda key: names[key], key=widget_key("what_if.criterion")
    )
    notes = sorted(cells[cells["criterion"] == criterion]["note"].unique())
    scale = before.criteria.set_index("criterion").loc[criterion]
    now = given.selectbox(
        say("what_if.given"), notes, format_func=lambda note: _short(note, say),
        key=widget_key(f"what_if.given.{candidate}.{criterion}"),
    )  # fmt: skip
    then = instead.number_input(
        say("what_if.instead"), float(scale["scale_min"]), float(scale["scale_max"]), float(now), step=1.0,
        format="%g", key=widget_key(f"what_if.instead.{candidate}.{criterion}.{now}"),
    )  # fmt: skip
    return None if then == now else OtherNote(team, certification, str(criterion), float(now), float(then))


def kept(before: Base, weights: Mapping[str, float], note: OtherNote | None, choice: Choice) -> pd.DataFrame:
    """The simulated ranking, of the candidates that the filters keep; ranks are among all of the campaign.

    Weights that are all zero weigh nothing: the grid's own stand in for them.
    """
    after = simulated(before, weights if any(weights.values()) else before.weights, note)
    keys = ["team_id", "certification_id"]
    return after.merge(data.candidates(choice)[keys], on=keys)


def headline(after: pd.DataFrame, is_published: bool, say: Speaker) -> str:
    """How many decisions and ranks would change; `is_published` where the reader has changed nothing yet."""
    if is_published:
        return say("what_if.ask")
    decisions = int((after["new_decision"] != after["decision"]).sum())
    ranks = int((after["new_rank"] != after["candidate_rank"]).sum())
    if not decisions and not ranks:
        return say("what_if.nothing_changes")
    said = [say("what_if.decisions", count=decisions), say("what_if.ranks", count=ranks)]
    return say("what_if.would_change", parts=say.joined(said))


def as_ranked(after: pd.DataFrame) -> pd.DataFrame:
    """The simulated ranking in the columns that the ranked chart draws."""
    near = pd.Series(False, index=after.index)
    return after.assign(
        score_percent=after["new_score"], score_low=after["score_percent"], score_high=after["score_percent"],
        verdict=after["new_verdict"], decision=after["new_decision"], candidate_rank=after["new_rank"],
        near_threshold=near, at_threshold=near, in_question=near, provisional=near,
    )  # fmt: skip


def _is_multiple(value: float, step: float) -> bool:
    return abs(value / step - round(value / step)) < 1e-9


def _short(value: float, say: Speaker) -> str:
    return formats.number(value, say.language, 3, shortest=True)

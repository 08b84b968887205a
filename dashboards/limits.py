"""What a plan has to respect beside its budget, asked on a page: teams, business units, candidates, overruns."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from dashboards import formats
from dashboards.choice import widget_key
from dashboards.safe import unmarked
from dashboards.texts import Speaker
from pipeline import plan as planning
from pipeline.config import Plan


def ask(listed: planning.Listed, usual: Plan, say: Speaker) -> dict[str, object]:
    """Show the limits; what the reader set, by the name of the plan's option."""
    names = {one.id: one.name for one in listed.candidates}
    written = {one.id: f"{one.team_id}:{one.certification_id}" for one in listed.candidates}
    places = zip(
        ("per_team", "units_at_least", "overrun_percent", "overrun_count"), st.columns(4, vertical_alignment="bottom"),
        strict=True,
    )  # fmt: skip
    found: dict[str, object] = {
        option: place.number_input(
            say(f"plan.{option}"), min_value=1 if option == "per_team" else 0, value=int(getattr(usual, option)),
            key=widget_key(f"plan.{option}"),
        )
        for option, place in places
    }  # fmt: skip
    for option in ("mandatory", "excluded"):
        chosen = st.multiselect(
            say(f"plan.{option}"), list(names), sorted(planning.named(listed, getattr(usual, option))),
            format_func=names.__getitem__, key=widget_key(f"plan.{option}"), placeholder=say("plan.as_registered"),
        )  # fmt: skip
        found[option] = [written[one] for one in chosen]
    apart = st.multiselect(
        say("plan.not_both"), list(names), format_func=names.__getitem__, key=widget_key("plan.not_both"),
        placeholder=say("plan.none"),
    )  # fmt: skip
    pairs = [(one, other) for place, one in enumerate(apart) for other in apart[place + 1 :]]
    found["not_both"] = [*usual.not_both, *((written[one], written[other]) for one, other in pairs)]
    for option, amounts in (("caps", usual.caps), ("minimums", usual.minimums)):
        known = {planning.unit(listed, name): amount for name, amount in amounts.items()}
        asked: dict[str, Decimal] = {}
        if listed.units:
            st.caption(say(f"plan.{option}", currency=formats.symbol(listed.currency)))
        with st.grid(max(len(listed.units), 1), min_column_width=190, gap="small"):
            for unit in listed.units:
                amount = st.number_input(
                    unmarked(unit), min_value=0, step=5_000, value=int(known[unit]) if unit in known else None,
                    placeholder=say("plan.no_limit"), key=widget_key(f"plan.{option}.{unit}"),
                )  # fmt: skip
                if amount is not None:
                    asked[unit] = Decimal(amount)
        found[option] = asked
    return found

"""The pilot's life on the candidate page: where it stands, why, what the register says instead, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboards import cards, data, display, formats, tables, uploads
from dashboards.choice import widget_key
from dashboards.safe import unmarked
from dashboards.texts import Speaker, capital
from pipeline import pilot_steps
from pipeline.pilot_steps import Step

DONE = "life.done"
LONGEST_REASON = 500


def section(key: tuple[str, str], register: pd.DataFrame, say: Speaker) -> None:
    """The current step with who, when and why; the steps before; a form for the next one."""
    taken, followed = data.steps(*key), data.in_every_campaign("pilot_steps", *key)
    everywhere = data.in_every_campaign("candidate_register", *key)
    listed = register.iloc[0] if len(register) else None
    now = pilot_steps.standing(taken, everywhere)
    display.section(say("life.title"))
    display.lead(_standing(taken, now, bool(everywhere["status"].notna().any()), say))
    if listed is not None and _disagrees(listed):
        display.caution(
            say(
                "life.disagrees", file=listed["file"], row=f"{listed['row_number']:.0f}",
                register=say(f"status.{listed['register_status']}"), status=say(f"status.{listed['status']}"),
            )
        )  # fmt: skip
    _publish_waiting(len(taken) - len(followed), say)
    if len(followed):
        rows = followed.assign(step=[pilot_steps.WORDS[step][say.language] for step in followed["step"]])
        display.folded_table(rows, "pilot_steps", tables.STEPS, say, "pilot_steps", title=say("life.history"))
    _form(key, now, say)


def _standing(taken: Sequence[Step], now: str, listed: bool, say: Speaker) -> str:
    if not taken:
        return say(
            "life.of_register" if listed else "life.undecided", step=capital(pilot_steps.WORDS[now][say.language])
        )
    last = taken[-1]
    return say(
        "life.decided", step=capital(pilot_steps.WORDS[now][say.language]), who=last["who"],
        when=formats.instant(formats.local(pd.Timestamp(str(last["at"]), tz="UTC").isoformat()), say.language),
        why=last["why"],
    )  # fmt: skip


def _disagrees(listed: pd.Series) -> bool:
    said = listed["register_status"]
    return not formats.absent(said) and bool(said != listed["status"])


def _publish_waiting(count: int, say: Speaker) -> None:
    """What a publication that was refused left undone."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(unmarked(done))
    if count > 0:
        display.caution(say("life.waiting"))
        if st.button(say("quality.publish"), key="life.publish"):
            _publish(say)


def _form(key: tuple[str, str], now: str, say: Speaker) -> None:
    with st.expander(say("life.next")):
        display.note(say("life.how"))
        with st.form(f"life.{'.'.join(key)}.{say.language}", border=False):
            step = st.selectbox(
                say("life.step"), pilot_steps.NEXT[now], index=None,
                format_func=lambda one: capital(pilot_steps.WORDS[one][say.language]),
                placeholder=say("life.choose"), key=widget_key(f"life.step.{'.'.join(key)}.{now}"),
            )  # fmt: skip
            why = st.text_input(
                say("life.why"), max_chars=LONGEST_REASON, key=widget_key(f"life.why.{'.'.join(key)}.{now}")
            )
            wanted = st.form_submit_button(say("life.confirm"), type="primary", key="life.confirm")
    if not wanted:
        return
    if step is None or not why.strip():
        st.warning(unmarked(say("life.say_why")))
    else:
        with cards.told(say):
            uploads.take_step(*key, step, why)
            _publish(say)
            st.rerun()


def _publish(say: Speaker) -> None:
    summary = cards.publish(say)
    if summary is not None:
        st.session_state[DONE] = say("publish.done", snapshot=summary.snapshot_id)
        st.rerun()

"""What a person settles on the data quality page: answers to questions, and files to leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboards import cards, counts, data, display, formats, uploads
from dashboards.choice import widget_key
from dashboards.safe import unmarked
from dashboards.texts import Speaker
from dashboards.uploads import Change
from pipeline import dictionary
from pipeline.choices import CHOICE_WORDS

DONE, PREVIEW = "quality.done", "quality.preview"

Given = Mapping[tuple[str, str], Mapping[str, object]]


def is_open(questions: pd.DataFrame, given: Given) -> pd.Series:
    """Which questions nobody answered yet, counting answers that are not published."""
    keys = zip(questions["code"], questions["subject"], strict=True)
    return pd.Series([key not in given for key in keys], index=questions.index, dtype=bool)


def waiting(questions: pd.DataFrame, given: Given, source_files: pd.DataFrame, withdrawn: Sequence[str]) -> int:
    """How many answers and withdrawals the current publication does not follow yet."""
    answered = 0
    for _, row in questions.iterrows():
        event = given.get((row["code"], row["subject"]))
        answered += event is not None and event["choice"] != row["answer"]
    return answered + sum(bool(counts.belongs(source_files["file"], file).any()) for file in withdrawn)


def publish(count: int, say: Speaker) -> None:
    """A button that publishes what was settled since, and says what came of it."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(unmarked(done))
    if not count:
        return
    with st.container(border=True):
        display.lead(say("quality.waiting", count=count))
        if st.button(say("quality.publish"), type="primary", key="quality.publish"):
            _publish(say)


def _publish(say: Speaker) -> None:
    """Publish and start the page over; where that is refused, the reason is on screen and the page goes on."""
    summary = cards.publish(say)
    if summary is not None:
        st.session_state[DONE] = say("publish.done", snapshot=summary.snapshot_id)
        st.rerun()


def asked(questions: pd.DataFrame, given: Given, say: Speaker) -> None:
    """Questions: what each asks, the reading that holds, and its answers as buttons."""
    for _, row in questions.iterrows():
        _question(row, given, say)


def _question(row: pd.Series, given: Given, say: Speaker) -> None:
    event = given.get((row["code"], row["subject"]))
    held = str(event["choice"]) if event else ""
    words = {choice: CHOICE_WORDS[choice][say.language] for choice in str(row["choices"]).split(",")}
    with st.container(border=True):
        st.markdown(f"{cards.badge('question', say.word('question'))} **{unmarked(row[f'message_{say.language}'])}**")
        if row["file"]:
            display.note(say("question.file", file=row["file"]))
        if event:
            who, when = event.get("who") or "", formats.instant(formats.local(event["at"]), say.language)
            display.note(say("question.answered", answer=words.get(held, held), who=who, when=when))
        else:
            display.note(say("question.until", reading=words[str(row["literal"])]))
        with st.container(horizontal=True):
            for choice, word in words.items():
                kind = "primary" if choice == held else "secondary"
                key = f"answer.{row['question_id']}.{choice}.{say.language}"
                if st.button(word, key=key, type=kind) and choice != held:
                    with cards.told(say):
                        uploads.answer(str(row["question_id"]), choice)
                        st.rerun()


def withdrawal(say: Speaker) -> None:
    """Choose a file, see what the ranking would be without it, then say why and leave it out."""
    file = st.selectbox(
        say("withdraw.file"), uploads.files(), index=None, placeholder=say("withdraw.choose"),
        key=widget_key("withdraw.file"),
    )  # fmt: skip
    if file is None:
        return
    if st.button(say("withdraw.preview"), key="withdraw.preview"):
        with st.spinner(say("withdraw.looking")), cards.told(say):
            st.session_state[PREVIEW] = (file, data.snapshot_id(), uploads.preview_withdrawal(file))
    held = st.session_state.get(PREVIEW)
    if held is None or held[:2] != (file, data.snapshot_id()):
        return
    changes: list[Change] = held[2]
    if changes:
        display.lead(say("withdraw.changes", count=len(changes)))
        cards.grid(changed(changes, say), say)
    else:
        display.lead(say("withdraw.no_change"))
    with st.form("withdraw.form", border=False):
        why = st.text_input(say("withdraw.why"), key=widget_key("withdraw.why"))
        wanted = st.form_submit_button(say("withdraw.confirm"), type="primary", key="withdraw.confirm")
    if wanted and not why.strip():
        st.warning(unmarked(say("withdraw.say_why")))
    elif wanted:
        with cards.told(say):
            uploads.withdraw(file, why.strip())
            st.session_state.pop(PREVIEW)
            _publish(say)
            st.info(unmarked(say("withdraw.kept_for_later")))


def changed(changes: Sequence[Change], say: Speaker) -> pd.DataFrame:
    """Candidates before and after, for a reader."""
    labels = dictionary.labels("candidate_ranking", say.language)
    names = data.campaign_names(say.language)

    def state(row: pd.Series | None) -> str:
        if row is None:
            return say("withdraw.gone")
        score = "—" if formats.absent(row["score_percent"]) else formats.percent(row["score_percent"], say.language)
        return f"{score} ({say.word(row['decision'])})"

    rows = [
        {
            labels["team_name"]: one.team,
            labels["certification_name"]: one.certification,
            labels["campaign"]: names.get(one.campaign, one.campaign),
            say("withdraw.now"): state(one.before),
            say("withdraw.then"): state(one.after),
        }
        for one in changes
    ]
    return pd.DataFrame(rows)


def withdrawn(say: Speaker) -> None:
    """The files that are left out, with who did it, when and why."""
    rows = [
        {
            say("withdraw.file"): one.file,
            say("withdraw.who"): one.who,
            say("withdraw.when"): formats.instant(formats.local(one.at), say.language),
            say("withdraw.why"): one.why,
        }
        for one in uploads.withdrawals()
    ]
    if rows:
        display.note(say("withdraw.gone_already", count=len(rows)))
        cards.grid(pd.DataFrame(rows), say)

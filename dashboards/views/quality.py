"""Data quality: what to settle, what to have corrected, what became of every row, and who has not answered yet."""

import streamlit as st

from dashboards import cards, counts, data, display, settling, tables, uploads
from dashboards.choice import current
from dashboards.texts import Speaker

FIRST = 8

choice = current()
say = Speaker(choice.language, choice.currency)
files, findings, questions = data.table("source_files"), data.findings(), data.table("questions")
given, withdrawals = uploads.answers(), uploads.withdrawals()
is_open = settling.is_open(questions, given)

display.title(counts.to_do(files, findings, int(is_open.sum()), say), say("quality.how"))
display.tiles(counts.tiles(files, int(is_open.sum()), say))
settling.publish(settling.waiting(questions, given, files, [one.file for one in withdrawals]), say)

display.section(say("quality.questions"))
if not is_open.any():
    display.note(say("quality.no_question"))
settling.asked(questions[is_open].head(FIRST), given, say)
for folded, rest in (("more", questions[is_open][FIRST:]), ("answered", questions[~is_open])):
    if len(rest):
        with st.expander(say(f"quality.{folded}", count=len(rest))):
            settling.asked(rest, given, say)

display.section(say("quality.findings"))
if len(findings):
    cards.findings_table(cards.filtered(findings, say), say)
else:
    display.note(say("quality.no_finding"))

mended = data.table("mended_cells")
if len(mended):
    with st.expander(say("quality.mended", count=len(mended))):
        display.table(mended, "mended_cells", tables.MENDED, say, "mended_cells")

display.section(say("quality.reconciliation"))
display.lead(counts.equation(counts.totals(files), say, whole=True))
reconciled = counts.reconciliation(files, say)
cards.grid(reconciled, say, widths=counts.widths(reconciled))
cards.download(reconciled, say("table.download"), "files", say)

progress = counts.progress(data.table("campaign_progress"), choice.campaign)
if choice.campaign:
    display.section(say("quality.progress", campaign=data.campaign_names(choice.language)[choice.campaign]))
if len(progress):
    display.lead(counts.progress_sentence(progress, say))
    display.table(progress, "campaign_progress", counts.PROGRESS, say, "progress")
elif choice.campaign:
    display.note(say("quality.no_progress"))

display.section(say("withdraw.title"))
display.note(say("withdraw.how"))
with cards.told(say):
    settling.withdrawal(say)
settling.withdrawn(say)

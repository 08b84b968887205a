"""Upload: what files would bring is shown cell by cell, and nothing is kept before it is confirmed."""

import streamlit as st

from dashboards import (
    cards,
    choice,
    counts,
    data,
    deposit,
    display,
    mapping,
    memory,
    mending,
    preview,
    reading,
    returning,
    sources,
    uploads,
)
from dashboards.texts import Speaker

say = Speaker(choice.language(), data.currency())
display.title(say("page.upload"), say("upload.how"))

dropped: deposit.Deposit | None = None
with cards.told(say):
    dropped = deposit.ask(say)
if dropped is None:
    raise display.NothingToShow
for name, limit in dropped.over_limit.items():
    cards.over_limit(name, limit, say)

receipt = deposit.receipt()
checked = deposit.looked_at(dropped, say) if dropped.files else None
if checked is not None:
    found = sources.listed(checked["source_files"], checked["findings"])
    display.section(counts.headline(found, say))
    display.lead(say("upload.mend_or_publish" if counts.to_mend(found) else "upload.publish"))
    if any(one.state == "refused" for one in found if one.file):
        display.caution(say("upload.refused_is_kept"))
    if st.button(say("upload.confirm", count=len(dropped.files)), type="primary", key="upload.confirm"):
        deposit.confirm(dropped, say)
    display.note(say("upload.alone"))
    memory.drafted(dropped.adjusted, say)
    for one in cards.chosen(found, say):
        with cards.source(one, checked, say, opened=bool(dropped.adjusted.new())):
            returning.known_before(one, checked, dropped, say)
            mending.mended(one, checked, dropped, say)
            mending.form(one, dropped, say)
            mapping.form(one, checked, dropped, say)
            reading.form(one, checked, dropped, say)
            returning.workbook(one, checked, dropped, say)
    if len(checked["findings"]):
        every = sources.as_table(sources.worst_first(checked["findings"]), say)
        cards.download(every, say("source.download_findings"), "findings", say)
    kpis = preview.kpis(checked, say)
    if len(kpis):
        with st.expander(say("upload.preview_kpis", count=preview.ROWS)):
            cards.grid(kpis, say)
elif receipt is not None and not dropped.files:
    display.section(say("receipt.published" if receipt.published else "receipt.nothing_new", count=len(receipt.kept)))
    rows = counts.receipt(receipt.kept, receipt.source_files, receipt.findings, receipt.snapshot_id, say)
    cards.grid(rows.drop(columns=say("source.snapshot")), say)
    cards.download(rows, say("table.download"), "receipt", say)
    if receipt.asked:
        display.caution(say("receipt.asked", count=receipt.asked))
    display.note(say("receipt.kept", snapshot=receipt.snapshot_id))
    cards.where_next(say, "overview", "quality")
elif not dropped.files:
    display.note(say("upload.nothing_yet"))
    st.download_button(
        say("upload.template"), data=lambda: uploads.blank_workbook(say.language), file_name="certiscope.xlsx",
        on_click="ignore", key=f"upload.template.{say.language}",
    )  # fmt: skip
with cards.told(say):
    memory.listed(say)

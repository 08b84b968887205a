"""The quarterly review: who reached the target, what changed since the quarter before, what is to be decided."""

import streamlit as st

from dashboards import data, display, reviews, sidebar, tables, uploads
from dashboards.choice import current
from dashboards.texts import Speaker
from pipeline.kpis.status import rule

choice = current()
say = Speaker(choice.language, choice.currency)
every = data.kpi_review(choice)
if not len(every):
    display.nothing(say("empty.no_pilot"), say("empty.add_pilot"), "certiscope template --kind register")

quarter = sidebar.pick_quarter(list(every["period"].unique()), reviews.usual_quarter(every), say)
rows = every[every["period"] == quarter]
display.title(reviews.headline(rows, quarter, say), say("review.how"))

display.section(say("review.due"))
display.listed_or_empty(reviews.due(rows, say), say("review.none_due"), say("review.set_dates"))
display.section(say("review.changed"))
display.listed_or_empty(reviews.changed(rows, say), say("review.none_changed"), say("review.add_values"))
display.section(say("review.missing"))
lacking = reviews.missing(rows, say)
if lacking:
    display.listed(lacking[: tables.MOST_SENTENCES])
    display.note(say("review.fill"))
    st.download_button(
        say("review.sheet"), data=lambda: uploads.measures_workbook(say.language), file_name="certiscope-kpi.xlsx",
        on_click="ignore", key=f"review.sheet.{say.language}",
    )  # fmt: skip
    st.code("certiscope template --kind kpi", language="bash")
else:
    display.note(say("review.none_missing"))

display.section(say("review.pilots"))
rows = reviews.ordered(rows, sidebar.pick_order(reviews.ORDERS, say))
moved = data.kpi_contract_changes(choice)
tiles = reviews.tiles(rows, say, moved)
if len(tiles) > reviews.MOST_TILES:
    display.note(say("review.some_tiles", shown=reviews.MOST_TILES, total=len(tiles)))
with st.grid(3, min_column_width=300):
    for tile in tiles[: reviews.MOST_TILES]:
        display.pilot(tile, say)
display.note(rule(say.language))
display.section(say("review.table"))
display.table(rows, "kpi_review", tables.REVIEW, say, "review")
if len(moved):
    display.folded_table(moved, "kpi_contract_changes", tables.CONTRACTS, say, "moved", title=say("kpis.moved"))

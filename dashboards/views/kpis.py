"""KPIs before and after: who moved, how far towards the target, and what may be said of it."""

import streamlit as st

from dashboards import charts, data, display, movements, sentences, sidebar, tables
from dashboards.choice import current
from dashboards.texts import Speaker
from pipeline.kpis.status import rule

choice = current()
say = Speaker(choice.language, choice.currency)
kpi = sidebar.pick_kpi(data.kpis(choice), say)
if kpi is None:
    display.nothing(say("empty.no_kpi"), say("empty.add_kpi"), "certiscope template --kind kpi")

changes = data.kpi_changes(choice, kpi)
series = data.kpi_series(choice, kpi)
effects = data.kpi_effects(choice, kpi)
comparison = data.kpi_comparison(choice, kpi)
rows = movements.before_and_after(changes, comparison, say)

display.title(sentences.kpi_headline(changes, data.kpis(choice)[kpi], say), sentences.kpi_direction(series, say))
if len(rows):
    display.chart(charts.slope(rows, movements.slope_words(say)), say("kpis.slope_alternative"))
    display.note(say("kpis.slope_legend"))
    if (total := series["team_id"].nunique()) > len(rows) == movements.MOST_LINES:
        display.note(say("kpis.some_teams", shown=len(rows), total=total))
else:
    display.empty(say("empty.no_comparison"), say("empty.wait_for_after"))
if len(effects):
    display.section(say("kpis.effects"))
    for certification, wording, rung in sentences.effects(effects, say):
        display.lead(f"{certification}{say('general.colon')} {wording}")
        display.note(rung)
    if counted := sentences.tests_counted(effects, say):
        display.note(counted)
    display.folded_table(effects, "kpi_effects", tables.EFFECTS, say, "effects")
    parts = data.kpi_effect_parts(choice, kpi)
    if len(study := movements.event_study(parts, say)):
        display.chart(charts.event_study(study, movements.event_words(say)), say("kpis.event_alternative"))
        display.note(say("kpis.event_legend"))
    if len(parts):
        display.folded_table(
            parts, "kpi_effect_parts", tables.EFFECT_PARTS, say, "effect_parts", title=say("kpis.parts")
        )
if len(changes):
    display.section(say("kpis.by_team"))
    for wording in sentences.wordings(changes, say)[: tables.MOST_SENTENCES]:
        display.lead(wording)
    display.note(rule(say.language))
    shown = movements.with_roles(changes, comparison)
    display.table(shown, "kpi_changes", tables.kpi_columns(say.language), say, "kpis")
beside = data.kpi_baseline_corrections(choice, kpi)
if len(beside):
    display.folded_table(beside, "kpi_baseline_corrections", tables.BESIDE, say, "beside", title=say("kpis.beside"))
changed = data.kpi_baseline_changes(choice, kpi)
if len(changed):
    display.folded_table(changed, "kpi_baseline_changes", tables.CHANGED, say, "changed", title=say("kpis.changed"))
moved = data.kpi_contract_changes(choice)
moved = moved[moved["team_id"].isin(changes["team_id"])]
if len(moved):
    display.folded_table(moved, "kpi_contract_changes", tables.CONTRACTS, say, "moved", title=say("kpis.moved"))

display.section(say("kpis.series"))
display.note(say("kpis.series_legend"))
if (total := series["team_id"].nunique()) > movements.MOST_PANELS:
    display.note(say("kpis.some_teams", shown=movements.MOST_PANELS, total=total))
with st.grid(4, min_column_width=230):
    for panel in movements.panels(series, changes, say):
        display.panel(panel, say)
display.folded_table(series, "kpi_series", tables.SERIES, say, "series")

"""Rows of published tables as the terminal tells them: a line a row, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.kpis.status import rule, standing
from pipeline.kpis.wording import strength
from pipeline.typeset import about, counted
from pipeline.vocabulary import ALL, RECORDS, WORDS, Language

if TYPE_CHECKING:
    import pandas as pd


def sources(rows: pd.DataFrame, lang: Language) -> None:
    """How each file was read, a line a sheet."""
    for one in rows.to_dict("records"):
        place = one["file"] + (f" [{one['sheet']}]" if one["sheet"] else "")
        lines, wrong = ("lignes", "rejetées") if lang == "fr" else ("rows", "rejected")
        told = f"{counted(one['rows_read'], lines, lang)}, {counted(one['rejected'], wrong, lang)}"
        click.echo(about(place, read_as(one, lang) + (f" ; {told}" if lang == "fr" else f"; {told}"), lang))


def read_as(source: Mapping[Any, Any], lang: Language) -> str:
    """`lu comme Google Forms, français, cp1252, « ; » : réponses`: what was recognised of one sheet, to be checked."""
    french = lang == "fr"
    record = RECORDS.get(str(source["record"]))
    if source["status"] == "with_repeats":
        return WORDS["with_repeats"][lang]
    if not record:
        return "non reconnu" if french else "not recognised"
    separator = {"": "", "\t": "tab"}.get(
        source["separator"], f"« {source['separator']} »" if french else f"“{source['separator']}”"
    )
    told = WORDS[source["language"]][lang] if source["language"] else ""
    parts = (WORDS[source["dialect"]][lang], told, source["encoding"], separator)
    details = ", ".join(filter(None, parts))
    return f"lu comme {details} : {WORDS[record][lang]}" if french else f"read as {details}: {WORDS[record][lang]}"


def findings(rows: pd.DataFrame, lang: Language) -> None:
    """What is wrong, a line a finding: where, what, how to mend it."""
    for one in rows.to_dict("records"):
        number = one["row_number"]
        is_known = number is not None and number == number  # NaN is not itself
        row = f"{'ligne' if lang == 'fr' else 'row'} {number:.0f}" if is_known else ""
        place = " ".join(filter(None, (one["file"], f"[{one['sheet']}]" if one["sheet"] else "", one["cell"] or row)))
        told = about(place, one[f"message_{lang}"], lang) if place else one[f"message_{lang}"]
        click.echo(f"{WORDS[one['severity']][lang]:>14}  {told} {one[f'remedy_{lang}']}")


def effects(rows: Iterable[Mapping[Any, Any]], language: Language) -> None:
    """What comparing trained with untrained teams allows to say, a certification and KPI a line, with its rung."""
    for one in rows:
        everything = "toutes les certifications" if language == "fr" else "all certifications"
        name = everything if one["certification_id"] == ALL else one["certification_name"]
        told = f"{one[f'wording_{language}']} {strength(one['evidence_rung'], language)}"
        click.echo(about(name, told, language))


def changes(rows: Sequence[Mapping[Any, Any]], language: Language) -> None:
    """What changed for each team, a period a line, where that stands, and by which rule."""
    for one in rows:
        training = f" × {one['certification_name']}" if isinstance(one["certification_name"], str) else ""
        period = "" if one["period"] == ALL else f", {one['period']}"
        said = f"{one[f'wording_{language}']}{standing(one['status'], language)}"
        click.echo(about(f"{one['team_name']}{training}{period}", said, language))
    if any(standing(one["status"], language) for one in rows):
        click.echo(rule(language))


def review(rows: Iterable[Mapping[Any, Any]], language: Language) -> None:
    """Where each pilot stands at the end of a quarter, a KPI a line, whether a decision is due, and by which rule."""
    french = language == "fr"
    for one in rows:
        team, certification, kpi, said = (
            value if isinstance(value := one[name], str) else ""
            for name in ("team_name", "certification_name", "kpi_name", f"wording_{language}")
        )
        said = said or ("Pas encore de mesure jugée." if french else "No measure judged yet.")
        due = (" Décision attendue." if french else " A decision is due.") if one["decision_due"] else ""
        said += standing(one["status"], language) + due
        click.echo(about(f"{team} × {certification or ALL}, {kpi or ALL}", said, language))
    click.echo(rule(language))


def baseline_changes(rows: Iterable[Mapping[Any, Any]], lang: Language) -> None:
    """Values of locked baselines that are no longer what was published, a line each."""
    for one in rows:
        values = [None if one[name] != one[name] else one[name] for name in ("value_locked", "value_now")]
        then, now = ("–" if value is None else f"{value:g}" for value in values)
        if lang == "fr":
            head = (
                f"{one['team_name']}, {one['kpi_name']}, {one['period']} : situation de départ changée après avoir été"
            )
            click.echo(f"{head} figée, {then.replace('.', ',')} ({one['locked_file']}) → {now.replace('.', ',')}")
        else:
            head = f"{one['team_name']}, {one['kpi_name']}, {one['period']}: baseline changed after it was locked"
            click.echo(f"{head}, {then} ({one['locked_file']}) → {now}")

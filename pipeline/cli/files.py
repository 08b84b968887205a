"""Commands about files: checking, writing and leaving out what people send, and taking results away."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, cast

import click

from pipeline import spoken, spoken_rows
from pipeline.cli.group import as_one_document, cli, common
from pipeline.errors import WrongUsage
from pipeline.ingest import processes
from pipeline.vocabulary import Language

MOST_SHOWN = 20


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--team", default="", help="The team, where the file does not say it.")
@click.option("--certification", default="", help="The certification, where the file does not say it.")
@click.option("--campaign", default="", help="The campaign, where the file does not say it.")
@click.option(
    "--annotate", "out", type=click.Path(path_type=Path), default=None, metavar="OUT.xlsx",
    help="Write the sender's own workbook, wrong cells coloured and commented, to send back: in the language of the "
    "file's headings, or in --lang. For several files, a folder or a .zip, OUT is a folder: a workbook a file.",
)  # fmt: skip
@common
@as_one_document
def check(
    files: tuple[Path, ...], team: str, certification: str, campaign: str, out: Path | None, root: Path,
    as_json: bool, lang: Language,
) -> None:  # fmt: skip
    """Say what is wrong with files, cell by cell, and write nothing but what --annotate names.

    Exit 1 where a row or a file is refused.
    """
    processes.start_ahead()
    from pipeline import config, corrections, received
    from pipeline import run as pipeline_run
    from pipeline.annotated import delivery

    choices = {"team": team, "certification": certification, "campaign": campaign}
    given = received.given(files, {})
    if out:
        delivery.place(given, out)
    tables = pipeline_run.check(root, files, {key: value for key, value in choices.items() if value})
    known = corrections.known_before(root, tables["source_files"])
    delivered = delivery.Delivered()
    if out:
        was_said = click.get_current_context().get_parameter_source("lang") == click.core.ParameterSource.COMMANDLINE
        delivered = delivery.deliver(
            given,
            tables,
            out,
            language=lang if was_said else None,
            otherwise=lang,
            limits=config.load(root).settings.limits,
        )
    findings = tables["findings"]
    if as_json:
        published = {
            name: tables[name].to_dict("records") for name in ("findings", "source_files", "candidate_ranking")
        }
        spoken.document(
            published
            | {
                "received_before": list(map(dataclasses.asdict, known)),
                "annotated": [str(path) for path in delivered.written],
            }
        )
    else:
        spoken_rows.sources(tables["source_files"], lang)
        spoken_rows.findings(findings, lang)
        for one in known:
            spoken.known_before(one, lang)
    spoken.annotated(() if as_json else delivered.written, delivered.refused, lang)
    if findings["severity"].isin(["error", "fatal"]).any() or delivered.refused:
        raise click.exceptions.Exit(1)


@cli.command()
@click.option("--kind", type=click.Choice(["lead", "register", "kpi"]), default="lead", show_default=True)
@click.option("--team", default=None)
@click.option("--certification", default=None)
@click.option("--campaign", default=None, help="Default with --all: the last declared one; otherwise none.")
@click.option("--all", "everyone", is_flag=True, help="A zip for the whole roster: workbooks, e-mail, questions.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@common
def template(
    kind: str, team: str | None, certification: str | None, campaign: str | None, everyone: bool, out: Path | None,
    root: Path, lang: Language,
) -> None:  # fmt: skip
    """Write a workbook to fill in: a lead's survey, the register, or KPI observations."""
    from pipeline import config
    from pipeline import template as templates
    from pipeline.template import next_measures

    configuration = config.load(root)
    if not everyone:
        prefilled = next_measures.rows(root, lang, team, certification) if kind == "kpi" else ()
        above = (team, None) if prefilled else (team, certification)
        written = templates.write(
            out or Path(f"template-{kind}.xlsx"), cast(Any, kind), configuration=configuration, language=lang,
            team=above[0], certification=above[1], campaign=campaign, rows=prefilled,
        )  # fmt: skip
        click.echo(str(written))
        return
    if kind != "lead" or team:
        raise WrongUsage(
            fr="--all fait le classeur du responsable pour chaque équipe. Retirez --kind et --team, ou retirez --all.",
            en="--all makes a lead's workbook for every team. Leave --kind and --team out, or leave --all out.",
        )
    archive = out or Path("templates.zip")
    count, named = templates.write_all(
        archive, root, configuration=configuration, language=lang, certification=certification, campaign=campaign
    )
    click.echo(spoken.workbooks(archive, count, named, lang))


@cli.command()
@click.option("--teams", type=click.IntRange(1, 400), default=25, show_default=True)
@click.option("--force", is_flag=True, help="Write it beside other data.")
@click.option("--remove", is_flag=True, help="Take the demonstration away.")
@click.option("--if-empty", is_flag=True, help="Only where data/raw holds no readable file.")
@common
def demo(teams: int, force: bool, remove: bool, if_empty: bool, root: Path, lang: Language) -> None:
    """Write a demonstration portfolio into data/raw/demo."""
    from pipeline import demo as demonstration

    if remove:
        click.echo(spoken.demonstration_removed(demonstration.folder_of(root), demonstration.remove(root), lang))
        return
    if if_empty and not demonstration.is_empty(root):
        return
    written = demonstration.write(root, teams=teams, force=force)
    click.echo(spoken.demonstration_written(written.folder, written.files, lang))


@cli.command()
@click.argument("file")
@click.option("--why", default="", help="Kept in the audit log.")
@click.option("--yes", is_flag=True, help="Withdraw; without it, only tell what would change.")
@common
def withdraw(file: str, why: str, yes: bool, root: Path, lang: Language) -> None:
    """Leave a received file out of the numbers; the file itself stays."""
    from pipeline import audit, comparison, config, received
    from pipeline import run as pipeline_run

    if yes:
        received.withdraw(root, file, audit.who(), why)
        click.echo(spoken.withdrawn(file, lang))
        return
    before, after = pipeline_run.without(root, file)
    changed = comparison.changes(before, after)
    click.echo(spoken.would_change(file, len(changed), lang))
    configuration = config.load(root)
    for one in changed[:MOST_SHOWN]:
        grid = configuration.grid_of(one["campaign"])
        limits = (float(grid.alternatives_below), float(grid.pilot_above))
        click.echo(f"  {spoken.changed(one, limits, lang)}")
    if len(changed) > MOST_SHOWN:
        click.echo(f"  {spoken.more(len(changed) - MOST_SHOWN, lang)}")


@cli.command()
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR")
@common
def export(form: str, out: Path, root: Path, lang: Language) -> None:
    """Write the published tables as files."""
    from pipeline import export as exports

    for file in exports.export(root, out, cast(Any, form)):
        click.echo(str(file))

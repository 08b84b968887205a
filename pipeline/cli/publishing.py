"""Commands that publish, serve what is published, and look after it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from pipeline import spoken
from pipeline.cli.group import as_one_document, cli, common
from pipeline.ingest import processes
from pipeline.typeset import about
from pipeline.vocabulary import Language


@cli.command()
@common
@as_one_document
def run(root: Path, as_json: bool, lang: Language) -> None:
    """Read what is new in data/raw, validate, score, publish."""
    is_first = not (root / "data" / "processed" / "parsed").is_dir()
    processes.start_ahead(processes.AT_MOST if is_first else 1)
    from pipeline import run as pipeline_run

    summary = pipeline_run.run(root, progress=None if as_json else spoken.progress(lang))
    if as_json:
        spoken.document(dataclasses.asdict(summary))
        return
    spoken.summary(summary, lang)


@cli.command()
@click.option("--all", "everything", is_flag=True, help="Also those that were answered.")
@common
@as_one_document
def questions(everything: bool, root: Path, as_json: bool, lang: Language) -> None:
    """Questions that only a person can answer."""
    from pipeline import snapshots
    from pipeline.choices import CHOICE_WORDS

    asked = snapshots.read(root, "questions")
    if not everything:
        asked = asked[asked["answer"].isna()]
    if as_json:
        spoken.document(asked.to_dict("records"))
        return
    for one in asked.to_dict("records"):
        click.echo(f"{one['question_id']}  {one['file']}\n  {one[f'message_{lang}']}")
        for choice in one["choices"].split(","):
            mark = "*" if choice == (one["answer"] or one["literal"]) else " "
            click.echo(about(f"  {mark} {choice}", CHOICE_WORDS[choice][lang], lang))


@cli.command()
@click.argument("question_id", metavar="ID")
@click.argument("choice")
@common
def answer(question_id: str, choice: str, root: Path, lang: Language) -> None:
    """Answer a question; the answer holds from the next run on."""
    from pipeline import questions as asked

    asked.answer(root, question_id, choice)
    click.echo(spoken.answered(question_id, choice, lang))


@cli.command()
@common
@as_one_document
def snapshots(root: Path, as_json: bool, lang: Language) -> None:
    """The published snapshots that are kept."""
    from pipeline import snapshots as published

    listed = published.listing(root)
    if as_json:
        spoken.document([dataclasses.asdict(one) for one in listed])
        return
    for line in spoken.snapshots([(one.snapshot_id, one.current) for one in listed], lang):
        click.echo(line)


@cli.command()
@common
@as_one_document
def doctor(root: Path, as_json: bool, lang: Language) -> None:
    """Look at the installation and the portfolio; exit 1 where something would keep a run from working."""
    from pipeline import doctor as looking

    looked = looking.look(root, lang)
    if as_json:
        spoken.document([dataclasses.asdict(one) for one in looked])
    else:
        for one in looked:
            click.echo(spoken.looked_at(one, lang))
    if not all(one.well for one in looked):
        raise click.exceptions.Exit(1)


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@common
def dashboard(port: int, root: Path, lang: Language) -> None:
    """Serve the dashboard on localhost."""
    from dashboards.serve import serve

    raise click.exceptions.Exit(serve(root, port, lang))

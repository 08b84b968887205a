"""Speaks with the terminal: every command of Certiscope."""

from __future__ import annotations

import dataclasses
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click

from pipeline import __version__, spoken
from pipeline.errors import CertiscopeError
from pipeline.ingest import processes
from pipeline.vocabulary import LANGUAGES, Language

Command = TypeVar("Command", bound=Callable[..., Any])

MOST_SHOWN = 20


def main() -> None:
    """Run a command; an error is a sentence and an exit code, never a traceback."""
    gc.disable()  # a command lives for seconds: looking for cycles while libraries load costs more than it frees
    try:
        # Without standalone mode, click returns the code of an Exit instead of leaving with it.
        _leave(cli.main(standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except CertiscopeError as problem:
        click.echo(f"certiscope: {problem}", err=True)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        _give_up(f"{where}{problem.strerror or problem}.")
    except Exception as problem:
        if os.environ.get("CERTISCOPE_DEBUG"):
            raise
        _give_up(
            f"something unforeseen happened ({type(problem).__name__}: {problem}). CERTISCOPE_DEBUG=1 tells where."
        )


def _leave(code: object) -> NoReturn:
    """Leave at once: Python would free a run's tables one by one, which costs half a second for nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def _give_up(sentence: str) -> None:
    click.echo(f"certiscope: {sentence} Nothing was published; the last snapshot stays.", err=True)
    sys.exit(1)


def _common(command: Command) -> Command:
    root = click.option(
        "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="DIR",
        help="Where data/ and config/ lie (default: the current directory).",
    )  # fmt: skip
    return root(command)


_language = click.option("--lang", type=click.Choice(LANGUAGES), default=spoken.language, help="fr or en.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="certiscope")
def cli() -> None:
    """Which team to certify in AI, with which certification, and did it pay."""


@cli.command()
@_common
@_json
@_language
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
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--team", default="", help="The team, where the file does not say it.")
@click.option("--certification", default="", help="The certification, where the file does not say it.")
@click.option("--campaign", default="", help="The campaign, where the file does not say it.")
@click.option(
    "--annotate", "out", type=click.Path(path_type=Path), default=None, metavar="OUT.xlsx",
    help="Write the sender's own workbook, wrong cells coloured and commented, to send back: in the language of the "
    "file's headings, or in --lang. For several files, a folder or a .zip, OUT is a folder: a workbook a file.",
)  # fmt: skip
@_common
@_json
@_language
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
        spoken.sources(tables["source_files"], lang)
        spoken.findings(findings, lang)
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
@_common
@_language
def template(
    kind: str, team: str | None, certification: str | None, campaign: str | None, everyone: bool, out: Path | None,
    root: Path, lang: Language,
) -> None:  # fmt: skip
    """Write a workbook to fill in: a lead's survey, the register, or KPI observations."""
    from pipeline import config
    from pipeline import template as templates
    from pipeline.errors import WrongUsage
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
            "--all makes a lead's workbook for every team. Leave --kind and --team out, or leave --all out."
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
@_common
def demo(teams: int, force: bool, remove: bool, if_empty: bool, root: Path) -> None:
    """Write a demonstration portfolio into data/raw/demo."""
    from pipeline import demo as demonstration

    if remove:
        click.echo("Removed data/raw/demo." if demonstration.remove(root) else "There was no demonstration to remove.")
        return
    if if_empty and not demonstration.is_empty(root):
        return
    written = demonstration.write(root, teams=teams, force=force)
    click.echo(f"{written.files} files in {written.folder}")


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@_common
def dashboard(port: int, root: Path) -> None:
    """Serve the dashboard on localhost."""
    from dashboards.serve import serve

    raise click.exceptions.Exit(serve(root, port))


@cli.command()
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR")
@_common
def export(form: str, out: Path, root: Path) -> None:
    """Write the published tables as files."""
    from pipeline import export as exports

    for file in exports.export(root, out, cast(Any, form)):
        click.echo(str(file))


@cli.command()
@click.argument("team")
@click.argument("certification")
@click.option("--campaign", default=None, help="Default: the latest that has this candidate.")
@_common
@_json
@_language
def explain(team: str, certification: str, campaign: str | None, root: Path, as_json: bool, lang: Language) -> None:
    """Every number of one candidate, from cells to decision."""
    from pipeline import explain as explanation

    explained = explanation.explain(root, team, certification, campaign)
    if as_json:
        spoken.document(explained)
    else:
        click.echo(explanation.as_text(explained, lang))


@cli.command()
@click.option("--budget", "budgets", multiple=True, metavar="N", help="What may be spent; several: side by side.")
@click.option("--hours", default=None, metavar="N", help="Training hours that may be spent, in all.")
@click.option("--campaign", default=None, help="Default: the latest.")
@click.option("--value", type=click.Choice(["people", "candidate", "money"]), default=None, help="What is maximised.")
@click.option("--admit-deepen", is_flag=True, default=None, help="Also candidates to look closer at.")
@click.option("--new-only", is_flag=True, default=None, help="Leave aside what has begun, ended or stopped.")
@click.option("--per-team", type=int, default=None, metavar="N", help="Certifications a team takes at a time.")
@click.option("--cap", "caps", multiple=True, metavar="UNIT=AMOUNT", help="The most a business unit receives.")
@click.option("--minimum", "minimums", multiple=True, metavar="UNIT=AMOUNT", help="The least it receives.")
@click.option("--units-at-least", type=int, default=None, metavar="N", help="Business units to reach.")
@click.option("--mandatory", multiple=True, metavar="TEAM:CERT", help="Fund it, whatever its value.")
@click.option("--exclude", "excluded", multiple=True, metavar="TEAM:CERT", help="Do not fund it.")
@click.option("--not-both", multiple=True, nargs=2, metavar="TEAM:CERT TEAM:CERT", help="At most one of the two.")
@click.option(
    "--overrun", nargs=2, type=int, default=None, metavar="PERCENT COUNT",
    help="The budget still holds where COUNT of the funded cost PERCENT more.",
)  # fmt: skip
@click.option(
    "--scenario", "scenarios", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
    metavar="FILE", help="A TOML file with up to four [[scenario]], each a name and what it asks otherwise.",
)  # fmt: skip
@click.option(
    "--studies/--no-studies", default=None,
    help="Other budgets, and who is funded whatever the scores' uncertainty (default: where that takes seconds).",
)  # fmt: skip
@_common
@_json
@_language
def plan(
    budgets: tuple[str, ...], hours: str | None, campaign: str | None, caps: tuple[str, ...],
    minimums: tuple[str, ...], overrun: tuple[int, int] | None, scenarios: Path | None, studies: bool | None,
    root: Path, as_json: bool, lang: Language, **changes: Any,
) -> None:  # fmt: skip
    """What to fund with a budget: the best choice within limits, and why not the others. Nothing is kept."""
    from pipeline import config
    from pipeline import plan as planning
    from pipeline.plan import asked, told

    changes = {name: value for name, value in changes.items() if value not in (None, ())}
    if hours is not None:
        changes["hours"] = asked.amount(hours, "--hours")
    if overrun is not None:
        changes |= {"overrun_percent": overrun[0], "overrun_count": overrun[1]}
    settings = config.load(root).settings.plan
    for name, option, given in (("caps", "--cap", caps), ("minimums", "--minimum", minimums)):
        changes[name] = {**getattr(settings, name), **dict(asked.amount_of(one, option) for one in given)}
    base = asked.changed(settings, changes)
    listed = planning.read(root, campaign)
    named = asked.plans(base, [asked.amount(one, "--budget") for one in budgets], scenarios)
    proposals = [planning.propose(listed, one, name=name) for name, one in named]
    first = proposals[0]
    if studies is None:
        studies = planning.quickly_studied(first)
    points = planning.staircase(first) if studies else None
    certainty = planning.certainty(first) if studies else None
    if as_json:
        spoken.document(
            told.document(first, points, certainty, studied=studies)
            | {
                "scenarios": [told.document(one, studied=False) for one in proposals] if proposals[1:] else [],
                "differences": told.differences(proposals),
            }
        )
    else:
        click.echo(told.text(proposals, points, certainty, lang, studied=studies))


@cli.command()
@_common
@_json
@_language
@click.option("--quarter", help="Only the review of that quarter, such as 2026-Q3.")
def kpi(root: Path, as_json: bool, lang: Language, quarter: str | None) -> None:
    """KPIs before and after, and effects."""
    from pipeline import snapshots, success_cases

    if quarter:
        every = snapshots.read(root, "kpi_review")
        reviewed = every[every["period"] == quarter].to_dict("records")
        if not reviewed:
            known = ", ".join(sorted(every["period"].unique())) or "none"
            raise click.BadParameter(f"No pilot to review in {quarter}. Quarters with one: {known}.")
        if as_json:
            spoken.document({"kpi_review": reviewed})
            return
        spoken.review(reviewed, lang)
        return
    told = {
        name: snapshots.read(root, name).to_dict("records")
        for name in (
            "kpi_changes",
            "kpi_effects",
            "kpi_effect_parts",
            "kpi_baseline_corrections",
            "kpi_baseline_changes",
            "training_outcomes",
            "foresight",
            "foresight_pilots",
            "foresight_weights",
        )
    }
    if as_json:
        spoken.document(told)
        return
    spoken.effects(told["kpi_effects"], lang)
    for one in told["training_outcomes"]:
        click.echo(f"{one['team_name']} × {one['certification_name']}: {one[f'wording_{lang}']}")
    for said in success_cases.wordings(told["training_outcomes"], lang):
        click.echo(said)
    spoken.changes(told["kpi_changes"], lang)
    spoken.baseline_changes(told["kpi_baseline_changes"], lang)
    for one in told["foresight"]:
        click.echo(one[f"wording_{lang}"])


@cli.command()
@click.option("--all", "everything", is_flag=True, help="Also those that were answered.")
@_common
@_json
@_language
def questions(everything: bool, root: Path, as_json: bool, lang: Language) -> None:
    """Questions that only a person can answer."""
    from pipeline import snapshots
    from pipeline.findings import CHOICE_WORDS

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
            click.echo(f"  {mark} {choice}: {CHOICE_WORDS[choice][lang]}")


@cli.command()
@click.argument("question_id", metavar="ID")
@click.argument("choice")
@_common
def answer(question_id: str, choice: str, root: Path) -> None:
    """Answer a question; the answer holds from the next run on."""
    from pipeline import questions as asked

    asked.answer(root, question_id, choice)
    click.echo(f"{question_id}: {choice}. It holds from the next `certiscope run` on.")


@cli.command()
@click.argument("file")
@click.option("--why", default="", help="Kept in the audit log.")
@click.option("--yes", is_flag=True, help="Withdraw; without it, only tell what would change.")
@_common
@_language
def withdraw(file: str, why: str, yes: bool, root: Path, lang: Language) -> None:
    """Leave a received file out of the numbers; the file itself stays."""
    from pipeline import audit, comparison, received
    from pipeline import run as pipeline_run

    if yes:
        received.withdraw(root, file, audit.who(), why)
        click.echo(spoken.withdrawn(file, lang))
        return
    before, after = pipeline_run.without(root, file)
    changed = comparison.changes(before, after)
    click.echo(spoken.would_change(file, len(changed), lang))
    for one in changed[:MOST_SHOWN]:
        click.echo(
            f"  {one['team_name']} × {one['certification_name']}, {one['campaign']}: {one['before']} → {one['after']}"
        )


@cli.command()
@_common
@_json
def snapshots(root: Path, as_json: bool) -> None:
    """The published snapshots that are kept."""
    from pipeline import snapshots as published

    listed = published.listing(root)
    if as_json:
        spoken.document([dataclasses.asdict(one) for one in listed])
        return
    for one in listed:
        click.echo(f"{'*' if one.current else ' '} {one.snapshot_id}")


@cli.command()
@_common
@_json
def doctor(root: Path, as_json: bool) -> None:
    """Look at the installation and the portfolio; exit 1 where something would keep a run from working."""
    from pipeline import doctor as looking

    looked = looking.look(root)
    if as_json:
        spoken.document([dataclasses.asdict(one) for one in looked])
    else:
        for one in looked:
            click.echo(f"{'ok ' if one.well else '!! '} {one.name:20} {one.said}")
    if not all(one.well for one in looked):
        raise click.exceptions.Exit(1)

"""Commands for those who decide: one candidate explained, what to fund, and what pilots changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline import spoken, spoken_rows
from pipeline.cli.group import as_one_document, cli, common
from pipeline.errors import WrongUsage
from pipeline.typeset import about
from pipeline.vocabulary import Language


@cli.command()
@click.argument("team")
@click.argument("certification")
@click.option("--campaign", default=None, help="Default: the latest that has this candidate.")
@common
@as_one_document
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
@common
@as_one_document
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
@common
@as_one_document
@click.option("--quarter", help="Only the review of that quarter, such as 2026-Q3.")
def kpi(root: Path, as_json: bool, lang: Language, quarter: str | None) -> None:
    """KPIs before and after, and effects."""
    from pipeline import snapshots
    from pipeline.outcomes import success_cases
    from pipeline.quarters import quarter_of

    if quarter:
        quarter = quarter_of(quarter) or quarter
        every = snapshots.read(root, "kpi_review")
        reviewed = every[every["period"] == quarter].to_dict("records")
        if not reviewed:
            known = ", ".join(sorted(every["period"].unique()))
            raise WrongUsage(
                fr=f"--quarter {quarter} : aucun pilote à suivre. Trimestres qui en ont : {known or 'aucun'}.",
                en=f"--quarter {quarter}: no pilot to review. Quarters with one: {known or 'none'}.",
            )
        if as_json:
            spoken.document({"kpi_review": reviewed})
            return
        spoken_rows.review(reviewed, lang)
        return
    told = {
        name: snapshots.read(root, name).to_dict("records")
        for name in (
            "kpi_changes",
            "kpi_effects",
            "kpi_effect_parts",
            "kpi_baseline_corrections",
            "kpi_baseline_changes",
            "kpi_contract_changes",
            "training_outcomes",
            "foresight",
            "foresight_pilots",
            "foresight_weights",
        )
    }
    if as_json:
        spoken.document(told)
        return
    spoken_rows.effects(told["kpi_effects"], lang)
    for one in told["training_outcomes"]:
        name = f"{one['team_name']} × {one['certification_name']}"
        click.echo(about(name, one[f"wording_{lang}"], lang))
    for said in success_cases.wordings(told["training_outcomes"], lang):
        click.echo(said)
    spoken_rows.changes(told["kpi_changes"], lang)
    spoken_rows.baseline_changes(told["kpi_baseline_changes"], lang)
    for one in told["foresight"]:
        click.echo(one[f"wording_{lang}"])

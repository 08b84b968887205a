"""The workbooks that people fill in: a lead's answers, the programme's register, the measures of its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pipeline.config import Configuration
from pipeline.errors import WrongUsage
from pipeline.names import slug
from pipeline.template import columns, lead, tables
from pipeline.vocabulary import Language
from pipeline.workbook import archive, put

Kind = Literal["lead", "register", "kpi"]
KINDS: tuple[Kind, ...] = ("lead", "register", "kpi")


def write(
    out: Path,
    kind: Kind,
    *,
    configuration: Configuration,
    language: Language,
    team: str | None = None,
    certification: str | None = None,
    campaign: str | None = None,
    rows: Sequence[Mapping[str, object]] = (),
) -> Path:
    """Write one workbook and return its path; the same bytes for the same arguments.

    `rows` are what is already known, by the vocabulary's field keys, for the register and the indicators.
    """
    _workbook_path(out)
    put(out, _content(kind, configuration, language, team, certification, campaign, rows))
    return out


def write_all(
    out: Path,
    teams: Sequence[str],
    *,
    configuration: Configuration,
    language: Language,
    certification: str | None = None,
    campaign: str | None = None,
) -> Path:
    """Write a .zip with one lead's workbook for each team, named after it.

    Raises WrongUsage when there is no team.
    """
    if out.suffix.lower() != ".zip":
        raise WrongUsage(f"{out}: the workbooks of all teams come as one archive. Give a name that ends in .zip.")
    if not teams:
        raise WrongUsage("No team is known yet. Put a roster in data/raw and run, or name one with --team.")
    members = {
        f"{slug(team)}.xlsx": _content("lead", configuration, language, team, certification, campaign, ())
        for team in sorted(teams, key=slug)
    }
    put(out, archive(members))
    return out


def _workbook_path(out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise WrongUsage(f"{out}: a template is an Excel workbook. Give a name that ends in .xlsx.")


def _content(
    kind: Kind,
    configuration: Configuration,
    language: Language,
    team: str | None,
    certification: str | None,
    campaign: str | None,
    rows: Sequence[Mapping[str, object]],
) -> bytes:
    if kind == "lead":
        return lead.content(configuration, language, team or "", certification or "", campaign or "")
    fixed = {key: value for key, value in (("team", team), ("certification", certification)) if value}
    record, bands = ("B", columns.REGISTER) if kind == "register" else ("C", columns.KPI)
    return tables.content(kind, record, bands, configuration=configuration, language=language, fixed=fixed, rows=rows)

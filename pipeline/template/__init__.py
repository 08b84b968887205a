"""The workbooks that people fill in: a lead's answers, the programme's register, the measures of its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pipeline.config import Configuration
from pipeline.errors import WrongUsage
from pipeline.template import columns, everyone, lead, tables
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
    if out.suffix.lower() != ".xlsx":
        raise WrongUsage(
            fr=f"{out} : un modèle est un classeur Excel. Donnez un nom qui finit par .xlsx.",
            en=f"{out}: a template is an Excel workbook. Give a name that ends in .xlsx.",
        )
    asked = configuration.campaign_id(campaign or "")
    put(out, _content(kind, configuration, language, team, certification, asked, rows))
    return out


def write_all(
    out: Path,
    root: Path,
    *,
    configuration: Configuration,
    language: Language,
    certification: str | None = None,
    campaign: str | None = None,
) -> tuple[int, str]:
    """Write a .zip for everybody who is to be asked; the number of workbooks, and the campaign they name or ''.

    A lead's workbook for each case of the register and each other team of the roster, as the current snapshot knows
    them; what to write to the leads and the questions for a form tool, in both languages. Raises WrongUsage when there
    is no team.
    """
    if out.suffix.lower() != ".zip":
        raise WrongUsage(
            fr=f"{out} : les classeurs de toutes les équipes font une archive. Donnez un nom qui finit par .zip.",
            en=f"{out}: the workbooks of all teams come as one archive. Give a name that ends in .zip.",
        )
    written = everyone.campaign_of(configuration, campaign)
    listed = everyone.cases(root, configuration, written, certification)
    members = everyone.members(listed, configuration, language, written)
    put(out, archive(members))
    return len(listed), written


def _content(
    kind: Kind,
    configuration: Configuration,
    language: Language,
    team: str | None,
    certification: str | None,
    campaign: str,
    rows: Sequence[Mapping[str, object]],
) -> bytes:
    if kind == "lead":
        return lead.content(configuration, language, team or "", certification or "", campaign)
    if kind == "kpi" and campaign:
        raise WrongUsage(
            fr="Une mesure appartient à un jour, une période ou une phase, non à une campagne. Retirez --campaign.",
            en="A measure belongs to a day, a period or a phase, not to a campaign. Leave --campaign out.",
        )
    known = (("team", team), ("certification", certification), ("campaign", campaign))
    fixed = {key: value for key, value in known if value}
    record, bands = ("B", columns.REGISTER) if kind == "register" else ("C", columns.KPI)
    return tables.content(kind, record, bands, configuration=configuration, language=language, fixed=fixed, rows=rows)

"""One archive for a whole roster: a workbook a team or a case, what to write to the leads, the questions to paste."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline import snapshots
from pipeline.config import Campaign, Configuration
from pipeline.errors import WrongUsage
from pipeline.names import slug
from pipeline.template import lead, message, pasted
from pipeline.vocabulary import ALL, LANGUAGES, Language

_LONGEST_PART = 40
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, whatever their ending."""


@dataclass(frozen=True)
class Case:
    """One workbook to send: a team, and the certification that the register proposes for it, or ''."""

    team: str
    certification: str = ""

    @property
    def file(self) -> str:
        """A file name that is safe everywhere; different for two teams or certifications that are different."""
        name = "-".join(_short(slug(part)) for part in (self.team, self.certification) if part)
        return f"{name}_.xlsx" if name in _RESERVED else f"{name}.xlsx"


def _short(name: str) -> str:
    if len(name) <= _LONGEST_PART:
        return name
    digits = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_PART - 9].rstrip('_')}_{digits}"


def campaign_of(configuration: Configuration, named: str | None) -> str:
    """The campaign to write into the workbooks: the one that was named, else the last declared one, else ''."""
    declared = [one for one in configuration.campaigns if one.opens or one.closes]
    if named:
        return configuration.campaign_id(named)
    return max(declared, key=_moment).id if declared else ""


def _moment(campaign: Campaign) -> tuple[str, str]:
    return str(campaign.closes or campaign.opens), campaign.id


def cases(root: Path, configuration: Configuration, campaign: str, certification: str | None = None) -> list[Case]:
    """Every case to ask about: the register's, and the teams of the roster that the register does not know.

    `certification` asks every team about that one. Raises WrongUsage where neither roster nor register is published.
    """
    if snapshots.current_id(root) is None:
        raise WrongUsage(
            fr="--all a besoin d'une liste des équipes : déposez-en une dans data/raw, puis lancez `certiscope run`.",
            en="--all needs a roster: put a list of teams in data/raw and run `certiscope run` first.",
        )
    declared = next((one for one in configuration.campaigns if one.id == campaign), Campaign(id=campaign or "?"))
    registered = _registered(root, campaign)
    teams = _expected(snapshots.read(root, "team_roster"), declared)
    teams |= {slug(case.team): case.team for case in registered}
    if not teams:
        raise WrongUsage(
            fr="Aucune équipe n'est encore connue. Déposez une liste des équipes ou un registre dans data/raw et "
            "lancez `certiscope run`, ou utilisez --team.",
            en="No team is known yet. Put a list of teams or a register in data/raw and run `certiscope run`, or use "
            "--team.",
        )
    if certification:
        return [Case(teams[team], certification) for team in sorted(teams)]
    known = {slug(case.team) for case in registered}
    every = [*registered, *(Case(teams[team]) for team in teams if team not in known)]
    return sorted(every, key=lambda case: (slug(case.team), slug(case.certification)))


def _expected(roster: pd.DataFrame, campaign: Campaign) -> dict[str, str]:
    """Slug to name: the roster's teams of whom an answer is expected while the campaign runs, and those it declares."""
    gone = roster["expected_answers"].fillna(1) <= 0
    if campaign.opens:
        gone |= pd.to_datetime(roster["valid_to"]) < pd.Timestamp(campaign.opens)
    if campaign.closes:
        gone |= pd.to_datetime(roster["valid_from"]) > pd.Timestamp(campaign.closes)
    official = {
        slug(other): str(row.team_name)
        for row in roster.itertuples()
        for names in (row.team_name, row.code, row.aliases)
        if isinstance(names, str)
        for other in names.split("; ")
    }
    declared = {official.get(slug(name), name) for name in campaign.expected_teams}
    return {slug(name): name for name in (*sorted(declared), *roster[~gone]["team_name"].map(str))}


def _registered(root: Path, campaign: str) -> list[Case]:
    """What the register proposes in this campaign; where it names no case for it, what it proposed last."""
    register = snapshots.read(root, "candidate_register")
    names = snapshots.read(root, "candidate_ranking")[
        ["campaign", "team_id", "certification_id", "team_name", "certification_name"]
    ]
    listed = register.merge(names, on=["campaign", "team_id", "certification_id"])
    own = listed["register_campaign"]
    if campaign not in set(own) - {ALL}:
        order = snapshots.read(root, "campaigns").set_index("campaign")["campaign_order"]
        named = sorted(set(own) - {ALL}, key=lambda one: int(order[one]))
        campaign = named[-1] if named else ""
    kept = listed[own.isin([campaign, ALL])].drop_duplicates(["team_id", "certification_id"])
    return [
        Case(str(team), str(name)) for team, name in kept[["team_name", "certification_name"]].itertuples(index=False)
    ]


def members(
    listed: Sequence[Case], configuration: Configuration, language: Language, campaign: str
) -> dict[str, bytes]:
    """The archive's files by name: the workbooks in one language, the texts in both."""
    files: dict[str, bytes] = {}
    for case in listed:
        if case.file in files:
            raise WrongUsage(
                fr=f"{case.team}, {case.certification} : deux dossiers donneraient le même fichier, {case.file}. "
                "Changez l'un des deux noms dans le registre.",
                en=f"{case.team}, {case.certification}: two cases would be one file, {case.file}. "
                "Change one of the two names in the register.",
            )
        files[case.file] = lead.content(configuration, language, case.team, case.certification, campaign)
    teams = list(dict.fromkeys(case.team for case in listed))
    names = sorted({case.certification for case in listed if case.certification})
    for one in LANGUAGES:
        files[f"message-{one}.txt"] = message.text(configuration, one, campaign).encode()
        files[f"questions-{one}.txt"] = pasted.text(configuration, one, campaign, teams, names).encode()
    return files

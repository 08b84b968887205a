"""From `config/*.toml` to frozen models. A key nobody knows is an error that names it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, ValidationError, model_validator

from pipeline import misfits
from pipeline.errors import WrongConfiguration, cause
from pipeline.folding import fold
from pipeline.grid import Grid
from pipeline.misfits import Misfit, Unfit, matching
from pipeline.quarters import quarter_of
from pipeline.side_file import Reading
from pipeline.strict_model import Model
from pipeline.vocabulary import ALL, CONTRACT_PARTS, FIELD, IGNORED, UNDATED

DEFAULTS = Path(__file__).resolve().parent.parent / "config"

Mode = Literal["open", "survey"]
"""Open: evaluators answer for their notes. Survey: confidential."""
M = TypeVar("M", bound=Model)


class Gate(Model):
    """The objective contract: what must be clear before a budget is opened."""

    requires: tuple[Literal["business_objective", "target_kpi", "target_value", "deadline"], ...] = CONTRACT_PARTS  # type: ignore[assignment]


class Limits(Model):
    """What a received file may cost before it is refused."""

    file_megabytes: int = Field(default=50, gt=0)
    unpacked_megabytes: int = Field(default=500, gt=0)
    archive_entries: int = Field(default=2000, gt=0)
    compression_ratio: int = Field(default=200, gt=0)
    seconds_per_file: int = Field(default=60, gt=0)
    columns: int = Field(default=16_384, gt=0)
    cell_characters: int = Field(default=1_000_000, gt=0)


Money = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2)]
Named = Annotated[
    str,
    matching(r"(?s).*\S\s*:\s*\S.*", fr="« Équipe : Certification »", en="“Team: Certification”"),
]
"""A candidate as a person writes it: `Team: Certification`."""


class Plan(Model):
    """What a proposal of what to fund has to respect; money in the currency of the settings."""

    budget: Money | None = None
    hours: Money | None = None
    value: Literal["people", "candidate", "money"] = "people"
    admit_deepen: bool = False
    new_only: bool = False
    per_team: int = Field(default=1, ge=1)
    caps: Mapping[str, Money] = Field(default_factory=dict)
    minimums: Mapping[str, Money] = Field(default_factory=dict)
    units_at_least: int = Field(default=0, ge=0)
    mandatory: tuple[Named, ...] = ()
    excluded: tuple[Named, ...] = ()
    not_both: tuple[tuple[Named, Named], ...] = ()
    overrun_percent: int = Field(default=0, ge=0, le=1000)
    overrun_count: int = Field(default=0, ge=0)


class Scenario(Plan):
    """One of several plans to compare; what it does not say is as in the plan that was asked for."""

    name: str = Field(min_length=1, max_length=60)


class Scenarios(Model):
    """A file of scenarios to lay side by side."""

    scenario: tuple[Scenario, ...] = Field(min_length=1, max_length=4)


class Confidential(Model):
    """From how many people on a confidential campaign tells means, and what shows how answers are spread."""

    means_from: int = Field(default=5, ge=3)
    distributions_from: int = Field(default=8, ge=3)

    @model_validator(mode="after")
    def _means_first(self) -> Confidential:
        if self.distributions_from < self.means_from:
            raise Unfit(
                fr="distributions_from ne peut pas être au-dessous de means_from",
                en="distributions_from must not be below means_from",
            )
        return self


class Settings(Model):
    """What the programme's owner may change."""

    currency: str = Field(default="EUR", min_length=1)
    hours_per_day: Decimal = Field(default=Decimal(7), gt=0, le=24)
    first_month_of_year: int = Field(default=1, ge=1, le=12)
    snapshots_kept: int = Field(default=50, ge=1)
    near_threshold_points: Decimal = Field(default=Decimal(3), ge=0)
    provisional_below: int = Field(default=3, ge=0)
    gate: Gate = Gate()
    confidential: Confidential = Confidential()
    rates: Mapping[str, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    limits: Limits = Limits()
    plan: Plan = Plan()

    @model_validator(mode="after")
    def _one_is_one(self) -> Settings:
        if self.rates.get(self.currency, 1) != 1:
            raise Unfit(
                fr=f"rates.{self.currency} dit ce que vaut la monnaie dans elle-même",
                en=f"rates.{self.currency} says what the currency is worth in itself",
            )
        return self


def _stored(name: str) -> str:
    """A campaign's name as it is stored: `2026-Q3` for `T3 2026`, with single spaces."""
    return quarter_of(name) or " ".join(name.split())


class Campaign(Model):
    """A declared round of scoring."""

    id: Annotated[str, AfterValidator(_stored), Field(min_length=1)]
    label_fr: str = ""
    label_en: str = ""
    opens: dt.date | None = None
    closes: dt.date | None = None
    grid: str | None = None
    mode: Mode = "open"
    expected_teams: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Campaign:
        if self.opens and self.closes and self.opens > self.closes:
            raise Unfit(
                fr=f"la campagne « {self.id} » ouvre après sa fermeture",
                en=f"campaign {self.id!r} opens after it closes",
            )
        if self.id in (UNDATED, ALL):
            raise Unfit(
                fr=f"« {self.id} » ne peut pas être l'id d'une campagne",
                en=f"{self.id!r} cannot be the id of a campaign",
            )
        return self


class Campaigns(Model):
    """`config/campaigns.toml`."""

    campaign: tuple[Campaign, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Campaigns:
        ids = [fold(campaign.id) or campaign.id for campaign in self.campaign]
        twice = next((one.id for one, key in zip(self.campaign, ids, strict=True) if ids.count(key) > 1), None)
        if twice is not None:
            raise Unfit(
                fr=f"deux campagnes ont l'id « {twice} », ou un id qui n'en diffère que par la casse ou les accents",
                en=f"two campaigns have the id {twice!r}, or one that differs only in case or accents",
            )
        named = {key: one.id for one, key in zip(self.campaign, ids, strict=True)}
        for one in self.campaign:
            for label in filter(fold, (one.label_fr, one.label_en)):
                other = named.setdefault(fold(label), one.id)
                if other != one.id:
                    raise Unfit(
                        fr=f"les campagnes « {other} » et « {one.id} » s'appellent toutes deux « {label} »",
                        en=f"campaigns {other!r} and {one.id!r} are both called {label!r}",
                    )
        return self


class Headings(Model):
    """`config/headings.toml`: how columns and words are recognised, in both languages.

    `fields` maps a field key to its headings; `choices` maps a field to its codes and their words; `short_headings`
    maps a criterion to words that name it only among others; `answer_scales` maps a scale to its language to its steps
    from the lowest, each with its words.
    """

    fields: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    missing: tuple[str, ...]
    placeholders: tuple[str, ...]
    nobody: tuple[str, ...]
    totals: tuple[str, ...]
    generic_sheets: tuple[str, ...]
    generic_folders: tuple[str, ...]
    form_metadata: tuple[str, ...] = ()
    short_headings: Mapping[str, tuple[str, ...]] = {}
    answer_scales: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = {}

    @model_validator(mode="after")
    def _known(self) -> Headings:
        for name in sorted({*self.fields, *self.choices}.difference(FIELD)):
            raise Unfit(fr=f"« {name} » n'est pas un champ", en=f"{name!r} is no field")
        return self


class RememberedHeading(Model):
    """A heading that a person mapped once, to a field, a criterion, or `ignore`; for all teams where it names none."""

    heading: str
    field: str
    team: str | None = None


class RememberedReading(Reading):
    """How the files of one team usually are to be read."""

    team: str = Field(min_length=1)


class Remembered(Model):
    """`config/remembered.toml`."""

    heading: tuple[RememberedHeading, ...] = ()
    reading: tuple[RememberedReading, ...] = ()


class Configuration(Model):
    """All of `config/`, read once a run."""

    grids: tuple[Grid, ...]  # those in use, the current one first
    settings: Settings
    campaigns: tuple[Campaign, ...]
    headings: Headings
    remembered: Remembered

    def campaign_id(self, name: str) -> str:
        """The campaign a name means: the declared one, whatever its accents or by its label, else as it is stored."""
        stored = _stored(name)
        return self._declared.get(fold(stored), stored)

    @cached_property
    def _declared(self) -> Mapping[str, str]:
        """Declared campaigns by every name that they have, folded; an id goes before another's label."""
        labels = [(label, one.id) for one in self.campaigns for label in (one.label_fr, one.label_en)]
        named = [*reversed(labels), *((one.id, one.id) for one in self.campaigns)]
        return {fold(name): id_ for name, id_ in named if fold(name)}

    def mode_of(self, campaign: str) -> Mode:
        """Whether a campaign is open or confidential; one that is not declared is open."""
        return next((declared.mode for declared in self.campaigns if declared.id == campaign), "open")

    @property
    def grid(self) -> Grid:
        """The grid of every campaign that names none."""
        return self.grids[0]

    def grid_of(self, campaign: str) -> Grid:
        """The grid that a campaign is scored with."""
        named = next((declared.grid for declared in self.campaigns if declared.id == campaign), None)
        return next((grid for grid in self.grids if grid.version == named), self.grid)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when anything that the reading of a file depends on changes."""
        parts = (
            [grid.model_dump_json() for grid in self.grids],
            self.settings.model_dump_json(exclude={"plan"}),
            self.headings.model_dump_json(),
            self.remembered.model_dump_json(),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def load(root: Path) -> Configuration:
    """Everything in `root/config`; a file that is not there means the one that ships.

    Raises WrongConfiguration, which names the file, the key, and what was expected.
    """
    folder = root / "config"
    grid_file = _existing(folder, "grid.toml")
    grids = [(grid_file, _model(Grid, grid_file))]
    shelves = dict.fromkeys((folder / "grids", grid_file.parent / "grids"))
    for file in (file for shelf in shelves for file in sorted(shelf.glob("*.toml"))):
        grid = _model(Grid, file)
        same = next(((place, other) for place, other in grids if other.version == grid.version), None)
        if same is None:
            grids.append((file, grid))
        elif same[1].fingerprint != grid.fingerprint:
            raise WrongConfiguration(
                file,
                "version",
                fr=f"« {grid.version} » est aussi la version de {same[0]}, dont le contenu est autre. "
                "Donnez une autre version à l'un des deux.",
                en=f"{grid.version!r} is also the version of {same[0]}, with other contents. "
                "Give one of them another version.",
            )
    campaigns_file = _existing(folder, "campaigns.toml")
    campaigns = _model(Campaigns, campaigns_file).campaign
    versions = {grid.version for _, grid in grids}
    used = {grids[0][1].version, *(campaign.grid for campaign in campaigns)}
    for number, campaign in enumerate(campaigns, start=1):
        if campaign.grid is not None and campaign.grid not in versions:
            known = ", ".join(sorted(versions))
            raise WrongConfiguration(
                campaigns_file,
                f"campaign.{number}.grid",
                fr=f"aucune grille n'a la version « {campaign.grid} », demandée pour la campagne « {campaign.id} ». "
                f"Versions connues : {known}.",
                en=f"no grid has the version {campaign.grid!r}, which campaign {campaign.id!r} asks for. "
                f"Known versions: {known}.",
            )
    return Configuration(
        grids=tuple(grid for _, grid in grids if grid.version in used),
        settings=settings(root),
        campaigns=campaigns,
        headings=_model(Headings, _existing(folder, "headings.toml")),
        remembered=_remembered(folder / "remembered.toml", [grid for _, grid in grids]),
    )


def settings(root: Path) -> Settings:
    """The settings alone, as `load` reads them: what needs no grid works beside a broken one."""
    return _model(Settings, _existing(root / "config", "settings.toml"))


def scenarios(file: Path) -> tuple[Scenario, ...]:
    """The scenarios of one file. Raises WrongConfiguration, which names the key and what was expected."""
    return _model(Scenarios, file).scenario


def _remembered(file: Path, grids: Sequence[Grid]) -> Remembered:
    """What people mapped once; a criterion may be one of a grid that no campaign uses any more."""
    if not _is_there(file):
        return Remembered()
    remembered = _model(Remembered, file)
    known = {*FIELD, *(criterion.key for grid in grids for criterion in grid.criterion), IGNORED}
    for number, one in enumerate(remembered.heading, start=1):
        if one.field not in known:
            near = ", ".join(get_close_matches(one.field, sorted(known), 3)) or f"team, certification, {IGNORED}"
            raise WrongConfiguration(
                file,
                f"heading.{number}.field",
                fr=f"« {one.field} » n'est ni un champ, ni un critère, ni « {IGNORED} ». "
                f"Vouliez-vous dire : {near} ? docs/vocabulary.md donne la liste des champs.",
                en=f"{one.field!r} is no field, no criterion and not {IGNORED!r}. "
                f"Did you mean: {near}? docs/vocabulary.md lists the fields.",
            )
    return remembered


def _existing(folder: Path, name: str) -> Path:
    return folder / name if _is_there(folder / name) else DEFAULTS / name


def _is_there(file: Path) -> bool:
    """Whether a file of `config/` was given; what stands in its place and is no file is never passed over."""
    if file.is_file():
        return True
    if os.path.lexists(file.parent) and not file.parent.is_dir():
        raise WrongConfiguration(
            file.parent,
            "",
            fr="un dossier est attendu ici. Mettez-y un dossier, ou retirez ce qui s'y trouve.",
            en="a folder was expected here. Make it one, or remove this entry.",
        )
    if os.path.lexists(file):
        raise WrongConfiguration(
            file,
            "",
            fr="un fichier est attendu ici. Mettez-y le fichier, ou retirez ce qui s'y trouve.",
            en="a file was expected here. Put the file there, or remove this entry.",
        )
    return False


@lru_cache(maxsize=64)
def _understood(kind: type[M], content: bytes) -> M:
    """The model of a file's content; models are frozen, so that the same content may be the same model."""
    return kind.model_validate(tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal))


def _model(kind: type[M], file: Path) -> M:
    try:
        understood: M = _understood(kind, file.read_bytes())
    except tomllib.TOMLDecodeError as problem:
        raise _wrong(file, misfits.no_toml(problem)) from problem
    except ValidationError as problem:
        raise _wrong(file, misfits.first(problem, kind)) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongConfiguration(
            file,
            "",
            fr=f"il ne peut pas être lu ({cause(problem, 'fr')}). Enregistrez-le comme texte en UTF-8.",
            en=f"it cannot be read ({cause(problem, 'en')}). Save it as UTF-8 text.",
        ) from problem
    return understood


def _wrong(file: Path, misfit: Misfit) -> WrongConfiguration:
    return WrongConfiguration(file, misfit.key, fr=misfit.fr, en=misfit.en)

"""What people said about a received file: kept beside it in `<its name>.toml`, for the original is never altered."""

from __future__ import annotations

import codecs
import datetime as dt
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pipeline import misfits
from pipeline.errors import WrongUsage
from pipeline.misfits import Misfit, Unfit, matching
from pipeline.vocabulary import DIALECTS

ENCODINGS = (
    "utf-8", "cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "iso-8859-15", "cp850",
)  # fmt: skip
"""What a text file may be said to be saved in."""

SEPARATORS = (",", ";", "\t", "|", "^", "~", ":", "\x1f")
"""What may be said to stand between the cells of a text file."""

_CODECS = {codecs.lookup(name).name: name for name in ENCODINGS} | {"utf-8-sig": "utf-8"}


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Reading(_Said):
    """How a file is to be read; what is empty is told by the file itself."""

    dialect: str = ""
    encoding: str = ""
    separator: str = ""
    language: Literal["", "fr", "en"] = ""
    dates: Literal["", "day_first", "month_first"] = ""
    heading_row: Annotated[str, matching(r"([1-9][0-9]{0,6})?", fr="un numéro de ligne", en="the number of a row")] = ""

    @property
    def heading(self) -> int | None:
        """The row, as a person counts, in which the headings stand; None where nobody said so."""
        return int(self.heading_row) if self.heading_row else None

    @property
    def day_first(self) -> bool | None:
        """Whether dates write the day first; None where nobody said so."""
        return self.dates == "day_first" if self.dates else None

    @field_validator("dialect")
    @classmethod
    def _known_dialect(cls, dialect: str) -> str:
        if dialect and dialect not in DIALECTS:
            known = ", ".join(DIALECTS)
            raise Unfit(
                fr=f"« {dialect} » n'est pas un outil de formulaire connu ; sont connus : {known}",
                en=f"{dialect!r} is no form tool that is known; known are: {known}",
            )
        return dialect

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, encoding: str) -> str:
        try:
            return _CODECS[codecs.lookup(encoding).name] if encoding else ""
        except (LookupError, ValueError) as problem:
            known = ", ".join(ENCODINGS)
            raise Unfit(
                fr=f"« {encoding} » n'est pas un encodage qui se lit ; sont connus : {known}",
                en=f"{encoding!r} is no encoding that is read; known are: {known}",
            ) from problem

    @field_validator("separator")
    @classmethod
    def _one_sign(cls, separator: str) -> str:
        sign = "\t" if separator == "tab" else separator
        if sign and sign not in SEPARATORS:
            known = " ".join(one for one in SEPARATORS if one.isprintable())
            raise Unfit(
                fr=f"« {separator} » ne sépare pas de cellules ; sont connus : {known} tab",
                en=f"{separator!r} separates no cells; known are: {known} tab",
            )
        return sign


class Mended(_Said):
    """One cell that a person mended at upload: as a spreadsheet calls it, what stood there, and what is read instead.

    `sheet` is empty in a text file, `member` names the file of an archive.
    """

    cell: Annotated[str, matching(r"[A-Z]{1,3}[1-9][0-9]{0,6}", fr="une cellule comme C3", en="a cell such as C3")]
    was: str = ""
    now: str = ""
    sheet: str = ""
    member: str = ""
    who: str = ""
    at: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """Which cell it is."""
        return self.member, self.sheet, self.cell

    @property
    def row_number(self) -> int:
        """The row it stands in, as a spreadsheet counts."""
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    @property
    def moment(self) -> dt.datetime | None:
        """When it was mended, in universal time; None where that was not written."""
        try:
            return dt.datetime.fromisoformat(self.at).astimezone(dt.UTC).replace(tzinfo=None)
        except ValueError:
            return None


class Side(Reading):
    """All that a side file says."""

    team: str = ""
    certification: str = ""
    campaign: str = ""
    mended: tuple[Mended, ...] = ()

    @property
    def choices(self) -> dict[str, str]:
        """What the file does not say itself, without what nobody said."""
        said = {"team": self.team, "certification": self.certification, "campaign": self.campaign}
        return {key: value for key, value in said.items() if value}

    @property
    def reading(self) -> Reading:
        """How the file is to be read."""
        return Reading.model_construct(**{key: getattr(self, key) for key in Reading.model_fields})

    def beside(self, newer: Side) -> Side:
        """This one with all that a newer one says; both list the cells that they mend."""
        said = {key: value for key, value in _said(newer).items() if key != "mended"}
        cells = {one.place: one for one in (*self.mended, *newer.mended)}
        return self.model_copy(update={**said, "mended": tuple(cells.values())})


NOTHING_SAID = Side()


def place_of(path: Path) -> Path:
    """Where what was said about a received file is written."""
    return path.with_name(path.name + ".toml")


def read(side: Path) -> Side:
    """What a side file says. Raises WrongUsage, naming the file and what is wrong with it."""
    try:
        said = tomllib.loads(side.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as problem:
        raise _wrong(side, misfits.no_toml(problem)) from problem
    except UnicodeDecodeError as problem:
        unread = Misfit("", "ce n'est pas de l'UTF-8. Enregistrez-le ainsi.", "this is not UTF-8. Save it so.")
        raise _wrong(side, unread) from problem
    try:
        return Side.model_validate(said)
    except ValidationError as problem:
        raise _wrong(side, misfits.first(problem, Side)) from problem


def _wrong(side: Path, misfit: Misfit) -> WrongUsage:
    """A side file that does not say what it must, with the way out that always is there: it may be removed."""
    fr, en = (f", clé « {misfit.key} »", f", key {misfit.key!r}") if misfit.key else ("", "")
    return WrongUsage(
        fr=f"{side}{fr} : {misfit.fr} Ce fichier d'accompagnement peut aussi être supprimé.",
        en=f"{side}{en}: {misfit.en} This side file may also be removed.",
    )


def written(side: Side) -> bytes:
    """A side file that says all this."""
    said = {key: value for key, value in _said(side).items() if key != "mended"}
    document = tomlkit.item(said)
    if side.mended:
        document["mended"] = tomlkit.aot()
        for one in side.mended:
            document["mended"].append(tomlkit.item(_said(one)))
    return tomlkit.dumps(document).encode()


def _said(one: BaseModel) -> dict[str, Any]:
    return {key: value for key, value in one.model_dump(exclude_defaults=True).items() if value}

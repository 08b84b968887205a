"""A portfolio in a temporary folder: files go in, published tables come out."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline import received, snapshots
from pipeline import run as pipeline_run
from pipeline.config import load
from pipeline.judged import Judge

CRITERIA = (
    "Impact business",
    "Applicabilité technique",
    "Effet levier équipe",
    "Risque / conformité",
    "Coût total",
    "Alternatives",
)
CONTRACT = ("Objectif business", "Indicateur visé", "Valeur cible", "Échéance")
CLEAR = ("Publier deux fois plus", "Articles par semaine", "12", "2027-06-30")


class Portfolio:
    """`data/raw` and what follows from it."""

    _made: pipeline_run.Built | None = None

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "data" / "raw"
        self.raw.mkdir(parents=True, exist_ok=True)

    def copied(self, root: Path) -> Portfolio:
        """The same in another folder: what one test published, others may change."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        return Portfolio(root)

    def given_csv(self, name: str, headings: Sequence[str], *rows: Sequence[object], separator: str = ";") -> Path:
        """A text file as a team would send it."""
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=separator, lineterminator="\n")
            writer.writerow(headings)
            writer.writerows(rows)
        return path

    def given_notes(
        self, team: str, certification: str, *answers: Sequence[object], name: str | None = None, clear: bool = True
    ) -> Path:
        """Answers of one candidate, each the six notes as asked (the last one reversed), with a clear objective."""
        headings = ("Équipe", "Certification", "Date", *CRITERIA, *(CONTRACT if clear else ()))
        rows = [(team, certification, "2026-08-15", *notes, *(CLEAR if clear else ())) for notes in answers]
        return self.given_csv(name or f"{team}-{certification}.csv", headings, *rows)

    def given_config(self, name: str, text: str) -> None:
        """A file of `config/`."""
        (self.root / "config").mkdir(exist_ok=True)
        (self.root / "config" / name).write_text(text, "utf-8")

    def run(self) -> pipeline_run.Summary:
        """Publish."""
        self._made = None
        return pipeline_run.run(self.root)

    def make(self) -> None:
        """Take everything in without publishing: of the tables, only those that the test then asks for are made."""
        files, judge = received.listing(self.root), Judge(self.root / "data" / "processed")
        self._made = pipeline_run.build(files, load(self.root), root=self.root, processed=None, judge=judge)

    def arrive(self) -> None:
        """Note in the audit log what arrived, as a run does."""
        received.note_arrivals(self.root, received.listing(self.root))

    def publish(self, *tables: str) -> None:
        """Publish these tables alone, for readers that ask for no other; what arrived is noted, as by a run."""
        self.make()
        assert self._made is not None
        for table in tables:
            self.published(table)
        self.arrive()
        snapshots.write(self._made.connection, self.root, "some-tables")
        snapshots.point_at(self.root, "some-tables")

    def ask(self) -> pd.DataFrame:
        """Publish nothing but the questions, so that they can be answered."""
        self.publish("questions")
        return self.published("questions")

    def published(self, table: str) -> pd.DataFrame:
        """A table as it is published, or would be by what was made last."""
        return snapshots.read(self.root, table) if self._made is None else self._made[table]

    def candidate(self, team: str, certification: str) -> pd.Series:
        """One row of the candidate ranking, by slugs."""
        rows = self.published("candidate_ranking")
        found = rows[(rows["team_id"] == team) & (rows["certification_id"] == certification)]
        assert len(found) == 1, rows[["campaign", "team_id", "certification_id"]]
        return found.iloc[0]

    def codes(self) -> list[str]:
        """The codes of all findings, in order."""
        return self.published("findings")["code"].tolist()

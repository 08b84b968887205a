"""What can go wrong with the program's surroundings. What is wrong with an input is a finding, not an error."""

from __future__ import annotations

from pathlib import Path


class CertiscopeError(Exception):
    """Root of every error a person can mend; the command line prints it as a sentence.

    `exit_code` is 1 where publishing was refused and 2 where the usage or the configuration is wrong.
    """

    exit_code = 1


class WrongConfiguration(CertiscopeError):
    """A file of `config/` does not say what it must."""

    exit_code = 2

    def __init__(self, file: Path, where: str, problem: str, remedy: str) -> None:
        self.file, self.where, self.problem, self.remedy = file, where, problem, remedy
        place = f"{file}, {where}" if where else str(file)
        super().__init__(f"{place}: {problem} {remedy}")


class WrongUsage(CertiscopeError):
    """A command was given something that does not exist or does not fit."""

    exit_code = 2


class GridWasPublished(WrongConfiguration):
    """A grid version that a published campaign used now says something else."""


class ModeWasPublished(WrongConfiguration):
    """A campaign that was published as confidential is open now, or the other way round."""


class NothingToPublish(CertiscopeError):
    """No row of any record was accepted; the last snapshot stays."""


class AnotherRunIsWorking(CertiscopeError):
    """Another process holds the lock on `data/processed`."""


class CannotWrite(CertiscopeError):
    """The disk refused: read-only, full, or without permission. The last snapshot stays."""

    def __init__(self, place: Path, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(
            f"{place}: cannot be written ({reason}). Nothing was published and the last snapshot stays. "
            "Free some space or give this account the right to write there, then run again."
        )


class NothingPublished(CertiscopeError):
    """There is no current snapshot to read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        super().__init__(
            f"{root / 'data' / 'processed'}: nothing is published yet. "
            "Put files in data/raw, or write the demonstration with `certiscope demo`, then `certiscope run`."
        )


class DamagedSnapshot(CertiscopeError):
    """A published file cannot be read; it is made again from what was received."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(
            f"{file}: this snapshot is damaged ({reason}). `certiscope run` makes it again from data/raw, "
            "with the same numbers."
        )

"""What all commands share: their group, who reads them, and the options that every one takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__, spoken
from pipeline.errors import WrongUsage
from pipeline.vocabulary import LANGUAGES, Language

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Reader:
    """Who reads the terminal, in the language that a command is given, else in that of the locale."""

    language: Language

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Reader:
        """The reader of a command as it was typed, rightly or not."""
        typed = [word for one in arguments for word in (one.split("=", 1) if one.startswith("--lang=") else [one])]
        said = [word for option, word in pairwise(typed) if option == "--lang"]
        return cls(next((one for one in LANGUAGES if [one] == said[-1:]), spoken.language()))


def _portfolio(context: click.Context, _: click.Parameter, root: Path) -> Path:
    """The folder of a portfolio. Only `demo` may begin one: a mistyped name must not become an empty portfolio."""
    try:
        str(root).encode()
    except UnicodeEncodeError as no_text:
        told = str(root).encode(errors="surrogateescape").decode(errors="replace")
        raise WrongUsage(
            fr=f"{told} : le nom de ce dossier n'est pas écrit en UTF-8, et sa base de données ne pourrait pas "
            "s'ouvrir. Renommez-le.",
            en=f"{told}: this folder's name is not written in UTF-8, and its database could not be opened. Rename it.",
        ) from no_text
    if not root.is_dir() and (root.exists() or context.info_name != "demo"):
        raise WrongUsage(
            fr=f"{root} : ce dossier n'existe pas. Vérifiez --root, ou créez-le.",
            en=f"{root}: there is no such folder. Check --root, or make it.",
        )
    return root


def common(command: Command) -> Command:
    root = click.option(
        "--root", type=click.Path(path_type=Path), default=Path(), metavar="DIR", callback=_portfolio,
        help="Where data/ and config/ lie (default: the current directory).",
    )  # fmt: skip
    language = click.option(
        "--lang", type=click.Choice(LANGUAGES), default=spoken.language,
        help="fr or en (default: the language of the terminal).",
    )  # fmt: skip
    return root(language(command))


as_one_document = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="certiscope")
def cli() -> None:
    """Which team to certify in AI, with which certification, and did it pay."""

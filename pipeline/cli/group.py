"""What all commands share: their group, who reads them, and the options that every one takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__, spoken
from pipeline.vocabulary import LANGUAGES, Language

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Reader:
    """Who reads the terminal: the language of the locale until a command was given another."""

    language: Language


def _speak(context: click.Context, _: click.Parameter, language: Language) -> Language:
    """The language of a command is that of its errors too."""
    if isinstance(context.obj, Reader):
        context.obj.language = language
    return language


def common(command: Command) -> Command:
    root = click.option(
        "--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="DIR",
        help="Where data/ and config/ lie (default: the current directory).",
    )  # fmt: skip
    language = click.option(
        "--lang", type=click.Choice(LANGUAGES), default=spoken.language, callback=_speak,
        help="fr or en (default: the language of the terminal).",
    )  # fmt: skip
    return root(language(command))


as_one_document = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="certiscope")
def cli() -> None:
    """Which team to certify in AI, with which certification, and did it pay."""

"""`--help` in French: every sentence of every command has one, and a French terminal shows it."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import click
import pytest

from pipeline.cli import cli
from pipeline.cli.french_help import FRENCH

OF_CLICK = {"Show this message and exit.", "Show the version and exit."}


def said_in_english():
    commands = [cli, *cli.commands.values()]
    options = [one for command in commands for one in command.params if isinstance(one, click.Option)]
    return {inspect.cleandoc(text) for text in (one.help for one in (*commands, *options)) if text}


def shown(*words, language):
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words, "--help"], capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "LC_ALL": language, "COLUMNS": "100"},
    )  # fmt: skip
    return done.stdout


def test_every_sentence_of_help_has_its_french_and_no_other_is_kept():
    assert set(FRENCH) == said_in_english() | OF_CLICK
    assert all(french != english for english, french in FRENCH.items())


@pytest.mark.parametrize("command", [[], *([name] for name in cli.commands)])
def test_a_french_terminal_reads_no_english(command):
    help_in_french = " ".join(shown(*command, language="fr_FR.UTF-8").split())
    assert help_in_french.startswith("Utilisation : ")
    assert FRENCH["Show this message and exit."] in help_in_french
    assert not [text for text in said_in_english() if text in help_in_french]
    assert not {"default:", "Commands:", "Options:", "INTEGER", "TEXT", "FILE", "DIR"} & set(help_in_french.split())


def test_the_language_that_a_command_is_given_goes_first():
    assert "Serve the dashboard on localhost." in shown("dashboard", "--lang", "en", language="fr_FR.UTF-8")
    assert "Ouvre le tableau de bord" in shown("dashboard", "--lang=fr", language="C.UTF-8")

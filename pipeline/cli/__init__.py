"""Speaks with the terminal: runs one command. What goes wrong is a sentence in the language of the reader."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

import click

from pipeline import spoken
from pipeline.cli import deciding, files, publishing, usage  # noqa: F401 - each adds its commands
from pipeline.cli.french_help import FrenchFormatter
from pipeline.cli.group import Reader, cli
from pipeline.errors import CertiscopeError


def main() -> None:
    """Run a command; an error is a sentence in the reader's language and an exit code, never a traceback."""
    gc.disable()  # a command lives for seconds: looking for cycles while libraries load costs more than it frees
    _read_names_as_utf8()
    reader = Reader.of(sys.argv[1:])
    if reader.language == "fr":
        click.Context.formatter_class = FrenchFormatter
    try:
        # Without standalone mode, click returns the code of an Exit instead of leaving with it.
        _leave(cli.main(standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit(130)
    except click.UsageError as wrong:
        if reader.language == "en" or isinstance(wrong, click.exceptions.NoArgsIsHelpError):
            wrong.show()
        else:
            spoken.problem(usage.said(wrong))
        sys.exit(2)
    except CertiscopeError as problem:
        spoken.problem(problem.said(reader.language))
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as problem:
        _give_up(spoken.refused_by_system(problem, reader.language))
    except Exception as problem:
        if os.environ.get("CERTISCOPE_DEBUG"):
            raise
        _give_up(spoken.unforeseen(problem, reader.language))


def _read_names_as_utf8() -> None:
    """Start again in UTF-8 where the locale says otherwise: DuckDB and Arrow open no file by another name."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _leave(code: object) -> NoReturn:
    """Leave at once: Python would free a run's tables one by one, which costs half a second for nothing."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as where a service starts the command without one
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)


def _give_up(sentence: str) -> None:
    spoken.problem(sentence)
    sys.exit(1)

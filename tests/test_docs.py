"""What the documents say is so: commands and their output, verbs, tables and columns, findings, links."""

import importlib
import os
import re
import socket
import string
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import dictionary, snapshots, vocabulary_page
from pipeline.choices import CHOICE_WORDS, CHOICES, LITERAL
from pipeline.cli import cli
from pipeline.findings import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
VOCABULARY = (ROOT / "docs" / "vocabulary.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
PATH = r"`((?:pipeline|dashboards|tests|config|docs|benchmarks)/[\w./]+)`"
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}


def certiscope(folder, *words):
    """What a command prints, both streams in the order in which they appear."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A portfolio that holds the demonstration, and what its first run printed."""
    folder = tmp_path_factory.mktemp("portfolio")
    (folder / "data" / "raw").mkdir(parents=True)
    return folder, [*certiscope(folder, "demo", "--if-empty"), *certiscope(folder, "run")]


def told(first_words):
    """The lines that README shows below a command."""
    block = re.search(rf"^\$ {re.escape(first_words)}[^\n]*\n(.*?)(?=^\$ |^```)", README, re.MULTILINE | re.DOTALL)
    assert block, first_words
    return [line for line in block[1].splitlines() if line != "…"]


def without_what_differs(line):
    """A line without the id and the seconds of one run, and without the port."""
    line = re.sub(r"\d{8}T\d{6}-[0-9a-f]{12}", "ID", line)
    line = re.sub(r"\(\d+\.\d s\)", "(SECONDS)", line)
    return re.sub(r"localhost:\d+", "localhost:PORT", line)


def first_line_of_the_dashboard(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "dashboard", "--port", str(port)],
        cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    with serving:
        try:
            return serving.stdout.readline().rstrip("\n")
        finally:
            serving.terminate()


def test_make_run_prints_what_the_readme_shows(demonstration):
    folder, printed = demonstration
    printed = [*printed, first_line_of_the_dashboard(folder)]
    assert [without_what_differs(line) for line in told("make run")] == list(map(without_what_differs, printed))


def test_the_rejected_row_is_a_row_of_the_demonstration(demonstration):
    folder, _ = demonstration
    findings = snapshots.read(folder, "findings")
    shown = re.search(r"```text\n(.+)\n```", README)[1]
    command = re.search(r"^\$ certiscope check (\S+)$", README, re.MULTILINE)[1]
    sent = (folder / command).read_text("cp1252").splitlines()
    rejected = findings[(findings["file"] == command.removeprefix("data/raw/")) & (findings["severity"] == "error")]
    assert shown in [sent[number - 1] for number in rejected["row_number"]]


def test_check_prints_what_the_readme_shows(demonstration):
    folder, _ = demonstration
    command = re.search(r"^\$ certiscope (check \S+)$", README, re.MULTILINE)[1]
    shown = told(f"certiscope {command}")
    assert certiscope(folder, *command.split())[: len(shown)] == shown


def test_the_readme_lists_every_command_and_says_what_help_says():
    table = README.split("| command | does |")[1].split("\n\n")[0]
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE))
    assert set(listed) == set(cli.commands)
    for name, says in listed.items():
        assert cli.commands[name].help.startswith(says.rstrip(".")), name


def test_the_verbs_that_documents_name_are_verbs_of_the_makefile():
    verbs = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        named = set(
            re.findall(r"`(?:\$ )?make ([a-z]+)`|^\$ make ([a-z]+)$", document.read_text("utf-8"), re.MULTILINE)
        )
        assert {one or other for one, other in named} <= verbs, document


def test_the_vocabulary_page_is_what_the_code_says():
    assert vocabulary_page.page() == VOCABULARY, (
        "make it again: python -m pipeline.vocabulary_page > docs/vocabulary.md"
    )


def test_every_published_column_is_described_and_every_described_column_is_published(demonstration):
    folder, _ = demonstration
    described = {
        heading: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        for heading, section in re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", VOCABULARY, re.MULTILINE | re.DOTALL)
    }
    with snapshots.open_snapshot(folder) as connection:
        published = {
            name: connection.table(f"published.{name}").columns for (name,) in snapshots.published_tables(connection)
        }
    assert described == published


def test_the_page_of_methods_names_what_is_there():
    page = (ROOT / "docs" / "methods.md").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "pipeline" / "methods").glob("*.py")}
    named = re.findall(r"`(\w+)\.(\w+)`", page)
    assert {module for module, _ in named} >= modules - {"__init__", "blocks", "portfolio_model", "relaxed"}
    for owner, name in named:
        is_column = name in dictionary.tables().get(owner, {})
        assert is_column or hasattr(importlib.import_module(f"pipeline.methods.{owner}"), name), (owner, name)


def test_every_column_says_what_it_means_in_both_languages():
    for table, columns in dictionary.tables().items():
        for column in columns.values():
            assert all((column.label_fr, column.label_en, column.meaning_fr, column.meaning_en)), (table, column.name)


def placeholders(text):
    """The facts that a sentence needs; a fact that is worded per language counts as one."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return {re.sub(r"_(fr|en)$", "", name) for name in names}


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_finding_says_the_same_in_both_languages(code):
    kind = CATALOGUE[code]
    assert all((kind.message_fr, kind.message_en, kind.remedy_fr, kind.remedy_en))
    assert placeholders(kind.message_fr) == placeholders(kind.message_en)
    assert placeholders(kind.remedy_fr) == placeholders(kind.remedy_en)
    french_only = placeholders_of_the_other_language(kind.message_fr + kind.remedy_fr, "en")
    english_only = placeholders_of_the_other_language(kind.message_en + kind.remedy_en, "fr")
    assert not french_only | english_only


def placeholders_of_the_other_language(text, language):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name and name.endswith(f"_{language}")}


def test_a_question_has_its_answers_and_a_reading_until_it_is_answered():
    questions = {code for code, kind in CATALOGUE.items() if kind.severity == "question"}
    assert set(CHOICES) == set(LITERAL) == questions
    for code, choices in CHOICES.items():
        assert 2 <= len(choices) <= 3
        assert LITERAL[code] in choices
        assert all(CHOICE_WORDS[choice].keys() == {"fr", "en"} for choice in choices)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target.split("#")[0]).exists(), target


def test_files_that_documents_name_exist():
    made_later = ("data/", "config/remembered.toml")
    for document in DOCUMENTS:
        for named in re.findall(
            r"`((?:pipeline|dashboards|tests|config|docs|benchmarks)/[\w./]+)`", document.read_text("utf-8")
        ):
            assert named.startswith(made_later) or (ROOT / named).exists(), f"{document.name}: {named}"

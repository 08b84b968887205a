"""The house: stages read only earlier stages, imports run one way, SQL keeps to what means the same elsewhere."""

import ast
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from pipeline import warehouse

ROOT = Path(__file__).resolve().parent.parent
QUERIES = sorted(warehouse.SQL.glob("*/*.sql"))
LAYERS = (
    {"vocabulary"},
    {"typeset", "folding", "quarters"},
    {"errors", "findings", "choices", "dictionary"},
    {"misfits", "strict_model"},
    {"grid"},
    {"side_file"},
    {
        "config",
        "warehouse",
        "audit",
        "audit_events",
        "names",
        "workbook",
        "amounts",
        "told_scores",
        "spared_imports",
    },
    {"ingest", "received", "remembered", "snapshots", "pilot_steps", "expectations"},
    {"judged"},
    {
        "validate",
        "evaluate",
        "certainty",
        "doubts",
        "kpis",
        "effects",
        "outcomes",
        "foresight",
        "findings_in_words",
        "declared",
        "numbered_cells",
        "template",
        "snapshot_stamp",
        "comparison",
        "annotated",
        "corrections",
        "confidential",
        "made",
    },
    {
        "run",
        "demo",
        "export",
        "explain",
        "what_if",
        "plan",
        "questions",
        "doctor",
        "spoken",
        "spoken_rows",
        "vocabulary_page",
    },
    {"cli", "__main__"},
)
NOT_THE_SAME_ON_SPARK = {
    "percentile_cont", "percentile_disc", "mode", "skewness", "kurtosis", "hash", "log", "hugeint",
}  # fmt: skip


def place(table):
    return ("config", "raw", *warehouse.STAGES).index(table.split(".")[0])


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_query_is_one_plain_select_that_reads_its_own_or_earlier_stages(file):
    text = file.read_text("utf-8")
    assert text.startswith("-- One row"), "the first line says the grain"
    parsed = sqlglot.parse(text, dialect="duckdb")
    assert len(parsed) == 1
    assert isinstance(parsed[0], exp.Query)
    read = warehouse.tables_read(text)
    assert read, "it reads nothing"
    assert all(place(table) <= warehouse.STAGES.index(file.parent.name) + 2 for table in read)
    used = {node.sql_name().lower() for node in parsed[0].find_all(exp.Func) if not isinstance(node, exp.Anonymous)}
    used |= {str(node.this).lower() for node in parsed[0].find_all(exp.Anonymous)}
    assert not used & NOT_THE_SAME_ON_SPARK


def imports(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def layer(name):
    return next((place for place, names in enumerate(LAYERS) if name in names), None)


def test_imports_run_one_way():
    wrong = []
    for file in sorted((ROOT / "pipeline").rglob("*.py")):
        own = file.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")
        for name in imports(file):
            parts = name.split(".")
            if parts[0] == "dashboards" and own != "cli":
                wrong.append((own, name))
            if parts[0] != "pipeline" or len(parts) < 2 or own in ("__init__", "methods"):
                continue
            if layer(parts[1]) is not None and layer(parts[1]) > layer(own):
                wrong.append((own, name))
    assert wrong == []


def test_every_module_of_the_pipeline_has_its_layer():
    known = {"__init__", "sql", "methods", "dictionary.toml", "__pycache__"}.union(*LAYERS)
    there = {path.name.removesuffix(".py") for path in (ROOT / "pipeline").iterdir()}
    assert there <= known


def test_methods_know_nothing_of_ours():
    for file in (ROOT / "pipeline" / "methods").glob("*.py"):
        assert not [name for name in imports(file) if name.startswith("pipeline.") and "pipeline.methods" not in name]


def test_only_sql_files_hold_queries():
    for folder in ("pipeline", "dashboards"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    text = node.value.lower()
                    allowed = file.name in ("warehouse.py", "snapshots.py")
                    assert allowed or not ("select " in text and " from " in text), f"{file}: {node.value}"

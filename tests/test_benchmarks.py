"""The comparison of speed compares like with like: the same scores on both sides, no library that a run leaves out."""

import csv
import subprocess
import sys

import pytest
from portfolio import Portfolio

from benchmarks import budget, compare, portfolios, robustness, startup
from pipeline.methods.optimum import optimum


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """A small portfolio on which both sides ran."""
    portfolio = Portfolio(tmp_path_factory.mktemp("benchmark"))
    portfolios.write(portfolio.raw, files=12, rows=20)
    portfolio.run()
    out = portfolio.root / "scores.csv"
    subprocess.run(compare.script(portfolio.root, out), check=True)
    return portfolio, out


def test_certiscope_and_the_script_agree_on_every_candidate(measured):
    portfolio, out = measured
    assert compare.agree(portfolio.root, out) == 12 * 4


def test_a_different_score_is_told(measured, tmp_path):
    portfolio, out = measured
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = tmp_path / "scores.csv"
    with wrong.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows([{**rows[0], "Score": float(rows[0]["Score"]) + 1e-6}, *rows[1:]])
    with pytest.raises(compare.DifferentScores):
        compare.agree(portfolio.root, wrong)


def test_the_start_up_imports_no_library_that_a_run_does_not_import(measured):
    portfolio, _ = measured
    program = (
        "import sys\n"
        "from pipeline.cli import cli\n"
        "cli.main(['run', '--root', sys.argv[1]], standalone_mode=False)\n"
        "print(' '.join(sys.modules))"
    )
    portfolios.write_one_more(portfolio.raw, files=12, rows=20)
    (portfolio.root / "data" / "processed" / "judged.json").unlink()  # what was judged before needs no library
    ran = subprocess.run(
        [sys.executable, "-c", program, str(portfolio.root)],
        cwd=compare.HERE.parent, check=True, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert set(startup.LIBRARIES) <= set(ran.stdout.split())


def test_the_same_numbers_write_the_same_workbook(tmp_path):
    for folder in ("one", "other"):
        portfolios.write(tmp_path / folder, files=1, rows=20)
    one, other = ((tmp_path / folder / "0000.xlsx").read_bytes() for folder in ("one", "other"))
    assert one == other


def test_what_is_measured_by_hand_still_runs():
    seconds, megabytes = robustness.measured(20)
    assert 0 < seconds < robustness.MOST[1_000][0]
    assert 0 < megabytes < 4_000
    assert optimum(budget.problem(20, hours=True)).status == "optimal"

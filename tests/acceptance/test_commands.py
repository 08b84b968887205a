"""The program as a user runs it: commands, exit codes, sentences instead of tracebacks."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest
from filelock import FileLock
from portfolio import CRITERIA

from pipeline import cli

NOTES = [4, 4, 4, 4, 4, 2]


def spawned(root: Path, *arguments: str, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """One command in the portfolio's folder, in a process of its own, without a terminal."""
    return subprocess.run(
        [*before, sys.executable, "-m", "pipeline", *arguments],
        cwd=root, env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


def certiscope(root: Path, *arguments: str, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """The same in this process, which has the libraries loaded and lives on."""

    def leave(code: object) -> NoReturn:
        sys.exit(code if isinstance(code, int) else 0)

    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(root)
        patch.setenv("LANG", lang)
        patch.setenv("LC_ALL", lang)
        patch.setattr(sys, "argv", ["certiscope", *arguments])
        patch.setattr(cli, "_leave", leave)
        with pytest.raises(SystemExit) as left:
            cli.main()
    gc.enable()
    return subprocess.CompletedProcess(arguments, int(left.value.code or 0), out.getvalue(), err.getvalue())


def refused(done: subprocess.CompletedProcess[str], code: int, *said: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    for text in said:
        assert text in done.stderr


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration portfolio, published once."""
    root = tmp_path_factory.mktemp("demonstration")
    (root / "data" / "raw").mkdir(parents=True)
    assert spawned(root, "demo").returncode == 0
    done = spawned(root, "run", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["published"]
    return root


def test_run_says_what_it_did_and_json_is_one_document(demonstration):
    again = certiscope(demonstration, "run", "--json")
    summary = json.loads(again.stdout)
    assert (again.returncode, summary["published"]) == (0, False)
    counts = summary["reconciled"]
    assert counts.pop("rows_read") == sum(counts.values())
    said = certiscope(demonstration, "run", lang="fr_FR.UTF-8")
    assert "Rien de nouveau" in said.stdout


@pytest.mark.parametrize("command", ["run", "check", "template", "demo", "dashboard", "export", "explain", "kpi"])
def test_every_command_has_help(tmp_path, command):
    done = certiscope(tmp_path, command, "--help")
    assert done.returncode == 0
    assert "--root" in done.stdout


def test_help_waits_for_no_library(tmp_path):
    heavy = {"pandas", "numpy", "duckdb", "pyarrow", "great_expectations", "pydantic", "streamlit", "openpyxl"}
    code = f"import sys, pipeline.cli; print(sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_the_demonstration_tells_its_story(demonstration):
    exported = certiscope(demonstration, "export", "--format", "csv", "--out", "out")
    assert exported.returncode == 0
    import pandas as pd

    ranking = pd.read_csv(demonstration / "out" / "candidate_ranking.csv", keep_default_na=False, na_values=[""])
    assert ranking["campaign"].nunique() == 2
    assert ((ranking["score_percent"] == 60) & ranking["at_threshold"].eq(True)).sum() >= 2
    unclear = ranking[(ranking["verdict"] == "pilot") & (ranking["decision"] == "clarify_objective")]
    assert len(unclear) >= 1
    changes = pd.read_csv(demonstration / "out" / "kpi_changes.csv")
    assert (changes["improvement_percent"].round(6) == 200).any()
    findings = pd.read_csv(demonstration / "out" / "findings.csv")
    assert (findings["severity"] == "error").sum() >= 10
    assert (findings["severity"] == "fatal").sum() >= 1


def test_check_says_cell_by_cell_what_is_wrong_and_writes_nothing(tmp_path):
    text = ";".join(("Équipe", "Certification", *CRITERIA)) + "\ncontenu;prompt;6;3;3;3;3;3\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    done = certiscope(tmp_path, "check", "a.csv", lang="fr_FR.UTF-8")
    assert done.returncode == 1
    assert "C2" in done.stdout
    assert "hors de l'échelle de 1 à 5" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_template_all_writes_an_archive_and_says_for_which_campaign(demonstration, tmp_path):
    refused(certiscope(tmp_path, "template", "--all"), 2, "needs a roster")
    refused(certiscope(demonstration, "template", "--all", "--team", "Contenu"), 2, "Leave --kind and --team out")
    done = certiscope(
        demonstration, "template", "--all", "--out", "all.zip", "--campaign", "T4 2026", lang="fr_FR.UTF-8"
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(demonstration / "all.zip") as archive:
        count = sum(name.endswith(".xlsx") for name in archive.namelist())
    assert f"all.zip : {count} classeurs pour la campagne 2026-Q4" in done.stdout


def test_check_annotate_writes_the_senders_workbook_or_a_folder_of_them(tmp_path):
    text = ";".join(("Équipe", "Certification", *CRITERIA)) + "\ncontenu;prompt;6;3;3;3;3;3\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("support/a.csv", text)
        archive.writestr("../../outside.csv", text)
    done = certiscope(tmp_path, "check", "a.csv", "--annotate", "out.xlsx")
    assert (done.returncode, "Annotated workbook: out.xlsx" in done.stdout) == (1, True)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "À corriger"
    english = certiscope(tmp_path, "check", "a.csv", "--annotate", "en.xlsx", "--lang", "en", "--json")
    assert json.loads(english.stdout)["annotated"] == ["en.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "en.xlsx").sheetnames[0] == "To mend"
    assert certiscope(tmp_path, "check", "a.csv", "b.zip", "--annotate", "out").returncode == 1
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.xlsx")) == [
        "a.csv.xlsx", "b.zip/support/a.csv.xlsx",
    ]  # fmt: skip
    assert not [*tmp_path.glob("outside*"), *tmp_path.parent.glob("outside*")]
    refused(certiscope(tmp_path, "check", "a.csv", "--annotate", "a.csv"), 2, "received file itself")
    refused(certiscope(tmp_path, "check", "a.csv", "b.zip", "--annotate", "out.xlsx"), 2, "folder")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04")
    refused(certiscope(tmp_path, "check", "c.xlsx", "--annotate", "no.xlsx"), 1, "c.xlsx")
    assert not (tmp_path / "no.xlsx").exists()


def test_run_and_check_say_what_was_received_before(tmp_path):
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    text = ";".join(("Équipe", "Certification", "Date", *CRITERIA)) + "\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\n"
    (raw / "a.csv").write_text(text, "utf-8")
    assert certiscope(tmp_path, "run").returncode == 0
    said = certiscope(tmp_path, "check", "data/raw/a.csv", lang="fr_FR.UTF-8").stdout
    assert "déjà reçu le " in said
    assert "(a.csv)" in said
    (raw / "b.csv").write_text(text, "utf-8")
    assert "b.csv: already received on 2" in certiscope(tmp_path, "run").stdout


def test_a_right_file_passes_check(tmp_path):
    text = ";".join(("Équipe", "Certification", "Date", *CRITERIA)) + "\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    assert certiscope(tmp_path, "check", "a.csv").returncode == 0


def test_wrong_usage_is_a_sentence_and_exit_2(tmp_path):
    refused(certiscope(tmp_path, "check", "nowhere.csv"), 2, "nowhere.csv")
    refused(spawned(tmp_path, "frobnicate"), 2, "frobnicate")
    refused(certiscope(tmp_path, "explain", "a", "b"), 1, "certiscope run")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["run", "--wat"], "--wat : cette option n'existe pas."),
        (["rum"], "rum : cette commande n'existe pas. Vouliez-vous dire : run ?"),
        (["export"], "Il manque --out."),
        (["explain", "contenu"], "Il manque CERTIFICATION."),
        (["explain", "contenu", "prompt", "101"], "« 101 » est de trop. Mettez entre guillemets un nom"),
        (["run", "--json=3"], "--json : elle ne prend pas de valeur."),
        (["run", "--root"], "--root : il manque la valeur qui la suit."),
        (["run", "--lang", "de"], "--lang : cette valeur ne convient pas. Valeurs admises : fr, en."),
        (["dashboard", "--port", "99999"], "Il faut un nombre entier de 1 à 65535."),
        (["run", "--root", "nowhere"], "nowhere : ce dossier n'existe pas."),
    ],
)
def test_what_is_typed_wrongly_is_told_in_french(tmp_path, command, said):
    wrong = certiscope(tmp_path, *command, lang=FRENCH)
    assert (wrong.returncode, said in told(wrong)) == (2, True), told(wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_command_typed_wrongly_is_told_in_the_language_that_it_asks_for(tmp_path):
    for asked in (["--lang", "fr"], ["--lang=fr"], ["--lang", "en", "--lang", "fr"]):
        assert "cette option n'existe pas" in told(certiscope(tmp_path, "run", "--wat", *asked)), asked
    assert "No such option" in told(certiscope(tmp_path, "run", "--lang", "en", "--wat", lang=FRENCH))


def test_a_mistyped_folder_does_not_become_a_portfolio(tmp_path):
    for command in ("run", "questions", "doctor", "template"):
        refused(certiscope(tmp_path, command, "--root", "nowhere"), 2, "nowhere: there is no such folder")
    assert certiscope(tmp_path, "demo", "--root", "new").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_an_accented_folder_is_found_where_the_terminal_says_nothing_of_accents(tmp_path):
    raw = tmp_path / "été à Évry" / "data" / "raw"
    raw.mkdir(parents=True)
    text = ";".join(("Équipe", "Certification", "Date", *CRITERIA)) + "\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\n"
    (raw / "été.csv").write_text(text, "utf-8")
    no_locale = ["env", "LC_ALL=C", "PYTHONUTF8=0", "PYTHONCOERCECLOCALE=0"]
    ran = spawned(tmp_path, "run", "--json", "--root", "été à Évry", before=no_locale)
    assert ran.returncode == 0, ran.stderr
    assert [one["file"] for one in json.loads(ran.stdout)["files"]] == ["été.csv"]


def test_an_empty_folder_publishes_nothing_and_says_what_to_do(tmp_path):
    refused(spawned(tmp_path, "run"), 1, "certiscope demo")


def test_a_broken_configuration_is_exit_2(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("hours_a_day = 7\n", "utf-8")
    refused(certiscope(tmp_path, "run"), 2, "settings.toml", "hours_a_day")


def test_a_disk_that_refuses_leaves_the_last_snapshot(demonstration, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(demonstration, root)
    current = (root / "data" / "processed" / "CURRENT").read_text()
    shutil.rmtree(root / "data" / "processed" / "snapshots")
    (root / "data" / "processed" / "snapshots").write_text("a file where the folder should be")
    refused(spawned(root, "run"), 1, "snapshots")
    assert (root / "data" / "processed" / "CURRENT").read_text() == current


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may read everything")
def test_what_this_account_may_not_read_is_told_and_the_rest_goes_on(tmp_path):
    text = ";".join(("Équipe", "Certification", "Date", *CRITERIA)) + "\n{};prompt;2026-08-01;4;3;3;3;3;3\n"
    raw = tmp_path / "data" / "raw"
    for name in ("contenu.csv", "support.csv", "closed/logistique.csv"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text.format(Path(name).stem), "utf-8")
    (raw / "support.csv").chmod(0)
    (raw / "closed").chmod(0)
    capabilities = "-dac_override,-dac_read_search"
    as_anybody = ["setpriv", f"--bounding-set={capabilities}", f"--inh-caps={capabilities}"] if not os.geteuid() else []
    ran = spawned(tmp_path, "run", "--json", before=as_anybody)
    (raw / "closed").chmod(0o700)
    assert ran.returncode == 0, ran.stderr
    told = {one["file"]: (one["accepted"], one["status"]) for one in json.loads(ran.stdout)["files"]}
    assert told == {"contenu.csv": (1, "read"), "support.csv": (0, "refused"), "closed": (0, "refused")}


def test_demo_refuses_beside_other_data_and_can_be_removed(tmp_path):
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "own.csv").write_text("a;b\n1;2\n")
    refused(certiscope(tmp_path, "demo"), 2, "--force")
    assert certiscope(tmp_path, "demo", "--force").returncode == 0
    assert certiscope(tmp_path, "demo", "--remove").returncode == 0
    assert [path.name for path in raw.iterdir()] == ["own.csv"]


def test_a_quarter_has_the_name_that_a_reader_gives_it(demonstration):
    named = ("explain", "contenu", "Prompt engineering 101", "--json", "--campaign")
    assert certiscope(demonstration, *named, "T3 2026").stdout == certiscope(demonstration, *named, "2026-Q3").stdout
    review = ("kpi", "--json", "--quarter")
    assert certiscope(demonstration, *review, "Q3 2026").stdout == certiscope(demonstration, *review, "2026-Q3").stdout
    plan = ("plan", "--budget", "50000", "--no-studies", "--json", "--campaign")
    assert json.loads(certiscope(demonstration, *plan, "T3 2026").stdout)["campaign"] == "2026-Q3"


def test_a_command_without_a_place_to_print_ends_as_it_should(demonstration):
    done = spawned(demonstration, before=("sh", "-c", 'exec "$@" snapshots >&-', "sh"))
    assert (done.returncode, done.stderr) == (0, "")


def test_explain_follows_every_number_to_its_cells(demonstration):
    ranking = json.loads(certiscope(demonstration, "export", "--out", "o2").stdout and "[]")
    assert ranking == []
    import pandas as pd

    best = pd.read_csv(demonstration / "o2" / "candidate_ranking.csv").iloc[0]
    done = certiscope(demonstration, "explain", best["team_name"], best["certification_name"], "--json")
    explained = json.loads(done.stdout)
    scores = explained["criterion_scores"]
    assert sum(one["points"] for one in scores) == pytest.approx(explained["candidate"]["score_percent"])
    assert all(cell["file"] and cell["cell"] for cell in explained["note_cells"])


def test_a_question_is_answered_and_holds(demonstration, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(demonstration, root)
    asked = json.loads(certiscope(root, "questions", "--json").stdout)
    assert asked
    first = asked[0]
    choice = first["choices"].split(",")[0]
    refused(certiscope(root, "answer", first["question_id"], "perhaps"), 2, choice)
    assert certiscope(root, "answer", first["question_id"], choice).returncode == 0
    assert json.loads(certiscope(root, "run", "--json").stdout)["published"]
    left = json.loads(certiscope(root, "questions", "--json").stdout)
    assert first["question_id"] not in {one["question_id"] for one in left}


def test_withdraw_previews_and_only_then_withdraws(demonstration, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(demonstration, root)
    files = json.loads(certiscope(root, "run", "--json").stdout)["files"]
    file = next(one["file"] for one in files if one["record"] == "A" and one["accepted"] and ".zip/" not in one["file"])
    preview = certiscope(root, "withdraw", file)
    assert preview.returncode == 0
    assert "--yes" in preview.stdout
    assert not json.loads(certiscope(root, "run", "--json").stdout)["published"]
    assert certiscope(root, "withdraw", file, "--yes", "--why", "sent twice").returncode == 0
    again = json.loads(certiscope(root, "run", "--json").stdout)
    assert again["published"]
    assert file not in {one["file"] for one in again["files"]}
    assert (root / "data" / "raw" / file).is_file()


def test_the_other_commands_answer(demonstration):
    for arguments in (["kpi", "--json"], ["snapshots", "--json"], ["doctor", "--json"]):
        done = certiscope(demonstration, *arguments)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)


def test_a_busy_port_is_a_sentence(demonstration):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused(spawned(demonstration, "dashboard", "--port", str(port)), 2, str(port))


FRENCH = "fr_FR.UTF-8"


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What went to stderr, with plain spaces."""
    return done.stderr.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["explain", "Compta", "Prompt"], 2, "Compta × Prompt : ce dossier n'est dans aucune campagne. Équipes : "),
        (["explain", "Compta", "Prompt", "--campaign", "x"], 2, "n'est pas dans la campagne x. Équipes : "),
        (["plan", "--budget", "beaucoup"], 2, "--budget beaucoup : ce n'est pas un nombre. Écrivez-le en chiffres"),
        (["plan"], 2, "Aucun budget n'est dit. Ajoutez --budget MONTANT"),
        (["plan", "--budget", "1000", "--campaign", "2020"], 2, "2020 : aucun dossier de cette campagne n'est publié"),
        (["plan", "--budget", "1000", "--per-team", "0"], 2, "--per-team : il faut au moins 1, non 0."),
        (["plan", "--budget", "1000", "--exclude", "A:B"], 2, "A:B : aucun dossier de 2026-Q3 ne s'appelle ainsi"),
        (["plan", "--budget", "1000", "--cap", "Lune=5"], 2, "Lune : aucune direction de 2026-Q3 ne s'appelle ainsi"),
        (["answer", "q_nowhere", "same"], 2, "q_nowhere : aucune question n'a cet identifiant"),
        (["withdraw", "absent.csv"], 2, "absent.csv : aucun fichier compté n'a ce chemin"),
        (["kpi", "--quarter", "2020-Q1"], 2, "--quarter 2020-Q1 : aucun pilote à suivre"),
        (["check", "absent.csv"], 2, "absent.csv : ce fichier n'existe pas"),
        (["template", "--all", "--kind", "kpi"], 2, "Retirez --kind et --team"),
        (["template", "--out", "a.doc"], 2, "a.doc : un modèle est un classeur Excel"),
    ],
)  # fmt: skip
def test_errors_are_told_in_the_language_of_the_terminal(demonstration, command, code, said):
    french = certiscope(demonstration, *command, lang=FRENCH)
    assert (french.returncode, said in told(french)) == (code, True), told(french)
    assert told(certiscope(demonstration, *command, "--lang", "fr")) == told(french)
    english = certiscope(demonstration, *command, "--lang", "en", lang=FRENCH)
    assert english.returncode == code
    assert english.stderr != french.stderr


def test_where_nothing_is_published_every_command_says_so_in_french(tmp_path):
    for command in (["explain", "a", "b"], ["plan", "--budget", "5"], ["kpi"], ["questions"], ["export", "--out", "o"]):
        refused = certiscope(tmp_path, *command, lang=FRENCH)
        assert (refused.returncode, "rien n'est encore publié" in told(refused)) == (1, True), command
    assert "il n'y a aucun fichier à lire" in told(certiscope(tmp_path, "run", lang=FRENCH))
    assert "Rien n'est encore publié." in certiscope(tmp_path, "snapshots", lang=FRENCH).stdout


def test_a_broken_grid_is_told_in_french_with_its_file_and_key(tmp_path):
    (tmp_path / "config").mkdir()
    grid = tmp_path / "config" / "grid.toml"
    grid.write_text("[[criterion]]\nwieght = 3\n", "utf-8")
    wrong = certiscope(tmp_path, "run", lang=FRENCH)
    assert wrong.returncode == 2
    assert "config/grid.toml, clé « criterion.1.wieght » : cette clé n'existe pas." in told(wrong)
    grid.write_text("version = \n", "utf-8")
    assert "ce n'est pas du TOML valide, ligne 1, colonne" in told(certiscope(tmp_path, "run", lang=FRENCH))
    looked = certiscope(tmp_path, "doctor", lang=FRENCH)
    assert looked.returncode == 1
    assert "!!  configuration" in looked.stdout
    assert "n'est pas du TOML valide" in looked.stdout
    assert "aucun fichier dans data/raw. Déposez-y des enquêtes" in looked.stdout


def test_the_doctor_goes_on_where_something_cannot_even_be_looked_at(tmp_path):
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "a.csv").write_text("a;b\n1;2\n")
    (raw / "a.csv.toml").write_text("seperator = ';'\n")
    (tmp_path / "data" / "processed").write_text("a file where the folder should be")
    (tmp_path / "data" / "respondent.key").write_text("no key")
    looked = certiscope(tmp_path, "doctor", lang=FRENCH)
    assert looked.returncode == 1, looked.stderr
    lines = {line[4:24].strip(): line for line in looked.stdout.splitlines()}
    assert lines["configuration"].startswith("ok")
    assert "!!  fichiers reçus" in lines["fichiers reçus"]
    assert "seperator" in lines["fichiers reçus"]
    assert "!!  clé des répondants" in lines["clé des répondants"]
    assert "ce n'est pas une clé de 32 octets" in lines["clé des répondants"]
    assert "un dossier est attendu là où se trouve un fichier" in lines["data/processed"]
    assert "un dossier est attendu là où se trouve un fichier" in lines["publication"]


def test_a_busy_port_and_a_held_lock_are_told_in_french(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        busy = certiscope(tmp_path, "dashboard", "--port", str(port), lang=FRENCH)
    assert (busy.returncode, f"Le port {port} est déjà pris" in told(busy)) == (2, True)
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    with FileLock(processed / ".lock"):
        held = certiscope(tmp_path, "run", lang=FRENCH)
    assert (held.returncode, "une autre exécution y travaille" in told(held)) == (1, True)


def test_what_commands_did_is_told_in_french(demonstration, tmp_path):
    written = certiscope(tmp_path, "demo", lang=FRENCH)
    assert "fichiers écrits dans data/raw/demo" in written.stdout
    assert certiscope(tmp_path, "demo", "--remove", lang=FRENCH).stdout == "data/raw/demo : supprimé.\n"
    assert "Il n'y avait pas de démonstration" in certiscope(tmp_path, "demo", "--remove", lang=FRENCH).stdout
    assert "(celle que tout le monde lit)" in certiscope(demonstration, "snapshots", lang=FRENCH).stdout
    looked = certiscope(demonstration, "doctor", lang=FRENCH).stdout
    assert "fichiers, 0 retiré" in looked
    assert "critères, échelle de 1 à 5" in looked
    assert "1 gardée" in looked


def test_the_preview_of_a_withdrawal_tells_words_and_numbers_as_the_reader_writes_them(demonstration):
    files = json.loads(certiscope(demonstration, "run", "--json").stdout)["files"]
    answers = [one["file"] for one in files if one["record"] == "A" and one["accepted"] and ".zip/" not in one["file"]]
    french = certiscope(demonstration, "withdraw", answers[0], lang=FRENCH).stdout.replace("\u00a0", " ").splitlines()
    assert "changer" in french[0]
    assert french[1:]
    for line in french[1:]:
        assert re.search(r" : .*(\(\d+,\d+ %\)|absent du classement|…) ?", line), line
        assert not re.search(r"deepen|clarify|pilot\b|\d\.\d", line.split(" : ")[1]), line
    english = certiscope(demonstration, "withdraw", answers[0]).stdout
    assert re.search(r"\(\d+\.\d%\) → ", english)

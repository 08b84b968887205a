"""A tool that exports the numbers of answers instead of their text names no team."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows, workbook

WHEN = "2026-10-25 14:55:21"
LIME = ("ID de la réponse", "Date de soumission", "Dernière page")
QUALTRICS = ("ResponseId", "RecordedDate", "Finished")
MONKEY = ("Respondent ID", "Collector ID", "End Date")
KOBO = ("_id", "_submission_time", "_uuid")
NOTES = (4, 5, 3, 2, 4, 1)


def sent(tool, *named):
    rows = [(number, WHEN, 1, team, certification, *NOTES) for number, (team, certification) in enumerate(named)]
    return read_rows((*tool, "Équipe", "Certification", *CRITERIA), *rows)


@pytest.mark.parametrize(
    ("tool", "codes"),
    [(LIME, ("A1", "A2")), (LIME, ("AO01", "AO12")), (LIME, ("SQ001", "-oth-")), (LIME, (1, 2)), (QUALTRICS, (3, 1)),
     (QUALTRICS, ("3", "3")), (MONKEY, (1, 2)), (KOBO, ("option_2", "option_1")), (KOBO, ("1", "2"))],
)  # fmt: skip
def test_codes_are_no_names_and_that_is_told_once(tool, codes):
    found = sent(tool, *((code, "AZ-900") for code in codes))
    assert set(found.values("team").values()) == {"unreadable"}
    assert set(found.values("certification").values()) == {"AZ-900"}
    assert [(one["code"], one["column_name"], one["cell"]) for one in found.findings] == [
        ("coded_names", "Équipe", "D1")
    ]


@pytest.mark.parametrize(
    ("tool", "names"),
    [(LIME, ("A1", "Support")), (LIME, ("B2", "B3")), (QUALTRICS, ("3", "Contenu")), (QUALTRICS, ("A1", "A2")),
     (("Horodateur", "Date", "x"), ("1", "2")), (("a", "b", "c"), ("1", "2")), (QUALTRICS, ("2026", "1234"))],
)  # fmt: skip
def test_names_that_are_numbers_stay_names_elsewhere(tool, names):
    found = sent(tool, *((name, "AZ-900") for name in names))
    assert list(found.values("team").values()) == list(names)
    assert "coded_names" not in found.codes


def test_codes_of_certifications_are_told_too():
    found = sent(QUALTRICS, ("Contenu", 1), ("Support", 2))
    assert set(found.values("certification").values()) == {"unreadable"}
    assert found.codes == ["coded_names"]


def test_a_name_that_cannot_be_read_is_told_once_not_as_missing_too(portfolio):
    answers = [("1", WHEN, 3, "A1", "AZ-900", *NOTES), ("2", WHEN, 3, None, "AZ-900", *NOTES)]
    content = workbook({"Réponses": [(*LIME, "Équipe", "Certification", *CRITERIA), *answers]})
    (portfolio.raw / "sent.xlsx").write_bytes(content)
    portfolio.make()
    errors = portfolio.published("findings").query("severity == 'error'")
    assert errors[["code", "cell"]].to_numpy().tolist() == [["unreadable_value", "D2"], ["missing_value", "D3"]]

"""Who chose another name than those offered, and typed it, named it."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

WHEN = "2026-10-25 14:55:21"
NOTES = (4, 5, 3, 2, 4, 1)
LIME = ("ID de la réponse", "Date de soumission", "Dernière page")
QUALTRICS = ("ResponseId", "RecordedDate", "Finished")
TYPEFORM = ("#", "Submit Date (UTC)", "Network ID")


def sent(tool, headings, *named):
    rows = [("1", WHEN, 1, *names, "AZ-900", *NOTES) for names in named]
    return read_rows((*tool, *headings, "Certification", *CRITERIA), *rows)


@pytest.mark.parametrize(
    ("tool", "headings"),
    [
        (LIME, ("Équipe", "Équipe [Autre]")), (LIME, ("Votre équipe ?", "Votre équipe ? [Other]")),
        (QUALTRICS, ("Équipe - Selected Choice", "Équipe - Autre (préciser) - Texte")),
        (QUALTRICS, ("Team", "Team - Other - Text")), (TYPEFORM, ("Équipe", "Other")), (TYPEFORM, ("Équipe", "Autre")),
    ],
)  # fmt: skip
def test_the_name_that_was_typed_is_the_name(tool, headings):
    named = [("Contenu", None), ("Autre", "Juridique"), (None, "Achats"), ("Other", "Juridique"), ("Autre", None),
             ("Contenu", "Juridique")]  # fmt: skip
    found = sent(tool, headings, *named)
    assert found.values("team") == {
        2: "Contenu", 3: "Juridique", 4: "Achats", 5: "Juridique", 6: "unreadable", 7: "two_answers"
    }  # fmt: skip
    assert {cell["row_number"]: cell["column_number"] for cell in found.cells if cell["field"] == "team"}[3] == 5
    assert found.codes == []


def test_another_answer_to_another_question_names_no_team():
    found = sent(TYPEFORM, ("Équipe", "Ville", "Autre"), (None, None, "Lyon"))
    assert found.values("team") == {}
    found = sent(LIME, ("Équipe", "Ville [Autre]"), (None, "Lyon"))
    assert found.values("team") == {}

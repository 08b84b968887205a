"""Exports of Qualtrics in the language of whoever exported: the codes of its first row tell what stands where."""

from __future__ import annotations

import pytest
from sent import CRITERIA, Reading, read

KEYS = ("business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives")
CODES = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
)  # fmt: skip
FRENCH = (
    "Date de début", "Date de fin", "Type de réponse", "Adresse IP", "Progression", "Durée (en secondes)", "Terminé",
    "Date d'enregistrement", "ID de réponse", "Nom de famille du destinataire", "Prénom du destinataire",
    "E-mail du destinataire", "Référence de données externes", "Latitude de l'emplacement",
    "Longitude de l'emplacement", "Canal de distribution", "Langue de l'utilisateur",
)  # fmt: skip
GERMAN = (
    "Anfangsdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Aktueller Stand", "Dauer (in Sekunden)", "Beendet",
    "Erfassungsdatum", "Antwort-ID", "Nachname des Empfängers", "Vorname des Empfängers", "E-Mail des Empfängers",
    "Externe Datenreferenz", "Breitengrad des Standorts", "Längengrad des Standorts", "Verteilungskanal",
    "Benutzersprache",
)  # fmt: skip
ASKED = ("Équipe", "Certification", *(f"Notez de 1 à 5 - {name}" for name in CRITERIA))
TAGS = ("Q1", "Q2", *(f"Q3_{number}" for number in range(1, 7)))
NOTES = ("4", "5", "3", "2", "4", "1")


def answer(day, team="contenu", status="0", finished="1", channel="anonymous", more=()):
    moments = [f"2026-10-{day:02} 14:50:00", f"2026-10-{day:02} 14:55:00"]
    of_the_tool = [*moments, status, "1.2.3.4", "100", "300", finished, f"2026-10-{day:02} 14:55:01", f"R_{day}a"]
    return [*of_the_tool, "", "", "", "", "48.8", "2.3", channel, "FR", team, *more, "AZ-900", *NOTES]


def sent(*rows) -> Reading:
    lines = (",".join('"' + str(value).replace('"', '""') + '"' for value in row) for row in rows)
    return read("sent.csv", "\r\n".join(lines) + "\r\n")


def imports(quote='"'):
    return [f"{{{quote}ImportId{quote}:{quote}x{number}{quote}}}" for number in range(len(CODES) + len(ASKED))]


def is_read_whole(found, days, row):
    """Whether the answers of these days, the first of them in this row, are read as they were given."""
    rows = range(row, row + len(days))
    assert found.table["dialect"] == "qualtrics"
    assert [found.values(key) for key in KEYS] == [dict.fromkeys(rows, note) for note in NOTES]
    assert found.values("team") == dict.fromkeys(rows, "contenu")
    assert found.values("submitted_at") == {
        at: f"2026-10-{day:02} 14:55:01" for at, day in zip(rows, days, strict=True)
    }
    assert "answer_kind" not in found.fields().values()
    return True


@pytest.mark.parametrize("words", [CODES, FRENCH, GERMAN])
def test_the_row_of_codes_tells_what_the_words_below_it_mean(words):
    found = sent([*CODES, *TAGS], [*words, *ASKED], imports(), answer(1), answer(2))
    assert is_read_whole(found, (1, 2), 4)
    assert found.codes == []


@pytest.mark.parametrize("words", [FRENCH, GERMAN])
def test_words_without_their_codes_are_known_too(words):
    found = sent([*words, *ASKED], answer(1), answer(2))
    assert is_read_whole(found, (1, 2), 2)
    assert found.codes == []


def test_identities_of_answers_and_addresses_may_have_been_taken_out():
    kept = [at for at, code in enumerate(CODES) if code not in {"ResponseId", "IPAddress", "RecipientEmail"}]
    kept += range(len(CODES), len(CODES) + len(ASKED))
    rows = ([*CODES, *TAGS], [*FRENCH, *ASKED], imports(), answer(1))
    assert is_read_whole(sent(*([row[at] for at in kept] for row in rows)), (1,), 4)


def test_codes_that_a_program_wrote_again_are_no_answer():
    found = sent([*CODES, *TAGS], [*CODES, *ASKED], imports("'"), answer(1))
    assert is_read_whole(found, (1,), 4)
    assert list(found.statuses().values()) == ["data"]


@pytest.mark.parametrize(
    "how", [{"status": "Aperçu de l'enquête"}, {"status": "Aperçu d'enquête", "finished": "Vrai"}, {"status": "1"},
            {"status": "Adresse IP", "channel": "preview"}, {"status": "Umfragevorschau"}],
)  # fmt: skip
def test_the_author_s_trials_are_known_in_every_language(how):
    found = sent([*CODES, *TAGS], [*FRENCH, *ASKED], imports(), answer(1), answer(2, "support", **how))
    assert is_read_whole(found, (1,), 4)
    assert list(found.statuses().values()) == ["data", "ignored"]
    assert found.codes == ["trial_rows"]


def test_an_answer_that_was_not_finished_is_told_in_french():
    found = sent([*CODES, *TAGS], [*FRENCH, *ASKED], imports(), answer(1, finished="Vrai"), answer(2, finished="Faux"))
    assert [(one["code"], one["row_number"]) for one in found.findings] == [("unfinished_answers", 5)]


@pytest.mark.parametrize(
    ("choice", "text"), [("Selected Choice", "Other - Text"), ("Choix sélectionné", "Autre (préciser) - Texte")]
)
def test_a_choice_with_a_text_beside_it_is_a_choice(choice, text):
    team, certification = f"Équipe - {choice}", f"Certification - {choice}"
    asked = [team, f"Équipe - {text}", certification, *ASKED[2:]]
    tags = ["Q1", "Q1_4_TEXT", *TAGS[1:]]
    other = answer(2, "Autre (préciser)", more=("juridique",))
    found = sent([*CODES, *tags], [*FRENCH, *asked], [*imports(), ""], answer(1, more=("",)), other)
    assert found.values("team") == {4: "contenu", 5: "juridique"}
    assert found.values("certification") == {4: "AZ-900", 5: "AZ-900"}
    assert found.values("business_impact") == {4: "4", 5: "4"}


def test_tags_that_the_author_chose_name_what_their_questions_do_not():
    asked = ["Où travaillez-vous, dans quelle partie de la maison ?", "Certification", *ASKED[2:]]
    found = sent([*CODES, "team", *TAGS[1:]], [*FRENCH, *asked], imports(), answer(1))
    assert is_read_whole(found, (1,), 4)


def test_of_two_scales_side_by_side_only_the_rating_counts():
    asked = [f"Évaluez-{what}-{name}" for what in ("Note", "Importance") for name in CRITERIA]
    tags = [f"Q3#{which}_{number}" for which in (1, 2) for number in range(1, 7)]
    found = sent([*CODES, "Q1", "Q2", *tags], [*CODES, "Équipe", "Certification", *asked], [*answer(1), *"111111"])
    assert [found.values(key) for key in KEYS] == [{3: note} for note in NOTES]
    assert found.codes == ["unmapped_column"] * 6


@pytest.mark.parametrize(
    "stem",
    ["Notez de 1 à 5", "Notez chaque critère de 0 à 10", "Rate from 1 to 5", "Votre note /5", "Certification visée",
     "Évaluez les affirmations suivantes", "Please rate the training below", "Éléments suivants"],
)  # fmt: skip
def test_how_to_answer_names_no_certification(stem):
    heading = ["StartDate", "EndDate", "ResponseId", "RecordedDate", "Équipe", *(f"{stem} - {one}" for one in CRITERIA)]
    moments = ["2026-10-01 14:50:00", "2026-10-01 14:55:00", "R_1", "2026-10-01 14:55:00"]
    found = sent(heading, [*moments, "contenu", *NOTES])
    assert found.table["layout"] == "wide"
    assert {field for field in found.fields().values() if "/" in field} == set()

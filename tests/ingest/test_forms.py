"""The exports of form tools, in both languages: every value that is read equals what people answered."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import pytest
from sent import CRITERIA as FR
from sent import read

KEYS = ("business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives")
EN = ("Business impact", "Technical fit", "Team leverage", "Risk / compliance", "Total cost", "Alternatives")
QUESTIONS = (
    "La compétence IA va-t-elle générer un impact chiffrable dans 6-12 mois ?",
    "Le programme couvre-t-il les compétences réellement utilisées par l'équipe ?",
    "La certification bénéficiera-t-elle à plusieurs projets / rôles ?",
    "Sommes-nous exposés à des risques qui nécessitent une formation formelle ?",
    "Le coût est-il proportionné au bénéfice attendu ?",
    "Peut-on atteindre l'objectif par une autre voie moins coûteuse ?",
)
NOTES = ((4, 5, 3, 2, 4, 1), (3, 3, 4, 5, 2, 2))
OCTOBER_25 = ("2026-10-25 14:55:21", "2026-10-26 09:05:00")
OCTOBER_5 = ("2026-10-05 14:55:21", "2026-10-06 09:05:00")
START, END = dt.datetime(2026, 10, 25, 14, 50), dt.datetime(2026, 10, 25, 14, 55, 21)
START_2, END_2 = dt.datetime(2026, 10, 26, 9), dt.datetime(2026, 10, 26, 9, 5)


@dataclass
class Form:
    """What a tool puts before and after the questions: headings, then the values of the two answers."""

    tool: str
    before: tuple
    first: tuple
    second: tuple
    after: tuple = ()
    first_after: tuple = ()
    second_after: tuple = ()
    questions: tuple = ("Équipe", "Certification", *FR)
    people: int = 0
    moments: tuple = OCTOBER_25
    separator: str = ","
    encoding: str = "utf-8"
    above: tuple = ()
    below: tuple = ()
    teams: tuple = ("contenu", "support")
    excel: bool = False

    def rows(self):
        heading = [*self.before, *self.questions, *self.after]
        first = [*self.first, self.teams[0], "AZ-900", *NOTES[0], *self.first_after]
        second = [*self.second, self.teams[1], "AI-102", *NOTES[1], *self.second_after]
        return [*self.above, heading, *self.below, first, second]

    def read(self):
        if self.excel:
            return read("sent.xlsx", xlsx(self.rows()))
        return read("sent.csv", csv(self.rows(), self.separator).encode(self.encoding))


def csv(rows, separator=","):
    def quoted(value):
        return '"' + str(value).replace('"', '""') + '"'

    return "\r\n".join(separator.join(map(quoted, row)) for row in rows) + "\r\n"


def xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


MICROSOFT = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
MICROSOFT_FR = (
    "ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Heure de la dernière modification",
)  # fmt: skip
NAMED = (1, START, END, "a@x.fr", "A B", None)
NAMED_2 = (2, START_2, END_2, "b@x.fr", "C D", None)
NOBODY = (1, START, END, "anonymous", None, None)
NOBODY_2 = (2, START_2, END_2, "anonymous", None, None)

LIME = (
    "ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Tête de série",
    "Date de lancement", "Date de la dernière action",
)  # fmt: skip
LIMED = ("1", OCTOBER_25[0], "3", "fr", "123456", "2026-10-25 14:50:00", OCTOBER_25[0])
LIMED_2 = ("2", OCTOBER_25[1], "3", "fr", "1234567", "2026-10-26 09:00:00", OCTOBER_25[1])

KOBO = ("__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by")
KOBOED = ("v1", "101", "u-1", "2026-10-25T14:55:21", "", "", "submitted_via_web", "bob")
KOBOED_2 = ("v1", "102", "u-2", "2026-10-26T09:05:00", "", "", "submitted_via_web", "")
STARTED = ("2026-10-25T14:50:00.000+02:00", "2026-10-25T14:55:00.000+02:00")
STARTED_2 = ("2026-10-26T09:00:00.000+02:00", "2026-10-26T09:04:00.000+02:00")

QUALTRICS = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage", "Q1", "Q2",
    *(f"Q3_{number}" for number in range(1, 7)),
)  # fmt: skip
QUALTRICS_IN_WORDS = (
    "Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished",
    "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email",
    "External Data Reference", "Location Latitude", "Location Longitude", "Distribution Channel", "User Language",
)  # fmt: skip
IMPORTS = tuple(f'{{"ImportId":"x{number}"}}' for number in range(len(QUALTRICS)))


def qualtrics(start, recorded, status="IP Address"):
    return (start, start, status, "1.2.3.4", "100", "300", "True", recorded, "R_1", *([""] * 6), "anonymous", "FR")


QUESTIONS_OF_QUALTRICS = ("Équipe", "Certification\nvisée", *(f"Notez de 1 à 5 - {name}" for name in FR))

MONKEY = (
    "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
    "Last Name", "Custom Data 1",
)  # fmt: skip
MONKEYED = ("11", "22", "10/25/2026 02:50:00 PM", "10/25/2026 02:55:21 PM", "1.1.1.1", "a@x.fr", "A", "B", "")
MONKEYED_2 = ("12", "22", "10/26/2026 09:00:00 AM", "10/26/2026 09:05:00 AM", "1.1.1.1", "b@x.fr", "C", "D", "")

TYPEFORM = (
    "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags",
)  # fmt: skip
TYPED = ("completed", "2026-10-25 14:50:00", "", OCTOBER_25[0], "n1", "")
TYPED_2 = ("completed", "2026-10-26 09:00:00", "", OCTOBER_25[1], "n2", "")

FORMS = {
    "microsoft, english": Form(
        "microsoft_forms", MICROSOFT, NAMED, NAMED_2, questions=("Team", "Certification", *EN), people=2, excel=True
    ),
    "microsoft, french, the criteria's questions as titles": Form(
        "microsoft_forms", MICROSOFT_FR, NOBODY, NOBODY_2, excel=True,
        questions=("Quelle est votre équipe\xa0?", "Quelle certification évaluez-vous\xa0?", *QUESTIONS),
    ),
    "microsoft, both languages": Form(
        "microsoft_forms", ("ID", "Start time", "Heure de fin", "Email", "Nom", "Last modified time"), NAMED, NAMED_2,
        people=2, excel=True,
    ),
    "microsoft, ticked boxes": Form(
        "microsoft_forms", MICROSOFT, NAMED, NAMED_2, people=2, excel=True, teams=("contenu;", "support;")
    ),
    "google, french": Form(
        "google_forms", ("Horodateur", "Adresse e-mail"), ("25/10/2026 14:55:21", "a@x.fr"),
        ("26/10/2026 09:05:00", "b@x.fr"), people=2,
    ),
    "google, french, days that could be months": Form(
        "google_forms", ("Horodateur",), ("05/10/2026 14:55:21",), ("06/10/2026 09:05:00",), moments=OCTOBER_5
    ),
    "google, english, with a zone": Form(
        "google_forms", ("Timestamp", "Username"), ("2026/10/25 2:55:21 PM GMT+2", "a@x.fr"),
        ("2026/10/26 9:05:00 AM GMT+2", "b@x.fr"), people=2,
        questions=("Which team are you in?", "Certification", *EN),
    ),
    "google, american": Form(
        "google_forms", ("Timestamp",), ("10/25/2026 14:55:21",), ("10/26/2026 9:05:00",),
        questions=("Team", "Certification", *EN),
    ),
    "google, american, days that could be months": Form(
        "google_forms", ("Timestamp",), ("10/5/2026 14:55:21",), ("10/6/2026 9:05:00",), moments=OCTOBER_5
    ),
    "google, a grid question": Form(
        "google_forms", ("Horodateur",), ("25/10/2026 14:55:21",), ("26/10/2026 09:05:00",),
        questions=("Équipe", "Certification", *(f"Notez chaque critère de 1 à 5 [{name}]" for name in FR)),
    ),
    "google, line breaks in titles": Form(
        "google_forms", ("Horodateur",), ("25/10/2026 14:55:21",), ("26/10/2026 09:05:00",),
        questions=("Équipe", "Certification", *(f"{name}\n(1 = pas du tout, 5 = tout à fait)" for name in FR)),
    ),
    "limesurvey, french, with timings": Form(
        "limesurvey", LIME, LIMED, LIMED_2, ("Temps total", "Temps pour la question : G01Q01"), ("321.5", "10.1"),
        ("300", "4"), questions=("Équipe", "Certification", *(f"Évaluez chaque critère. [{name}]" for name in FR)),
    ),
    "limesurvey, codes": Form(
        "limesurvey", ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"), LIMED,
        LIMED_2, questions=("team", "certification", *KEYS),
    ),
    "limesurvey, codes and questions": Form(
        "limesurvey",
        ("id. ID de la réponse", "submitdate. Date de soumission", "lastpage. Dernière page"), LIMED[:3], LIMED_2[:3],
        questions=("Q1. Équipe", "Q2. Certification", *(f"Q3[SQ00{n}]. Note [{name}]" for n, name in enumerate(FR))),
        separator=";",
    ),
    "limesurvey, entities": Form(
        "limesurvey", ("Response ID", "Date submitted", "Last page"), LIMED[:3], LIMED_2[:3],
        questions=(
            "&Eacute;quipe&nbsp;:", "Certification",
            *(name.replace("é", "&eacute;").replace("û", "&ucirc;").replace("/", "&#47;") for name in FR),
        ),
    ),
    "limesurvey, german": Form(
        "limesurvey", ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert"),
        LIMED[:5], LIMED_2[:5],
    ),
    "limesurvey, one not sent off": Form(
        "limesurvey", LIME, LIMED, ("2", "", *LIMED_2[2:]), moments=(OCTOBER_25[0],)
    ),
    "kobo, labels": Form(
        "kobotoolbox", ("start", "end"), STARTED, STARTED_2, KOBO, KOBOED, KOBOED_2, separator=";"
    ),
    "kobo, names in groups": Form(
        "kobotoolbox", ("start", "end"), STARTED, STARTED_2, KOBO, KOBOED, KOBOED_2, separator=";",
        encoding="utf-8-sig", questions=("who/team", "who/certification", *(f"notes/{key}" for key in KEYS)),
    ),
    "kobo, labels in groups": Form(
        "kobotoolbox", ("start", "end"), STARTED, STARTED_2, KOBO, KOBOED, KOBOED_2, excel=True,
        questions=("Qui/Équipe", "Qui/Certification", *(f"Vos notes/{name}" for name in FR)),
    ),
    "qualtrics, three rows": Form(
        "qualtrics", QUALTRICS_IN_WORDS, qualtrics("2026-10-25 14:50:00", OCTOBER_25[0]),
        qualtrics("2026-10-26 09:00:00", OCTOBER_25[1]), above=(QUALTRICS,), below=(IMPORTS,),
        questions=QUESTIONS_OF_QUALTRICS, encoding="utf-8-sig",
    ),
    "qualtrics, two rows": Form(
        "qualtrics", QUALTRICS_IN_WORDS, qualtrics("2026-10-25 14:50:00", OCTOBER_25[0]),
        qualtrics("2026-10-26 09:00:00", OCTOBER_25[1]), above=(QUALTRICS,), questions=QUESTIONS_OF_QUALTRICS,
    ),
    "qualtrics, american": Form(
        "qualtrics", QUALTRICS_IN_WORDS, qualtrics("10/5/2026 14:50", "10/5/2026 14:55"),
        qualtrics("10/6/2026 9:00", "10/6/2026 9:05"), above=(QUALTRICS,), below=(IMPORTS,),
        questions=QUESTIONS_OF_QUALTRICS, moments=("2026-10-05 14:55:00", "2026-10-06 09:05:00"),
    ),
    "surveymonkey, items below their question": Form(
        "surveymonkey", MONKEY, MONKEYED, MONKEYED_2, people=2,
        questions=("Quelle est votre équipe ?", "Certification évaluée", "Notez chaque critère", *([""] * 5)),
        below=((*([""] * 9), "Open-Ended Response", "Response", *FR),),
    ),
    "surveymonkey, mac": Form(
        "surveymonkey", MONKEY, ("11", "22", "", "10/05/2026 02:55:21 PM", *MONKEYED[4:]),
        ("12", "22", "", "10/06/2026 09:05:00 AM", *MONKEYED_2[4:]), people=2, moments=OCTOBER_5,
        below=((*([""] * 9), "Open-Ended Response", "Open-Ended Response", *(["Response"] * 6)),),
        encoding="mac_roman", teams=("éditorial", "support"),
    ),
    "surveymonkey, french": Form(
        "surveymonkey", ("ID du répondant", "ID du collecteur", "Date de début", "Date de fin", "Adresse e-mail"),
        (11, 22, START, END, "a@x.fr"), (12, 22, START_2, END_2, "b@x.fr"), people=2, excel=True,
        below=(([None] * 5 + ["Réponse ouverte"] + ["Réponse"] * 7),),
    ),
    "typeform, entities": Form(
        "typeform", ("#",), ("abc1",), ("abc2",), TYPEFORM, TYPED, TYPED_2,
        questions=("Quelle est votre &eacute;quipe&nbsp;?", "Certification", *FR),
    ),
    "typeform, older": Form(
        "typeform", ("#",), ("abc1",), ("abc2",), TYPEFORM[1:5:2], TYPED[1:5:2], TYPED_2[1:5:2],
        questions=("Team", "Certification", *EN),
    ),
}  # fmt: skip


MATRIX = ("Équipe", "Certification", *(f"Notez chaque critère{{}}{name}" for name in FR))
OF_OTHER_TOOLS = {
    "tally": Form(
        "plain", ("Submission ID", "Respondent ID", "Submitted at"), ("a", "b", OCTOBER_25[0]),
        ("c", "d", OCTOBER_25[1]),
    ),
    "jotform": Form(
        "plain", ("Submission Date",), (OCTOBER_25[0],), (OCTOBER_25[1],),
        ("Submission IP", "Submission URL", "Submission ID"), ("1.2.3.4", "https://a", "6"),
        ("1.2.3.4", "https://b", "7"), questions=tuple(text.replace("{}", " >> ") for text in MATRIX),
    ),
    "framaforms": Form(
        "plain",
        ("Numéro de série", "SID", "Heure de soumission", "Heure de modification", "Brouillon", "Adresse IP", "UID"),
        ("1", "7", "05/10/2026 - 14:55", "05/10/2026 - 14:55", "0", "1.2.3.4", "0"),
        ("2", "8", "06/10/2026 - 09:05", "06/10/2026 - 09:05", "0", "1.2.3.4", "0"),
        above=(("Enquête certifications", *[""] * 14), ("Détails", *[""] * 8, "Notez chaque critère", *[""] * 5)),
        moments=("2026-10-05 14:55:00", "2026-10-06 09:05:00"), separator="\t", encoding="utf-16",
    ),
    "drupal": Form(
        "plain", ("Serial number", "Submission ID", "Submission URI", "Created", "In draft", "Submitted by: ID"),
        ("1", "7", "/a", OCTOBER_25[0], "No", "0"), ("2", "8", "/b", OCTOBER_25[1], "No", "0"),
        questions=tuple(text.replace("{}", ": ") for text in MATRIX),
    ),
    "sphinx": Form(
        "plain", ("CLE", "DATE_SAISIE", "TEMPS_SAISIE", "LANG_SAISIE"), ("1", "25/10/2026 14:55:21", "00:05", "fr"),
        ("2", "26/10/2026 09:05:00", "00:04", "fr"), questions=("1. Équipe", "2. Certification", *FR), separator=";",
    ),
    "zoho": Form(
        "plain", ("Added Time", "Referrer Name"), ("25-Oct-2026 14:55:21", ""), ("26-Oct-2026 09:05:00", "")
    ),
    "google, canadian french": Form(
        "google_forms", ("Horodateur",), ("2026/10/25 14 h 55 min 21 s",), ("2026/10/26 09 h 05 min 00 s",)
    ),
    "limesurvey, headings and below them codes": Form(
        "limesurvey", ("Response ID", "Access code", "Date submitted", "Last page", "Start language"),
        ("1", "", OCTOBER_25[0], "3", "fr"), ("2", "", OCTOBER_25[1], "3", "fr"), separator="\t",
        below=(("id", "token", "submitdate", "lastpage", "startlanguage", *(f"1X1X{n}" for n in range(8))),),
    ),
}  # fmt: skip
FORMS |= OF_OTHER_TOOLS


@pytest.mark.parametrize("name", FORMS)
def test_every_answer_of_an_export_is_read_as_it_was_given(name):
    form = FORMS[name]
    found = form.read()
    (table,) = [table for table in found.tables if table["record"]]
    assert table["dialect"] == form.tool
    for place, key in enumerate(KEYS):
        assert list(found.values(key).values()) == [str(notes[place]) for notes in NOTES], key
    assert list(found.values("team").values()) == [team.removesuffix(";") for team in form.teams]
    assert list(found.values("certification").values()) == ["AZ-900", "AI-102"]
    assert tuple(found.values("submitted_at").values()) == form.moments
    assert len({person for person in found.values("respondent").values() if person != "missing"}) == form.people
    assert found.codes == (["unfinished_answers"] if "not sent off" in name else [])


def test_points_and_feedback_of_a_quiz_are_no_notes():
    points = [heading for name in FR for heading in (name, f"Points - {name}", f"Feedback - {name}")]
    heading = [*MICROSOFT, "Total points", "Quiz feedback", "Équipe", "Certification", *points]
    row = [*NAMED, 12, None, "contenu", "AZ-900", *(one for note in NOTES[0] for one in (str(note), 5, "bien"))]
    found = read("f.xlsx", xlsx([heading, row]))
    assert [found.values(key) for key in KEYS] == [{2: str(note)} for note in NOTES[0]]
    assert found.codes == []


def test_the_author_s_own_trials_are_ignored_and_told():
    form = FORMS["qualtrics, three rows"]
    trial = (*qualtrics("2026-10-26 09:00:00", OCTOBER_25[1], "Survey Preview"), "test", "AI-102", *NOTES[1])
    found = read("q.csv", csv([*form.rows(), trial]))
    assert list(found.values("team").values()) == ["contenu", "support"]
    assert list(found.statuses().values()) == ["data", "data", "ignored"]
    assert found.codes == ["trial_rows"]


@pytest.mark.parametrize(("code", "status"), [("0", "data"), ("1", "ignored"), ("4", "data"), ("17", "ignored")])
def test_trials_are_known_by_their_codes_too(code, status):
    form = FORMS["qualtrics, three rows"]
    row = (*qualtrics("2026-10-26 09:00:00", OCTOBER_25[1], code), "achats", "AI-102", *NOTES[1])
    found = read("q.csv", csv([*form.rows(), row]))
    assert list(found.statuses().values()) == ["data", "data", status]


def test_a_day_typed_into_an_american_form_is_not_guessed():
    rows = [
        [*MONKEY, "Équipe", "Certification", *FR, "Échéance"],
        ["1", "2", "", "05/10/2026 02:55:21 PM", *MONKEYED[4:], "contenu", "AZ-900", *NOTES[0], "04/05/2027"],
    ]
    found = read("s.csv", csv(rows))
    assert found.values("submitted_at") == {2: "2026-05-10 14:55:21"}
    assert found.values("deadline") == {2: "ambiguous"}


def test_several_ticked_boxes_are_no_name():
    rows = [[*MICROSOFT, "Équipe", "Certification", *FR], [*NAMED, "contenu;", "AZ-900;AI-102;", *NOTES[0]]]
    found = read("f.xlsx", xlsx(rows))
    assert found.values("team") == {2: "contenu"}
    assert found.values("certification") == {2: "unreadable"}


def test_where_nobody_is_asked_items_a_second_row_of_answers_stays_answers():
    rows = [[*MONKEY, "Équipe", "Certification", *FR], [*MONKEYED, "contenu", "AZ-900", *NOTES[0]]]
    assert read("s.csv", csv(rows)).values("team") == {2: "contenu"}


def test_a_draft_that_a_web_form_kept_is_told():
    rows = [
        ["Numéro de série", "Brouillon", "Équipe", "Certification", *FR],
        ["1", "0", "contenu", "AZ-900", *NOTES[0]], ["2", "1", "support", "AZ-900", *NOTES[1]],
    ]  # fmt: skip
    assert read("f.csv", csv(rows)).codes == ["unfinished_answers"]

"""What a form tool adds to a table, or writes in its own way, and what must not be taken for something else."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read, read_rows, workbook

NOTES = ("4", "5", "3", "2", "4", "1")
KEYS = ("business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives")
MONKEY = ("Respondent ID", "Collector ID", "Start Date", "End Date")
AGREE = ("Pas du tout d'accord", "Plutôt pas d'accord", "Ni d'accord ni pas d'accord", "Plutôt d'accord",
         "Tout à fait d'accord")  # fmt: skip


def sent(*rows, separator=";"):
    lines = (separator.join('"' + str(value).replace('"', '""') + '"' for value in row) for row in rows)
    return read("sent.csv", "\r\n".join(lines) + "\r\n")


def noted(tool, *moments, deadlines=("",)):
    """Answers to a French form by the moment that its tool noted, and the deadline that people typed."""
    headings = {
        "google": ("Timestamp",), "google_fr": ("Horodateur",), "microsoft": ("Start time", "Completion time"),
        "microsoft_fr": ("Heure de début", "Heure de fin"), "qualtrics": ("ResponseId", "RecordedDate"),
        "surveymonkey": MONKEY,
    }[tool]  # fmt: skip
    rows = [
        [*("11", "22", "")[: len(headings) - 1], moment, f"équipe {n}", "AZ-900", *NOTES, (deadlines * len(moments))[n]]
        for n, moment in enumerate(moments)
    ]
    found = sent([*headings, "Équipe", "Certification", *CRITERIA, "Échéance"], *rows)
    return list(found.values("submitted_at").values()), list(found.values("deadline").values())


@pytest.mark.parametrize(
    ("tool", "moment", "read_as"),
    [
        ("google_fr", "10/05/2026 14:55:21", "2026-05-10 14:55:21"),
        ("google", "10/05/2026 14:55:21", "ambiguous"),
        ("google", "10/5/2026 14:55:21", "2026-10-05 14:55:21"),
        ("google", "5/10/2026 14:55:21", "ambiguous"),
        ("google", "5/03/2026 2:55:21 PM", "ambiguous"),
        ("microsoft", "10/5/26 14:55", "2026-10-05 14:55:00"),
        ("microsoft", "10/05/2026 14:55", "ambiguous"),
        ("microsoft_fr", "10/05/2026 14:55", "2026-05-10 14:55:00"),
        ("qualtrics", "10/05/2026 14:55:21", "ambiguous"),
        ("surveymonkey", "10/05/2026 14:55:21", "2026-10-05 14:55:21"),
    ],
)
def test_the_moments_that_a_tool_noted_are_told_by_its_own_words_not_by_the_questions_language(tool, moment, read_as):
    assert noted(tool, moment)[0] == [read_as]


def test_what_people_typed_and_what_the_tool_noted_do_not_tell_of_each_other():
    assert noted("surveymonkey", "10/05/2026 02:55:21 PM", "10/06/2026 02:55:21 PM", deadlines=("25/12/2026", "")) == (
        ["2026-10-05 14:55:21", "2026-10-06 14:55:21"],
        ["2026-12-25"],
    )
    assert noted("surveymonkey", "10/25/2026 02:55:21 PM", deadlines=("04/05/2027",))[1] == ["ambiguous"]
    assert noted("google", "10/05/2026 14:55:21", deadlines=("25/12/2026",))[0] == ["ambiguous"]


@pytest.mark.parametrize("choices", [("1", "2", "3", "4", "5"), AGREE])
def test_a_column_for_each_choice_of_a_question_is_one_question(choices):
    questions = [text for name in CRITERIA for text in (name, "", "", "", "")]
    ticked = [choice if note == str(n) else "" for note in NOTES for n, choice in enumerate(choices, start=1)]
    found = sent(
        [*MONKEY, "Équipe", "Certification évaluée", *questions],
        ["", "", "", "", "Open-Ended Response", "Response", *choices * 6],
        ["11", "22", "10/25/2026 02:50 PM", "10/25/2026 02:55 PM", "contenu", "AZ-900", *ticked],
    )
    answers = {cell["criterion"]: cell["text"] for cell in found.cells if cell["field"] == "note"}
    assert answers == {key: choices[int(note) - 1] for key, note in zip(KEYS, NOTES, strict=True)}
    assert found.codes == []


def test_an_export_whose_questions_nobody_knows_is_no_register_for_the_sake_of_its_dates():
    found = sent(
        [*MONKEY, "Équipe", "Certification", "Question A", "Question B"],
        ["11", "22", "10/25/2026 02:50 PM", "10/25/2026 02:55 PM", "contenu", "AZ-900", "4", "5"],
    )
    assert not [table for table in found.tables if table["record"] == "B"]


def test_an_older_qualtrics_export_joins_question_and_item_by_a_bare_hyphen():
    found = sent(
        ["V1", "V2", "V8", "V9", "Q1", "Q2", *(f"Q3_{n}" for n in range(6))],
        ["ResponseID", "ResponseSet", "StartDate", "EndDate", "Équipe", "Certification",
         *(f"Notez.-{name}" for name in CRITERIA)],
        ["R_1", "Default", "2026-10-25 14:50:00", "2026-10-25 14:55:21", "contenu", "AZ-900", *NOTES],
    )  # fmt: skip
    assert found.table["dialect"] == "qualtrics"
    assert [found.values(key) for key in KEYS] == [{3: note} for note in NOTES]
    assert found.values("submitted_at") == {3: "2026-10-25 14:55:21"}
    assert found.codes == []


@pytest.mark.parametrize("number", ["id. Réponse", "id. ID de la réponse"])
def test_limesurvey_puts_its_codes_before_each_heading(number):
    found = sent(
        [number, "submitdate. Date de soumission", "G1Q1. Équipe", "G1Q2. Certification",
         *(f"G1Q3[SQ00{n}]. Notez [{name}]" for n, name in enumerate(CRITERIA))],
        ["1", "2026-10-25 14:55:21", "contenu", "AZ-900", *NOTES],
    )  # fmt: skip
    assert found.table["dialect"] == "limesurvey"
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]


def test_a_second_rating_beside_each_criterion_never_stands_in_for_the_first():
    asked = [f"Évaluez - {what} - {name}" for what in ("Note", "Importance") for name in CRITERIA]
    found = sent(
        ["ResponseId", "RecordedDate", "Équipe", "Certification", *asked],
        ["R_1", "2026-10-25 14:55:21", "contenu", "AZ-900", "", *NOTES[1:], *reversed(NOTES)],
    )
    assert [found.values(key) for key in KEYS] == [{}, *({2: note} for note in NOTES[1:])]
    assert found.codes == ["unmapped_column"] * 6


def test_the_order_in_which_items_were_shown_is_no_rating():
    found = sent(
        ["ResponseId", "RecordedDate", "Équipe", "Certification", *(f"Notez - {name}" for name in CRITERIA),
         *(f"Display Order - Notez - {name}" for name in CRITERIA)],
        ["R_1", "2026-10-25 14:55:21", "contenu", "AZ-900", *NOTES, *"123456"],
    )  # fmt: skip
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]
    assert found.codes == []


def test_a_form_whose_questions_nobody_knows_is_no_catalogue_of_the_people_who_answered():
    found = sent(
        ["ID", "Start time", "Completion time", "Email", "Name", "Certification", "Question A"],
        ["1", "2026-10-25 14:50:00", "2026-10-25 14:55:21", "a@x.fr", "Paul", "AZ-900", "4"],
    )
    assert found.codes == ["no_table"]


@pytest.mark.parametrize("other", ["Other", "Autre", "-oth-", "Other (please specify)", "Autre (veuillez préciser)"])
def test_who_chose_none_of_the_names_named_no_team(other):
    headings = ("Team", "Team - Other", "Certification", "Business impact", "Technical fit")
    found = sent(headings, (other, "Legal", "AZ-900", 4, 4), ("Support", "", "AZ-900", 4, 4))
    assert found.values("team") == {2: "unreadable", 3: "Support"}


@pytest.mark.parametrize("stem", ["Classez les critères", "Quelle importance a"])
def test_what_ranks_the_criteria_rates_no_certification(stem):
    headings = ("StartDate", "EndDate", "ResponseId", "Équipe", "Certification", *(f"{stem}-{one}" for one in CRITERIA))
    found = sent(headings, ("2026-10-25 14:50:00", "2026-10-25 14:55:00", "R_1", "contenu", "AZ-900", *NOTES))
    assert found.values("note") == {}


WHEN = "2026-08-15 10:00:00"
QUALTRICS, TYPEFORM = ("ResponseId", "RecordedDate", "Finished"), ("#", "Submit Date (UTC)", "Response Type")


@pytest.mark.parametrize(
    ("heading", "done", "begun"),
    [
        (("ID de la réponse", "Date de soumission", "Dernière page"), (7, WHEN, 3), (8, "", 1)),
        (QUALTRICS, ("R_a", WHEN, "True"), ("R_b", WHEN, "False")), (QUALTRICS, ("R_a", WHEN, 1), ("R_b", WHEN, 0)),
        (TYPEFORM, ("a", WHEN, "completed"), ("b", WHEN, "partial")),
        (("respondent_id", "collector_id", "date_created", "response_status"), (7, 1, WHEN, "completed"),
         (8, 1, WHEN, "partial")),
    ],
)  # fmt: skip
def test_answers_that_were_begun_and_never_sent_are_told(heading, done, begun):
    asked, answer = ("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", *NOTES)
    found = sent((*heading, *asked), (*done, *answer), (*begun, *answer[:4], "", "", "", ""), (*done, *answer))
    assert [(one["code"], one["row_number"]) for one in found.findings] == [("unfinished_answers", 3)]
    assert found.values("business_impact") == {2: "4", 3: "4", 4: "4"}
    assert sent((*heading, *asked), (*done, *answer)).codes == []


MAIN = (
    ("start", "end", "g/Équipe", "Nom du répondant", "_id", "_uuid", "_submission_time", "_index"),
    (WHEN, WHEN, "contenu", "Léa", 11, "u", "2026-08-15T10:00:00", 1),
    (WHEN, WHEN, "support", "Paul", 12, "v", "2026-08-16T10:00:00", 2),
)
REPEAT = (
    ("g/r/Certification", *(f"g/r/{name}" for name in CRITERIA), "_index", "_parent_table_name", "_parent_index"),
    ("AZ-900", *NOTES, 1, "Enquête", 2), ("AI-102", *NOTES, 2, "Enquête", 1), ("AZ-900", *NOTES, 3, "Enquête", 1),
)  # fmt: skip


def test_what_was_asked_several_times_is_of_the_answer_it_numbers():
    found = read_rows(Enquête=MAIN, r=REPEAT)
    assert found.values("team", 2) == {2: "support", 3: "contenu", 4: "contenu"}
    assert found.values("certification", 2) == {2: "AZ-900", 3: "AI-102", 4: "AZ-900"}
    assert found.values("submitted_at", 2)[2] == "2026-08-16 10:00:00"
    people = found.values("respondent", 2)
    assert people[3] == people[4] != people[2]
    assert found.codes == []


def test_what_stands_on_the_sheet_of_the_answers_is_told_there(portfolio):
    """Columns that a repeat has from its answers stand nowhere on its own sheet."""
    late, early = (*MAIN[1][:6], "un jour", 1), (*MAIN[2][:2], "#REF!", *MAIN[2][3:])
    (portfolio.raw / "sent.xlsx").write_bytes(workbook({"Enquête": (MAIN[0], late, early), "r": REPEAT}))
    portfolio.make()
    found = portfolio.published("findings").set_index("code")
    assert found.loc["error_cell", ["sheet", "row_number", "cell", "column_name"]].tolist() == [
        "Enquête", 3, "C3", "Équipe",
    ]  # fmt: skip
    assert found.loc["unreadable_detail", ["sheet", "row_number", "cell", "column_name"]].tolist() == [
        "Enquête", 2, "G2", "_submission_time",
    ], "told once, though two repeats have it"  # fmt: skip
    sources = portfolio.published("source_files").set_index("sheet")
    assert sources.loc["Enquête", ["rows_read", "ignored", "status"]].tolist() == [3, 3, "with_repeats"]
    assert sources.loc["r", ["rows_read", "accepted", "rejected"]].tolist() == [3, 2, 1]


def test_a_heading_of_the_answers_is_told_where_it_stands():
    main = [(*row, more) for row, more in zip(MAIN, ("Service", "contenu", "web"), strict=True)]
    (found,) = read_rows(Enquête=main, r=REPEAT).findings
    assert (found["code"], found["sheet"], found["row_number"], found["cell"]) == ("doubled_column", "Enquête", 1, "I1")


def test_a_team_that_the_answers_leave_out_is_missed_there(portfolio):
    nobody = (*MAIN[2][:2], None, *MAIN[2][3:])
    orphan = (*REPEAT[1][:-1], 9)
    content = workbook({"Enquête": (*MAIN[:2], nobody), "r": (*REPEAT, orphan)})
    (portfolio.raw / "sent.xlsx").write_bytes(content)
    portfolio.make()
    found = portfolio.published("findings")
    found = found[found["code"] == "missing_value"]
    assert found[["sheet", "row_number", "cell"]].to_numpy().tolist() == [["Enquête", 3, "C3"], ["r", 5, ""]]


@pytest.mark.parametrize("parents", [{"Autre": MAIN}, {"Enquête": (*MAIN, MAIN[1])}])
def test_a_repeat_whose_answer_is_not_sure_has_no_team(parents):
    found = read_rows(**parents, r=REPEAT)
    assert "contenu" not in found.values("team", 2).values()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Évaluation des certifications IA, campagne T3 2026", "Évaluation des certification..."),
        ("Évaluation : T3 / 2026", "Évaluation _ T3 _ 2026"),
        ("Évaluation des certifications IA, campagne T3 2026", "Évaluation des certifica... (1)"),
    ],
)
def test_a_form_whose_title_is_no_sheet_s_name_has_its_repeats_all_the_same(title, name):
    repeat = (REPEAT[0], *((*row[:-2], title, row[-1]) for row in REPEAT[1:]))
    found = read_rows(**{name: MAIN, "r": repeat})
    assert found.values("team", 2) == {2: "support", 3: "contenu", 4: "contenu"}


def test_of_two_sheets_that_may_both_be_of_a_cut_title_none_is_taken():
    title = "Évaluation des certifications IA, campagne T3 2026"
    repeat = (REPEAT[0], *((*row[:-2], title, row[-1]) for row in REPEAT[1:]))
    names = ("Évaluation des certification...", "Évaluation des certifica... (1)")
    assert "contenu" not in read_rows(**{names[0]: MAIN, names[1]: MAIN, "r": repeat}).values("team", 3).values()


@pytest.mark.parametrize("group", ["", "Qui/"])
@pytest.mark.parametrize(("first", "second"), [("contenu", "support"), ("Contenu éditorial", "Support client")])
def test_several_choices_ticked_in_kobotoolbox_are_no_name(group, first, second):
    team = f"{group}Équipe"
    heading = ["start", team, f"{team}/{first}", f"{team}/{second}", "Certification", *CRITERIA, "_uuid",
               "_submission_time"]  # fmt: skip
    rows = [[WHEN, f"{first} {second}", "1", "1", "AZ-900", *NOTES, "u", WHEN],
            [WHEN, second, "0", "1", "AZ-900", *NOTES, "v", WHEN]]  # fmt: skip
    assert sent(heading, *rows).values("team") == {2: "unreadable", 3: second}


def test_the_tags_that_humanitarians_put_below_headings_are_no_answer():
    heading = ["Équipe", "Certification", *CRITERIA, "_uuid", "_submission_time"]
    tags = ["#org +team", "#activity", *[""] * 6, "", "#date+submitted"]
    found = sent(heading, tags, ["#contenu", "AZ-900", *NOTES, "u", WHEN])
    assert found.values("team") == {3: "#contenu"}
    assert found.codes == []


@pytest.mark.parametrize(
    "asked",
    [
        [f"Notez chaque cr..  [{name if len(name) <= 15 else name[:15] + '.. '}]" for name in CRITERIA],
        ["La compétence I.. ", "Le programme co.. ", "La certificatio.. ", "Sommes-nous exp.. ", "Le coût est-il .. ",
         "Peut-on atteind.. "],
    ],
)  # fmt: skip
def test_limesurvey_may_cut_its_headings_short(asked):
    heading = ("ID de la réponse", "Date de soumission", "Équipe", "Certification", *asked)
    found = sent(heading, ("1", WHEN, "contenu", "AZ-900", *NOTES))
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]
    assert found.codes == []


def test_what_may_begin_two_criteria_is_none_of_them():
    heading = ("ID de la réponse", "Date de soumission", "Équipe", "Certification", "Notez [Effet l.. ]", *CRITERIA[1:])
    found = sent(heading, ("1", WHEN, "contenu", "AZ-900", *NOTES))
    assert found.values("business_impact") == {}
    assert found.values("team_leverage") == {2: "3"}


@pytest.mark.parametrize("label", ["(no label)", "étoile", "★", "", "(sans étiquette)"])
def test_a_label_that_nobody_wrote_below_a_question_says_nothing_of_it(label):
    found = sent(
        [*MONKEY, "Équipe", "Certification évaluée", *CRITERIA],
        ["", "", "", "", "Open-Ended Response", "Response", *[label] * 6],
        ["11", "22", "10/25/2026 02:50 PM", "10/25/2026 02:55 PM", "contenu", "AZ-900", *NOTES],
    )
    assert [found.values(key) for key in KEYS] == [{3: note} for note in NOTES]
    assert found.codes == []


ANSWERED = "25/10/2026 14:55:21"


@pytest.mark.parametrize(("score", "feedback"), [("Score", "Feedback"), ("Note", "Commentaires")])
def test_points_and_feedback_of_a_google_quiz_are_no_notes(score, feedback):
    asked = [text for name in CRITERIA for text in (name, f"{name} [{score}]", f"{name} [{feedback}]")]
    given = [text for note in NOTES for text in (note, "1.00 / 1", "bien")]
    found = sent(("Horodateur", "Équipe", "Certification", *asked), (ANSWERED, "contenu", "AZ-900", *given))
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]
    assert found.codes == []


@pytest.mark.parametrize(
    "asked", ["Notez la certification {}", "{} : notez de 1 à 5", "Évaluez {}", "Notez de 1 à 5 - {}", "{}"]
)
def test_a_certification_within_what_is_asked_is_named_without_it(asked):
    titles = [f"{asked.format(code)} [{name}]" for code in ("AZ-900", "AI-102") for name in CRITERIA]
    found = sent(("Horodateur", "Équipe", *titles), (ANSWERED, "contenu", *NOTES, *reversed(NOTES)))
    given = {(cell["item"], cell["criterion"]): cell["reading"] for cell in found.cells if cell["criterion"]}
    assert given == {
        (code, key): note
        for code, notes in (("AZ-900", NOTES), ("AI-102", NOTES[::-1]))
        for key, note in zip(KEYS, notes, strict=True)
    }


def test_what_is_asked_of_two_trainings_is_never_one_answer():
    titles = [f"Évaluez la formation {name} [{one}]" for name in ("Prompt", "Excel") for one in CRITERIA]
    for second in (NOTES, [""] * 6):
        found = sent(("Horodateur", "Équipe", *titles), (ANSWERED, "contenu", *NOTES, *second))
        assert [found.values(key) for key in KEYS] == [{}] * 6


def test_what_is_asked_in_two_languages_is_one_answer():
    titles = [*(f"Évaluez [{name}]" for name in CRITERIA), *(f"Please rate [{key.replace('_', ' ')}]" for key in KEYS)]
    found = sent(("Horodateur", "Équipe", "Certification", *titles), (ANSWERED, "contenu", "AZ-900", *NOTES, *[""] * 6))
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]


@pytest.mark.parametrize("option", ["{} ({})", "{}/{}", "{} [{}]"])
@pytest.mark.parametrize("joint", [", ", " "])
def test_several_choices_that_have_columns_of_their_own_are_no_name(option, joint):
    heading = ["Submission ID", "Équipe", option.format("Équipe", "contenu"), option.format("Équipe", "support"),
               "Certification", *CRITERIA]  # fmt: skip
    rows = [["a", f"contenu{joint}support", "true", "true", "AZ-900", *NOTES],
            ["b", "contenu", "true", "false", "AZ-900", *NOTES]]  # fmt: skip
    assert sent(heading, *rows).values("team") == {2: "unreadable", 3: "contenu"}


def test_boxes_ticked_together_in_google_forms_are_known_by_one_that_stands_alone():
    rows = [[ANSWERED, team, "AZ-900", *NOTES] for team in ("contenu, support", "contenu", "achats, paris")]
    found = sent(["Horodateur", "Équipe", "Certification", *CRITERIA], *rows)
    assert found.values("team") == {2: "unreadable", 3: "contenu", 4: "achats, paris"}


@pytest.mark.parametrize("divider", [" >> ", " > ", " | "])
def test_the_rating_and_the_remark_of_a_table_that_asks_for_both(divider):
    asked = [divider.join(("Notez", name, what)) for name in CRITERIA for what in ("Note", "Commentaire", "Importance")]
    given = [text for note in NOTES for text in (note, "bien", "1")]
    found = sent(("Submission Date", "Équipe", "Certification", *asked), (WHEN, "contenu", "AZ-900", *given))
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]


@pytest.mark.parametrize("piped", ["{{field:01ABC}}", "${q://QID1/ChoiceTextEntryValue}", "{TOKEN:FIRSTNAME}"])
def test_what_a_form_fills_into_its_questions_is_no_part_of_them(piped):
    tool = {"{{": TYPEFORM, "${": QUALTRICS, "{T": ("Response ID", "Date submitted", "Last page")}[piped[:2]]
    asked = (f"Quelle est votre équipe, {piped} ?", "Certification", *CRITERIA)
    found = sent((*tool, *asked), ("a", WHEN, "completed" if tool == TYPEFORM else 1, "contenu", "AZ-900", *NOTES))
    assert found.values("team") == {2: "contenu"}
    assert found.codes == []


ENGLISH = ("Business impact", "Technical fit", "Team leverage", "Risk / compliance", "Total cost", "Alternatives")


@pytest.mark.parametrize("slash", [" / ", "/ ", "/"])
def test_questions_and_items_may_be_in_two_languages_at_once(slash):
    stem = "Notez chaque critère de 1 à 5 / Rate each criterion from 1 to 5"
    asked = [f"{stem} [{name} / {english}]" for name, english in zip(CRITERIA, ENGLISH, strict=True)]
    team = f"Quelle est votre équipe ?{slash}What is your team?"
    heading = ("ID de la réponse", "Date de soumission", team, "Certification évaluée / Certification rated", *asked)
    found = sent(heading, ("1", WHEN, "contenu", "AZ-900", *NOTES))
    assert [found.values(key) for key in KEYS] == [{2: note} for note in NOTES]
    assert (found.values("team"), found.values("certification")) == ({2: "contenu"}, {2: "AZ-900"})
    assert found.codes == []


@pytest.mark.parametrize(
    ("heading", "refused", "passed"),
    [
        (("_uuid", "_submission_time", "_validation_status"), ("Not Approved", "Non approuvé"),
         ("Approved", "On Hold", "")),
        (("_uuid", "_submission_time", "_validation_status"), ("validation_status_not_approved",), ("",)),
        (("KEY", "SubmissionDate", "ReviewState"), ("rejected",), ("approved", "hasIssues")),
    ],
)  # fmt: skip
def test_what_a_reviewer_refused_in_the_tool_does_not_count_and_is_told(heading, refused, passed):
    rows = [("u", WHEN, status, "contenu", "AZ-900", *NOTES) for status in (*refused, *passed)]
    found = sent((*heading, "Équipe", "Certification", *CRITERIA), *rows)
    assert list(found.statuses().values()) == ["ignored"] * len(refused) + ["data"] * len(passed)
    assert [(one["code"], one["row_number"], one["facts"]) for one in found.findings] == [
        ("refused_answers", 2, f'{{"count": {len(refused)}}}')
    ]
    assert set(found.values("submitted_at").values()) == {WHEN}


def test_what_ona_writes_where_nothing_was_answered_names_nothing():
    repeated = [f"r[{n}]/{name}" for n in (1, 2) for name in ("Certification", *CRITERIA)]
    found = sent(
        ("Équipe", *repeated, "_uuid", "_submission_time"),
        ("contenu", "AZ-900", *NOTES, "AI-102", *NOTES, "u", WHEN),
        ("n/a", "AZ-900", *NOTES, *["n/a"] * 7, "v", WHEN),
    )
    assert found.values("certification", 1) == {2: "AZ-900", 3: "AZ-900"}
    assert found.values("certification", 2) == {2: "AI-102"}
    assert found.values("team", 1) == {2: "contenu"}
    assert found.statuses(2) == {2: "data", 3: "blank"}


MICROSOFT = ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom")


def test_a_register_may_be_collected_by_a_form():
    heading = (*MICROSOFT, "Équipe", "Certification", "Participants au pilote", "Coût par personne", "Date de début",
               "Bénéfice annuel attendu")  # fmt: skip
    found = sent(heading, (1, WHEN, WHEN, "a@x.fr", "Léa", "contenu", "AZ-900", 8, "1 200 €", "02/11/2026", "35 k€"))
    assert (found.table["record"], found.table["dialect"]) == ("B", "microsoft_forms")
    assert {cell["field"]: cell["reading"] for cell in found.cells} == {
        "team": "contenu", "certification": "AZ-900", "pilot_participants": "8", "fee_per_person": "1200",
        "start_date": "2026-11-02", "expected_annual_benefit": "35000",
    }  # fmt: skip
    assert "Léa" not in str(found.cells)


def test_what_one_person_asks_for_in_a_form_is_no_register():
    heading = (*MICROSOFT, "Équipe", "Formation", "Date de début", "Coût par personne")
    found = sent(heading, (1, WHEN, WHEN, "a@x.fr", "Léa", "contenu", "AZ-900", "02/11/2026", "1 200 €"))
    assert found.codes == ["no_table"]


@pytest.mark.parametrize("stem", ["Votre évaluation", "Your rating", "Note", "Notez de 1 à 5"])
def test_a_question_whose_months_look_like_a_scale_is_a_question(stem):
    asked = "La compétence IA va-t-elle générer un impact chiffrable dans 6-12 mois ?"
    heading = ("Horodateur", "Équipe", "Certification", f"{stem} [{asked}]", *CRITERIA[1:])
    found = sent(heading, (ANSWERED, "contenu", "AZ-900", *NOTES))
    assert found.values("business_impact") == {2: "4"}


@pytest.mark.parametrize(
    ("tool", "filler"),
    [
        (("ResponseId", "RecordedDate", "Finished"), "-99"), (("ResponseId", "RecordedDate", "Finished"), -99),
        (("Response ID", "Date submitted", "Last page"), "{question_not_shown}"),
    ],
)  # fmt: skip
def test_what_a_tool_writes_where_nothing_was_answered_is_no_answer(tool, filler):
    head = (*tool, "Équipe", "Certification", *CRITERIA)
    found = read_rows(
        head, ("a", WHEN, 1, "contenu", "AZ-900", filler, *NOTES[1:]), ("b", WHEN, 1, filler, "AZ-900", *NOTES)
    )
    assert found.values("team") == {2: "contenu"}
    assert found.values("business_impact") == {3: "4"}


@pytest.mark.parametrize(
    "numbers", [("Identifiant du répondant", "Identifiant du collecteur"), ("ID del encuestado", "ID del recopilador")]
)
def test_what_surveymonkey_writes_below_each_question_is_no_answer_in_any_language(numbers):
    found = sent(
        [*numbers, "Équipe", "Certification", *CRITERIA],
        ["", "", "Réponse ouverte", "Réponse", *[""] * 6],
        ["11", "22", "contenu", "AZ-900", *NOTES],
    )
    assert (found.values("team"), found.values("certification")) == ({3: "contenu"}, {3: "AZ-900"})


def test_the_title_of_a_form_is_no_team():
    rows = (("_uuid", "_submission_time", "Certification", *CRITERIA), ("u", WHEN, "AZ-900", *NOTES))
    assert read_rows(**{"Évaluation des formations": rows}).table["sheet_hint"] == ""
    assert read_rows(Contenu=(("Horodateur", *rows[0][2:]), (ANSWERED, *rows[1][2:]))).table["sheet_hint"] == "Contenu"

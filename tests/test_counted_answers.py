"""Which answers count: respondents, later answers, longer exports, withdrawn files."""

from portfolio import CRITERIA

from pipeline import questions, received

NOTES = [4, 4, 4, 4, 4, 2]
LOW = [1, 1, 1, 1, 1, 5]
HEADINGS = ("Équipe", "Certification", "Répondant", "Horodateur", *CRITERIA)


def row(respondent, when, notes):
    return ("contenu", "prompt", respondent, when, *notes)


def states(portfolio):
    return portfolio.published("source_files")[["accepted", "rejected", "superseded", "duplicate"]].to_numpy().tolist()


def test_a_later_answer_of_one_respondent_supersedes_the_earlier(portfolio):
    portfolio.given_csv(
        "a.csv", HEADINGS, row("R1", "2026-08-01 10:00:00", LOW), row("R1", "2026-08-02 10:00:00", NOTES)
    )
    portfolio.run()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 80
    assert states(portfolio) == [[1, 0, 1, 0]]


def test_one_respondent_without_distinct_times_counts_and_is_asked_about(portfolio):
    portfolio.given_csv("a.csv", HEADINGS, row("R1", "2026-08-01", LOW), row("R1", "2026-08-01", NOTES))
    portfolio.run()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["count_respondents"], found["in_question"]) == (50, 1, True)
    asked = portfolio.published("questions").iloc[0]
    questions.answer(portfolio.root, asked["question_id"], "one", "manager")
    portfolio.run()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["in_question"]) == (80, False)
    answered = portfolio.published("questions").iloc[0]
    assert (answered["answer"], answered["answered_by"]) == ("one", "manager")


def test_equal_answers_of_one_file_are_distinct_people(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, LOW)
    portfolio.run()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["count_respondents"]) == (60, 3)


def test_a_longer_export_adds_only_what_is_new_and_is_asked_about(portfolio):
    first = [row("", "2026-08-01 10:00:00", LOW), row("", "2026-08-02 10:00:00", NOTES)]
    portfolio.given_csv("1.csv", HEADINGS, *first)
    portfolio.given_csv("2.csv", HEADINGS, first[1], row("", "2026-08-03 10:00:00", NOTES))
    portfolio.run()
    assert states(portfolio) == [[2, 0, 0, 0], [1, 0, 0, 1]]
    assert portfolio.candidate("contenu", "prompt")["count_respondents"] == 3
    asked = portfolio.published("questions")
    assert asked["code"].tolist() == ["newer_export"]
    questions.answer(portfolio.root, asked.iloc[0]["question_id"], "replaces")
    portfolio.run()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 80


def test_the_same_answers_under_another_name_count_once_and_raise_no_question(portfolio):
    first = portfolio.given_csv("1.csv", HEADINGS, row("", "2026-08-01 10:00:00", LOW))
    (portfolio.raw / "2.csv").write_bytes(first.read_bytes())
    portfolio.run()
    assert portfolio.published("questions").empty
    assert states(portfolio) == [[1, 0, 0, 0], [0, 0, 0, 1]]


def test_a_withdrawn_file_no_longer_counts_but_stays(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    kept = portfolio.given_notes("support", "prompt", LOW)
    portfolio.run()
    received.withdraw(portfolio.root, kept.name, "manager", "test")
    portfolio.run()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["contenu"]
    assert kept.is_file()


def test_two_spellings_are_one_team_and_a_near_name_is_asked_about(portfolio):
    portfolio.given_notes("Équipe Contenu", "prompt", NOTES, name="1.csv")
    portfolio.given_notes("equipe  contenu", "prompt", LOW, name="2.csv")
    portfolio.given_notes("Logistique", "prompt", NOTES)
    portfolio.given_notes("Logistiqe", "prompt", LOW)
    portfolio.run()
    assert set(portfolio.published("team_ranking")["team_id"]) == {"equipe_contenu", "logistique", "logistiqe"}
    asked = portfolio.published("questions")
    assert asked["code"].tolist() == ["near_team"]
    questions.answer(portfolio.root, asked.iloc[0]["question_id"], "same")
    portfolio.run()
    assert len(portfolio.published("team_ranking")) == 2


def test_rows_read_add_up_for_every_file(portfolio):
    portfolio.given_csv(
        "a.csv",
        ("Équipe", "Certification", "Date", *CRITERIA),
        ("contenu", "prompt", "2026-08-01", *NOTES),
        ("contenu", "prompt", "2026-08-01", 6, 3, 3, 3, 3, 3),
        ("", "", "", "", "", "", "", "", ""),
        ("contenu", "prompt", "2026-08-01", "cinq", "3,5", 3, 3, 3, 3),
        ("Total", "", "", 14, 10, 10, 10, 10, 8),
    )
    portfolio.run()
    one = portfolio.published("source_files").iloc[0]
    parts = ("accepted", "rejected", "superseded", "duplicate", "ignored", "blank")
    assert one["rows_read"] == sum(one[part] for part in parts) == 5
    assert [one[part] for part in parts] == [1, 2, 0, 0, 1, 1]
    findings = portfolio.published("findings")
    assert findings[["code", "cell", "value"]].to_numpy().tolist() == [
        ["note_off_scale", "D3", "6"],
        ["note_not_a_number", "D5", "cinq"],
        ["note_between_steps", "E5", "3,5"],
    ]

"""Which answers count: respondents, later answers, longer exports, withdrawn files."""

import datetime as dt

import openpyxl
import pytest
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
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 80
    assert states(portfolio) == [[1, 0, 1, 0]]


def test_one_respondent_without_distinct_times_counts_and_is_asked_about(portfolio):
    portfolio.given_csv("a.csv", HEADINGS, row("R1", "2026-08-01", LOW), row("R1", "2026-08-01", NOTES))
    asked = portfolio.ask().iloc[0]
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["count_respondents"], found["in_question"]) == (50, 1, True)
    questions.answer(portfolio.root, asked["question_id"], "one", "manager")
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["in_question"]) == (80, False)
    answered = portfolio.published("questions").iloc[0]
    assert (answered["answer"], answered["answered_by"]) == ("one", "manager")


def test_equal_answers_of_one_file_are_distinct_people(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, LOW)
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["count_respondents"]) == (60, 3)


def test_a_longer_export_adds_only_what_is_new_and_is_asked_about(portfolio):
    first = [row("", "2026-08-01 10:00:00", LOW), row("", "2026-08-02 10:00:00", NOTES)]
    portfolio.given_csv("1.csv", HEADINGS, *first)
    portfolio.given_csv("2.csv", HEADINGS, first[1], row("", "2026-08-03 10:00:00", NOTES))
    portfolio.ask()
    assert states(portfolio) == [[2, 0, 0, 0], [1, 0, 0, 1]]
    assert portfolio.candidate("contenu", "prompt")["count_respondents"] == 3
    asked = portfolio.published("questions")
    assert asked["code"].tolist() == ["newer_export"]
    questions.answer(portfolio.root, asked.iloc[0]["question_id"], "replaces")
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 80


def test_the_same_answers_under_another_name_count_once_and_raise_no_question(portfolio):
    first = portfolio.given_csv("1.csv", HEADINGS, row("", "2026-08-01 10:00:00", LOW))
    (portfolio.raw / "2.csv").write_bytes(first.read_bytes())
    portfolio.make()
    assert portfolio.published("questions").empty
    assert states(portfolio) == [[1, 0, 0, 0], [0, 0, 0, 1]]


def test_a_withdrawn_file_no_longer_counts_but_stays(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    kept = portfolio.given_notes("support", "prompt", LOW)
    portfolio.make()
    received.withdraw(portfolio.root, kept.name, "manager", "test")
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["contenu"]
    assert kept.is_file()


def test_another_content_under_the_path_of_a_withdrawn_file_was_never_withdrawn(portfolio):
    portfolio.given_notes("contenu", "prompt", LOW)
    portfolio.make()
    portfolio.arrive()
    received.withdraw(portfolio.root, "contenu-prompt.csv", "manager", "test")
    portfolio.given_notes("contenu", "prompt", NOTES)
    for _ in range(2):
        portfolio.make()
        assert portfolio.candidate("contenu", "prompt")["score_percent"] == 80
        portfolio.arrive()
    assert received.withdrawn(portfolio.root) == set()


def test_two_spellings_are_one_team_and_a_near_name_is_asked_about(portfolio):
    portfolio.given_notes("Équipe Contenu", "prompt", NOTES, name="1.csv")
    portfolio.given_notes("equipe  contenu", "prompt", LOW, name="2.csv")
    portfolio.given_notes("Logistique", "prompt", NOTES)
    portfolio.given_notes("Logistiqe", "prompt", LOW)
    portfolio.ask()
    assert set(portfolio.published("team_ranking")["team_id"]) == {"equipe_contenu", "logistique", "logistiqe"}
    asked = portfolio.published("questions")
    assert asked["code"].tolist() == ["near_team"]
    questions.answer(portfolio.root, asked.iloc[0]["question_id"], "same")
    portfolio.make()
    assert len(portfolio.published("team_ranking")) == 2


def test_identical_answers_of_several_exports_count_as_often_as_the_export_with_most_of_them(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, name="1.csv")
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, NOTES, LOW, name="2.csv")
    portfolio.given_notes("contenu", "prompt", NOTES, name="3.csv")
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["count_respondents"] == 4
    assert states(portfolio) == [[2, 0, 0, 0], [2, 0, 0, 2], [0, 0, 0, 1]]


def test_the_same_answers_as_text_and_as_a_workbook_count_once(portfolio):
    headings = ("Horodateur", "Équipe", "Certification", *CRITERIA)
    days = (13, 14)
    portfolio.given_csv(
        "1.csv", headings, *((f"{day}/08/2026 10:20:30", "contenu", "prompt", *NOTES) for day in days), separator=","
    )
    book = openpyxl.Workbook()
    book.active.append(headings)
    for day in (*days, 15):
        book.active.append((dt.datetime(2026, 8, day, 10, 20, 30), "contenu", "prompt", *NOTES))
    book.save(portfolio.raw / "2.xlsx")
    portfolio.make()
    assert states(portfolio) == [[2, 0, 0, 0], [1, 0, 0, 2]]


def test_the_same_form_exported_in_two_languages_counts_once(portfolio):
    criteria = ("Business impact", "Technical fit", "Team leverage", "Risk / compliance", "Total cost", "Alternatives")
    french = ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Équipe", "Certification")
    english = ("ID", "Start time", "Completion time", "Email", "Name", "Team", "Certification")
    answers = [
        (
            number,
            f"2026-08-1{number} 10:00:00",
            f"2026-08-1{number} 10:04:00",
            "anonymous",
            "",
            "contenu",
            "prompt",
            *notes,
        )
        for number, notes in enumerate((NOTES, LOW), start=1)
    ]
    portfolio.given_csv("1.csv", (*french, *CRITERIA), *answers)
    portfolio.given_csv("2.csv", (*english, *criteria), *answers)
    portfolio.make()
    assert states(portfolio) == [[2, 0, 0, 0], [0, 0, 0, 2]]


def test_a_shorter_export_takes_nothing_away_and_is_asked_about(portfolio):
    answers = [row("", "2026-08-01 10:00:00", LOW), row("", "2026-08-02 10:00:00", NOTES)]
    portfolio.given_csv("1.csv", HEADINGS, *answers)
    portfolio.given_csv("2.csv", HEADINGS, answers[1])
    portfolio.ask()
    assert states(portfolio) == [[2, 0, 0, 0], [0, 0, 0, 1]]
    asked = portfolio.published("questions")
    assert asked["code"].tolist() == ["newer_export"]
    questions.answer(portfolio.root, asked.iloc[0]["question_id"], "replaces")
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["score_percent"], found["count_respondents"]) == (80, 1)


def test_a_longer_export_counts_whole_where_the_first_is_withdrawn(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, name="1.csv")
    portfolio.given_notes("contenu", "prompt", NOTES, NOTES, LOW, name="2.csv")
    portfolio.make()
    received.withdraw(portfolio.root, "1.csv", "manager", "test")
    portfolio.make()
    assert states(portfolio) == [[3, 0, 0, 0]]
    assert portfolio.published("questions").empty


def test_a_longer_export_that_repeats_wrong_rows_adds_only_what_is_new(portfolio):
    wrong = [6, 4, 4, 4, 4, 2]
    portfolio.given_notes("contenu", "prompt", NOTES, wrong, name="1.csv")
    portfolio.given_notes("contenu", "prompt", NOTES, wrong, LOW, name="2.csv")
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["count_respondents"] == 2
    assert states(portfolio) == [[1, 1, 0, 0], [1, 1, 0, 1]]


def near(portfolio):
    asked = portfolio.published("questions")
    open_ones = asked[asked["code"].str.startswith("near_") & asked["answer"].isna()]
    return {frozenset(subject.split("|")) for subject in open_ones["subject"]}


def say(portfolio, choice, *names):
    asked = portfolio.published("questions")
    (question,) = (
        row["question_id"] for _, row in asked.iterrows() if frozenset(row["subject"].split("|")) == frozenset(names)
    )
    questions.answer(portfolio.root, question, choice)


def test_an_answer_about_near_names_is_remembered_whatever_comes_later(portfolio):
    portfolio.given_notes("Logistique", "Prompt de base", NOTES)
    portfolio.given_notes("Logistiqe", "Prompt de bases", LOW)
    portfolio.ask()
    assert near(portfolio) == {
        frozenset({"logistiqe", "logistique"}), frozenset({"prompt_de_base", "prompt_de_bases"}),
    }  # fmt: skip
    say(portfolio, "different", "logistiqe", "logistique")
    say(portfolio, "same", "prompt_de_base", "prompt_de_bases")
    portfolio.ask()
    portfolio.given_notes("Contenu", "Prompt de base", NOTES)
    portfolio.make()
    assert near(portfolio) == set()
    assert set(portfolio.published("certification_ranking")["certification_id"]) == {"prompt_de_base"}


def test_a_name_that_was_told_apart_is_still_compared_with_a_new_one(portfolio):
    portfolio.given_notes("Logistiqe", "prompt", NOTES)
    portfolio.given_notes("Logistique", "prompt", LOW)
    portfolio.ask()
    say(portfolio, "different", "logistiqe", "logistique")
    portfolio.given_notes("Logistiques", "prompt", LOW)
    portfolio.ask()
    (asked,) = near(portfolio)
    assert "logistiques" in asked
    say(portfolio, "different", *asked)
    portfolio.ask()
    (other,) = near(portfolio)
    assert other != asked
    say(portfolio, "different", *other)
    portfolio.make()
    assert near(portfolio) == set()


def test_names_told_apart_are_not_asked_about_again_through_another_spelling_of_one(portfolio):
    portfolio.given_notes("Support nord", "prompt", NOTES)
    portfolio.given_notes("Support nort", "prompt", LOW)
    portfolio.ask()
    say(portfolio, "different", "support_nord", "support_nort")
    portfolio.given_notes("Suport nort", "prompt", LOW)
    portfolio.ask()
    say(portfolio, "same", "suport_nort", "support_nort")
    portfolio.make()
    assert near(portfolio) == set()


def test_after_fifty_names_are_settled_the_next_are_asked_about(portfolio):
    words = [first + second for first in "abcdefghij" for second in "klmnop"]
    for word in words:
        for ending in ("une", "uno"):
            name = f"{word * 4} {ending}"
            portfolio.given_notes(name, "prompt", NOTES, name=f"{name}.csv")
    portfolio.ask()
    first = near(portfolio)
    assert len(first) == 50
    for pair in first:
        say(portfolio, "different", *pair)
    portfolio.make()
    second = near(portfolio)
    assert len(second) == 10
    assert not first & second


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
    portfolio.make()
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


@pytest.mark.parametrize("mode", ["open", "survey"])
def test_who_rates_a_certification_for_two_teams_is_one_person_of_its_respondents(portfolio, mode):
    portfolio.given_config("campaigns.toml", f'[[campaign]]\nid = "2026-Q3"\nmode = "{mode}"\n')
    headings = ("Équipe", "Certification", "Date", "Répondant", *CRITERIA)
    rows = [
        (team, "prompt", "2026-08-15", who, *NOTES)
        for team, who in (("contenu", "sponsor@x.fr"), ("support", "sponsor@x.fr"), ("support", ""), ("support", ""))
    ]
    portfolio.given_csv("a.csv", headings, *rows)
    portfolio.make()
    assert portfolio.published("certification_ranking")["count_respondents"].tolist() == [3]
    assert sorted(portfolio.published("candidate_ranking")["count_respondents"]) == [1, 3]

"""Sending again: a corrected workbook stands for what it corrects, and nothing counts twice."""

import io

import openpyxl
import pytest
from portfolio import CRITERIA, Portfolio

from pipeline import corrections, questions, received
from pipeline import run as pipeline_run
from pipeline.annotated import annotated

HEADINGS = ("Équipe", "Certification", "Date", *CRITERIA)
GOOD = (4, 4, 4, 4, 4, 2)
PARTS = ("accepted", "rejected", "superseded", "duplicate", "ignored", "blank")


def answer(*notes, team="contenu", when="2026-08-01"):
    return (team, "prompt", when, *(notes or GOOD))


THREE_RIGHT_TWO_WRONG = [
    answer(),
    answer(),
    answer(3, 3, 3, 3, 3, 2),
    answer(6, 4, 4, 4, 4, 2),
    answer("cinq", *GOOD[1:]),
]


GIVEN_BACK = {}


def given_back(portfolio, name="1.csv"):
    """The annotated workbook of a received file, open for its sender to correct; made once for the same content."""
    content = (portfolio.raw / name).read_bytes()
    if (name, content) not in GIVEN_BACK:
        tables = pipeline_run.check(portfolio.root, [portfolio.raw / name])
        GIVEN_BACK[name, content] = annotated(content, name, tables["findings"], tables["source_files"], "fr")
    return openpyxl.load_workbook(io.BytesIO(GIVEN_BACK[name, content]))


def data(book):
    return next(sheet for sheet in book if sheet.cell(1, 1).value == HEADINGS[0])


def send(portfolio, book, name="2.xlsx"):
    path = portfolio.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def mend(book):
    sheet = data(book)
    sheet["D5"], sheet["D6"] = 5, 5
    return book


def states(portfolio):
    found = portfolio.published("source_files")
    assert (found["rows_read"] == found[list(PARTS)].sum(axis=1)).all()
    return {row["file"]: tuple(row[part] for part in PARTS[:4]) for row in found.to_dict("records")}


def respondents(portfolio, team="contenu"):
    return int(portfolio.candidate(team, "prompt")["count_respondents"])


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A first file, published: three rows count, two are wrong."""
    portfolio = Portfolio(tmp_path_factory.mktemp("first"))
    portfolio.given_csv("1.csv", HEADINGS, *THREE_RIGHT_TWO_WRONG)
    portfolio.run()
    assert (respondents(portfolio), states(portfolio)) == (3, {"1.csv": (3, 2, 0, 0)})
    return portfolio


@pytest.fixture
def sent(first, tmp_path):
    """That portfolio, to do with what one likes."""
    return first.copied(tmp_path)


def test_a_corrected_workbook_closes_the_findings_and_each_answer_counts_once(sent):
    send(sent, mend(given_back(sent)))
    sent.make()
    assert respondents(sent) == 5
    assert states(sent) == {"1.csv": (0, 0, 5, 0), "2.xlsx": (5, 0, 0, 0)}
    assert sent.codes() == ["corrected_file"]
    first, second = sent.published("source_files").to_dict("records")
    assert (first["status"], first["corrected_by"], second["status"]) == ("corrected", "2.xlsx", "read")
    assert second["corrects"] == first["sha256"]
    assert sent.published("questions").empty


def test_a_workbook_sent_back_as_it_was_is_still_wrong_and_nothing_counts_twice(sent):
    send(sent, given_back(sent))
    sent.make()
    assert respondents(sent) == 3
    assert states(sent) == {"1.csv": (0, 0, 5, 0), "2.xlsx": (3, 2, 0, 0)}
    assert sorted(sent.codes()) == ["corrected_file", "note_not_a_number", "note_off_scale"]


def test_a_row_that_was_right_may_be_changed_too(sent):
    book = mend(given_back(sent))
    data(book)["D2"] = 1
    send(sent, book)
    sent.make()
    assert respondents(sent) == 5
    assert sent.published("questions").empty


def test_added_rows_count_and_removed_wrong_rows_are_not_missed(sent):
    book = mend(given_back(sent))
    data(book).delete_rows(6)
    data(book).append(answer(2, 2, 2, 2, 2, 2))
    data(book).append(answer(1, 1, 1, 1, 1, 1))
    send(sent, book)
    sent.make()
    assert respondents(sent) == 6
    assert sent.published("questions").empty


def test_where_accepted_rows_are_gone_a_person_is_asked_and_nothing_is_lost_meanwhile(sent):
    book = mend(given_back(sent))
    data(book).delete_rows(2, 3)
    send(sent, book)
    asked = sent.ask()
    assert respondents(sent) == 5
    assert asked[["code", "subject"]].to_numpy().tolist() == [["correction_lacks_rows", "2.xlsx|1.csv"]]
    assert sent.candidate("contenu", "prompt")["in_question"]
    questions.answer(sent.root, asked.iloc[0]["question_id"], "replaces")
    sent.make()
    assert respondents(sent) == 2
    questions.answer(sent.root, asked.iloc[0]["question_id"], "adds")
    sent.make()
    assert respondents(sent) == 5


def test_the_same_workbook_filled_in_again_for_another_quarter_is_no_correction(sent):
    book = given_back(sent)
    for row in range(2, 7):
        for column, value in enumerate(answer(5, 5, 5, 5, 5, row - 1, when="2026-11-02"), start=1):
            data(book).cell(row, column).value = value
    send(sent, book)
    sent.make()
    ranking = sent.published("candidate_ranking").set_index("campaign")["count_respondents"]
    assert ranking.to_dict() == {"2026-Q3": 3, "2026-Q4": 5}
    assert sent.published("questions")["code"].tolist() == ["correction_lacks_rows"]


def test_nor_is_it_where_only_the_folder_names_the_quarter(portfolio):
    portfolio.given_csv("2026-Q3/contenu/1.csv", ("Certification", *CRITERIA), ("prompt", *GOOD))
    portfolio.arrive()
    book = given_back(portfolio, "2026-Q3/contenu/1.csv")
    book["Données"]["B2"] = 1
    send(portfolio, book, "2026-Q4/contenu/2.xlsx")
    portfolio.make()
    ranking = portfolio.published("candidate_ranking").set_index("campaign")["count_respondents"]
    assert ranking.to_dict() == {"2026-Q3": 1, "2026-Q4": 1}


def test_the_last_correction_of_the_same_file_stands(sent):
    half = given_back(sent)
    data(half)["D5"] = 5
    send(sent, half, "2.xlsx")
    sent.arrive()
    sent.make()
    assert respondents(sent) == 4
    send(sent, mend(half), "3.xlsx")
    sent.make()
    assert respondents(sent) == 5
    assert states(sent) == {"1.csv": (0, 0, 5, 0), "2.xlsx": (0, 0, 5, 0), "3.xlsx": (5, 0, 0, 0)}


def test_a_correction_may_be_corrected_in_its_turn_even_where_the_one_between_never_came(sent):
    half = given_back(sent)
    data(half)["D5"] = 5
    send(sent, half, "2.xlsx")
    again = given_back(sent, "2.xlsx")
    (sent.raw / "2.xlsx").unlink()
    send(sent, mend(again), "3.xlsx")
    sent.make()
    assert respondents(sent) == 5
    assert states(sent) == {"1.csv": (0, 0, 5, 0), "3.xlsx": (5, 0, 0, 0)}


def test_withdrawing_the_correction_brings_the_first_file_back(sent):
    send(sent, mend(given_back(sent)))
    sent.arrive()
    received.withdraw(sent.root, "2.xlsx", "manager", "too early")
    sent.make()
    assert states(sent) == {"1.csv": (3, 2, 0, 0)}
    assert sorted(sent.codes()) == ["note_not_a_number", "note_off_scale"]


def test_a_correction_counts_where_the_first_file_is_withdrawn_or_was_never_received(sent):
    send(sent, mend(given_back(sent)))
    received.withdraw(sent.root, "1.csv", "manager", "test")
    sent.make()
    assert (respondents(sent), sent.codes()) == (5, [])


def test_a_first_file_received_twice_is_corrected_twice(sent):
    (sent.raw / "copy.csv").write_bytes((sent.raw / "1.csv").read_bytes())
    send(sent, mend(given_back(sent)), "a.xlsx")
    sent.make()
    assert respondents(sent) == 5
    assert states(sent) == {"1.csv": (0, 0, 5, 0), "copy.csv": (0, 0, 5, 0), "a.xlsx": (5, 0, 0, 0)}


def test_a_correction_keeps_the_folders_and_choices_that_came_with_the_first_file(portfolio):
    rows = [("prompt", *GOOD), ("prompt", 6, *GOOD[1:])]
    portfolio.given_csv("2026-T3/contenu/1.csv", ("Certification", *CRITERIA), *rows)
    path = received.keep_upload(
        portfolio.root, "s.csv", ";".join(CRITERIA).encode() + b"\n6;3;3;3;3;3\n",
        {"team": "support", "certification": "prompt", "campaign": "2026-Q3"},
    )  # fmt: skip
    portfolio.arrive()
    for file in ("2026-T3/contenu/1.csv", path.relative_to(portfolio.raw).as_posix()):
        book = given_back(portfolio, file)
        sheet = book["Données"]
        sheet["B3" if sheet["A1"].value == "Certification" else "A2"] = 5
        send(portfolio, book, f"uploads/{file.replace('/', '-')}.xlsx")
    portfolio.make()
    ranking = portfolio.published("candidate_ranking")[["campaign", "team_id", "certification_id", "count_respondents"]]
    assert sorted(ranking.to_numpy().tolist()) == [
        ["2026-Q3", "contenu", "prompt", 2],
        ["2026-Q3", "support", "prompt", 1],
    ]


def test_a_misspelt_team_that_is_mended_is_no_longer_asked_about(portfolio):
    portfolio.given_notes("Logistique", "prompt", GOOD)
    portfolio.given_csv("1.csv", HEADINGS, answer(team="Logistiqe"), answer(6, *GOOD[1:], team="Logistiqe"))
    assert portfolio.ask()["code"].tolist() == ["near_team"]
    book = given_back(portfolio)
    for cell in ("A2", "A3"):
        data(book)[cell] = "Logistique"
    data(book)["D3"] = 5
    send(portfolio, book)
    # The one row that counted changed its team: that is asked, once, and the old name goes with the answer.
    asked = portfolio.ask().set_index("code")
    questions.answer(portfolio.root, asked.loc["correction_lacks_rows", "question_id"], "replaces")
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["logistique"]
    assert set(portfolio.published("questions")["code"]) == {"correction_lacks_rows"}


def test_what_was_answered_about_a_file_holds_for_its_correction(portfolio):
    days = ("2026-09-25", "2026-10-05")
    portfolio.given_csv("1.csv", HEADINGS, *(answer(when=day) for day in days), answer(6, *GOOD[1:], when=days[1]))
    (asked,) = portfolio.ask().to_dict("records")
    assert asked["code"] == "two_quarters"
    questions.answer(portfolio.root, asked["question_id"], "last")
    book = given_back(portfolio)
    data(book)["D4"] = 5
    send(portfolio, book)
    portfolio.make()
    ranking = portfolio.published("candidate_ranking").set_index("campaign")["count_respondents"]
    assert ranking.to_dict() == {"2026-Q4": 3}
    assert portfolio.published("questions")["answer"].tolist() == ["last"]


def test_measures_and_register_rows_are_corrected_like_answers(portfolio):
    portfolio.given_notes("contenu", "prompt", GOOD)
    portfolio.given_csv(
        "1.csv", ("Équipe", "Indicateur", "Valeur", "Date"),
        ("contenu", "articles", "4", "2026-03-01"), ("contenu", "articles", "beaucoup", "2026-04-01"),
    )  # fmt: skip
    portfolio.arrive()
    book = given_back(portfolio)
    data(book)["C2"], data(book)["C3"] = 5, 6
    send(portfolio, book)
    portfolio.make()
    assert states(portfolio)["1.csv"] == (0, 0, 2, 0)
    assert portfolio.published("kpi_series")["value"].tolist() == [5, 6]


def test_everything_under_processed_comes_back_equal(sent):
    send(sent, mend(given_back(sent)))
    sent.run()
    before = sent.published("source_files"), sent.published("findings"), sent.published("candidate_ranking")
    for path in (sent.root / "data" / "processed").rglob("*"):
        if path.is_file() and path.name != "audit.jsonl":
            path.unlink()
    sent.run()
    for table, kept in zip(("source_files", "findings", "candidate_ranking"), before, strict=True):
        assert sent.published(table).equals(kept)


def test_the_same_content_under_another_name_says_when_and_as_what_it_was_received(sent):
    (sent.raw / "again.csv").write_bytes((sent.raw / "1.csv").read_bytes())
    (told,) = sent.run().received_again
    assert (told.file, told.earlier, told.at[:2]) == ("again.csv", "1.csv", "20")
    assert sent.run().received_again == []
    assert respondents(sent) == 3
    found = sent.published("findings").set_index("code")
    assert found.loc["already_received", "message_fr"] == "Le même contenu a déjà été reçu sous «\u00a01.csv\u00a0»."
    assert found.loc["already_received", "file"] == "again.csv"


def test_check_knows_what_was_received_before_and_what_a_workbook_corrects(sent, tmp_path):
    send(sent, mend(given_back(sent)))
    tables = pipeline_run.check(sent.root, [sent.raw / "1.csv", sent.raw / "2.xlsx"])
    known = corrections.known_before(sent.root, tables["source_files"])
    assert [(one.file, one.relation, one.earlier) for one in known] == [
        ("1.csv", "same", "1.csv"), ("2.xlsx", "corrects", "1.csv"),
    ]  # fmt: skip
    received.withdraw(sent.root, "1.csv", "manager", "test")
    assert corrections.known_before(sent.root, tables["source_files"]) == []

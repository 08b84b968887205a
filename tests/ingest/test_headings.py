"""What a heading may stand for."""

from __future__ import annotations

import pytest
from sent import CONFIGURATION

from pipeline.config import Headings, Remembered, RememberedHeading
from pipeline.ingest.dialects import dialect
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.records import recognise
from pipeline.vocabulary import FIELD


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(CONFIGURATION)


def meant(recogniser: Recogniser, heading: str) -> list[str]:
    """The fields and criteria that a heading may stand for, with how the first was found."""
    meaning = recogniser.meaning(heading)
    found = meaning.candidates or meaning.crossed
    return list(dict.fromkeys(one.criterion or one.field for one in found)) + [one.how for one in found[:1]]


def test_every_field_has_headings_in_both_languages(recogniser: Recogniser) -> None:
    assert set(CONFIGURATION.headings.fields) == set(FIELD)
    for key, headings in CONFIGURATION.headings.fields.items():
        assert len(headings) >= 3, key
        assert key in meant(recogniser, key.replace("_", " "))


@pytest.mark.parametrize(
    ("heading", "criterion", "how"),
    [
        ("Impact business", "business_impact", "exact"),
        ("IMPACT   BUSINESS", "business_impact", "exact"),
        ("business_impact", "business_impact", "exact"),
        ("Team leverage", "team_leverage", "exact"),
        ("Coût total (1 to 5)", "total_cost", "exact"),
        ("Coût total /5", "total_cost", "exact"),
        ("Cout total (note de 1 à 5)", "total_cost", "exact"),
        ("Coût total sur 5", "total_cost", "exact"),
        ("Coût total (poids 4)", "total_cost", "exact"),
        ("Coût total (1 = démesuré, 5 = proportionné)", "total_cost", "exact"),
        ("Alternatives (inversé)", "alternatives", "exact"),
        ("4. Risque/Conformité", "risk_compliance", "exact"),
        ("Q4 - Risque / conformité *", "risk_compliance", "exact"),
        ("Risque\nconformité", "risk_compliance", "exact"),
        ("Le coût est-il proportionné au bénéfice attendu\u00a0?", "total_cost", "question"),
        ("Is the cost in proportion to the expected benefit?", "total_cost", "question"),
        ("Coût total : Le coût est-il proportionné au bénéfice attendu ?", "total_cost", "question"),
        ("Notez chaque critère [Alternatives]", "alternatives", "question"),
        ("Sur une échelle de 1 à 5, comment évaluez-vous : [Coût total]", "total_cost", "question"),
        ("Comment jugez-vous le projet ? - Coût total", "total_cost", "question"),
        ("Note Coût total", "total_cost", "question"),
        ("Votre note pour le critère : Coût total", "total_cost", "question"),
        ("2. Rating for Total cost (1 to 5)", "total_cost", "question"),
        ("Risques et conformité", "risk_compliance", "synonym"),
        ("Conformité & risques", "risk_compliance", "synonym"),
        ("Risks and compliance", "risk_compliance", "synonym"),
        ("Compliance and risk (1-5)", "risk_compliance", "synonym"),
        ("L'impact sur le business", "business_impact", "synonym"),
        ("Impacts business", "business_impact", "synonym"),
        ("Effet de levier pour l'équipe", "team_leverage", "synonym"),
        ("Effet levier sur l’équipe", "team_leverage", "synonym"),
        ("Leverage for the team", "team_leverage", "synonym"),
        ("Impact bussiness", "business_impact", "fuzzy"),
        ("Applicabilte technique", "technical_fit", "fuzzy"),
    ],
)
def test_a_criterion_is_known_by(recogniser: Recogniser, heading: str, criterion: str, how: str) -> None:
    known = meant(recogniser, heading)
    assert (known[0], known[-1]) == (criterion, how)


@pytest.mark.parametrize(
    "heading",
    [
        "Commentaire sur les alternatives",
        "Comment on - Total cost",
        "Comment [Coût total]",
        "Note pondérée Coût total",
        "Alternatives - commentaire",
        "Impact business : pourquoi ?",
        "Justification [Coût total]",
        "Points - Impact business",
        "Feedback - Impact business",
        "Moyenne [Impact business]",
        "Classez les critères [Impact business]",
        "Quelle importance accordez-vous à : [Coût total]",
        "Rank the criteria - Total cost",
        "How satisfied are you with: [Technical fit]",
    ],
)
def test_what_comments_on_a_criterion_is_no_note(recogniser: Recogniser, heading: str) -> None:
    meaning = recogniser.meaning(heading)
    assert not [one for one in (*meaning.candidates, *meaning.crossed) if one.criterion]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Votre équipe", "team"),
        ("Your team", "team"),
        ("1. Nom de l'équipe ?", "team"),
        ("Horodateur", "submitted_at"),
        ("Completion time", "submitted_at"),
        ("Adresse de messagerie", "respondent"),
        ("Coût par personne (k€)", "fee_per_person"),
        ("Durée de validité (mois)", "validity_months"),
        ("Équipe / Team", "team"),
        ("Coordonnées [Équipe]", "team"),
        ("Certfication", "certification"),
    ],
)
def test_a_field_is_known_by(recogniser: Recogniser, heading: str, field: str) -> None:
    assert field in meant(recogniser, heading)


def test_one_heading_may_stand_for_several_fields(recogniser: Recogniser) -> None:
    assert {"submitted_at", "date"} <= set(meant(recogniser, "Date"))
    assert {"kind", "kpi_kind"} <= set(meant(recogniser, "Type"))
    assert {"target", "target_value"} <= set(meant(recogniser, "Cible"))


def test_a_form_s_row_number_names_nobody(recogniser: Recogniser) -> None:
    for heading in ("ID", "#", "Response ID", "ID de la réponse", "Heure de début"):
        assert recogniser.meaning(heading).metadata
        assert "respondent" not in meant(recogniser, heading)


@pytest.mark.parametrize("heading", ["Kod", "Budget", "Ville", "Equi", "Indicateur 3", "Cost of alternatives total"])
def test_nothing_is_guessed_from(recogniser: Recogniser, heading: str) -> None:
    assert meant(recogniser, heading) == []


def test_a_guess_needs_five_points_over_the_next_field(recogniser: Recogniser) -> None:
    assert meant(recogniser, "Respondant") == []  # 90 to respondent, 86 to respondents


def test_a_remembered_mapping_holds_for_all_or_for_one_team() -> None:
    remembered = Remembered(
        heading=(
            RememberedHeading(heading="Ville", field="team"),
            RememberedHeading(heading="Ressenti", field="business_impact", team="Contenu"),
        )
    )
    taught = Recogniser(CONFIGURATION.model_copy(update={"remembered": remembered}))
    assert meant(taught, "ville ?") == ["team", "remembered"]
    assert meant(taught, "Ressenti") == []
    assert taught.meaning("Ressenti", team="contenu").candidates[0].criterion == "business_impact"


def test_a_criterion_may_be_given_further_headings() -> None:
    fields = {**CONFIGURATION.headings.fields, "business_impact": ("Retombées",)}
    words: Headings = CONFIGURATION.headings.model_copy(update={"fields": fields})
    taught = Recogniser(CONFIGURATION.model_copy(update={"headings": words}))
    assert meant(taught, "Retombées (1-5)") == ["business_impact", "synonym"]


def test_the_nearest_heading_is_suggested(recogniser: Recogniser) -> None:
    assert recogniser.nearest("team", ["Ville", "Le nom de mon équipe", "Budget"]) == "Le nom de mon équipe"
    assert recogniser.nearest("kpi", ["Ville"]) == ""


def test_the_language_is_told_by_the_words(recogniser: Recogniser) -> None:
    assert recogniser.language(["Équipe", "Certification", "Coût total"]) == "fr"
    assert recogniser.language(["Team", "Certification", "Total cost"]) == "en"
    assert recogniser.language(["Certification", "Alternatives"]) == ""


def test_a_form_tool_is_told_by_its_own_columns() -> None:
    assert dialect(["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"]) == "microsoft_forms"
    assert dialect(["Horodateur", "Équipe"]) == "google_forms"
    assert dialect(["Équipe", "Certification"]) == "plain"


SHORT = ("Impact", "Applicabilité technique", "Effet levier équipe", "Risque", "Coût", "Alternatives")


def test_one_word_names_a_criterion_among_two_that_are_named_in_full(recogniser: Recogniser) -> None:
    read = recognise(("Équipe", "Certification", *SHORT), recogniser)
    assert [read.columns[position].criterion for position in range(2, 8)] == [
        "business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("Impact", "Applicabilité", "Levier", "Risque", "Coût", "Alternatives"),
        ("Impact", "Applicability", "Leverage", "Compliance", "Cost", "Alternatives"),
    ],
)
def test_one_word_each_names_all_criteria_together(recogniser: Recogniser, headings: tuple[str, ...]) -> None:
    read = recognise(("Team", "Certification", *headings), recogniser)
    assert {read.columns[position].criterion for position in range(2, 8)} == recogniser.criteria


def test_one_word_names_no_criterion_alone_nor_where_two_columns_claim_it(recogniser: Recogniser) -> None:
    assert recognise(("Équipe", "Certification", "Coût", "Risque", "Impact"), recogniser).record != "A"
    twice = recognise(("Équipe", "Certification", *SHORT, "Conformité"), recogniser)
    assert "risk_compliance" not in {column.criterion for column in twice.columns.values()}
    full = recognise(("Équipe", "Certification", *SHORT, "Risque / conformité"), recogniser)
    assert [position for position, one in full.columns.items() if one.criterion == "risk_compliance"] == [8]

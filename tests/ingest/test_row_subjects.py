"""Tables of another trade: a name alone makes no team and no certification, and a row about a person makes neither."""

from __future__ import annotations

import pytest
from sent import CONFIGURATION, KEY, Reading, read, read_rows

from pipeline.config import Configuration, Remembered, RememberedHeading
from pipeline.ingest import intake


@pytest.mark.parametrize(
    "rows",
    [
        "Référence;Nom;Type;Prix;Fournisseur\nA12;Chaise;Formation;129,90;Meublor",
        "Title,Author,Publisher,Price\nDune,Herbert,Ace,9.99",
        "Title,Code,Price,Supplier,Unit price\nBolt,B1,0.1,Acme,0.1",
        "Title,Artist,Duration\nHey,The Band,7:11",
        "Name,Headcount,Industry,Domain\nAcme,250,Industry,acme.example",
        "Nom;Membres;Domaine;Contact\nClub Photo;25;Loisirs;Ana",
        "Name,Code,Start date,End date\nExpo,1,2026-01-01,2026-02-01",
        "Group,Title,Status,Start date,End date,Owner,Type\nIT,Fix,done,2026-01-02,2026-01-05,Ana,course",
        "Group,Indicator,Year,Value,Unit\nFrance,GDP,2020,2600,G€",
        "Groupe;Cours;Code;Heures\nG1;Maths;M1;30",
        "Service;Programme;Subvention;Échéance\nThéâtre;Culture;12000;31/12/2026",
        "Course,Teacher\nMaths,Ana",
        "Titre;Début;Fin;Participants;Responsable\nRéunion;01/02/2026;01/02/2026;12;Ana",
    ],
)
def test_a_name_of_anything_is_no_team_and_no_certification(rows):
    table = read("sent.csv", rows).table
    lacking = {"": True, "B": not (table["has_team"] and table["has_certification"]), "C": not table["has_team"]}
    assert lacking.get(table["record"])


@pytest.mark.parametrize(
    "rows",
    [
        "Nom;Prénom;Email;Téléphone;Entité\nDupont;Jean;j@x.example;01;DSI",
        "Name,Email,Phone,Site,Manager\nJean Dupont,j@x.example,01,Paris,Ana",
        "Name,Email,Department,Site\nJean Dupont,j@x.example,IT,Paris",
        "Matricule;Service;Formation;Date de début;Durée;Statut\n1;DSI;Excel;01/02/2026;14;Terminé",
        "Employee name,Team,Course,Start date,Status\nAna,IT,Excel,2026-02-01,done",
        "Nom;Équipe;Formation;Coût par personne\nDupont;contenu;Excel;500",
        "Nom;Formation;Durée;Prix\nDupont;Excel;14;500",
        "Name,Group,Course,Hours\nAna,G1,Maths,15",
        "Salarié;Équipe;Indicateur;Mois;Valeur\nAna;contenu;Ventes;2026-01;12",
    ],
)
def test_what_is_listed_person_by_person_is_no_table_of_teams_or_certifications(rows):
    found = read("sent.csv", rows)
    assert found.table["record"] == ""
    assert found.codes == ["no_table"]
    assert found.cells == []


@pytest.mark.parametrize(
    ("headings", "record"),
    [
        (("Nom", "Taille de l'équipe", "Direction"), "D"), (("Name", "Team code", "Site"), "D"),
        (("Équipe", "Effectif"), "D"), (("Nom", "Éditeur", "Validité (mois)"), "E"),
        (("Title", "Vendor", "Exam fee"), "E"), (("Formation", "Éditeur", "Prix"), "E"),
        (("Équipe", "Intitulé", "Type de formation", "Coût par personne"), "B"),
        (("Nom", "Éditeur", "Coût par personne", "Heures par personne"), "E"),
        (("Name", "Code", "Expected answers"), "D"),
    ],
)  # fmt: skip
def test_a_name_is_what_another_heading_says_is_named(headings, record):
    assert read_rows(headings, ("contenu", "x", "12", "1")[: len(headings)]).table["record"] == record


@pytest.mark.parametrize(
    ("sheets", "record"),
    [
        ({"Équipes": [("Nom", "Code", "Effectif"), ("contenu", "CT", 8)]}, "D"),
        ({"Feuil1": [("Liste des équipes",), (), ("Nom", "Code", "Effectif"), ("contenu", "CT", 8)]}, "D"),
        ({"Certifications": [("Titre", "Code", "Prix"), ("Azure", "AZ-900", 120)]}, "E"),
        ({"Stock": [("Titre", "Code", "Prix"), ("Vis", "V1", 120)]}, ""),
    ],
)
def test_the_sheet_or_its_title_says_what_is_named(sheets, record):
    assert read_rows(**sheets).table["record"] == record


def test_a_person_s_word_goes_before_a_vague_heading():
    asked = Remembered(heading=(RememberedHeading(heading="Nom", field="team"),))
    kept = {name: getattr(CONFIGURATION, name) for name in Configuration.model_fields}
    told = Configuration(**{**kept, "remembered": asked})
    tables = intake.read_file("sent.csv", b"Nom;Code;Effectif\ncontenu;CT;8", told, KEY)
    assert Reading(tables).fields() == {"Nom": "team", "Code": "code", "Effectif": "headcount"}


def test_trainings_whose_contents_are_rated_are_no_catalogue():
    headings = ("Formation", "Équipe", "Contenu", "Formateur", "Organisation")
    assert read_rows(headings, ("AZ-900", "contenu", 4, 5, 3), ("AI-102", "rh", 3, 4, "2")).table["record"] == ""
    worded = read_rows(("Formation", "Contenu", "Organisation"), ("AZ-900", "bases, coûts", "Microsoft"))
    assert worded.table["record"] == "E"

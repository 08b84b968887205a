"""A file that gives a KPI several values for one moment: their mean counts, and it is told."""

from __future__ import annotations

from portfolio import Portfolio

HEADINGS = ("Équipe", "Indicateur", "Sens", "Période", "Date", "Valeur")


def test_several_values_for_one_moment_are_told_once_and_dates_of_their_own_are_not(portfolio: Portfolio) -> None:
    portfolio.given_csv(
        "kpis.csv", HEADINGS,
        ("contenu", "Articles", "hausse", "2026-Q2", "", 10), ("contenu", "Articles", "hausse", "2026-Q2", "", 12),
        ("contenu", "Articles", "hausse", "2026-Q3", "", 15), ("contenu", "Articles", "hausse", "2026-Q3", "", "15,0"),
        ("contenu", "Vues", "hausse", "", "2026-08-01", 1), ("contenu", "Vues", "hausse", "", "2026-08-02", 2),
    )  # fmt: skip
    portfolio.make()
    findings = portfolio.published("findings")
    told = findings[findings["code"] == "several_values"]
    assert told[["row_number", "value"]].values.tolist() == [[2, "Articles"]]
    assert told["message_en"].str.contains("2 values").all()
    assert set(findings["code"]) == {"several_values"}

"""`explain`: what a reader is told of one candidate never contradicts itself."""

from __future__ import annotations

from portfolio import Portfolio

from pipeline.explain import as_text, explain

MIDDLE = (3, 3, 3, 3, 3, 3)
BARELY_MORE = (3, 3, 4, 3, 3, 3)


def test_a_pilot_a_hair_above_the_threshold_does_not_read_as_if_it_stood_on_it(portfolio: Portfolio) -> None:
    portfolio.given_notes("contenu", "az-900", BARELY_MORE, *[MIDDLE] * 600)
    portfolio.run()
    found = explain(portfolio.root, "contenu", "az-900")
    assert "Score pondéré : 60,004\u00a0%" in as_text(found, "fr")
    assert "Weighted score: 60.004%" in as_text(found, "en")

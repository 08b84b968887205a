"""From what a person types, and the settings, to the plans to compute."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline import config, misfits
from pipeline.config import Plan
from pipeline.errors import WrongUsage

MOST_PLANS = 4
_OPTIONS = {
    "caps": "cap", "minimums": "minimum", "excluded": "exclude", "overrun_percent": "overrun",
    "overrun_count": "overrun",
}  # fmt: skip
"""Options that are not called as what they say of the plan."""

_AMOUNT = re.compile(r"(-?\d+(?:[.,]\d{1,2})?)(k?)(?:€|eur)?")

_GROUPED = re.compile(r"-?\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+)(?!\d)")


def amount(text: str, option: str) -> Decimal:
    """`200000`, `200 000`, `200,000`, `200000,50` or `200k`, in the currency of the settings."""
    plain = re.sub(r"[\s_']", "", text).lower()
    if _GROUPED.match(plain):  # money has no thousandths: what three digits follow is a thousand
        plain = plain.replace(plain.lstrip("-0123456789")[0], "")
    found = _AMOUNT.fullmatch(plain)
    if not found:
        example = 500 if option == "--hours" else 200_000
        raise WrongUsage(
            fr=f"{option} {text} : ce n'est pas un nombre. Écrivez-le en chiffres, par exemple {option} {example}.",
            en=f"{option} {text}: this is no number. Write it in figures, for instance {option} {example}.",
        )
    return Decimal(found[1].replace(",", ".")) * (1000 if found[2] else 1)


def amount_of(text: str, option: str) -> tuple[str, Decimal]:
    """`UNIT=AMOUNT`."""
    name, sign, written = text.rpartition("=")
    if not sign or not name.strip():
        raise WrongUsage(
            fr=f"{option} {text} : écrivez DIRECTION=MONTANT, par exemple {option} Marketing=50000.",
            en=f"{option} {text}: write it as UNIT=AMOUNT, for instance {option} Marketing=50000.",
        )
    return name.strip(), amount(written, option)


def changed(plan: Plan, changes: Mapping[str, Any]) -> Plan:
    """The plan with some things otherwise. Raises WrongUsage, which names what does not fit."""
    try:
        return Plan.model_validate(plan.model_dump(exclude={"name"}) | dict(changes))
    except ValidationError as problem:
        misfit = misfits.first(problem, Plan)
        option = _option(misfit.key)
        raise WrongUsage(fr=f"{option} : {misfit.fr}", en=f"{option}: {misfit.en}") from problem


def _option(key: str) -> str:
    """The option that says a part of the plan: `--cap` for `caps.Ventes`."""
    part = key.partition(".")[0]
    return "--" + _OPTIONS.get(part, part).replace("_", "-")


def plans(base: Plan, budgets: Sequence[Decimal], scenarios: Path | None) -> list[tuple[str, Plan]]:
    """The plans to lay side by side, each with its name: one a budget, or one a scenario of a file.

    A scenario is as the plan that was asked for, its budget too, but for what it says itself. Raises WrongUsage where
    no budget is said, or where there are more plans than fit beside each other.
    """
    asked = [("", changed(base, {"budget": budget})) for budget in budgets] or [("", base)]
    if scenarios is not None:
        if len(asked) > 1:
            raise WrongUsage(
                fr="Plusieurs --budget et --scenario : dites les budgets dans le fichier, un par scénario.",
                en="Several --budget and --scenario: say the budgets in the file, one a scenario.",
            )
        asked = [
            (one.name, changed(asked[0][1], one.model_dump(exclude_unset=True, exclude={"name"})))
            for one in config.scenarios(scenarios)
        ]
    if any(plan.budget is None for _, plan in asked):
        raise WrongUsage(
            fr="Aucun budget n'est dit. Ajoutez --budget MONTANT, ou budget = MONTANT sous [plan] dans "
            "config/settings.toml.",
            en="No budget is said. Add --budget AMOUNT, or budget = AMOUNT under [plan] in config/settings.toml.",
        )
    if len(asked) > MOST_PLANS:
        raise WrongUsage(
            fr=f"{len(asked)} plans : on en met {MOST_PLANS} au plus côte à côte. Retirez-en.",
            en=f"{len(asked)} plans: at most {MOST_PLANS} stand side by side. Leave some out.",
        )
    return asked

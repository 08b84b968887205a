"""From the rows of a table to those that sum up others: `Total`, `Moyenne contenu`, `Support Total`, `Sous-total`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct, Numbers
from pipeline.ingest.records import Column
from pipeline.ingest.sheet import Value
from pipeline.vocabulary import SUBJECTS

_LONGEST = 60
_NEVER_CALLED_SO = frozenset({"certification", "respondent", "criterion"})  # a team may be called Total
_FILLERS = frozenset({"de", "du", "des", "d", "l", "la", "le", "les", "pour", "equipe", "team", "of", "for", "the"})
_NO_TEAMS = frozenset(
    {
        "min", "mini", "max", "maxi", "ecart type", "std dev", "stdev", "standard deviation", "ensemble",
        "ensemble des equipes", "toutes equipes", "toutes les equipes", "toutes equipes confondues", "all teams",
        "overall", "total general", "grand total", "maximum possible", "minimum possible", "company average",
    }
)  # fmt: skip
"""What no team is called, though a person may be called Max."""
_MAY_BE_TEAMS = frozenset(
    {
        "total", "totaux", "somme", "sum", "mean", "moy", "avg", "signature", "decision", "verdict", "conclusion",
        "recommandation", "recommendation",
    }
)  # fmt: skip
_SUMMING_UP = frozenset({"moyenne", "moyennes", "mediane", "medianes", "median", "average", "subtotal", "soustotal"})
_PARTLY = ({"sous", "sub"}, {"total", "totaux", "totals"})
_SHORT = frozenset({"s t", "moy", "nb", "nombre", "count"})  # for a total, beside a name


def is_total(value: Value, totals: frozenset[str]) -> bool:
    """Whether a cell says nothing but that its row sums up others; `totals` are the words for that, folded."""
    return type(value) is str and len(value) < _LONGEST and fold(value) in totals


def sum_up(
    columns: Sequence[Distinct[Value]], fields: Mapping[int, Column], count: int, totals: frozenset[str]
) -> Numbers:
    """For each of so many rows whether it sums up others, told by what stands where names stand."""
    found = np.zeros(count, "?")
    for at, column in fields.items():
        if at >= len(columns):
            continue
        if column.field in _NEVER_CALLED_SO:
            found |= columns[at].where(lambda value: is_total(value, totals))
        elif column.field == "team":
            found |= columns[at].where(lambda value: _is_no_team(value, totals))
            if "headcount" in {other.field for other in fields.values()}:
                found |= _said_again(columns[at].where(lambda value: is_total(value, totals)))
    return found | _of_one_name(columns, fields, count, totals)


def _is_no_team(value: Value, totals: frozenset[str]) -> bool:
    text = fold(value) if type(value) is str and len(value) < _LONGEST else ""
    words = text.split()
    partly = len(words) > 1 and all(word in known for word, known in zip(words, _PARTLY, strict=False))
    never = text in _NO_TEAMS or (text in totals and text not in _MAY_BE_TEAMS)
    return never or partly or (bool(words) and words[0] in _SUMMING_UP)


def _said_again(total: Numbers) -> Numbers:
    """A roster lists each team once: what it lists twice is the total of each part."""
    return total if int(total.sum()) > 1 else np.zeros_like(total)


def _of_one_name(
    columns: Sequence[Distinct[Value]], fields: Mapping[int, Column], count: int, totals: frozenset[str]
) -> Numbers:
    """For each row whether it is the total of what its own or the last row says: `Moyenne contenu` below contenu."""
    found = np.zeros(count, "?")
    named = {at: column.field for at, column in fields.items() if column.field in SUBJECTS and at < len(columns)}
    told = {at: {value: _told_name(value, totals, named[at]) for value in columns[at].different} for at in named}
    perhaps = {at: columns[at].where(partial(_tells, names)) for at, names in told.items()}
    if not any(flags.any() for flags in perhaps.values()):
        return found
    last = dict.fromkeys(named, "")
    above: set[str] = set()
    for place in range(min(count, *(len(columns[at]) for at in named))):
        summing = {at: columns[at][place] for at in named if perhaps[at][place]}
        for at in named.keys() - summing.keys():
            if not is_blank(name := columns[at][place]):
                last[at] = fold(str(name))
        beside = {
            fold(value)
            for at, column in enumerate(columns)
            if at not in summing and type(value := column[place]) is str
        }
        names = ({*last.values()} | above | beside) - {""}
        found[place] = any(not names.isdisjoint(told[at][value]) for at, value in summing.items())
        if not found[place]:
            above = beside
    return found


def _tells(names: Mapping[Value, set[str]], value: Value) -> bool:
    return bool(names[value])


def _told_name(value: Value, totals: frozenset[str], field: str) -> set[str]:
    """What stands behind the words of a total, folded; of a team or a certification also before them."""
    if type(value) is not str or len(value) >= _LONGEST:
        return set()
    words, known = fold(value).split(), totals | _SHORT if field == "team" else totals
    cuts = range(1, len(words))
    names = {_without_fillers(words[cut:]) for cut in cuts if " ".join(words[:cut]) in known}
    if field != "kpi":
        names |= {_without_fillers(words[:cut]) for cut in cuts if " ".join(words[cut:]) in known}
    return names - {""}


def _without_fillers(words: Sequence[str]) -> str:
    rest = list(words)
    while rest and rest[0] in _FILLERS:
        rest.pop(0)
    return " ".join(rest)

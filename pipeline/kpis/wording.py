"""From a KPI's numbers and their evidence rung to one honest paragraph, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.amounts import beside, stands_before
from pipeline.methods.change import STEADY_BASELINE
from pipeline.typeset import HARD, MONTHS, digits
from pipeline.vocabulary import CURRENCY_SYMBOLS, Language

DECIMALS, MOST_DECIMALS = 2, 9
MOST_ATTAINED = Fraction(2)
"""The largest share of the way to a target that is told as it is; beyond, only that it is."""


@dataclass(frozen=True)
class Meanwhile:
    """How much teams without any training changed over the same periods, on average; `said` is the
    effect's own paragraph where this team alone was trained and that could be tested."""

    change: Fraction
    count: int
    direction: int
    said: dict[Language, str] | None


@dataclass(frozen=True)
class Left:
    """How much better (above 0) the team is on average than the trend of its own past, and the interval's ends."""

    size: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Told:
    """What one row of `kpi_changes` has to tell. `percent` and `attained` are None where they have no meaning."""

    kpi_name: str
    unit: str
    scale: str
    period: str
    trained: bool
    rung: int
    before: Fraction | None
    after: Fraction | None
    gained: Fraction | None
    percent: Fraction | None
    last_year: Fraction | None
    periods_before: int
    target: Fraction | None
    target_reached_at_start: bool
    attained: Fraction | None
    meanwhile: Meanwhile | None = None
    left: Left | None = None
    count_beside: int = 0
    count_changed: int = 0
    waits_before: bool = False
    """Whether values from before the training are there and wait for an answer before they count."""
    waits_after: bool = False
    is_common: bool = False
    common_with: str = ""
    """The training of the same team that a common gain is counted with; '' where it is this one."""
    moved: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """A sentence for each part of what the pilot was begun with that the register says otherwise now."""


def wording(told: Told, language: Language) -> str:
    """What may be said on this rung, and no more."""
    parts = _observed(told, language) if told.trained else _untrained(told, language)
    return " ".join(part for part in parts if part)


def _untrained(told: Told, language: Language) -> list[str]:
    value = _quantity(told.after, told, language)
    when = _period(told.period, language)
    if language == "fr":
        first = (
            f"Aucune formation commencée n'est enregistrée. L'indicateur {_name(told, language)} vaut {value}{when}."
        )
        last = "Aucun effet ne peut être estimé."
    else:
        first = f"No training on record has started. The KPI {_name(told, language)} stands at {value}{when}."
        last = "No effect can be estimated."
    return [first, _last_year(told, language), last]


def _observed(told: Told, language: Language) -> list[str]:
    if told.before is None or told.after is None:
        return [*_lacking(told, language), *told.moved.get(language, ())]
    return [
        _change(told, language),
        _thin_baseline(told, language),
        _waiting(told, language),
        _beside(told, language),
        _changed(told, language),
        _last_year(told, language),
        _target(told, language),
        *told.moved.get(language, ()),
        _trend(told, language),
        *_compared(told, language),
        _common(told, language),
    ]


def _lacking(told: Told, language: Language) -> list[str]:
    """That a side of the training has no measure, or none that counts yet, and what the other side holds."""
    french = language == "fr"
    waits = told.waits_before if told.before is None else told.waits_after
    if told.before is None and told.after is None:
        waits = told.waits_before or told.waits_after
        lacks = "Aucune mesure avant ni après la formation" if french else "No measure before or after the training"
        known = ""
    elif told.before is None:
        lacks = "Pas de mesure avant la formation" if french else "No measure before the training"
        value = _quantity(told.after, told, language)
        known = (
            f"Après la formation, l'indicateur {_name(told, language)} vaut {value}."
            if french
            else f"After the training, the KPI {_name(told, language)} stands at {value}."
        )
    else:
        lacks = "Pas encore de mesure après la formation" if french else "No measure after the training yet"
        value = _quantity(told.before, told, language)
        known = (
            f"Au départ, l'indicateur {_name(told, language)} vaut {value}."
            if french
            else f"At the start, the KPI {_name(told, language)} stands at {value}."
        )
    if told.before is None:
        so = "aucun effet ne peut être estimé" if french else "no effect can be estimated"
    else:
        so = "aucun changement ne peut être constaté" if french else "no change can be observed"
    first = f"{lacks}{HARD}: {so}." if french else f"{lacks}: {so}."
    if waits:
        until = " d'ici là" if french else " until then"
        first = f"{_waiting(told, language)} {so.capitalize()}{until}."
    return [first, known, "" if told.before is None else _changed(told, language)]


def _waiting(told: Told, language: Language) -> str:
    """That measures are there and do not count before a person has answered."""
    sides = (told.waits_before, told.waits_after)
    if not any(sides):
        return ""
    if language == "fr":
        of = "d'avant et d'après" if all(sides) else "d'avant" if told.waits_before else "d'après"
        return (
            f"Des mesures {of} la formation attendent une réponse, page Qualité des données (périodes de plusieurs "
            f"durées){HARD}: elles ne comptent pas encore."
        )
    of = "before and after" if all(sides) else "before" if told.waits_before else "after"
    return (
        f"Measures from {of} the training wait for an answer on the Data quality page (periods of several lengths): "
        "they do not count yet."
    )


def _trend(told: Told, language: Language) -> str:
    left = told.left
    if left is None:
        return ""
    size = difference(abs(left.size), told.unit, told.scale, language).removeprefix("+")
    low = signed_number(left.low, told.unit, told.scale, language)
    high = difference(left.high, told.unit, told.scale, language)
    if language == "fr":
        than = "de mieux" if left.size >= 0 else "de moins bien"
        return (
            f"Par rapport à sa propre tendance d'avant{HARD}: {size} {than} en moyenne (de {low} à {high}{HARD}; "
            "sur si peu de périodes, cet intervalle est souvent trop étroit)."
        )
    than = "better" if left.size >= 0 else "worse"
    return (
        f"Beside its own trend before: {size} {than} on average (from {low} to {high}; over so few periods this "
        "interval is often too narrow)."
    )


def _compared(told: Told, language: Language) -> list[str]:
    others = told.meanwhile
    if others is None or told.gained is None:
        return [
            "Sans équipe comparable, on ne peut pas dire si c'est la formation."
            if language == "fr"
            else "Without a comparable team, one cannot say whether it is the training."
        ]
    assert told.before is not None
    assert told.after is not None
    decimals = _decimals_apart(told.before, told.after, told.scale)
    moved = difference(others.change, told.unit, told.scale, language, decimals)
    ahead = told.gained - others.direction * others.change
    size = difference(abs(ahead), told.unit, told.scale, language, decimals).removeprefix("+")
    stayed = others.change == 0
    if language == "fr":
        who = "une équipe non formée" if others.count == 1 else f"{others.count} équipes non formées"
        has = "a" if others.count == 1 else "ont en moyenne"
        did = f"n'{has} pas évolué" if stayed else f"{has} évolué de {moved}"
        than = "comme" if ahead == 0 else f"{size} de mieux pour" if ahead > 0 else f"{size} de moins bien pour"
        first = f"Sur les mêmes périodes, {who} {did}{HARD}: {than} cette équipe."
        last = "Pour une seule équipe, aucun test ne dit si c'est la formation."
    else:
        who = "one untrained team" if others.count == 1 else f"{others.count} untrained teams on average"
        by = "did not change" if stayed else f"changed by {moved}"
        than = "as this team did" if ahead == 0 else f"{size} {'better' if ahead > 0 else 'worse'} for this team"
        first = f"Over the same periods {who} {by}: {than}."
        last = "For one team alone, no test says whether it is the training."
    return [first, others.said[language] if others.said else last]


def _common(told: Told, language: Language) -> str:
    """That several trainings of the team share this change, and with which one it is counted."""
    if not told.is_common:
        return ""
    if told.common_with:
        other = quoted(told.common_with, language)
        return (
            f"Gain commun avec {other}, autre formation de cette équipe{HARD}: il n'est compté que pour elle."
            if language == "fr"
            else f"A gain in common with {other}, another training of this team: it is counted for that one only."
        )
    return (
        f"Cette équipe suit d'autres formations sur cet indicateur{HARD}: le gain, commun, n'est compté qu'ici."
        if language == "fr"
        else "This team has other trainings on this KPI: the gain is common and counted once, here."
    )


def _change(told: Told, language: Language) -> str:
    assert told.before is not None
    assert told.after is not None
    assert told.gained is not None
    is_money = told.unit in CURRENCY_SYMBOLS
    # The unit is said once, with the second value; a percent sign, and a currency before its number, belong to both.
    said_once = told.scale == "plain" and not stands_before(told.unit, language)
    decimals = _decimals_apart(told.before, told.after, told.scale)
    before, after = (quantity(value, told.unit, told.scale, language, decimals) for value in (told.before, told.after))
    name = _name(told, language)
    if said_once:
        before = number(told.before, language, decimals, is_money=is_money)
    if told.gained == 0:
        return f"L'indicateur {name} est resté à {after}." if language == "fr" else f"The KPI {name} stayed at {after}."
    moved = difference(told.after - told.before, told.unit, told.scale, language, decimals)
    better, rose = told.gained > 0, told.after > told.before
    size = "" if told.percent is None else number(abs(told.percent), language, decimals=1)
    if language == "fr":
        said = "amélioration" if better else "dégradation" if rose else "recul"
        judged = f"{said} de {size}{HARD}%" if size else said
        return f"L'indicateur {name} est passé de {before} à {after} ({moved}{HARD}; {judged})."
    said = "an improvement" if better else "a worsening" if rose else "a decline"
    judged = f"{said} of {size}%" if size else said
    return f"The KPI {name} went from {before} to {after} ({moved}; {judged})."


def _decimals_apart(before: Fraction, after: Fraction, scale: str) -> int:
    """Two decimals, or as many more as it takes for two values that differ to read as far apart as their difference."""
    factor = 100 if scale == "fraction" else 1
    decimals = DECIMALS
    while decimals < MOST_DECIMALS and not _agree(before * factor, after * factor, decimals):
        decimals += 1
    return decimals


def _agree(before: Fraction, after: Fraction, decimals: int) -> bool:
    """Whether two values and their difference, all rounded alike, add up but for a tenth of the difference."""
    low, high, apart = (_rounded(one, decimals) for one in (before, after, after - before))
    return before == after or (low != high and 10 * abs(high - low - apart) <= abs(high - low))


def _thin_baseline(told: Told, language: Language) -> str:
    count = told.periods_before
    if count >= STEADY_BASELINE:
        return ""
    if language == "fr":
        periods = "une seule période" if count == 1 else f"{count} périodes"
        return f"La situation de départ repose sur {periods}{HARD}; il en faut quatre pour lisser les saisons."
    periods = "one period only" if count == 1 else f"{count} periods"
    return f"The baseline rests on {periods}; four are needed to even out the seasons."


def _beside(told: Told, language: Language) -> str:
    """That the baseline keeps values which a later file contradicts."""
    count = told.count_beside
    if not count:
        return ""
    if language == "fr":
        periods = "d'une période" if count == 1 else f"de {count} périodes"
        return f"Un fichier arrivé plus tard dit autre chose {periods} d'avant{HARD}: les valeurs figées restent."
    periods = "one period" if count == 1 else f"{count} periods"
    return f"A file that came later says otherwise of {periods} before: the locked values stay."


def _changed(told: Told, language: Language) -> str:
    """That the baseline is no longer what was published when it was locked."""
    count = told.count_changed
    if not count:
        return ""
    if language == "fr":
        values = "une valeur" if count == 1 else f"{count} valeurs"
        return f"La situation de départ a changé après avoir été figée{HARD}: {values} d'avant la formation."
    values = "one value" if count == 1 else f"{count} values"
    return f"The baseline changed after it was locked: {values} from before the training."


def _last_year(told: Told, language: Language) -> str:
    if told.rung < 2 or told.last_year is None:
        return ""
    value = _quantity(told.last_year, told, language)
    if len(told.period) == 4:
        return f"L'année précédente{HARD}: {value}." if language == "fr" else f"The year before: {value}."
    quarter = "Q" in told.period
    if language == "fr":
        return f"Au même {'trimestre' if quarter else 'mois'} de l'an dernier{HARD}: {value}."
    return f"In the same {'quarter' if quarter else 'month'} last year: {value}."


def _target(told: Told, language: Language) -> str:
    if told.target is None:
        return ""
    target = _quantity(told.target, told, language)
    if told.target_reached_at_start:
        if language == "fr":
            return f"Cible de {target} déjà atteinte au départ."
        return f"The target of {target} was already reached at the start."
    if told.attained is None:
        return ""
    if told.attained < 0:
        return _further(told, target, language)
    share = _share(told.attained, language)
    if language == "fr":
        return f"Chemin parcouru vers la cible de {target}{HARD}: {share}."
    return f"Way covered to the target of {target}: {share}."


def _further(told: Told, target: str, language: Language) -> str:
    """That the KPI moved away from its target, and how far off it was and is."""
    assert told.before is not None
    assert told.after is not None
    assert told.target is not None
    decimals = _decimals_apart(told.before, told.after, told.scale)
    was, now = (
        difference(abs(told.target - one), told.unit, told.scale, language, decimals).removeprefix("+")
        for one in (told.before, told.after)
    )
    if language == "fr":
        return f"L'indicateur s'éloigne de la cible de {target}{HARD}: {now} d'écart, {was} au départ."
    return f"The KPI moves away from the target of {target}: {now} off, {was} at the start."


def _share(attained: Fraction, language: Language) -> str:
    """In whole percents; what is not all never reads as all, what is some never as none."""
    percent = f"{HARD}%" if language == "fr" else "%"
    more, less = ("plus de ", "moins de ") if language == "fr" else ("more than ", "less than ")
    if attained > MOST_ATTAINED:
        return f"{more}{number(100 * MOST_ATTAINED, language, decimals=0)}{percent}"
    if 0 < attained < Fraction(1, 200):
        return f"{less}1{percent}"
    if Fraction(199, 200) <= attained < 1:
        return f"{more}99{percent}"
    return f"{number(100 * attained, language, decimals=0)}{percent}"


def _name(told: Told, language: Language) -> str:
    return quoted(told.kpi_name, language)


def quoted(name: str, language: Language) -> str:
    """A name between the language's quotation marks."""
    return f"«{HARD}{name}{HARD}»" if language == "fr" else f"“{name}”"


def _period(period: str, language: Language) -> str:
    """The period as an adverb with its leading space, or nothing where there is none."""
    year, _, part = period.partition("-")
    if not year.isdigit():
        return ""
    if part.startswith("Q"):
        return f" au T{part[1:]} {year}" if language == "fr" else f" in {part} {year}"
    if part.isdigit() and 1 <= int(part) <= 12:
        month = MONTHS[language][int(part) - 1]
        return f" en {month} {year}" if language == "fr" else f" in {month} {year}"
    return f" en {year}" if language == "fr" else f" in {year}"


def _quantity(value: Fraction | None, told: Told, language: Language) -> str:
    assert value is not None
    return quantity(value, told.unit, told.scale, language)


def quantity(value: Fraction, unit: str, scale: str, language: Language, decimals: int = DECIMALS) -> str:
    """A value with its unit; a rate in percent."""
    if scale == "plain":
        return beside(number(value, language, decimals, is_money=unit in CURRENCY_SYMBOLS), unit, language)
    return beside(number(value * 100 if scale == "fraction" else value, language, decimals), "%", language)


def signed_number(value: Fraction, unit: str, scale: str, language: Language) -> str:
    """A change without its unit, where the other end of an interval says it; a currency before its number stays."""
    signed = _signed(value, unit, scale, language)
    return beside(signed, unit, language) if scale == "plain" and stands_before(unit, language) else signed


def _signed(value: Fraction, unit: str, scale: str, language: Language, decimals: int | None = None) -> str:
    shown = value * 100 if scale == "fraction" else value
    is_money = unit in CURRENCY_SYMBOLS
    if decimals is None:
        return ("+" if shown > 0 else "") + number(shown, language, is_money=is_money)
    return ("+" if shown > 0 else "") + number(shown, language, decimals, is_money=is_money, digits_of_tiny=1)


def difference(value: Fraction, unit: str, scale: str, language: Language, decimals: int | None = None) -> str:
    """A signed change: rates in points, everything else in its unit; with the decimals of the values it lies between,
    where they are given."""
    shown = value * 100 if scale == "fraction" else value
    signed = _signed(value, unit, scale, language, decimals)
    if scale == "plain":
        return beside(signed, unit, language)
    size = signed.lstrip("+−-")
    plural = abs(shown) >= 2 or size == "2" if language == "fr" else size != "1"
    return f"{signed}{HARD}point{'s' if plural else ''}"


def strength(rung: int, language: Language) -> str:
    """How well something was measured, which never says whether there is an effect."""
    if language == "fr":
        return f"(Solidité de la méthode, quel que soit le résultat{HARD}: {rung} sur 6.)"
    return f"(Strength of the method, whatever the result: {rung} of 6.)"


def number(
    value: Fraction, language: Language, decimals: int = DECIMALS, *, is_money: bool = False, digits_of_tiny: int = 3
) -> str:
    """A number as a reader of that language writes it: at most two decimals, three digits where it is tiny; an amount
    with its cents or none."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if decimals and exact and abs(exact) < Decimal("0.1"):
        decimals = max(decimals, digits_of_tiny - 1 - exact.adjusted())
    rounded = _rounded(value, decimals)
    whole, _, rest = f"{abs(rounded):,f}".partition(".")
    rest = rest.rstrip("0")
    if is_money and len(rest) == 1:
        rest += "0"
    return digits(("-" if rounded < 0 else "") + whole + (f".{rest}" if rest else ""), language)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)

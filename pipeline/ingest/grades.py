"""From the words, stars and fractions of one column of ratings to grades, told by the whole column; else left unread.

A grade names its own scale, for only the campaign's grid knows which one was asked: `/5=4` is four of five, `#5=4` the
fourth of five steps, `#5=4 #4=3` one of the two, `<` and `>` are the lowest and the highest end. What begins with `?`
is never sure: a person must say that the scale is the one asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from pipeline.folding import fold
from pipeline.ingest.readings import Read

_PLAIN = re.compile(r"[+\-]?\d+(?:[.,]\d+)?")
_OF_TOP = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)\s*(?:/|\bsur\b|\bout\s+of\b|\bof\b)\s*(\d{1,3})(?:\s*(?:stars?|étoiles?|points?|pts))?",
    re.IGNORECASE,
)
_STARS_NAMED = re.compile(r"(\d{1,2})\s*(?:stars?|étoiles?)(?:\s*(?:/|sur|out\s+of|of)\s*(\d{1,2}))?", re.IGNORECASE)
_FULL, _EMPTY = "★⭐🌟✭", "☆✩"
_CODE = re.compile(r"([A-Z]{1,2})0*([1-9]\d?)")
_STEPS = range(3, 12)  # of the scales that the codes of answers may number
_LABEL_BEHIND = re.compile(r"\(?\s*(\d{1,2})\s*(?:[)\].:=]|\s[-–—]|[-–—]\s|\s\()\s*\(?\s*([^\d\s].*?)\s*\)?")
_LABEL_BEFORE = re.compile(r"([^\d\s].*?)\s*(?:[-–—:=]\s*(\d{1,2})|[(\[]\s*(\d{1,2})\s*[)\]])")
_LOW_START = re.compile(
    r"(?:non|no|pas du tout|not at all|aucun\w*|jamais|never|none|nul\w*|tres faible\w*|very low)\b"
)
_HIGH_START = re.compile(
    r"(?:oui|yes|tout a fait|totalement|entierement|completement|completely|entirely|fully|extremely|extremement|"
    r"tres (?:fort|eleve)\w*|very high|toujours|always)\b"
)

_LEGEND_WORDS = r"[^\W\d](?:[^\d,;/()|=:–-]|-(?!\s*\d))*"
_BETWEEN_STEPS = r"\b(?:de|à|a|from|to|et|and)\s"
_IN_LEGEND = re.compile(
    rf"(?:^|[^\w\s]|[^\w\s]\s+|{_BETWEEN_STEPS}+)(\d{{1,2}})\s*(?:=|:|→|->|\(|[-–]|\s)\s*({_LEGEND_WORDS})"
)
_BEFORE_ITS_DIGIT = re.compile(rf"(?:^|[,;/()|–—-]|{_BETWEEN_STEPS})\s*({_LEGEND_WORDS}?)\s*[=(]\s*(\d{{1,2}})\b")
_BEST = re.compile(
    r"(?:(?:le|la|les|the) )?(?:meilleure?s?|mieux|best|top|ideale?|better|favorable|favourable|"
    r"(?:le |la |the )?(?:plus|most) (?:important|prioritaire|favorable|favourable|elevee?|forte?|haute?)\w*|highest)\b"
)
_WORST = re.compile(
    r"(?:(?:le|la|les|the) )?(?:pires?|worst|moins bon\w*|moins bien|worse|moindre|defavorable|unfavourable|"
    r"(?:le |la |the )?(?:moins|least) (?:important|prioritaire|favorable|favourable|elevee?|forte?|haute?)\w*|"
    r"(?:le |la )?plus (?:faible|basse?|mauvaise?)|lowest)\b"
)
_LEAST_STEPS = 2
_LONGEST_LEGEND = 300

Label = tuple[int, str]
"""A digit and the folded word beside it."""

Scales = Mapping[str, Collection[tuple[str, int, int, str]]]
"""Word, folded, to the scales that know it: name, number of steps, its step from 1, language."""


def known_scales(described: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> Scales:
    """Scales as the configuration describes them (name to language to steps, each a list of words), by word."""
    found: dict[str, set[tuple[str, int, int, str]]] = {}
    for name, by_language in described.items():
        for language, steps in by_language.items():
            for step, words in enumerate(steps, start=1):
                for word in words:
                    found.setdefault(fold(word), set()).add((name, len(steps), step, language))
    return found


def odd_texts(values: Iterable[object]) -> list[str]:
    """The different texts of a column that are more than a number."""
    return [
        text
        for text in dict.fromkeys(values)
        if type(text) is str and text.strip() and not _PLAIN.fullmatch(text.strip())
    ]


def words_of(texts: Iterable[str], scales: Scales) -> set[str]:
    """The folded words among these texts that some scale knows."""
    return {word for text in texts if (word := fold(text)) in scales}


def graded(
    texts: Sequence[str], numbers: Collection[Decimal], scales: Scales, beside: Collection[str]
) -> dict[str, Read]:
    """What the odd texts of one column mean; a text that means nothing is left out.

    `numbers` are the bare numbers of the column, `beside` the known words of all columns of ratings of the table: a
    neutral word in one column tells that the scale of its neighbours has a middle too.
    """
    found: dict[str, Read] = {}
    labelled: dict[str, Label] = {}
    words: list[str] = []
    for text in texts:
        if grade := _of_top(text):
            found[text] = grade
        elif label := _labelled(text):
            labelled[text] = label
        else:
            words.append(text)
    if not numbers and (coded := _by_code(words)):
        return found | coded
    return found | _by_digit(labelled, numbers, scales) | _by_word(words, bool(numbers or labelled), scales, beside)


def steps_named(words: Mapping[int, str], scales: Scales) -> dict[int, str]:
    """Each of these words as a step of the one scale of as many steps that knows them all, `4/5`; empty where none or
    two scales tell otherwise."""
    folded = {fold(word) for word in words.values()}
    if not folded <= scales.keys():
        return {}
    fitting = [scale for scale in _fitting(folded, scales, ()) if scale[1] == len(words) == len(folded)]
    told = {at: {f"{step}/{top}" for top, step in _steps(fold(word), fitting, scales)} for at, word in words.items()}
    return (
        {at: of_one.pop() for at, of_one in told.items()} if all(len(of_one) == 1 for of_one in told.values()) else {}
    )


def counts_down(legend: str, scales: Scales) -> tuple[int, int] | None:
    """The digits of the worst and of the best answer where a legend says that the lower digit is the better:
    `1 = excellent, 5 = mauvais` gives 5 and 1; None where it does not, or explains fewer than three steps."""
    if len(legend) > _LONGEST_LEGEND:
        return None
    told = [*((digit, word) for word, digit in _BEFORE_ITS_DIGIT.findall(legend)), *_IN_LEGEND.findall(legend)]
    levels = {int(digit): level for digit, word in told if (level := _level(fold(word), scales)) is not None}
    if len(levels) < 2:
        return None
    low, high = min(levels), max(levels)
    return (high, low) if high - low >= _LEAST_STEPS and levels[low] > levels[high] else None


def _level(word: str, scales: Scales) -> float | None:
    """How high a word stands, from 0 to 1, where every scale that knows it has it in the same half."""
    places = [(step - 1) / (steps - 1) for _, steps, step, _ in scales.get(word, ()) if steps > 1]
    if not places:
        low, high = _LOW_START.match(word) or _WORST.match(word), _HIGH_START.match(word) or _BEST.match(word)
        return None if bool(low) == bool(high) else 0.0 if low else 1.0
    return sum(places) / len(places) if max(places) < 0.5 or min(places) > 0.5 else None


def _of_top(text: str) -> Read | None:
    """`4/5`, `4 sur 5`, `8 out of 10`, `★★★★☆`, `4 stars`."""
    bare = " ".join(text.split())
    if match := _OF_TOP.fullmatch(bare):
        return Read("graded", f"/{int(match[2])}={match[1].replace(',', '.')}")
    if match := _STARS_NAMED.fullmatch(bare):
        return Read("graded", f"/{int(match[2])}={int(match[1])}") if match[2] else Read("number", str(int(match[1])))
    signs = "".join(bare.split()).replace("\ufe0f", "")
    full, empty = sum(map(signs.count, _FULL)), sum(map(signs.count, _EMPTY))
    if not signs or full + empty != len(signs):
        return None
    if empty and full and signs.rstrip(_EMPTY).strip(_FULL):
        return None  # a full star behind an empty one
    return Read("graded", f"/{full + empty}={full}") if empty else Read("number", str(full))


def _by_code(texts: Sequence[str]) -> dict[str, Read]:
    """`A4`, `AO04`: the fourth of the answers that someone listed in a form tool, from either end: never sure."""
    codes = {text: match for text in texts if (match := _CODE.fullmatch(text.strip()))}
    if len(codes) < len(texts) or len({match[1] for match in codes.values()}) != 1:
        return {}
    options = {text: [f"#{steps}={int(match[2])}" for steps in _STEPS] for text, match in codes.items()}
    return {text: Read("graded", " ".join(["?", *told])) for text, told in options.items()}


def _labelled(text: str) -> Label | None:
    """`4 - Agree`, `4. Agree`, `4 (Agree)`, `Agree (4)`: the digit and the folded word."""
    bare = " ".join(text.split())
    if match := _LABEL_BEHIND.fullmatch(bare):
        digit, word = match[1], match[2]
    elif match := _LABEL_BEFORE.fullmatch(bare):
        digit, word = match[2] or match[3], match[1]
    else:
        return None
    named = fold(word)
    return (int(digit), named) if named and not any(map(str.isdigit, named)) else None


def _by_digit(labelled: Mapping[str, Label], numbers: Collection[Decimal], scales: Scales) -> dict[str, Read]:
    """A digit counts beside its word where each digit has one word and each word one digit, in the order of the scale
    that knows the words, or of several scales of as many steps. Words that no scale knows only label digits that never
    stand bare."""
    words_of_digit: dict[int, set[str]] = {}
    digits_of_word: dict[str, set[int]] = {}
    for digit, word in labelled.values():
        words_of_digit.setdefault(digit, set()).add(word)
        digits_of_word.setdefault(word, set()).add(digit)
    known = {(digit, word) for digit, word in labelled.values() if word in scales}
    fitting = [
        {(name, steps) for name, steps, step, _ in scales[word] if step == digit} for digit, word in known
    ]  # fmt: skip
    common = set.intersection(*fitting) if fitting else set()
    tops = {steps for _, steps in common}
    if fitting and not common and _in_order(known, scales):
        tops = set.intersection(*({steps for _, steps in of_one} for of_one in fitting))
    two = {
        text for text, (digit, word) in labelled.items() if len(words_of_digit[digit]) + len(digits_of_word[word]) > 2
    }
    if two or (known and not tops):
        against = two or {text for text, label in labelled.items() if label in known}
        return {
            text: Read("contradictory", str(digit), "!" if text in against else "")
            for text, (digit, _) in labelled.items()
        }
    if len(tops) == 1:
        return {text: Read("graded", f"#{min(tops)}={digit}") for text, (digit, _) in labelled.items()}
    return {
        text: Read("number", str(digit))
        for text, (digit, word) in labelled.items()
        if word in scales or digit not in numbers
    }


def _in_order(labels: Collection[Label], scales: Scales) -> bool:
    """Whether each scale that knows two of these words has them in the order of their digits."""
    return not any(
        scale == other_scale and step >= other_step
        for (_, word), (_, other) in combinations(sorted(labels), 2)
        for *scale, step, _ in scales[word]
        for *other_scale, other_step, _ in scales[other]
    )


def _by_word(texts: Sequence[str], has_numbers: bool, scales: Scales, beside: Collection[str]) -> dict[str, Read]:
    """Words alone by the scales that know them all; words beside bare numbers only as the two ends."""
    words = {text: word for text in texts if (word := fold(text))}
    if not words:
        return {}
    if has_numbers:
        ends = {text: _end(word, scales) for text, word in words.items()}
        told = [end for end in ends.values() if end]
        if len(told) == len(ends) == len(set(told)):
            return {text: Read("graded", end) for text, end in ends.items()}
        return {}
    known = {word for word in words.values() if word in scales}
    fitting = _fitting(known, scales, beside)
    return {
        text: Read("graded", _options(_steps(word, fitting, scales)))
        for text, word in words.items()
        if word in known and fitting
    }


def _fitting(words: Collection[str], scales: Scales, beside: Collection[str]) -> set[tuple[str, int]]:
    """The scales (name, steps) that know all these words, each on a step of its own; those that also know the words of
    the other columns where there are such."""

    def knowing(wanted: Collection[str]) -> set[tuple[str, int]]:
        by_word = [{(name, steps) for name, steps, _, _ in scales[word]} for word in wanted]
        common = set.intersection(*by_word) if by_word else set()
        return {scale for scale in common if _each_its_own(wanted, scale, scales)}

    own = knowing(words)
    near = {word for word in beside if own & {(name, steps) for name, steps, _, _ in scales[word]}}
    return (own & knowing({*words, *near})) or own


def _each_its_own(words: Collection[str], scale: tuple[str, int], scales: Scales) -> bool:
    places = [
        (step, language)
        for word in set(words)
        for name, steps, step, language in scales[word]
        if (name, steps) == scale
    ]
    return len(places) == len(set(places))


def _steps(word: str, fitting: Collection[tuple[str, int]], scales: Scales) -> set[tuple[int, int]]:
    """Number of steps and step of a word, in each of the fitting scales."""
    return {(steps, step) for name, steps, step, _ in scales[word] if (name, steps) in fitting}


def _options(steps: Iterable[tuple[int, int]]) -> str:
    """One option a number of steps, the fewest first; where two scales of as many steps disagree, it tells nothing."""
    by_top: dict[int, set[int]] = {}
    for top, step in steps:
        by_top.setdefault(top, set()).add(step)
    return " ".join(f"#{top}={min(told)}" if len(told) == 1 else f"#{top}=?" for top, told in sorted(by_top.items()))


def _end(word: str, scales: Scales) -> str:
    places = {(steps, step) for _, steps, step, _ in scales.get(word, ())}
    low = bool(places and all(step == 1 for _, step in places)) or bool(not places and _LOW_START.match(word))
    high = bool(places and all(step == steps for steps, step in places)) or bool(not places and _HIGH_START.match(word))
    return "<" if low and not high else ">" if high and not low else ""

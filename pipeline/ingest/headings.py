"""From a heading as typed to the fields and criteria it may stand for, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Literal

from rapidfuzz import fuzz, process

from pipeline.config import Configuration
from pipeline.folding import fold
from pipeline.ingest.grades import known_scales
from pipeline.ingest.heading_forms import (
    asks_something_else,
    bearing_words,
    is_about_a_note,
    is_another_side,
    is_measured,
    is_quiz,
    item_named,
    named_note,
    names_nothing,
    names_rating,
    normal,
    parts,
    words_told,
)
from pipeline.ingest.row_subjects import is_vague
from pipeline.vocabulary import FIELD, IGNORED

How = Literal["exact", "synonym", "question", "remembered", "fuzzy", "unmapped"]
Named = Literal["", "bracket", "bracket_before", "divided", "divided_before", "parenthesis", "parenthesis_before"]
"""How a heading names a certification beside its criterion; `before` where it stands first."""

SIMILAR = 90  # a typing slip; the specification's threshold
RIVAL = 5  # points within which a second field makes a guess of it
_ENOUGH_OF_A_NAME = 10  # letters, as LimeSurvey keeps 15 of each
_LETTERS_TO_GUESS = 5
_SUGGEST_FROM = 60
_REMEMBERED = 50_000  # headings and cells that were asked about
_LONGEST = 600  # characters: what is longer is an answer, not a heading

_ONLY_ITS_OWN_RECORD = {
    ("team", "nom"): "D",
    ("team", "name"): "D",
    ("certification", "nom"): "E",
    ("certification", "name"): "E",
}
"""A bare "Name" is a person among answers, and the thing itself only in a roster or a catalogue."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a heading may stand for. A lower `rank` is surer; `item` is the certification named in the heading."""

    field: str
    criterion: str
    item: str
    how: How
    records: str
    rank: int
    named: Named = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that one heading may stand for, the surest first; empty where nobody knows it."""

    candidates: tuple[Candidate, ...] = ()
    crossed: tuple[Candidate, ...] = ()  # the same heading read as criterion × certification
    metadata: bool = False  # a form tool's own column
    score: float = 100.0  # how close a fuzzy match came

    @property
    def known(self) -> bool:
        """Whether it stands for a field, a criterion, or a form tool's own column."""
        return bool(self.candidates or self.crossed or self.metadata)


NOTHING = Meaning()


class Recogniser:
    """What every heading means under one configuration; it remembers what it was asked, as files share headings."""

    def __init__(self, configuration: Configuration) -> None:
        self._phrases: dict[str, list[Candidate]] = {}
        self._worded: dict[frozenset[str], list[Candidate]] = {}
        self._languages: dict[str, str] = {}
        self._learn_criteria(configuration)
        self._learn_fields(configuration)
        self._metadata = {fold(word) for word in configuration.headings.form_metadata} - {""}
        self._bare_metadata = {word.strip() for word in configuration.headings.form_metadata if not fold(word)}
        self._remembered = {
            (normal(entry.heading), fold(entry.team or "")): entry.field for entry in configuration.remembered.heading
        }
        self._criteria = {criterion.key for grid in configuration.grids for criterion in grid.criterion}
        self._short = {
            normal(word): key
            for key, words in configuration.headings.short_headings.items()
            for word in words
            if key in self._criteria
        }
        self._meanings: dict[tuple[str, str], Meaning] = {}
        self._certain: dict[str, Meaning] = {}
        self.no_answer = frozenset(map(fold, configuration.headings.missing))
        self.scales = known_scales(configuration.headings.answer_scales)
        self.ticks, self.no_ticks = (
            frozenset(fold(word) or word for word in words)
            for words in (configuration.headings.yes, configuration.headings.no)
        )
        self.ways = frozenset(  # single words, by which a KPI goes up or down
            fold(word)
            for words in configuration.headings.choices.get("direction", {}).values()
            for word in words
            if len(fold(word).split()) == 1
        )
        self._team = ""  # folded; whose mappings hold where no cell names a team
        self._of_team: dict[str, Recogniser] = {}
        self.recognised: dict[Any, Any] = {}  # whole rows of headings that `records` has recognised
        self._choices = list(self._phrases)
        self._plain = frozenset(
            spelling
            for headings in (*configuration.headings.fields.values(), *self._criterion_texts(configuration).values())
            for heading in headings
            for spelling in (heading.strip().lower(), fold(heading))
        )

    def of_team(self, team: str) -> Recogniser:
        """The same, with the mappings that were remembered for one team."""
        named = fold(team)
        if not named or all(named != other for _, other in self._remembered):
            return self
        if named not in self._of_team:
            twin = self._of_team[named] = copy(self)
            twin._team, twin.recognised = named, {}
        return self._of_team[named]

    @property
    def criteria(self) -> frozenset[str]:
        """The keys of all criteria of all grids."""
        return frozenset(self._criteria)

    def is_plain(self, text: str) -> bool:
        """Whether a cell is literally a known heading; cheap enough to ask of every cell of a large sheet."""
        return text.strip().lower() in self._plain

    def certain(self, heading: str) -> Meaning:
        """What a heading means without remembered mappings and guesses."""
        meaning = self._certain.get(heading)
        if meaning is None:
            if len(self._certain) > _REMEMBERED:
                self._certain.clear()
            meaning = self._certain[heading] = _unless_measured(heading, self._literally(heading))
        return meaning

    def names_criterion(self, text: str) -> bool:
        """Whether a text is literally a criterion's heading, of one certification or of all."""
        meaning = self.certain(text)
        return bool(meaning.crossed) or any(one.criterion for one in meaning.candidates)

    def literal_criterion(self, text: str) -> str:
        """The key of the one criterion that a text literally names, '' where it names none or several."""
        keys = {one.criterion for one in self.certain(text).candidates if one.criterion}
        return keys.pop() if len(keys) == 1 else ""

    def meaning(self, heading: str, team: str = "") -> Meaning:
        """What a heading means; `team` lets mappings apply that were remembered for that team alone."""
        asked = (heading, fold(team) or self._team)
        meaning = self._meanings.get(asked)
        if meaning is None:
            if len(self._meanings) > _REMEMBERED:
                self._meanings.clear()
            meaning = self.certain(heading)
            if meaning.known and is_vague(heading):
                meaning = self._by_memory(heading, asked[1]) or meaning
            if not meaning.known:
                meaning = self._by_memory(heading, asked[1]) or _unless_measured(heading, self._by_likeness(heading))
            self._meanings[asked] = meaning
        return meaning

    def beginning(self, text: str) -> str:
        """The name of the one criterion that begins so; '' where none does, or two do, or the text is too short."""
        start = fold(text)
        if len(start) < _ENOUGH_OF_A_NAME:
            return ""
        if start in self._phrases:
            return ""  # what was cut off says something else
        begun = {one.criterion for phrase, known in self._phrases.items() if phrase.startswith(start) for one in known}
        return begun.pop() if len(begun) == 1 else ""

    def short(self, heading: str) -> str:
        """The key of the criterion that a one-word heading names among other criteria; '' where it names none."""
        return self._short.get(normal(heading), "")

    def criterion_named(self, text: str) -> str:
        """The key of the criterion that a cell of the long layout names; '' where none comes close enough."""
        found = [one.criterion for one in self.certain(text).candidates if one.criterion]
        if not found and len(text) <= _LONGEST:
            choices = {
                phrase: one.criterion for phrase, known in self._phrases.items() for one in known if one.criterion
            }
            close = process.extract(
                normal(text), choices.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR - RIVAL, limit=None
            )
            if close and close[0][1] >= SIMILAR:
                found = [choices[phrase] for phrase, score, _ in close if score >= close[0][1] - RIVAL]
        return found[0] if len(set(found)) == 1 else ""

    def nearest(self, field: str, headings: Iterable[str]) -> str:
        """The heading that looks most like one of the field's own; '' where none does."""
        wanted = [phrase for phrase, known in self._phrases.items() if any(one.field == field for one in known)]
        best, best_score = "", float(_SUGGEST_FROM)
        for heading in headings:
            bare = normal(heading)
            if len(bare) < 3:
                continue
            found = process.extractOne(bare, wanted, scorer=fuzz.token_set_ratio, score_cutoff=best_score)
            if found is not None and found[1] > best_score:
                best, best_score = heading, found[1]
        return best

    def language(self, headings: Iterable[str]) -> str:
        """'fr' or 'en' by the words of the headings; '' where they tell nothing or as much for either."""
        french = english = 0
        for heading in headings:
            told = self._languages.get(normal(heading), "")
            in_french, in_english = words_told(heading)
            french += (told == "fr") * 3 + in_french
            english += (told == "en") * 3 + in_english
        return "fr" if french > english else "en" if english > french else ""

    @staticmethod
    def _criterion_texts(configuration: Configuration) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for grid in configuration.grids:
            for criterion in grid.criterion:
                texts.setdefault(criterion.key, []).extend((criterion.key, criterion.name_fr, criterion.name_en))
        return texts

    def _learn_criteria(self, configuration: Configuration) -> None:
        for grid in configuration.grids:
            for criterion in grid.criterion:
                names = (criterion.name_fr, criterion.name_en)
                questions = (criterion.question_fr, criterion.question_en)
                for text in (criterion.key, *names):
                    self._learn(text, "note", criterion.key, "exact", 0)
                for name in names:
                    self._learn_words(name, criterion.key)
                for text in filter(None, questions):
                    self._learn(text, "note", criterion.key, "question", 0)
                for name in names:
                    for question in filter(None, questions):
                        self._learn(f"{name} {question}", "note", criterion.key, "question", 0)
                        self._learn(f"{question} {name}", "note", criterion.key, "question", 0)
                for told, texts in (
                    ("fr", (criterion.name_fr, criterion.question_fr)),
                    ("en", (criterion.name_en, criterion.question_en)),
                ):
                    self._languages.update({normal(text): told for text in texts if text})
                for shared in {normal(text) for text in (*names, criterion.key)}:
                    if {normal(name) for name in names} == {shared}:
                        self._languages.pop(shared, None)

    def _learn_fields(self, configuration: Configuration) -> None:
        criteria = {criterion.key for grid in configuration.grids for criterion in grid.criterion}
        for key, headings in configuration.headings.fields.items():
            if key in FIELD:
                self._learn(key, key, "", "exact", 0)
                for rank, heading in enumerate(headings):
                    self._learn(heading, key, "", "synonym", rank)
            elif key in criteria:
                for rank, heading in enumerate(headings):
                    self._learn(heading, "note", key, "synonym", rank)

    def _learn(self, text: str, field: str, criterion: str, how: How, rank: int) -> None:
        for form in {fold(text), normal(text)}:
            records = _ONLY_ITS_OWN_RECORD.get((field, form), FIELD[field].records)
            known = self._phrases.setdefault(form, []) if form else []
            if not any((one.field, one.criterion) == (field, criterion) for one in known):
                known.append(Candidate(field, criterion, "", how, records, rank))

    def _learn_words(self, name: str, criterion: str) -> None:
        """A name of several words is known by them in any order, however they are joined."""
        words = bearing_words(name)
        known = self._worded.setdefault(words, []) if len(words) > 1 else []
        if all(one.criterion != criterion for one in known):
            known.append(Candidate("note", criterion, "", "synonym", FIELD["note"].records, 1))

    def _literally(self, heading: str) -> Meaning:
        if len(heading) > _LONGEST:
            return NOTHING
        if is_quiz(heading):
            return Meaning(metadata=True)
        folded = fold(heading)
        metadata = folded in self._metadata if folded else heading.strip() in self._bare_metadata
        known = self._phrases.get(folded) or []
        if not known and not any(self._names_one(right) for _, right, named in parts(heading) if named != "divided"):
            known = self._known(heading)  # `[... in 6-12 months?]` is a question, and looks like a scale
        if metadata and heading.lstrip().startswith("_"):  # `_submitted_by` is the tool's, "Submitted by" a person
            known = []
        if known:
            return Meaning(tuple(known), metadata=metadata)
        if metadata:
            return Meaning(metadata=True)
        rated = [one for one in self._phrases.get(named_note(heading), ()) if one.criterion]
        if rated:
            return Meaning(tuple(replace(one, how="question") for one in rated))
        return self._by_parts(heading)

    def _by_parts(self, heading: str) -> Meaning:
        """`Question [item]`, `Criterion - Certification`, `Certification : Criterion`, or one in two languages."""
        candidates: list[Candidate] = []
        crossed: list[Candidate] = []
        for left, right, named in parts(heading):
            of_left, of_right = self._known(left), self._known(right)
            if not of_left and named == "bracket":  # `Notez [Impact business][Note]`: two answers to each item
                of_left = [one for one in self._by_parts(left).candidates if one.criterion]
            if named == "bracket" and not of_right:
                of_right = self._in_two_languages(right)
            if named == "divided" and names_rating(right) and not of_left:  # `Notez > Impact > Note`
                of_left = [one for one in self._by_parts(left).candidates if one.criterion]
            both = [one for one in of_left if any(_same(one, other) for other in of_right)]
            if both:
                candidates += both
                continue
            for known, other, first in ((of_left, right, True), (of_right, left, False)):
                if is_about_a_note(other) or is_another_side(other) or asks_something_else(other):
                    continue
                notes = [one for one in known if one.criterion]
                plain = names_nothing(other)
                if notes and not plain:
                    place: Named = named if first else f"{named}_before"  # type: ignore[assignment]
                    crossed += [
                        Candidate(one.field, one.criterion, item_named(other), one.how, one.records, one.rank, place)
                        for one in notes
                    ]
                if (notes and plain) or (known and named == "bracket" and not first and not notes):
                    candidates += [
                        Candidate(one.field, one.criterion, "", "question", one.records, one.rank, named)
                        for one in (notes or known)
                    ]
            if candidates or crossed:
                break
        return Meaning(tuple(candidates), tuple(crossed)) if candidates or crossed else NOTHING

    def _names_one(self, part: str) -> bool:
        return any(one.criterion for one in self._known(part))

    def _in_two_languages(self, item: str) -> list[Candidate]:
        """What an item names in two languages, as `Coût total / Total cost` does; nothing where it names two things."""
        for left, right, _ in parts(item):
            if both := [one for one in self._known(left) if any(_same(one, other) for other in self._known(right))]:
                return both
        return []

    def _known(self, part: str) -> list[Candidate]:
        found = self._phrases.get(fold(part)) or self._phrases.get(normal(part))
        return found or self._worded.get(bearing_words(part)) or []

    def _by_memory(self, heading: str, team: str) -> Meaning | None:
        bare = normal(heading)
        key = self._remembered.get((bare, team)) or self._remembered.get((bare, ""))
        if key == IGNORED:
            return Meaning(metadata=True)
        if key in self._criteria:
            return Meaning((Candidate("note", str(key), "", "remembered", FIELD["note"].records, 0),))
        if key in FIELD:
            return Meaning((Candidate(str(key), "", "", "remembered", FIELD[str(key)].records, 0),))
        return None

    def _by_likeness(self, heading: str) -> Meaning:
        bare = normal(heading)
        if len(heading) > _LONGEST or sum(letter.isalpha() for letter in bare) < _LETTERS_TO_GUESS:
            return NOTHING
        close = process.extract(
            bare, self._choices, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR - RIVAL, limit=None
        )
        if not close or close[0][1] < SIMILAR:
            return NOTHING
        phrase, score, _ = close[0]
        digits = re.findall(r"\d+", bare)
        meant = self._phrases[phrase]
        rivals = any(
            not any(_same(one, other) for other in meant)
            for other_phrase, other_score, _ in close[1:]
            if other_score >= score - RIVAL
            for one in self._phrases[other_phrase]
        )
        if rivals or digits != re.findall(r"\d+", phrase):
            return NOTHING
        guesses = (Candidate(one.field, one.criterion, "", "fuzzy", one.records, one.rank) for one in meant)
        return Meaning(tuple(guesses), score=score)


_made: dict[str, Recogniser] = {}


def recogniser(configuration: Configuration) -> Recogniser:
    """The recogniser of a configuration, made once a process."""
    known = _made.get(configuration.fingerprint)
    if known is None:
        _made.clear()
        known = _made[configuration.fingerprint] = Recogniser(configuration)
    return known


def _unless_measured(heading: str, meaning: Meaning) -> Meaning:
    """Without the criteria where the heading counts in a unit: `Coût total (k€)` is an amount beside the ratings."""
    if not (meaning.candidates or meaning.crossed) or not is_measured(heading):
        return meaning
    return replace(meaning, candidates=tuple(one for one in meaning.candidates if not one.criterion), crossed=())


def _same(one: Candidate, other: Candidate) -> bool:
    return (one.field, one.criterion) == (other.field, other.criterion)

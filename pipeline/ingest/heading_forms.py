"""From a heading as typed to the form in which two spellings of one heading are equal, and to its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from pipeline.folding import fold
from pipeline.ingest.periods import period_of

_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+(?:[.\-]\d+)*\s*[.):\-–—]?\s*(?=[^\W\d_])", re.IGNORECASE)
_UNIT_WORDS = (
    r"[km]?€(?:\s*(?:ht|ttc))?|k?eur(?:os?)?(?:\s*(?:ht|ttc))?|k?usd|k?[$£]|%|ht|ttc|h|heures?|hours?|hrs?|j|jours?|days?|"
    r"mois|months?|ans?|années?|years?|minutes?|min|mn|pers\.?|personnes?|people|nombre|number|"
    r"optional|optionnel(?:le)?|facultati(?:f|ve)|obligatoire|required"
)
_MEASURE = re.compile(
    r"(?:[(\[]\s*(?:en |in )?|[,\s–—-]\s*)(?:[km]?€|k?(?:eur(?:os?)?|usd)|k?[$£])(?:\s*(?:ht|ttc))?"
    r"\s*[)\]]?\s*[?:*.]*\s*$"
    r"|[(\[]\s*(?:en |in )?(?:%|h|heures?|hours?|hrs?|j|jours?|days?|mois|months?|ans?|années?|years?|minutes?|min|mn)"
    r"\s*[)\]]\s*[?:*.]*\s*$",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s*(?:"
    r"[(\[][^()\[\]]*(?:\d\s*(?:à|a|to|[-–—/…]|\.\.+)\s*\d|\d\s*[=:]|(?:sur|out of|/|max\.?)\s*\d)[^()\[\]]*[)\]]"
    rf"|[(\[]\s*(?:en |in )?(?:{_UNIT_WORDS})\s*[)\]]"
    r"|[(\[]\s*(?:poids|coef\w*\.?|pond[ée]ration|weight|x|×)\s*[:=]?\s*\d+(?:[.,]\d+)?\s*[)\]]"
    r"|(?:/|\bsur|\bout of)\s*\d+"
    r"|[,;:–—-]?\s*(?:\bde |\bfrom |\bnote de |\bscale )?\b\d+\s*(?:à|to|[-–—])\s*\d+"
    r"|[,\s–—-]\s*(?:en |in )?(?:[k]?€(?:\s*(?:ht|ttc))?|%)"
    r")\s*[?:*.]*\s*$",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(
    rf"(?:[(\[]\s*(?:en |in )?|[,\s–—-]\s*(?:en |in )?(?=k?€|%)|\b(?:en|in)\s+)({_UNIT_WORDS})\s*[)\]]?\s*[?:*.]*\s*$",
    re.IGNORECASE,
)
_STATED_SCALE = re.compile(
    r"(?:(?<![\d.,])(?P<low>\d{1,2})\s*(?:à|to|[-–—/…]|\.\.+)\s*(?P<high>\d{1,3})"
    r"|(?:(?<!\d)/|\bsur|\bout of)\s*(?P<top>\d{1,3}))(?![\d.,])\s*[)\]]?\s*[?:*.]*\s*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4}-\d{2})-(\d{2})")  # of a date cell; many mean the month by its first day
_PHASES = {
    **dict.fromkeys(("avant", "avant formation", "avant la formation", "before", "before training"), "before"),
    **dict.fromkeys(("apres", "apres formation", "apres la formation", "after", "after training"), "after"),
}
_JOINING = frozenset(
    ("et", "ou", "de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "pour", "sur", "and", "or", "the", "of",
     "for", "on", "a", "an")
)  # fmt: skip
_YOURS = ("votre ", "vos ", "your ")
_NOTE_OF = re.compile(r"(?:notes?|notation|ratings?) (?:(?:de|du|de la|de l|d|pour|sur|of|for) )?(?=\w)")
_HOW = re.compile(r"\bcomment (?=\w+ez\b|vous\b|est\b|sont\b)")
_ONE_OF_SEVERAL = re.compile(
    r"(?:(?:echelle|scale|note|rating|score|reponse|response|answer|avis|vote|tour|round) )?\d+"
)
_BRACKETS = re.compile(r"^(.*\S)\s*\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\s*$", re.DOTALL)
_PARENTHESES = re.compile(r"^(.*\S)\s*\(([^()]*[^()\s][^()]*)\)\s*$", re.DOTALL)
_DIVIDERS = re.compile(r"(?<=\?)\s*/\s*|\s+(?:[-–—|/×]|>>?)\s+|\s*:\s+|\s+:\s*|\s*\|\s*|\s*\n\s*")
_CUTS = 8
_CERTIFICATION_CODE = re.compile(r"\b[A-Za-z]{2,5}-?\d{2,4}[A-Za-z]?\b")
_QUIZ = re.compile(
    r"^\s*(?:(?:points|feedback|display order|ordre d'affichage)\s*[-–:]|(?:group|question) time\s*:|"
    r"temps pour (?:la question|le groupe))",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def normal(heading: str) -> str:
    """The folded heading without its number, its "votre", and its trailing scale or unit."""
    bare = _NUMBER.sub("", heading, count=1)
    while True:
        shorter = _SCALE.sub("", bare, count=1)
        if shorter == bare or not fold(shorter):
            break
        bare = shorter
    folded = fold(bare)
    for word in _YOURS:
        if folded.startswith(word):
            return folded[len(word) :]
    return folded


def bearing_words(heading: str) -> frozenset[str]:
    """What a heading is about, without number and order: `Conformité et risques` as `Risque / conformité`."""
    return frozenset(word.removesuffix("s") for word in normal(heading).split() if word not in _JOINING)


def is_measured(heading: str) -> bool:
    """Whether a heading ends in a unit of money, of time or of shares: what stands below is measured, not rated."""
    return _MEASURE.search(heading) is not None


def unit_behind(heading: str) -> str:
    """The unit in which a heading ends, as it is written there: `k€` of `Valeur (k€)` or `Valeur en k€`; else ''."""
    match = _UNIT_BEHIND.search(heading)
    return match[1] if match and fold(match[1]) not in _NO_UNITS else ""


def stated_scale(heading: str) -> tuple[int | None, int | None]:
    """The lowest and the highest note that a heading names: `(0 à 10)`, `1-7`, `/10`; None where it does not."""
    for stated in _STATED_SCALE.finditer(heading):
        low, high, top = stated["low"], stated["high"], stated["top"]
        if top:
            return None, int(top)
        if int(low) < int(high):
            return int(low), int(high)
    return None, None


def parts(heading: str) -> Iterator[tuple[str, str, Literal["bracket", "divided", "parenthesis"]]]:
    """The two halves of a heading that says two things, every way it can be cut."""
    if match := _BRACKETS.match(heading):
        yield match[1], match[2], "bracket"
    if match := _PARENTHESES.match(heading):
        yield match[1], match[2], "parenthesis"
    dividers = list(_DIVIDERS.finditer(heading))
    if len(dividers) > 2 * _CUTS:  # prose, or a hostile heading: what it names stands at one of its ends
        dividers = [*dividers[:_CUTS], *dividers[-_CUTS:]]
    for divider in dividers:
        left, right = heading[: divider.start()], heading[divider.end() :]
        if fold(left) and fold(right):
            yield left, right, "divided"


def is_quiz(heading: str) -> bool:
    """Whether a form tool added the column: points, feedback, place or timing of a question."""
    return _QUIZ.match(heading) is not None


def is_about_a_note(text: str) -> bool:
    """Whether the other half of a heading says that the column comments on a note, weighs it, or sums it."""
    return not _ABOUT_A_NOTE.isdisjoint(_HOW.sub("", fold(text)).split())  # "comment évaluez-vous" asks for the note


def named_note(heading: str) -> str:
    """The folded rest of a heading that begins by saying that a note stands below it: `Note Coût total`; else ''."""
    bare = normal(heading)
    match = _NOTE_OF.match(bare)
    return bare[match.end() :] if match else ""


def is_another_side(text: str) -> bool:
    """Whether the other half of a heading tells what else is asked of the criterion: its importance, how it was."""
    words = fold(text).split()
    return (
        bool(words)
        and all(word in _SIDES or word in _PLAIN or word.isdigit() for word in words)
        and any(word in _SIDES for word in words)
    )


def asks_something_else(text: str) -> bool:
    """Whether the question over a criterion asks for no rating of it: to rank the criteria, how much each matters."""
    return not _ASK_ELSE.isdisjoint(fold(text).split())


def weighs_criteria(title: str) -> bool:
    """Whether a title says of all below it that criteria are ranked or weighed: `Importance des critères`, `Poids`."""
    told = [word for word in fold(title).split() if not word.isdigit()]
    return not _WEIGHING.isdisjoint(told) and all(word in _WEIGHING or word in _OF_CRITERIA for word in told)


def names_nothing(text: str) -> bool:
    """Whether the other half of a heading is a question, an instruction or a number, not a certification's name."""
    words = (normal(text) if _SCALE.search(text) else fold(text)).split()
    asks = bool(words) and all(word in _PLAIN or word in _SUBJECTS for word in words)
    asks = asks or (bool(words) and words[0] in _ASKING and _CERTIFICATION_CODE.search(text) is None)
    plain = all(word in _PLAIN or word.isdigit() for word in words)
    return "?" in text or len(words) > 8 or asks or plain or _is_period(text)


def names_rating(text: str) -> bool:
    """Whether the last part of a heading says only that a rating stands below: `Note`, `Your rating`."""
    words = fold(text).split()
    return names_nothing(text) and not any(word.isdigit() for word in words) and not _RATING.isdisjoint(words)


def item_named(text: str) -> str:
    """What the half of a heading that is no criterion names: `AZ-900` of `Notez AZ-900`, of `AZ-900 : de 1 à 5`."""
    for left, right, _ in parts(text):
        if names_nothing(left) != names_nothing(right):
            return item_named(right if names_nothing(left) else left)
    codes = _CERTIFICATION_CODE.findall(text)
    return codes[0] if len(codes) == 1 and _first_word(text) in _ASKING else text.strip()


def ask_of_several(headings: Iterable[str]) -> bool:
    """Whether some of these headings ask the same in the same words, but each of something else."""
    asked: dict[str, set[str]] = {}
    for heading in headings:
        for left, right, _ in islice(parts(heading), 1):
            for half in (left, right):
                if _first_word(half) in _ASKING:
                    asked.setdefault(_first_word(half), set()).add(fold(half))
    return any(len(of_one) > 1 for of_one in asked.values())


def _first_word(text: str) -> str:
    return fold(text).partition(" ")[0]


def time_told(heading: str) -> str:
    """The period, or the number, that a heading puts beside its question, as `(2026)`, `[T3 2026]`, `(2)`; else ''.

    Two columns of one question that differ in it are two answers, not one. A number in front only counts questions.
    """
    for left, right, _ in parts(heading):
        if _is_period(right) or _ONE_OF_SEVERAL.fullmatch(fold(right)):
            return fold(right)
        if _is_period(left):
            return fold(left)
    return ""


@lru_cache(maxsize=16_384)
def time_headed(heading: str, *, weeks: bool = False) -> tuple[str, str] | None:
    """The field and the time of a column whose heading is nothing but a time: `T1 2026`, a day, before or after.

    `weeks` says that `S1 2026` is a week, as other headings tell.
    """
    if phase := _PHASES.get(fold(heading)):
        return "phase", phase
    if period := period_of(heading, weeks=weeks):
        return "period", period
    if day := _DAY.fullmatch(heading.strip()):
        return ("period", day[1]) if day[2] == "01" else ("date", day[0])
    return None


def in_year(part: str, over: str, *, weeks: bool = False) -> str:
    """A part of a year with the year that stands over it, `T1 2026`; '' where no bare year stands there, and for what
    names no part or its own year. `weeks` says that `S1` is a week."""
    year = period_of(over) or ""
    told = f"{part} {year}" if year.isdecimal() else ""
    return told if told and not _is_period(part) and period_of(told, weeks=weeks) else ""


def _is_period(text: str) -> bool:
    return period_of(text) is not None


@lru_cache(maxsize=16_384)
def words_told(heading: str) -> tuple[int, int]:
    """How many of a heading's different words only French knows, and only English."""
    words = set(fold(heading).split())
    return len(words & _FRENCH), len(words & _ENGLISH)


def words(text: str) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(text.split())


_ABOUT_A_NOTE = words(
    "commentaire commentaires commentez commenter comment comments justification justifications justifiez "
    "justifier justify  pourquoi why remarque remarques remark remarks precision precisions precisez "
    "explication explications expliquez explain  explanation raison raisons reason reasons detail details "
    "feedback argument arguments argumentaire verbatim preuve preuves  evidence source sources poids weight "
    "ponderation coefficient coef points texte text moyenne average mean total"
)
_NO_UNITS = words("ht ttc nombre number optional optionnel optionnelle facultatif facultative obligatoire required")
_SIDES = words(
    "importance importances satisfaction urgence urgency priorite priority performance performances attendu attendue "
    "attendus expected expectation actuel actuelle current actual souhaite souhaitee desired wanted cible target ideal "
    "ideale avant apres before after manager managers auto self collegues peers confiance confidence certitude "
    "certainty frequence frequency effort faisabilite feasibility realise realisee prevu prevue"
)
_ASK_ELSE = words(
    "classez classer classement rang rangs rank ranks ranking ranked ordonnez ordonner hierarchisez hierarchiser "
    "priorisez prioriser prioritise prioritize priorite priorites prioritaire prioritaires priority priorities "
    "repartissez repartir importance important importante importants importantes satisfaction satisfait satisfaite "
    "satisfaits satisfied preference preferences"
)
_WEIGHING = words(
    "importance importances ponderation ponderations poids weight weights weighting weightings coefficient "
    "coefficients rang rangs rank ranks ranking rankings classement classements"
)
_OF_CRITERIA = words(
    "critere criteres criteria criterion grille grid de des du d le la les l of the par by votre vos your  et and plus "
    "most important importante moins least est is a au vote votes votee votees"
)
_RATING = words("note notes score rating mark evaluation reponse answer response")
_PLAIN = words(
    "note notes notez attribuee donnee score scores rating ratings rate rated mark marks evaluation evaluez "
    "evaluer reponse  reponses answer answers response open ended valeur value avis please votre vos your "
    "echelle scale critere criteres evalue  criterion criteria question questions q axe axes axis row ligne "
    "grille decision grid section partie part pour cette ce  chaque each selon de la le les du des of the for "
    "this"
)
_ASKING = words(
    "evaluez notez veuillez merci indiquez donnez attribuez cochez selectionnez choisissez positionnez exprimez rate "
    "please evaluate indicate select choose tick assess how"
)
_SUBJECTS = words(
    "certification certifications formation formations training trainings course courses dossier dossiers candidate "
    "affirmation affirmations statement statements element elements item items aspect aspects point points suivant "
    "suivante suivants suivantes following visee envisagee concernee proposee proposed dessous below dessus above ci "
    "proposition propositions avec echelle reponses criteres"
)
_FRENCH = words(
    "de du des la le les une un est et sur pour par au aux en l d votre vos equipe campagne commentaire "
    "commentaires critere  horodateur heure objectif indicateur valeur echeance cout repondant nom prenom "
    "adresse messagerie statut responsable sens  unite avant apres effectif editeur duree validite cible "
    "trimestre debut fin personne formation autre voie"
)
"""Folded words that only a French heading holds."""

_ENGLISH = words(
    "the of per by is to and your for at team campaign comment comments criterion rating timestamp completion "
    "time business  objective target value deadline cost respondent name email address status owner direction "
    "unit before after headcount  aliases vendor hours validity quarter start end fee person training other "
    "way"
)
"""Folded words that only an English heading holds."""

"""From a cell's value to what it means, by the reading of its column. Judges no scale and no row: `validate` does."""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.folding import fold
from pipeline.ingest.dates import AMBIGUOUS, day_first_of, moment_of
from pipeline.ingest.encodings import is_garbled
from pipeline.ingest.no_names import is_called_empty, is_no_name
from pipeline.ingest.numbers import number_of, plain, quantity_of
from pipeline.ingest.periods import first_day_of, last_day_of, period_of
from pipeline.ingest.quantities import count_of, currency_of, duration_of, hours_of, money_of, share_of
from pipeline.ingest.reading_context import ReadingContext, word_key
from pipeline.ingest.sheet import ErrorCell, NoValue, TwoAnswers, Value
from pipeline.ingest.texts import text_of
from pipeline.quarters import quarter_of
from pipeline.vocabulary import CONTRACT_PARTS, OF_A_CANDIDATE, SUBJECTS

__all__ = ["Read", "ReadingContext", "day_first_of", "read", "read_cell", "text_of", "word_key"]

Kind = Literal[
    "text", "number", "date", "missing", "unreadable", "ambiguous", "error_cell", "two_answers", "no_value",
    "currency",
    "graded", "contradictory",  # ratings, told by their whole column
]  # fmt: skip

ERROR_TEXTS = frozenset(
    {
        "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
        "#FIELD!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!", "#CALCUL!", "#ÉPARS!", "#BLOCKED!",
        "#CONNECT!", "#ERROR!",
    }
)  # fmt: skip
"""What spreadsheet programs show, and export as text, for a cell in error."""

_WIDE = str.maketrans("０１２３４５６７８９．，－／：％", "0123456789.,-/:%")
_CIRCLED = {chr(ord("①") + n): str(n + 1) for n in range(10)}
_SAY_HOW_FAR = frozenset({"en cours", "plus tard", "later", "x", "xx", "xxx"})
"""What stands for a gap elsewhere, and may be the answer where one of several words is asked."""
_WRITTEN_FREELY = frozenset({"name", "text", "identity", "contact", "names", "campaign"})
_STARTS = frozenset({"start_date", "valid_from"})
_NAMED_FREELY = frozenset({"team", "certification", "kpi", "code", "business_unit"})  # a team may be called NA or None
_NEVER_BELOW_ZERO = frozenset(
    {"fee_per_person", "hourly_cost", "coaching_cost", "other_way_cost", "external_funding", "renewal_cost"}
)  # what an accountant's sign would turn into a gain
_REMARKS = frozenset({"comment"})
_NAMES_ANOTHER = frozenset({"code", "target_kpi", "business_unit", "vendor"})  # by these something else is found again
TYPED_ELSEWHERE = frozenset(
    {
        "autre", "autres", "other", "others", "oth", "autre veuillez preciser", "autre precisez", "autre a preciser",
        "autre preciser", "autre merci de preciser", "other please specify", "other specify", "other option",
        "autre option",
    }
)  # fmt: skip
"""What a form notes where someone chose none of the names it offers; folded."""
NO_MOMENT = frozenset(map(dt.datetime.fromisoformat, ("1980-01-01", "1970-01-01", "1900-01-01", "1899-12-30")))
"""What programs write for a time that they do not keep: LimeSurvey's anonymous surveys are all of 1 January 1980."""
_SHORTEST_DAY = len("1/1/2026")
_BETWEEN_NAMES = re.compile(r"[;,|\n]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\uf8ff]"
)
_MISQUOTED = re.compile(
    r'"[^"]*(?:"[^"]*"[^"]*)*|[^"]*(?:"[^"]*"[^"]*)*"'  # an odd number of quotes, one of them at an end
    r'|(?:[^"]*"[^"]*")*[^"]*(?:(?<!\d)"|"(?=\w))[^"]*'  # or inside, where it is no inch
    r"""|.*"".*|'.*''.*'|.*\\["'].*"""  # quotes that are still doubled or escaped
    r'|.*[;,|\t]".*'  # or that open a cell
)
_LOST_AT_THE_END = re.compile(r"[^\W\d_]\?$")  # `qualit?`; a question asks it of nobody's name
_OF_FIVE = re.compile(r"(.*\d)\s*(?:/|\bsur|\bout of|\bof)\s*5", re.IGNORECASE)
_CLOCK_WITH_SECONDS = re.compile(r"\d+:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Read:
    """What one text means. `reading` is canonical; `unit` says what the number was sent in: %, EUR, h, min, d."""

    kind: Kind
    reading: str = ""
    unit: str = ""


_MISSING = Read("missing")
_UNREADABLE = Read("unreadable")


def read_cell(reading: str, value: Value, *, context: ReadingContext, shown: str = "") -> Read:
    """What a cell means; `shown` is what its number format shows beside the number: '%', a currency code or '/10'."""
    if isinstance(value, ErrorCell):
        return Read("two_answers" if isinstance(value, TwoAnswers) else "error_cell")
    if isinstance(value, NoValue):
        return Read("no_value")
    typed = type(value) in {int, float}
    return read(reading, text_of(value), context=context.for_numbers if typed else context, shown=shown)


def read(reading: str, text: str, *, context: ReadingContext, shown: str = "") -> Read:
    """What a text means under one of the vocabulary's readings; the same arguments always give the same answer."""
    cleaned = _cleaned(text)
    if not cleaned.isascii() and reading not in _WRITTEN_FREELY:
        cleaned = _CIRCLED.get(cleaned) or cleaned.translate(_WIDE)
    if not cleaned:
        return _MISSING
    if cleaned.upper() in ERROR_TEXTS:
        return Read("error_cell")
    reader = _READERS[reading]
    words_come_first = reading in {"choice", "flag"}  # `x` is a yes before it is a placeholder
    surely_a_day = reading in {"instant", "date"} and len(cleaned) >= _SHORTEST_DAY and cleaned[0].isdigit()
    if words_come_first or surely_a_day:
        known = reader(cleaned, context, shown)
        if known.kind != "unreadable":
            return known
    if _is_missing(reading, cleaned, context):
        return _MISSING
    return reader(text if reading == "names" else cleaned, context, shown)


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _is_missing(reading: str, text: str, context: ReadingContext) -> bool:
    key = word_key(text)
    freely = reading in {"names", "identity"} or context.field in _NAMED_FREELY
    freely = freely or (reading == "name" and not context.field)
    freely = freely or (reading == "text" and context.field not in {*CONTRACT_PARTS, "comment"})
    if freely:
        if is_called_empty(text):
            return True
        return not any(map(str.isalnum, key)) and key in context.missing
    if key in context.missing:
        return True
    if reading == "choice" and key in _SAY_HOW_FAR:
        return False
    typed = reading not in {"note", "criterion", "name", "text", "campaign"}
    return (typed or context.field in CONTRACT_PARTS) and key in context.placeholders


def _text(text: str, context: ReadingContext, shown: str) -> Read:
    if context.field in _NAMES_ANOTHER and (_MISQUOTED.fullmatch(text) or is_garbled(text)):
        return _UNREADABLE
    return _UNREADABLE if _lacks_a_quote(text, context) else Read("text", text)


def _lacks_a_quote(text: str, context: ReadingContext) -> bool:
    return context.quotes_cells and context.field not in _REMARKS and _MISQUOTED.fullmatch(text) is not None


def _name(text: str, context: ReadingContext, shown: str) -> Read:
    """A form tool ends ticked boxes with `;`: one is a name, several are not. Nor is what lost a letter or a quote, or
    says that the name was typed elsewhere, or that it is an example."""
    name = text.removesuffix(";").rstrip()
    if context.field in OF_A_CANDIDATE and (fold(name) in TYPED_ELSEWHERE or _LOST_AT_THE_END.search(name)):
        return _UNREADABLE
    if context.field in SUBJECTS and is_no_name(name, context.placeholders):
        return _UNREADABLE
    if (name != text and ";" in name) or is_garbled(name) or _MISQUOTED.fullmatch(name):
        return _UNREADABLE
    name = html.unescape(name) if "&" in name else name
    return Read("text", name) if name else _MISSING


def _contact(text: str, context: ReadingContext, shown: str) -> Read:
    return _MISSING  # an address is dropped while parsing


def _names(text: str, context: ReadingContext, shown: str) -> Read:
    if _MISQUOTED.fullmatch(text):
        return _UNREADABLE
    names = dict.fromkeys(filter(None, map(_cleaned, _BETWEEN_NAMES.split(text))))
    return Read("text", "\n".join(names)) if names else _MISSING


def _note(text: str, context: ReadingContext, shown: str) -> Read:
    number = number_of(text, context.numbers)
    if number is None or shown == "%":
        return _UNREADABLE
    return Read("graded", f"{shown}={plain(number)}") if shown.startswith("/") else Read("number", plain(number))


def _number(text: str, context: ReadingContext, shown: str) -> Read:
    quantity = quantity_of(text, context.numbers)
    if quantity is not None:
        if not quantity.before and not quantity.after:
            return Read("number", plain(quantity.number), _unit_shown(shown, context))
        if (share := share_of(quantity)) is not None:
            return Read("number", plain(share), "%")
    if (money := money_of(text, context.numbers, context.currency)) is not None:
        return Read("number", plain(money[0]), money[1])
    if ":" in text and not _CLOCK_WITH_SECONDS.fullmatch(text):
        return _UNREADABLE  # 7:30 may be hours and minutes or minutes and seconds
    if (duration := duration_of(text, context.numbers)) is not None:
        return Read("number", plain(duration[0]), duration[1])
    return _UNREADABLE


def _target(text: str, context: ReadingContext, shown: str) -> Read:
    number = _number(text, context, shown)
    return number if number.kind == "number" or _lacks_a_quote(text, context) else Read("text", text)


def _amount(text: str, context: ReadingContext, shown: str) -> Read:
    money = money_of(text, context.numbers, context.currency, context.field)
    if money is None or shown == "%":
        return _UNREADABLE
    amount, currency = money[0], money[1] or _unit_shown(shown, context)
    if amount < 0 and context.field in _NEVER_BELOW_ZERO:
        return _UNREADABLE
    if currency in {"", context.currency}:
        return Read("number", plain(amount), currency)
    rate = context.rates.get(currency)
    return Read("currency", plain(amount), currency) if rate is None else Read("number", plain(amount * rate), currency)


def _unit_shown(shown: str, context: ReadingContext) -> str:
    if shown.startswith("/"):
        return ""
    return shown if shown in {"", "%"} else currency_of(shown, context.currency) or shown


def _hours(text: str, context: ReadingContext, shown: str) -> Read:
    hours = hours_of(text, context.numbers, context.hours_per_day, context.field)
    return Read("number", plain(hours)) if hours is not None and hours >= 0 else _UNREADABLE


def _of_five(text: str, context: ReadingContext, shown: str) -> Read:
    of_five = _OF_FIVE.fullmatch(text)
    number = number_of(of_five[1] if of_five else text, context.numbers)
    if number is None or not 1 <= number <= 5 or shown not in {"", "/5"}:
        return _UNREADABLE
    return Read("number", plain(number))


def _count(text: str, context: ReadingContext, shown: str) -> Read:
    count = count_of(text, context.numbers, context.field)
    return Read("number", plain(count)) if count is not None else _UNREADABLE


def _flag(text: str, context: ReadingContext, shown: str) -> Read:
    key = word_key(text)
    if key in context.yes:
        return Read("text", "true")
    return Read("text", "false") if key in context.no else _UNREADABLE


def _choice(text: str, context: ReadingContext, shown: str) -> Read:
    code = context.choices.get(context.field, {}).get(word_key(text))
    return Read("text", code) if code else _UNREADABLE


def _criterion(text: str, context: ReadingContext, shown: str) -> Read:
    key = context.criteria.get(word_key(text))
    return Read("text", key) if key else _UNREADABLE


def _instant(text: str, context: ReadingContext, shown: str) -> Read:
    moment = _moment(text, context)
    if moment is None or moment == AMBIGUOUS:
        return _UNREADABLE if moment is None else Read("ambiguous")
    return _MISSING if moment in NO_MOMENT else Read("date", text_of(moment))


def _date(text: str, context: ReadingContext, shown: str) -> Read:
    moment = _moment(text, context)
    if moment is None:
        moment = first_day_of(text) if context.field in _STARTS else last_day_of(text)
    if moment is None or moment == AMBIGUOUS:
        return _UNREADABLE if moment is None else Read("ambiguous")
    return Read("date", moment.date().isoformat())


def _moment(text: str, context: ReadingContext) -> dt.datetime | Literal["ambiguous"] | None:
    return moment_of(text, language=context.language, day_first=context.day_first, from_1904=context.dates_from_1904)


def _period(text: str, context: ReadingContext, shown: str) -> Read:
    if period := period_of(text, weeks=context.counts_weeks):
        return Read("text", period)
    moment = _moment(text, context)
    if moment is None or moment == AMBIGUOUS:
        return _UNREADABLE if moment is None else Read("ambiguous")
    return Read("text", moment.date().isoformat()[:7])


def _campaign(text: str, context: ReadingContext, shown: str) -> Read:
    return Read("text", quarter_of(text) or text)


_READERS: dict[str, Callable[[str, ReadingContext, str], Read]] = {
    "name": _name,
    "text": _text,
    "identity": _text,
    "contact": _contact,
    "note": _note,
    "criterion": _criterion,
    "number": _number,
    "amount": _amount,
    "hours": _hours,
    "of_five": _of_five,
    "count": _count,
    "flag": _flag,
    "date": _date,
    "instant": _instant,
    "period": _period,
    "campaign": _campaign,
    "target": _target,
    "names": _names,
    "choice": _choice,
}

"""From a column of names to those that are no names: the codes that a form tool writes where answers have been asked.

`3` and `A2` are the third and the second choice of a list that the export does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.ingest.cells import is_blank
from pipeline.ingest.sheet import Value
from pipeline.ingest.texts import text_of

_NUMBERS = r"0*\d{1,3}"
_CODES = {
    "qualtrics": re.compile(_NUMBERS),
    "surveymonkey": re.compile(_NUMBERS),
    "kobotoolbox": re.compile(rf"(?:(?:option|choice|choix)[_ ]?)?{_NUMBERS}", re.IGNORECASE),
    "limesurvey": re.compile(rf"(?:AO?|SQ)?{_NUMBERS}"),
}
_OTHER = frozenset({"-oth-", "other", "autre"})


def coded_names(values: Iterable[Value], tool: str) -> frozenset[str]:
    """The texts of a column that a form tool filled with nothing but codes; none where one of them is a name."""
    code = _CODES.get(tool)
    texts = {text_of(value) for value in values if not is_blank(value)} if code else set()
    codes = {text for text in texts if code and code.fullmatch(text.strip())}
    return frozenset(codes) if all(text.strip().lower() in _OTHER for text in texts - codes) else frozenset()

"""From a cell's value to the text a person sees in its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from pipeline.ingest.numbers import plain
from pipeline.ingest.sheet import ErrorCell, NoValue, Value

_EXACT = 1e15  # a spreadsheet shows fifteen digits
_HALF_A_SECOND = dt.timedelta(microseconds=500_000)


def text_of(value: Value) -> str:
    """The value as sent: 4.0 as `4`, a date as ISO with its time unless midnight, True as `TRUE`, an error as shown."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else _text_of_float(value)
    if type(value) is dt.datetime:  # the commonest of what is left
        return _text_of_time(value)
    if value is None or isinstance(value, NoValue):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, ErrorCell):
        return value.text
    return _text_of_time(value)


def _text_of_float(value: float) -> str:
    text = f"{value:.15g}"  # what a spreadsheet shows; the digits beyond are noise of its arithmetic
    return plain(Decimal(text)) if "e" in text else text


@lru_cache(maxsize=65_536)
def _text_of_time(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        if value.microsecond:
            value = (value + _HALF_A_SECOND).replace(microsecond=0)
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"

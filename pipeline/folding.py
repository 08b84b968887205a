"""From a text as typed to the form in which two spellings of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_NOT_WORDS_ASCII = re.compile(r"[^a-z0-9]+")
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, without accents; punctuation and every kind of space become one space; '' where no word is left."""
    if text.isascii():
        return _NOT_WORDS_ASCII.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(_LIGATURES))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter not in _INVISIBLE)
    return _NOT_WORDS.sub(" ", bare).strip()


def printable(name: str) -> str:
    """A file's name with line breaks and other signals to a terminal written out, as `%0A`."""
    return _SIGNALS.sub(lambda signal: f"%{ord(signal[0]):02X}", name)


_SIGNALS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

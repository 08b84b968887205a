"""Every sentence on screen, in both languages: `fr.toml` and `en.toml` say the same under the same keys."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pipeline import amounts
from pipeline.typeset import typeset
from pipeline.vocabulary import WORDS, Language

FOLDER = Path(__file__).parent


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """All texts of one language by key, `section.name`."""
    read = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return {
        f"{section}.{name}": typeset(text, language) for section, texts in read.items() for name, text in texts.items()
    }


class Speaker:
    """Says things in one language and currency; called with a key and what the sentence needs.

    Where the sentence depends on a number, `count` chooses between `key_one` and `key` (in French, zero is singular).
    """

    def __init__(self, language: Language, currency: str = "EUR") -> None:
        self.language, self.currency = language, currency

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence under a key, filled with facts."""
        known = sentences(self.language)
        count = facts.get("count")
        if isinstance(count, int) and f"{key}_one" in known and self._single(count):
            key = f"{key}_one"
        return known[key].format(**facts)

    def money(self, value: float) -> str:
        """An amount in the portfolio's currency: `12 500 €`."""
        return amounts.money(round(100 * value), self.language, self.currency)

    def word(self, code: object) -> str:
        """What a code is called; a code nobody named is shown as plain words rather than not at all."""
        if code is None or code != code or code == "":
            return ""
        text = str(code)
        if text in WORDS:
            return WORDS[text][self.language]
        return sentences(self.language).get(f"word.{text}") or text.replace("_", " ")

    def words(self, codes: object) -> str:
        """Codes joined by commas, each by its word."""
        if codes is None or codes != codes:
            return ""
        return ", ".join(self.word(code.strip()) for code in str(codes).split(",") if code.strip())

    def joined(self, items: Iterable[str]) -> str:
        """`a, b et c`."""
        listed = list(items)
        if len(listed) < 2:
            return "".join(listed)
        return f"{', '.join(listed[:-1])} {self('general.and')} {listed[-1]}"

    def _single(self, count: int) -> bool:
        return count in (0, 1) if self.language == "fr" else count == 1


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]

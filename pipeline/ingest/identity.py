"""From a person as named in a file to a pseudonym, and from a text to the same text without e-mail addresses."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Collection
from pathlib import Path

from pipeline.errors import CannotWrite, WrongConfiguration
from pipeline.folding import fold

KEY_BYTES = 32
HIDDEN = "[e-mail]"

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"'|/]+@[^\s@<>()\[\],;:\"'|/]+", re.IGNORECASE)
_SPELT_OUT = re.compile(
    r"[\w.+-]+\s*(?:[(\[{]\s*(?:at|arobase|chez)\s*[)\]}])\s*[\w.-]+"  # marie (at) example.org
    r"|[\w.+-]+\s+@\s*[\w-]+(?:\.[\w-]+)+|[\w.+-]+@\s+[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+-]+\s+(?:arobase|at)\s+[\w-]+(?:\s*\.\s*|\s+(?:dot|point)\s+)(?:com|org|net|fr|eu|io|be|ch|ca|de|uk)\b",
    re.IGNORECASE,
)

_SIGN = re.compile(r"[(\[{]\s*at\b|\sat\s|arobase|chez\s*[)\]}]", re.IGNORECASE)


def file_of(root: Path) -> Path:
    """Where the key of a portfolio's pseudonyms lies."""
    return root / "data" / "respondent.key"


def key_of(root: Path) -> bytes:
    """The key of `root/data/respondent.key`, readable by its owner only; made at the first run.

    Raises CannotWrite where it cannot be made, WrongConfiguration where it is no key.
    """
    file = file_of(root)
    try:
        if not file.exists():
            _make(file)
        key = file.read_bytes()
    except OSError as problem:
        raise CannotWrite(file, problem) from problem
    if len(key) != KEY_BYTES:
        raise WrongConfiguration(
            file,
            "",
            fr=f"ce n'est pas une clé de {KEY_BYTES} octets. Remettez la copie que vous avez gardée ; s'il n'y en a "
            "pas, supprimez le fichier : les répondants reçoivent alors de nouveaux pseudonymes.",
            en=f"this is no key of {KEY_BYTES} bytes. Put back the copy you kept; if there is none, delete the file: "
            "respondents then get new pseudonyms.",
        )
    return key


def passing_key() -> bytes:
    """A key for pseudonyms that are never stored."""
    return secrets.token_bytes(KEY_BYTES)


def pseudonym(person: str, key: bytes) -> str:
    """`r_` and 16 hex digits, the same for one person however the name or the address is capitalised or accented."""
    return "r_" + hmac.digest(key, _told_apart(person).encode(), "sha256").hex()[:16]


def is_nobody(person: str, nobody: Collection[str]) -> bool:
    """Whether a respondent column says that nobody is named; `nobody` holds folded words."""
    address = _ADDRESS.search(person)
    folded = fold(address[0].partition("@")[0] if address else person)
    return not folded or folded in nobody


def is_address(text: str) -> bool:
    """Whether a text holds an e-mail address."""
    return "@" in text and _ADDRESS.search(text) is not None


def redact(text: str) -> str:
    """The text with everything that looks like an e-mail address replaced."""
    if "@" in text or "＠" in text or "\ufe6b" in text:
        text = _ADDRESS.sub(HIDDEN, text.replace("＠", "@").replace("\ufe6b", "@"))
        return _SPELT_OUT.sub(HIDDEN, text)
    return _SPELT_OUT.sub(HIDDEN, text) if _SIGN.search(text) else text


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as writing:
        writing.write(secrets.token_bytes(KEY_BYTES))
        writing.flush()
        os.fsync(writing.fileno())
    try:
        os.link(draft, file)  # never replaces: of two first runs one key stays
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(file)
    draft.unlink(missing_ok=True)


def _told_apart(person: str) -> str:
    address = _ADDRESS.search(person)
    if address:
        return unicodedata.normalize("NFKC", address[0]).casefold().removeprefix("mailto:").strip(".")
    return fold(person) or unicodedata.normalize("NFKC", person).casefold().strip()

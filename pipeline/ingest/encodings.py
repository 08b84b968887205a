"""From bytes to the text they were meant as: which encoding a text file was saved in."""

from __future__ import annotations

import codecs
import html
import re

from pipeline.ingest.sheet import Refused

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"RIFF",
    b"\x00\x00\x01\x00", b"MZ", b"\x7fELF", b"SQLite format 3", b"PAR1", b"ARROW1", b"{\\rtf", b"ID3", b"OggS",
)  # fmt: skip
_SAMPLE = 65_536
_MOSTLY = 0.7
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1b\x7f]")
_ODD_CONTROLS_AT_MOST = 0.01
_EXPECTED = frozenset("éèêëàâäçîïôöûùüÿñóíáúœæßÉÈÊËÀÂÄÇÎÏÔÖÛÙÜŒÆ’‘“”«»–—…€°²³µ·•£©®™½\u00a0")
"""What French, English and their neighbours write beyond ASCII."""
_SINGLE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp850")  # in the order in which they win a draw
_ENTITY = re.compile(r"&(?:#[0-9]{2,5}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}[0-9]?);")
_CAPITALS = "[ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜÚÍÓÑŒÆ]"
_CAPITAL_INSIDE = re.compile(
    rf"(?<=[a-zéèêëàâäçîïôöûùü0-9]){_CAPITALS}|{_CAPITALS}(?=[0-9])|(?<=[0-9] ){_CAPITALS}(?![A-Za-zé])"
)
_DRAWN = re.compile("[\u2500-\u259f]")  # lines and blocks of an old console
_TAKEN_FOR = {
    "cp1252": re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Å“"),
    "mac_roman": re.compile("√[©®™†¢§¥´ªâÄÅÇ†à]|¬[†´ª]|‚Ä[ôúùî]"),
}
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|^\?(?=[^\W\d_])")  # a program that cannot write é writes ?
_CONTINUED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decoded(content: bytes, chosen: str = "", usual: str = "") -> tuple[str, str]:
    """The text, without byte order mark and NULs, and its encoding's name. Refuses `unreadable_file` for no text.

    A `chosen` encoding holds; a `usual` one where the bytes do not tell.
    """
    if content.startswith(_OTHER_KINDS):
        raise Refused("unreadable_file")
    encoding = chosen or _told(content) or usual or _single_byte(content)
    text = _decode(content, encoding).lstrip("\ufeff").replace("\x00", "")
    if encoding.startswith("utf-8"):
        text, encoding = _saved_once(text, encoding)
    text = _ENTITY.sub(_letter, text)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _ODD_CONTROLS_AT_MOST * len(sample):
        raise Refused("unreadable_file")
    return text, encoding


def _told(content: bytes) -> str:
    """The encoding that the bytes themselves tell; '' where every sign is one byte."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs and b"\x00" in sample:
        if sample[1::2].count(0) > _MOSTLY * pairs and sample[0::2].count(0) < 0.1 * pairs:
            return "utf-16-le"
        if sample[0::2].count(0) > _MOSTLY * pairs and sample[1::2].count(0) < 0.1 * pairs:
            return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    beyond_ascii = sum(byte > 0x7F for byte in content[:_SAMPLE])
    in_sequences = sum(len(sequence) for sequence in _CONTINUED.findall(content[:_SAMPLE]))
    if beyond_ascii and in_sequences > 0.9 * beyond_ascii:
        return "utf-8"  # a stray byte or a cut end in what is UTF-8 otherwise
    return ""


def _single_byte(content: bytes) -> str:
    return max(_SINGLE_BYTE, key=lambda encoding: _fit(content[:_SAMPLE], encoding))


def _fit(content: bytes, encoding: str) -> int:
    """How many letters are ones that we write, less capitals in the middle of a word or beside a digit."""
    text = content.decode(encoding, errors="replace")
    return (
        sum(letter in _EXPECTED for letter in text)
        - 2 * len(_CAPITAL_INSIDE.findall(text))
        - 2 * len(_DRAWN.findall(text))
    )


def _saved_once(text: str, encoding: str) -> tuple[str, str]:
    """UTF-8 that was taken for another encoding and saved as UTF-8 again, as it was before."""
    for taken_for in ("cp1252", "mac_roman"):
        if _TAKEN_FOR[taken_for].search(text):
            try:
                once = text.encode(taken_for, errors="certiscope_latin1").decode("utf-8")
            except UnicodeError:
                continue
            return once.lstrip("\ufeff"), f"{encoding} ({taken_for})"
    return text, encoding


def _letter(entity: re.Match[str]) -> str:
    """The letter or the space that a page's code stands for; what could end a cell stays as it is."""
    sign = html.unescape(entity[0])
    return sign if len(sign) == 1 and (sign.isalpha() or sign in "&'’\u00a0") else entity[0]


def is_garbled(text: str) -> bool:
    """Whether letters were lost, or show as the two signs that their bytes are in another encoding."""
    return _LOST.search(text) is not None or _TAKEN_FOR["cp1252"].search(text) is not None


def _decode(content: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return content.decode("utf-8", errors="certiscope_cp1252")
    return content.decode(encoding, errors="replace")


def _as_cp1252(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    stray = problem.object[problem.start : problem.end]
    return stray.decode("cp1252", errors="replace"), problem.end


def _as_latin1(problem: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return problem.object[problem.start : problem.end].encode("latin-1"), problem.end


codecs.register_error("certiscope_latin1", _as_latin1)
codecs.register_error("certiscope_cp1252", _as_cp1252)

"""Between the browser and the server: an upload that is too large is refused before any of it is held in memory.

What the upload widget allows is checked in the browser only, and whoever can open a page can send without the widget.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from dashboards.texts import Speaker
from pipeline.config import Limits
from pipeline.vocabulary import LANGUAGES

Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]
Held = Callable[[], Mapping[str, Sequence[int]]]
"""The bytes of each upload that the server holds, by session."""

SESSIONS_AT_MOST = 4
"""How many sessions' worth of uploads are held at the same time, over all sessions."""

_PLACE = re.compile(r".*/_stcore/upload_file/([^/]+)/[^/]+/?")
_FRAMING = 64 * 1024  # what the browser sends around a file
_MEGABYTE = 2**20


class UploadGuard:
    """ASGI middleware. A session holds no more than one deposit may weigh, all sessions no more than a few of them.

    An upload has to say its length beforehand; the server under this one sees to it that no more arrives.
    """

    def __init__(self, app: App, limits: Callable[[], Limits], held: Held) -> None:
        self._app, self._limits, self._held = app, limits, held
        self._arriving: dict[str, Counter[int]] = {}

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Pass on what is no upload, or one within the limits."""
        place = _PLACE.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        if not place or scope["method"] not in {"PUT", "POST"}:
            await self._app(scope, receive, send)
            return
        session, length = place[1], _length(scope["headers"])
        broken = self._broken_limit(session, length)
        if broken:
            await _refuse(send, *broken)
            return
        arriving = self._arriving.setdefault(session, Counter())
        arriving[length] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            arriving[length] -= 1
            if not any(arriving.values()):
                self._arriving.pop(session, None)

    def _broken_limit(self, session: str, length: int) -> tuple[int, str, str] | None:
        """Status, sentence and limit; None where the upload may come."""
        limits = self._limits()
        if length < 0:
            return 411, "upload.no_length", ""
        if length > limits.file_megabytes * _MEGABYTE + _FRAMING:
            return 413, "upload.too_much", f"file_megabytes = {limits.file_megabytes}"
        held = {key: list(sizes) for key, sizes in self._held().items()}
        for key, arriving in self._arriving.items():
            held.setdefault(key, []).extend(arriving.elements())
        mine = held.get(session, [])
        if len(mine) >= limits.archive_entries:
            return 413, "upload.too_much", f"archive_entries = {limits.archive_entries}"
        most = limits.unpacked_megabytes * _MEGABYTE
        if sum(mine) + length > most:
            return 413, "upload.too_much", f"unpacked_megabytes = {limits.unpacked_megabytes}"
        if sum(map(sum, held.values())) + length > SESSIONS_AT_MOST * most:
            return 503, "upload.busy", ""
        return None


def _length(headers: Sequence[tuple[bytes, bytes]]) -> int:
    """What the request says that it weighs; -1 where it does not say."""
    said = dict(headers).get(b"content-length", b"")
    return int(said) if said.isdigit() and len(said) < 20 else -1


async def _refuse(send: Callable[[Message], Awaitable[None]], status: int, key: str, limit: str) -> None:
    sentences = (Speaker(language)(key, limit=limit) for language in LANGUAGES)
    body = "\n".join(sentences).encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),  # what was to come is not read
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

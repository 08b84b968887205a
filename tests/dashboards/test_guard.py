"""What is sent to the server without the upload widget is held to the same limits, before any of it is read."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from served import served

from dashboards.guard import SESSIONS_AT_MOST, UploadGuard
from pipeline.config import Limits

Answer = TypeVar("Answer")
MEGABYTE = 2**20
LIMITS = Limits(file_megabytes=5, unpacked_megabytes=10, archive_entries=3)


def awaited(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What it answers, in a thread of its own: a browser of other tests keeps this one's event loop busy."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, asked).result()


class Client:
    """Sends requests through the guard to an application that keeps what arrives, as Streamlit does."""

    def __init__(self) -> None:
        self.kept: dict[str, list[int]] = {}
        self.read = 0
        self.guard = UploadGuard(self._server, lambda: LIMITS, lambda: self.kept)

    async def _server(self, scope: Any, receive: Any, send: Any) -> None:
        self.read += 1
        session = scope["path"].split("/")[3]
        size = int(dict(scope["headers"]).get(b"content-length", b"0"))
        if scope["method"] == "PUT":
            await asyncio.sleep(0)  # others may arrive meanwhile
            self.kept.setdefault(session, []).append(size)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def one(self, size: int | None, session: str = "contenu", method: str = "PUT") -> tuple[int, str]:
        headers = [] if size is None else [(b"content-length", str(size).encode())]
        path = f"/_stcore/upload_file/{session}/f{size}"
        answer: list[Any] = []

        async def send(message: Mapping[str, Any]) -> None:
            answer.append(message)

        async def receive() -> Mapping[str, Any]:
            raise AssertionError("the body was read")

        scope = {"type": "http", "path": path, "method": method, "headers": headers}
        await self.guard(scope, receive, send)
        return answer[0]["status"], answer[1]["body"].decode()

    def sends(self, *sizes: int | None, session: str = "contenu", method: str = "PUT") -> list[int]:
        """The statuses of uploads one after another."""

        async def all_of_them() -> Sequence[tuple[int, str]]:
            return [await self.one(size, session, method) for size in sizes]

        return [status for status, _ in awaited(all_of_them())]


@pytest.fixture
def client() -> Client:
    return Client()


def test_an_upload_within_the_limits_arrives(client: Client) -> None:
    assert client.sends(MEGABYTE, 5 * MEGABYTE) == [204, 204]
    assert client.kept == {"contenu": [MEGABYTE, 5 * MEGABYTE]}


def test_a_file_over_the_limit_is_refused_unread_in_both_languages(client: Client) -> None:
    status, sentence = awaited(client.one(6 * MEGABYTE))
    assert (status, client.read) == (413, 0)
    assert "Ce dépôt dépasse la limite file_megabytes = 5" in sentence
    assert "This upload is over the limit file_megabytes = 5" in sentence


def test_a_session_holds_no_more_than_one_deposit(client: Client) -> None:
    assert client.sends(4 * MEGABYTE, 4 * MEGABYTE, 4 * MEGABYTE) == [204, 204, 413]
    assert client.sends(4 * MEGABYTE, session="support") == [204]
    client.kept["contenu"].pop()  # removed from the page
    assert client.sends(4 * MEGABYTE) == [204]


def test_a_session_holds_no_more_files_than_a_deposit_may_have(client: Client) -> None:
    assert client.sends(1, 1, 1, 1) == [204, 204, 204, 413]


def test_uploads_that_arrive_at_the_same_time_count_together(client: Client) -> None:
    async def at_once() -> list[tuple[int, str]]:
        return await asyncio.gather(*(client.one(4 * MEGABYTE) for _ in range(3)))

    assert sorted(status for status, _ in awaited(at_once())) == [204, 204, 413]


def test_all_sessions_together_are_bounded(client: Client) -> None:
    for number in range(SESSIONS_AT_MOST):
        assert client.sends(5 * MEGABYTE, 5 * MEGABYTE, session=str(number)) == [204, 204]
    assert client.sends(MEGABYTE, session="logistique") == [503]


def test_an_upload_of_unknown_length_is_refused(client: Client) -> None:
    assert client.sends(None) == [411]


def test_removing_a_file_is_never_refused(client: Client) -> None:
    client.kept["contenu"] = [10 * MEGABYTE]
    assert client.sends(None, method="DELETE") == [204]


def test_the_server_answers_a_huge_upload_before_it_is_sent(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    with served(tmp_path) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        connection.putrequest("PUT", "/_stcore/upload_file/nobody/f")
        connection.putheader("Content-Length", str(10 * 2**30))
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == 413
        assert "file_megabytes = 50" in answer.read().decode()

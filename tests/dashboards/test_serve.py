"""The dashboard listens on this machine only, and says so when it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from dashboards.serve import command, environment, is_free, serve
from pipeline.errors import WrongUsage


def test_a_busy_port_is_named_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(WrongUsage, match=f"Port {port} is already in use.*--port {port + 1}"):
            serve(tmp_path, port, "en")
    assert is_free(port)


def test_the_server_listens_on_localhost_and_sends_no_statistics(tmp_path: Path) -> None:
    asked = " ".join(command(8501))
    assert "--server.address localhost" in asked
    assert "--browser.gatherUsageStats false" in asked
    assert environment(tmp_path)["CERTISCOPE_ROOT"] == str(tmp_path.resolve())

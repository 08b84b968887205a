"""A dashboard on a port of its own, for as long as a test needs it."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboards.serve import command, environment


@contextmanager
def served(root: Path) -> Iterator[str]:
    """A dashboard of one portfolio on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = root / "dashboard.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command(port), env=environment(root), stdout=output, stderr=output)
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                    break
                except OSError:
                    assert server.poll() is None, log.read_text()
                    time.sleep(0.1)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()

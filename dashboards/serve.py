"""From a portfolio's folder to a dashboard on localhost."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from pipeline import spoken
from pipeline.errors import WrongUsage
from pipeline.vocabulary import Language

SERVER = Path(__file__).resolve().parent / "server.py"


def serve(root: Path, port: int, language: Language) -> int:
    """Serve the dashboard of one portfolio until it is stopped; the exit code of the server.

    Raises WrongUsage where the port is taken.
    """
    if not is_free(port):
        raise WrongUsage(
            fr=f"Le port {port} est déjà pris, peut-être par un autre tableau de bord. "
            f"Arrêtez celui-là, ou choisissez un autre port : certiscope dashboard --port {port + 1}",
            en=f"Port {port} is already in use, perhaps by another dashboard. "
            f"Stop that one, or choose another port: certiscope dashboard --port {port + 1}",
        )
    signal.signal(signal.SIGTERM, _stop)
    server = subprocess.Popen(
        command(port), env=environment(root), cwd=SERVER.parent.parent, stdout=subprocess.DEVNULL
    )  # its own greeting says less than ours
    try:
        while server.poll() is None and is_free(port):
            time.sleep(0.1)
        if server.poll() is None:
            print(spoken.served(port, language), flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def is_free(port: int) -> bool:
    """Whether a server could listen there, by IPv4 and, where the machine has it, by IPv6."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as problem:
            if problem.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
    return True


def command(port: int) -> list[str]:
    """The server's command line: localhost, no browser, no usage statistics."""
    return [
        sys.executable, "-m", "streamlit", "run", str(SERVER),
        "--server.port", str(port), "--server.address", "localhost", "--server.headless", "true",
        "--browser.gatherUsageStats", "false", "--logger.level", "error",
    ]  # fmt: skip


def environment(root: Path) -> dict[str, str]:
    """The environment of the server: where the portfolio lies, and no first-run question."""
    return {**os.environ, "CERTISCOPE_ROOT": str(root.resolve()), "PYTHONUNBUFFERED": "1"}

"""What the tests of the templates may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import config
from pipeline.config import Configuration


@pytest.fixture(scope="session")
def configuration() -> Configuration:
    """What ships."""
    return config.load(Path("nowhere"))

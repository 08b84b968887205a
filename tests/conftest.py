"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from portfolio import Portfolio

# How long an example takes says how busy the machine is; and the same examples every time make the same verdict.
settings.register_profile("certiscope", deadline=None, derandomize=True)
settings.load_profile("certiscope")


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    """An empty portfolio."""
    return Portfolio(tmp_path)

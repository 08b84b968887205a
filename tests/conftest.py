"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolio import Portfolio


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    """An empty portfolio."""
    return Portfolio(tmp_path)

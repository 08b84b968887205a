"""Spares a process the libraries that Great Expectations imports for what a run never does: half of its import."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

LIBRARIES = ("altair", "scipy.stats")
"""Charts of its own reports, and its tests of distributions."""


class _Later(ModuleType):
    """Stands for a library until something asks it for a name: then it is imported after all."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name != "__path__":  # what Python asks of every module tells no use of it
            raise AttributeError(name)
        _forget(self)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def spared() -> Iterator[None]:
    """What is imported inside gets a placeholder for each of the libraries that is not loaded yet."""
    placeholders = [_Later(name) for name in LIBRARIES if name not in sys.modules]
    sys.modules.update({placeholder.__name__: placeholder for placeholder in placeholders})
    try:
        yield
    finally:
        for placeholder in placeholders:
            _forget(placeholder)


def _forget(placeholder: ModuleType) -> None:
    if sys.modules.get(placeholder.__name__) is placeholder:
        del sys.modules[placeholder.__name__]

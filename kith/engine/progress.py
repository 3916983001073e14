"""How long work tells whoever is watching how far it has come; the command line and the job worker draw it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Something that shows progress. Calls are cheap; text never holds personal data."""

    def start(self, stage: str, total: int | None = None) -> None:
        """Begin a stage of ``total`` units (rows, bytes, files), or of unknown length."""

    def advance(self, units: int = 1) -> None:
        """Add ``units`` to the stage under way."""

    def done(self, said: str) -> None:
        """End the stage under way with one line of what it did."""

    def warn(self, said: str) -> None:
        """Show a sentence that a person must read, whatever comes after."""


class Silent:
    """Shows nothing; the default in tests."""

    def start(self, stage: str, total: int | None = None) -> None:
        """Ignore."""

    def advance(self, units: int = 1) -> None:
        """Ignore."""

    def done(self, said: str) -> None:
        """Ignore."""

    def warn(self, said: str) -> None:
        """Ignore."""

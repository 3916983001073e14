"""Draws how far long work has come: a bar in a terminal, plain lines everywhere else."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Shown:
    """An ``engine.progress.Progress`` for a person; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._bars = _bars(self._console) if self._console.is_terminal else None
        self._bar: TaskID | None = None
        self._stage = ""
        self._began = 0.0

    def __enter__(self) -> Shown:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def start(self, stage: str, total: int | None = None) -> None:
        """Begin a stage of ``total`` units, or of unknown length."""
        self._stage, self._began = stage, time.monotonic()
        if self._bars:
            self._clear()
            self._bar = self._bars.add_task(stage, total=total)
        else:
            self._console.print(f"{stage} ...", markup=False, soft_wrap=True)

    def advance(self, units: int = 1) -> None:
        """Add ``units`` to the stage under way."""
        if self._bars and self._bar is not None:
            self._bars.advance(self._bar, units)

    def done(self, said: str) -> None:
        """End the stage under way with one line of what it did."""
        self._clear()
        self._console.print(
            f"{self._stage}: {said} ({time.monotonic() - self._began:.1f} s)", markup=False, soft_wrap=True
        )

    def warn(self, said: str) -> None:
        """Show a sentence that a person must read."""
        self._console.print(said, markup=False, soft_wrap=True)

    def _clear(self) -> None:
        if self._bars and self._bar is not None:
            self._bars.remove_task(self._bar)
            self._bar = None


def _bars(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )

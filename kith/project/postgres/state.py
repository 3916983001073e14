"""What the runner remembers between two commands, in one file that only its owner can read."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def remembered(folder: Path) -> dict[str, Any]:
    """Return what was remembered in ``folder``; empty where nothing was."""
    file = folder / "cluster.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def remember(folder: Path, **facts: Any) -> None:
    """Add ``facts`` to what is remembered, in one step, readable by the owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    known = remembered(folder)
    if known | facts == known:
        return
    draft = folder / f"cluster.json.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(known | facts, out, indent=1)
    draft.replace(folder / "cluster.json")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep out a second command that begins together with this one; they must not both set the server up."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

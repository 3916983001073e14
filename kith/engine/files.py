"""Files that must be right: hashed, held alone, and written so that a power cut leaves the old one or the new one."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kith.vocabulary.errors import KithError


def file_hash(path: Path) -> str:
    """Return the SHA-256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, content: dict[str, Any]) -> None:
    """Write JSON so that a reader, or a power cut, finds the old file or the new one and nothing between."""
    half = path.with_name(path.name + ".new")
    with half.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, default=str)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    sync(path.parent)


@contextmanager
def held_alone(lock: Path, refusal: KithError) -> Iterator[None]:
    """Hold the file ``lock``, or raise ``refusal`` where another holds it; whoever dies lets go."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refusal from None
        yield


@contextmanager
def for_us_alone(folder: Path) -> Iterator[None]:
    """Let whatever is made meanwhile, and ``folder`` itself, be read by nobody but the user who makes it."""
    before = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.stat().st_uid == os.getuid():
            folder.chmod(0o700)
        yield
    finally:
        os.umask(before)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

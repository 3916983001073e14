"""The manifest of a run: what went in and what ran, by hash; the counts, the checks, the time each stage took."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

_CODE = ("vocabulary", "rules", "engine")
_KITH = Path(__file__).resolve().parents[1]


def what_ran() -> dict[str, str]:
    """Return the version of Kith and of what it stands on, and the hashes of its code and definitions."""
    return {
        "kith": version("kith"),
        "duckdb": version("duckdb"),
        "splink": version("splink"),
        "code": _hash_of(
            path for room in _CODE for path in (_KITH / room).rglob("*") if path.suffix in {".py", ".sql", ".json"}
        ),
        "definitions": _hash_of((_KITH / "definitions").rglob("*")),
    }


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: dict[str, Any], *, name: str = "manifest.json") -> None:
    """Write the manifest whole or not at all: ``manifest.json`` is what makes a run finished."""
    half = folder / f"{name}.new"
    with half.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1, default=str)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / name)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a finished run."""
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def _hash_of(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        whole.update(f"{path.relative_to(_KITH).as_posix()}\0{file_hash(path)}\n".encode())
    return whole.hexdigest()

"""The manifest of a run: what went in and what ran, by hash; the counts, the checks, the time each stage took."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kith.engine.files import file_hash, write_whole
from kith.engine.store import RunsFolder

_CODE = ("vocabulary", "rules", "engine")
_KINDS = {".py", ".sql", ".json", ".csv"}
_KITH = Path(__file__).resolve().parents[1]


def what_ran() -> dict[str, str]:
    """Return the version of Kith and of what it stands on, and the hashes of its code and definitions."""
    return {
        "kith": version("kith"),
        "duckdb": version("duckdb"),
        "splink": version("splink"),
        "code": _hash_of(path for room in _CODE for path in (_KITH / room).rglob("*") if path.suffix in _KINDS),
        "definitions": _hash_of((_KITH / "definitions").rglob("*")),
    }


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest: it is what makes a run finished."""
    write_whole(folder / "manifest.json", manifest)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a finished run."""
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def newest_sound(runs: RunsFolder) -> Path | None:
    """Return the newest run that passed its checks: what comes next is measured by it and goes on from it.

    Were it the newest of all, a bad run would be the measure of the next, and twice the same mistake would pass.
    """
    for run_id in reversed(runs.run_ids()):
        if all(check["passed"] for check in read_manifest(runs.run(run_id)).get("checks", [])):
            return runs.run(run_id)
    return None


def _hash_of(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        whole.update(f"{path.relative_to(_KITH).as_posix()}\0{file_hash(path)}\n".encode())
    return whole.hexdigest()

"""Writes what people decided as tables for the next run: the sharing agreements, which landing obeys.

The engine never opens the database; this file is all that it is told, and it is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.apps.governance.queries import SignedAgreement, list_signed_agreements
from kith.engine.files import write_whole
from kith.engine.sources import load_sources
from kith.engine.sources.declare import Source
from kith.engine.store import RunsFolder


def export_agreements(runs: Path) -> int:
    """Write every agreement signed, past ones and those to come too, into ``runs``; return how many sources have one.

    One that has ended is handed over so that a refusal can say when it did.
    """
    Path(runs).mkdir(parents=True, exist_ok=True)
    rows = [row for source in load_sources().values() for row in _rows(source)]
    write_whole(RunsFolder(Path(runs)).agreements, {"agreements": rows})
    return len({row["source"] for row in rows})


def _rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield a row for each agreement under which the sender of ``source`` gives what it is about."""
    for agreement in list_signed_agreements():
        if source.agency_id in agreement.givers and source.category in agreement.categories:
            yield _row(source, agreement)


def _row(source: Source, agreement: SignedAgreement) -> dict[str, Any]:
    return {
        "reference": agreement.ref,
        "source": source.name,
        "categories": [source.category],
        "valid_from": agreement.valid_from.isoformat(),
        "valid_to": agreement.valid_to.isoformat() if agreement.valid_to else None,
    }

"""Writes what people decided as tables for the next run: agreements, identities kept apart, who is in view, erasures.

The engine never opens the database; these files are all that it is told, each written whole or not at all. People
stand in them as agencies' records ("source:local id"): a record keeps its id from delivery to delivery.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kith.apps.base.clock import today
from kith.apps.governance.actions import note_handed_over
from kith.apps.governance.policy_data import load_policy
from kith.apps.governance.queries import SignedAgreement, list_signed_agreements
from kith.apps.governance.queries.kept_apart import list_kept_apart
from kith.apps.governance.queries.shields import list_assigned_shields
from kith.apps.matching.queries.handing_over import list_settled, list_taken_apart
from kith.apps.people.queries.bonds import list_said_for_export
from kith.apps.people.queries.brought import list_brought
from kith.apps.people.queries.homes_left import list_left_for_export
from kith.apps.register.queries.to_run import list_refs
from kith.apps.rights.actions import keep_record_keys
from kith.apps.rights.queries import list_erasures
from kith.engine.files import for_us_alone, write_whole
from kith.engine.sources import load_sources
from kith.engine.sources.declare import Source
from kith.engine.store import RunsFolder
from kith.handover.ledger import take_back_lines
from kith.handover.own_register import export_register, own_records

HELD_FOR = timedelta(days=365)


def export_decisions(runs: Path) -> int:
    """Write everything that people decided into ``runs``; return how many sources an agreement covers."""
    folder = RunsFolder(Path(runs))
    with for_us_alone(folder.root):
        covered = export_agreements(folder.root)
        _export_apart(folder)
        _export_matches(folder)
        _export_bonds(folder)
        _export_homes(folder)
        _export_shields(folder)
        _export_in_view(folder)
        _export_erasures(folder)
        _export_policy(folder)
        export_register(folder)
    return covered


def export_agreements(runs: Path) -> int:
    """Write every agreement signed, past ones and those to come too, into ``runs``; return how many sources have one.

    One that has ended is handed over so that a refusal can say when it did.
    """
    with for_us_alone(Path(runs)):
        rows = [row for source in load_sources().values() for row in _rows(source)]
        write_whole(RunsFolder(Path(runs)).agreements, {"agreements": rows})
    titles = {source.name: source.title for source in load_sources().values()}
    note_handed_over([(row["reference"], row["source"], titles[row["source"]]) for row in rows], by="export")
    return len({row["source"] for row in rows})


def _export_policy(folder: RunsFolder) -> None:
    """Write the table of role and purpose in force as the council's own definitions, to be kept beside its files."""
    policy = load_policy()
    own = folder.root / "definitions" / "access"
    own.mkdir(parents=True, exist_ok=True)
    about = {"version": policy.version, "source": "Approved by two people.", "clearances": dict(policy.clearances)}
    write_whole(own / "policy.json", about)
    lines = [f"{role},{purpose},{cap}" for (role, purpose), cap in sorted(policy.caps.items())]
    (own / "role_purpose_caps.csv").write_text("\n".join(["role,purpose,cap", *lines, ""]), encoding="utf-8")


def _export_apart(folder: RunsFolder) -> None:
    decisions = list_kept_apart()
    known = _records_of(folder, {ref for each in decisions for ref in (each.one_ref, each.other_ref) if ref})
    rows = [
        {
            "reason": each.reason,
            "one": sorted({*each.one_records, *known.get(each.one_ref, ())} - set(each.other_records)),
            "other": sorted({*each.other_records, *known.get(each.other_ref, ())} - set(each.one_records)),
        }
        for each in decisions
    ]
    write_whole(folder.root / "apart.json", {"apart": rows})


def _export_matches(folder: RunsFolder) -> None:
    """Write what reviewers settled about pairs of records, and who was taken apart on a page."""
    told = {
        "reviewed": [vars(each) for each in list_settled()],
        "taken_apart": [
            {"reason": "MISTAKEN", "one": each.one, "other": each.other, "other_ref": each.other_ref}
            for each in list_taken_apart()
        ],
    }
    write_whole(folder.root / "matches.json", told)


def _export_bonds(folder: RunsFolder) -> None:
    """Write what workers said of who is whose; of somebody whom no run holds any more there is nothing to say."""
    said = list_said_for_export()
    known = _records_of(folder, {ref for one in said for ref in (one.from_ref, one.to_ref)})
    rows = [
        {
            "from": sorted(known[one.from_ref]),
            "kind": one.kind,
            "to": sorted(known[one.to_ref]),
            "decision": one.decision,
            "said_on": one.said_on.isoformat(),
        }
        for one in said
        if one.from_ref in known and one.to_ref in known
    ]
    write_whole(folder.root / "bonds.json", {"bonds": rows})


def _export_homes(folder: RunsFolder) -> None:
    """Write what workers said of who lives where no longer."""
    said = list_left_for_export()
    known = _records_of(folder, {one.person_ref for one in said})
    rows = [
        {
            "records": sorted(known[one.person_ref]),
            "dwelling_id": one.dwelling_id,
            "left_on": one.left_on.isoformat(),
            "said_on": one.said_on.isoformat(),
        }
        for one in said
        if one.person_ref in known
    ]
    write_whole(folder.root / "homes.json", {"homes": rows})


def _export_shields(folder: RunsFolder) -> None:
    """Write whom people hid on a page; who is hidden because an agency says so the run knows itself."""
    known = _records_of(folder, list_assigned_shields(today()))
    write_whole(folder.root / "shields.json", {"records": sorted(set().union(*known.values()))})


def _export_in_view(folder: RunsFolder) -> None:
    # Whoever a worker wrote down is in view for as long as they stand written there.
    until = dict.fromkeys(list_refs(), today() + HELD_FOR)
    until |= {one.person_ref: one.until for one in list_brought(today())}
    known = _records_of(folder, until)
    rows = [
        {"record": record, "until": until[ref].isoformat()} for ref in sorted(known) for record in sorted(known[ref])
    ]
    write_whole(folder.root / "in_view.json", {"records": rows})


def _export_erasures(folder: RunsFolder) -> None:
    """Write the erasure ledger: what every run leaves out, and its lines, for a database that was restored."""
    # A database that was restored has forgotten lines that the file still holds: they are never written away.
    take_back_lines(folder.root)
    ledger = list_erasures()
    known = _records_of(folder, {line.person_ref for line in ledger})
    lines = []
    for line in ledger:
        records = sorted({*line.record_keys, *known.get(line.person_ref, ())})
        if records != sorted(line.record_keys):
            keep_record_keys(line.ref, records)
        lines.append({**vars(line), "record_keys": records})
    whole = {record for line in lines if line["scope"] == "WHOLE" for record in line["record_keys"]}
    facts = {key for line in lines if line["scope"] == "FACTS" for key in line["fact_keys"]}
    write_whole(folder.root / "erasures.json", {"records": sorted(whole), "facts": sorted(facts), "lines": lines})


def _records_of(folder: RunsFolder, refs: Collection[str]) -> dict[str, set[str]]:
    """Return the records that each reference held in any run: the newest run remembers those of the runs before.

    Those of Kith's own register are among them before any run has seen them.
    """
    newest = folder.newest()
    found: dict[str, set[str]] = own_records(refs)
    if newest is not None and refs:
        table = pq.read_table(newest / "refs" / "person.parquet", filters=[("ref", "in", sorted(refs))])
        for row in table.to_pylist():
            found.setdefault(row["ref"], set()).add(row["member"])
    return found


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

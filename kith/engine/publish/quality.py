"""Writes a run's quality report as one plain HTML page: what arrived, what was linked, what the tripwires found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:0 0 2rem}th,td{text-align:left;padding:.25rem 1rem .25rem 0;"
    "border-bottom:1px solid #bbb}td.n{text-align:right}"
)


def write_quality(file: Path, manifest: Mapping[str, Any], *, matching: str = "") -> None:
    """Write the report of the run that ``manifest`` speaks of; it holds counts, codes and names of sources only.

    ``matching`` is the part that says how good the linkage is, as HTML.
    """
    linkage, families = manifest["linkage"], manifest["families"]
    refused = [check["name"] for check in manifest["checks"] if not check["passed"]]
    verdict = f"Refused by {', '.join(refused)}." if refused else "Every tripwire held."
    parts = [
        f"<h1>Run {escape(manifest['run_id'])}</h1>",
        f"<p>As things stood on {escape(manifest['as_at'])}. {escape(verdict)}</p>",
        _table(
            "Tripwires", ("Check", "Held", "Found"), ((c["name"], c["passed"], c["said"]) for c in manifest["checks"])
        ),
        matching,
        _table("People", ("Measure", "People"), manifest["people"].items()),
        _table("Linkage", ("Measure", "Count"), _numbers(linkage)),
        _table("Likely pairs held apart, by reason", ("Reason", "Pairs"), linkage["vetoes"].items()),
        _table("Records per person", ("Records", "People"), linkage["records_per_person"].items()),
        _table("Records that say too little to link", ("Source", "Records"), linkage["say_too_little"].items()),
        _table("Keys too common to compare by", ("Rule", "Keys"), linkage["too_common_keys"].items()),
        _table("Families", ("Measure", "Count"), _numbers(families)),
        _table("Members per family", ("Members", "Families"), families["members_per_family"].items()),
        _table("Rows in and rows used", ("Source", "File", "In", "Used"), _files(manifest["standardise"]["files"])),
        _table(
            "Notes", ("Source", "Rule", "Rows"), (tuple(note.values()) for note in manifest["standardise"]["notes"])
        ),
    ]
    head = f"<meta charset=utf-8><title>Run {escape(manifest['run_id'])}</title><style>{_STYLE}</style>"
    page = f"<!doctype html><html lang=en-GB>{head}{''.join(parts)}</html>\n"
    file.parent.mkdir(exist_ok=True)
    file.write_text(page, encoding="utf-8")


def _numbers(report: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
    return ((name.replace("_", " "), value) for name, value in report.items() if isinstance(value, int))


def _files(files: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    return ((one["source"], one["file"], one["rows_in"], one["rows_used"]) for one in files)


def _table(title: str, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = "".join(f"<th scope=col>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows)
    return f"<h2>{escape(title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'NO'}</td>"
    return f"<td class=n>{value:,}</td>" if isinstance(value, int) else f"<td>{escape(str(value))}</td>"

"""Writes report.html: what came in, what was understood of it, what was set aside and why. It names no person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

import yaml

from kith.engine.link_files.dates import DatesSaid
from kith.engine.link_files.how_many import are_people, how_many
from kith.engine.link_files.known import KnownAgain
from kith.engine.link_files.landed import Landed
from kith.engine.link_files.look import WHAT, Looked

HERE = "kith.engine.link_files"
DATE_WORDS = {
    "READ": "read as a day",
    "YEAR_ONLY": "gave a year and no real day: the year was taken",
    "FIRST_OF_JANUARY": "were 1 January, far too often to be true: the year was taken",
    "DEFAULT": "were a default (one day far too often, or 1900-01-01): taken as not known",
    "ABSURD": "were long before anybody living, or still to come: taken as not known",
    "UNREADABLE": "could not be read as a date: taken as not known",
}


@dataclass(frozen=True)
class Told:
    """Everything that the report speaks of."""

    landed: Sequence[Landed]
    dates: Sequence[DatesSaid]
    looked: Looked
    known: KnownAgain | None
    counts: dict[str, int]
    threshold: float
    unused: Sequence[str]  # files that the map speaks of and that were not given
    quality: str  # an HTML fragment


def write_report(file: Path, told: Told) -> None:
    """Write the page, in one file that needs nothing beside it."""
    style = (files(HERE) / "page_style.css").read_text(encoding="utf-8")
    body = "".join((_top(told), *map(str, _to_look_at(told)), _files(told), _dates(told), _map(told), told.quality))
    page = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>What was linked</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body><main>{body}</main></body></html>\n"
    )
    file.write_text(page, encoding="utf-8")


def _top(told: Told) -> str:
    counts = told.counts
    numbers = "".join(
        f"<li><b>{counts[what]:,}</b> {how_many(counts[what], what).split()[1]}</li>"
        for what in ("records", "people", "households")
        if what in counts
    )
    again = ""
    if told.known:
        again = (
            f"<p>{told.known.known:,} records were known before. Of those given now, {told.known.same:,} were the same"
            f" again and stay as they were; {told.known.changed:,} had changed and were replaced.</p>"
        )
    return (
        f"<h1>{are_people(counts)}</h1>"
        f"<ul class=numbers>{numbers}</ul>{again}"
        f"<p>Two records are one person where that is at least {2**told.threshold:,.0f} times likelier than not"
        f" ({told.threshold:g} bits), and nothing speaks against it. Every record that came in is in"
        " <code>people.parquet</code>, once. This page names nobody.</p>"
    )


def _to_look_at(told: Told) -> Iterable[str]:
    said = list(_warnings(told))
    if said:
        yield f"<h2>Worth a look</h2><ul class=look>{''.join(f'<li>{escape(one)}</li>' for one in said)}</ul>"


def _warnings(told: Told) -> Iterable[str]:
    for one in told.landed:
        for remark in one.remarks:
            yield f"{one.source}: {remark}"
        if told.known and one.rows and "record_id" not in one.columns.single:
            yield f"{one.source} has no record ids: its records are known again by their place in the file alone."
    for dates in told.dates:
        if not dates.is_certain:
            yield f"{dates.source}, birth dates: {dates.order}"
        set_aside = sum(dates.counts.get(said, 0) for said in ("DEFAULT", "ABSURD", "UNREADABLE"))
        if set_aside > 0.1 * sum(dates.counts.values()):
            yield f"{dates.source}: {set_aside:,} birth dates say nothing and were set aside; why is told below."
    yield from told.looked.remarks
    if crowded := told.counts.get("crowded"):
        yield (
            f"More people than a household has are at {how_many(crowded, 'addresses')}: shared housing, or an"
            " office's address. Each family name there is counted as a household of its own."
        )
    for name in told.unused:
        yield f"The map speaks of {name}, and no such file was given."


def _files(told: Told) -> str:
    rows = ((one.source, one.rows, "guessed" if one.columns.is_guessed else "as the map says") for one in told.landed)
    sources = _table("Records by file", ("File", "Records", "Its columns were"), rows)
    return f"<h2>What came in</h2>{sources}{_filled(told)}"


def _filled(told: Told) -> str:
    """Return the table of how many records of each file say what."""
    share = {(source, what): f"{filled / records:.1%}" for source, what, filled, records in told.looked.filled}
    files = [one.source for one in told.landed if one.rows]
    what = list(dict.fromkeys(what for _, what in share))
    rows = [(one, *(share.get((file, one), "-") for file in files)) for one in WHAT.values() if one in what]
    return _table("Of 100 records, how many say it", ("What", *files), rows)


def _dates(told: Told) -> str:
    rows = [(one.source, count, DATE_WORDS[said]) for one in told.dates for said, count in one.counts.items()]
    orders = "".join(f"<p><b>{escape(one.source)}</b>: {escape(one.order)}</p>" for one in told.dates)
    return f"<h2>Birth dates</h2>{orders}{_table('What became of them', ('File', 'Dates', ''), rows)}" if rows else ""


def _map(told: Told) -> str:
    said = {"files": {one.source: one.columns.as_map() for one in told.landed}}
    text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110)
    left = [
        f"<p><b>{escape(one.source)}</b>: {escape(', '.join(unused))}</p>"
        for one in told.landed
        if (unused := [heading for heading in one.opened.headings if heading not in set(one.columns.used())])
    ]
    not_used = f"<h3>Columns that were not used</h3>{''.join(left)}" if left else ""
    return (
        "<h2>What was understood of each column</h2><p>To change it, copy this into a file, mend it, and name that file"
        f" with <code>--map</code>.</p><pre>{escape(text)}</pre>{not_used}"
    )


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows]
    if not body:
        return ""
    head = "".join(f"<th scope=col>{escape(heading)}</th>" for heading in headings)
    return (
        f'<div class=wide tabindex=0 role=region aria-label="{escape(title)}"><table><caption>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    return f"<td class=n>{value:,}</td>" if isinstance(value, int) else f"<td>{escape(str(value))}</td>"

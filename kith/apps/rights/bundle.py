"""Puts a released bundle together: the person's story first, then who looked, what was shared, and how long it is kept.

Everything comes from the reviewed items; what was withheld is counted by reason and nothing more is said of it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date

from kith.apps.base.words import day_in_words
from kith.apps.rights.clocks import label_of
from kith.apps.rights.queries.clocks import RetentionDate
from kith.apps.rights.queries.requests import ItemRow, RequestRow

WHO = ("IDENTITY", "RELATIONS")
# What a spreadsheet would take for a formula.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_STARTED = (1980, 1, 1, 0, 0, 0)  # the same files give the same bundle


@dataclass(frozen=True)
class Line:
    """One line of the bundle, in words."""

    on: date | None
    kind: str
    text: str
    agency: str


@dataclass(frozen=True)
class Bundle:
    """What the person is given."""

    ref: str
    who: tuple[Line, ...]
    story: tuple[Line, ...]
    looked: tuple[Line, ...]
    shared: tuple[Line, ...]
    left_out: tuple[tuple[str, int], ...]
    kept: tuple[RetentionDate, ...]


def make_bundle(
    request: RequestRow, items: tuple[ItemRow, ...], kept: tuple[RetentionDate, ...], agencies: dict[str, str]
) -> Bundle:
    """Return the bundle of the items that are shown."""
    shown = [(item, _line(item, agencies)) for item in items if item.shown]
    apart = ("LOG", "SHARING", *WHO)
    withheld = Counter(item.reason_label for item in items if item.reason_label)
    return Bundle(
        ref=request.ref,
        who=tuple(line for item, line in shown if item.category in WHO),
        story=tuple(line for item, line in shown if item.category not in apart),
        looked=tuple(line for item, line in shown if item.category == "LOG"),
        shared=tuple(line for item, line in shown if item.category == "SHARING"),
        left_out=tuple(sorted(withheld.items())),
        kept=_kept_of_what_is_shown(items, kept),
    )


def _kept_of_what_is_shown(items: tuple[ItemRow, ...], kept: tuple[RetentionDate, ...]) -> tuple[RetentionDate, ...]:
    """Leave out the kinds of which nothing is shown: that they are kept at all would tell that they are held."""
    shown = {label_of(item.category) for item in items if item.shown}
    return tuple(one for one in kept if one.label in shown)


def as_zip(bundle: Bundle) -> bytes:
    """Return the bundle as spreadsheets in one file, each safe to open."""
    kept: list[tuple[str, ...]] = [(one.label, day_in_words(one.goes_on), one.why) for one in bundle.kept]
    sheets: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "1-your-story.csv": (("When", "What", "In words", "Who holds it"), _rows(bundle.story)),
        "2-who-you-are.csv": (("When", "What", "In words", "Who holds it"), _rows(bundle.who)),
        "3-who-looked.csv": (("When", "What", "In words", "Agency"), _rows(bundle.looked)),
        "4-sharing.csv": (("When", "What", "In words", "Agency"), _rows(bundle.shared)),
        "5-how-long-it-is-kept.csv": (("What", "Goes on", "Why"), kept),
        "6-what-is-left-out.csv": (("Why", "How many"), [(why, str(count)) for why, count in bundle.left_out]),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (heading, rows) in sheets.items():
            archive.writestr(zipfile.ZipInfo(name, _STARTED), _csv(heading, rows))
    return file.getvalue()


def safe_cell(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _line(item: ItemRow, agencies: dict[str, str]) -> Line:
    kind = "" if item.shown.startswith(item.kind) else item.kind
    return Line(item.happened_on, kind, item.shown, agencies.get(item.agency_id, item.agency_id))


def _rows(lines: tuple[Line, ...]) -> list[tuple[str, ...]]:
    return [(line.on.isoformat() if line.on else "", line.kind, line.text, line.agency) for line in lines]


def _csv(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(heading)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

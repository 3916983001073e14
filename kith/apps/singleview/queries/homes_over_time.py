"""Where the family lived and when, as a picture: only stays whose place and days this worker may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from kith.apps.base.pictures.findings import where_finding
from kith.apps.base.pictures.homes import Stay, draw_homes
from kith.apps.base.words import listed
from kith.apps.people.queries import LIVES_ELSEWHERE, Member, ResidenceRow
from kith.apps.singleview.queries.naming import names_of, street_of


@dataclass(frozen=True)
class HomesOverTime:
    """The picture, empty where there is nothing to draw, and what it says."""

    finding: str
    picture: SafeString


def draw_homes_over_time(members: Sequence[Member], residences: Sequence[ResidenceRow], *, on: date) -> HomesOverTime:
    """Draw who stayed where; places that are withheld or elsewhere have no days, and are not in it."""
    names = names_of(members)
    rows = [
        row
        for row in residences
        if row.person_ref in names and not row.is_withheld and row.address != LIVES_ELSEWHERE and row.dwelling_id
    ]
    finding = where_finding(_moves(rows, names))
    picture = draw_homes(
        _stays(rows, names),
        on=on,
        title=finding,
        desc="A line for each home, with who stayed there and when. The tables below say the same.",
    )
    # Every text in the picture was escaped where it was drawn.
    return HomesOverTime(finding, mark_safe(picture))


def _moves(rows: Sequence[ResidenceRow], names: dict[str, str]) -> list[tuple[date, str]]:
    """The days on which somebody came to a home after having left, or being about to leave, another one."""
    return [
        (row.valid_from, names[row.person_ref])
        for row in rows
        if row.valid_from and any(_is_before(other, row) for other in rows)
    ]


def _is_before(other: ResidenceRow, row: ResidenceRow) -> bool:
    is_earlier = other.valid_from is None or (row.valid_from is not None and other.valid_from < row.valid_from)
    return other.person_ref == row.person_ref and other.dwelling_id != row.dwelling_id and is_earlier


def _stays(rows: Sequence[ResidenceRow], names: dict[str, str]) -> list[Stay]:
    """Join those who came to and left one place on the same days; the homes of now come first, the fullest first."""
    together: dict[tuple[str, str, date | None, date | None], list[str]] = defaultdict(list)
    for row in rows:
        together[row.dwelling_id or "", street_of(row.address), row.valid_from, row.valid_to].append(row.person_ref)
    full: dict[str, int] = defaultdict(int)
    for (place, _, _, until), refs in together.items():
        full[place] += len(refs) if until is None else 0
    left = {place: max((key[3] or date.max) for key in together if key[0] == place) for place in full}
    order = sorted(
        together, key=lambda key: (-full[key[0]], -left[key[0]].toordinal(), key[0], key[2] or date.min, str(key[3]))
    )
    labels = _labels({key[0]: key[1] for key in together})
    return [
        Stay(labels[key[0]], listed([name for ref, name in names.items() if ref in together[key]]), key[2], key[3])
        for key in order
    ]


def _labels(streets: dict[str, str]) -> dict[str, str]:
    """Two places with the same first line stay two: the second is numbered."""
    seen: dict[str, int] = defaultdict(int)
    labels = {}
    for place, street in sorted(streets.items()):
        seen[street] += 1
        labels[place] = street if seen[street] == 1 else f"{street} ({seen[street]})"
    return labels

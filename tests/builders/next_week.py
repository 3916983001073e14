"""Makes two weeks of an example council's extracts: in the second some rows are new, some gone, some changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

THIS_WEEK, NEXT_WEEK = "2026-11-20", "2026-11-27"
# File, its separator, and the place of the surname: one agency of each sort that sends whole lists every week.
CHANGING = {
    "police/police_nominals": ("|", 1),
    "school_census/school_census": ("|", 4),
    "housing/housing_tenancies": (",", 5),
    "free_school_meals/fsm_register": (",", 3),
}


def first_week(extracts: Path, folder: Path) -> Path:
    """Write the council's files without some rows that come a week later."""
    shutil.copytree(extracts, folder)
    for name in CHANGING:
        file = next(folder.glob(f"{name}_*"))
        _rewrite(file, file, lambda at, line: None if at % 29 == 5 else line)
    return folder


def second_week(extracts: Path, folder: Path) -> Path:
    """Write the files of a week later: those rows have come, others have gone, and some surnames are misspelt."""
    for name, (mark, surname) in CHANGING.items():
        before = next(extracts.glob(f"{name}_*"))
        after = folder / before.relative_to(extracts).with_name(before.name.replace(THIS_WEEK, NEXT_WEEK))
        after.parent.mkdir(parents=True, exist_ok=True)
        _rewrite(before, after, _a_week_later(mark, surname))
    return folder


def _a_week_later(mark: str, surname: int) -> Callable[[int, str], str | None]:
    def changed(at: int, line: str) -> str | None:
        if at % 31 == 7:
            return None
        cells = line.split(mark)
        if len(cells) <= surname:
            return line
        if at % 41 == 11 and len(cells[surname]) > 3:
            cells[surname] = cells[surname][0] + cells[surname][2] + cells[surname][1] + cells[surname][3:]
        return mark.join(cells)

    return changed


def _rewrite(before: Path, after: Path, change: Callable[[int, str], str | None]) -> None:
    # Latin-1 keeps every byte as it was, whatever the agency's encoding.
    head, *lines = before.read_bytes().decode("latin-1").split("\n")
    changed = [change(at, line) for at, line in enumerate(lines)]
    after.write_bytes("\n".join([head, *(line for line in changed if line is not None)]).encode("latin-1"))

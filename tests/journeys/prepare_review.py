"""Makes a throw-away site with a small council of its own: ``python -m tests.journeys.prepare_review NOTE``."""

from __future__ import annotations

import sys
from pathlib import Path

from kith.project.places import var_folder

PEOPLE = 2_500


def prepare(note: Path) -> None:
    """Make the council, run it and load it, leave no pair to chance, and write the folder's name into ``note``."""
    from kith.project import demo

    demo.prepare(PEOPLE)
    from kith.apps.matching.models import ReviewCase

    ReviewCase.objects.using("owner").update(asks_twice=False)
    note.write_text(str(var_folder()), encoding="utf-8")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))

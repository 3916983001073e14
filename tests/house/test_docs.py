"""The pages of docs/reference that are made from the code are current, and links between pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from kith.project.docs_build import out_of_date
from kith.project.places import REPOSITORY


def test_made_pages_are_current() -> None:
    """``make docs`` was run after the last change."""
    assert not out_of_date()


def test_links_lead_somewhere() -> None:
    """A link to a file that has moved wastes a reader's trust."""
    broken = []
    for page in _pages():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(REPOSITORY)} -> {target}")
    assert not broken


def _pages() -> list[Path]:
    return [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md"), *(REPOSITORY / "kith").rglob("*.md")]

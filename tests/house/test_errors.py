"""Every expected error has a code of its own room and a page; every page is of an error that exists."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from kith.project.docs_build import python_modules
from kith.project.places import REPOSITORY

PAGES = REPOSITORY / "kith" / "vocabulary" / "error_pages"
ROOMS = {
    "K1": ("kith/engine/landing", "kith/engine/sources", "kith/vocabulary"),
    "K2": ("kith/engine",),
    "K3": ("kith/project",),
    "K4": ("kith/apps", "kith/rules", "kith/project"),
    "K5": (
        "kith/engine/synthetic",
        "kith/engine/linkage",
        "kith/apps/matching",
        "kith/engine/link_files",
        "kith/apps/people",
    ),
    "K6": ("kith/handover", "kith/apps/intake"),
}


def _codes() -> dict[str, set[str]]:
    """Every code that appears as a string of its own in the code, and the modules it appears in."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in python_modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"K\d{3}", node.value):
                found[node.value].add(str(module.relative_to(REPOSITORY)))
    return found


def _pages() -> dict[str, Path]:
    return {page.stem: page for page in PAGES.glob("K*.md")}


def test_every_code_has_a_page() -> None:
    """The last thing an error says is a code; it must lead somewhere."""
    missing = {code: sorted(where) for code, where in _codes().items() if code not in _pages()}
    assert not missing, f"Write kith/vocabulary/error_pages/CODE.md for: {missing}"


def test_every_page_is_of_a_code_that_exists() -> None:
    """A page for an error that can no longer happen misleads."""
    assert not set(_pages()) - set(_codes())


def test_every_code_is_of_its_room() -> None:
    """K3 is the installation's wherever it is raised."""
    strays = {
        code: sorted(where)
        for code, where in _codes().items()
        if code[:2] in ROOMS and not any(module.startswith(ROOMS[code[:2]]) for module in where)
    }
    assert not strays


def test_every_page_has_its_parts() -> None:
    """Title with the code, what was not done, how to mend it, and an example."""
    for code, page in _pages().items():
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {code} "), f"{page.name} must open with '# {code} ' and a title"
        assert len(text.split()) > 40, f"{page.name} says too little"

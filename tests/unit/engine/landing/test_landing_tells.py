"""What landing says is complete: every rule has words, every refusal a page, and no message holds a cell."""

from __future__ import annotations

import importlib
import pkgutil
import re
from importlib.resources import files
from pathlib import Path

import kith.engine.landing as landing
from kith.engine.landing.recognise import day_to_sort_by
from kith.engine.landing.rules import RULES
from kith.engine.sources import new_source
from kith.vocabulary.errors import KithError


def source_text() -> str:
    return "\n".join(one.read_text() for one in files(landing).iterdir() if one.name.endswith((".py", ".sql")))


def test_every_rule_that_is_applied_has_words_and_every_word_is_applied() -> None:
    text = re.sub(r'"""rules.*?"""', "", source_text())
    elsewhere = text.replace((files(landing) / "rules.py").read_text(), "")
    given = set(re.findall(r"(?:then|else|select|null,|,) '([A-Z][A-Z_]+)'", elsewhere)) | set(
        re.findall(r"\"([A-Z]{2,}(?:_[A-Z]+)*)\"", (files(landing) / "read_csv.py").read_text())
    )
    for code in RULES:
        assert code in elsewhere, f"{code} is never given"
    assert {code for code in given if code not in RULES} <= {"NOTE", "SET_ASIDE"}


def test_every_refusal_has_a_page_of_its_own() -> None:
    modules = [
        importlib.import_module(f"{landing.__name__}.{one.name}") for one in pkgutil.iter_modules(landing.__path__)
    ]
    errors = {
        thing
        for module in (*modules, new_source)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, KithError) and thing is not KithError
    }
    codes = [error.code for error in errors]
    assert len(codes) == len(set(codes)), "two errors share a code"
    pages = files("kith.vocabulary") / "error_pages"
    for code in codes:
        page = (pages / f"{code}.md").read_text()
        assert page.startswith(f"# {code} ")
        assert "**Not done:**" in page
        assert "**How to mend it:**" in page


def test_day_is_read_from_the_name() -> None:
    assert day_to_sort_by(Path("pupils_2026-11-20.csv")).isoformat() == "2026-11-20"
    assert day_to_sort_by(Path("pupils_20261120_v2.csv")).isoformat() == "2026-11-20"
    assert day_to_sort_by(Path("pupils_2026-13-45.csv")).year == 9999
    assert day_to_sort_by(Path("pupils_120261120.csv")).year == 9999

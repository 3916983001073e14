"""The shape of the house that import-linter cannot see: foreign keys, first sentences, dynamic imports."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from kith.project.docs_build import first_sentence, python_modules
from kith.project.places import REPOSITORY


def _floors() -> dict[str, int]:
    house = configparser.ConfigParser()
    house.read(REPOSITORY / ".importlinter")
    layers = house["importlinter:contract:apps"]["layers"].split("\n")
    return {name.strip(): -height for height, line in enumerate(layers) for name in line.split("|") if name.strip()}


def test_foreign_keys_point_down() -> None:
    """A string foreign key is invisible to import-linter."""
    from django.apps import apps

    floors = _floors()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in floors
        if model._meta.app_label in floors
        and floors[field.related_model._meta.app_label] > floors[model._meta.app_label]
    ]
    assert not wrong, "Foreign keys that point up the house: " + ", ".join(wrong)


@pytest.mark.parametrize("folder", ["kith", "tests", "bench"])
def test_every_module_opens_with_a_sentence(folder: str) -> None:
    """A stranger finds the room from its first line."""
    modules = python_modules() if folder == "kith" else (REPOSITORY / folder).rglob("*.py")
    mute = [
        str(module.relative_to(REPOSITORY))
        for module in modules
        if module.stat().st_size > 1 and not re.search(r"[.:!?]$", first_sentence(module))
    ]
    assert not mute, f"Open these with one sentence that says their job: {', '.join(mute)}"


def test_only_the_finder_of_sources_imports_by_name() -> None:
    """An import by name is invisible to import-linter."""
    allowed = {"kith/engine/sources/__init__.py"}
    found = {
        str(module.relative_to(REPOSITORY))
        for module in python_modules()
        if re.search(r"\bimport_module\(|\b__import__\(|\bimport_string\(", module.read_text(encoding="utf-8"))
    }
    assert found <= allowed, f"Imports by name outside {allowed}: {sorted(found - allowed)}"


def test_every_engine_stage_says_what_can_go_wrong() -> None:
    """Each stage has a README and one public function in run.py or a module named in its README."""
    stages = ("landing", "standardise", "linkage", "families", "publish", "synthetic")
    missing = [stage for stage in stages if not (REPOSITORY / "kith" / "engine" / stage / "README.md").exists()]
    assert not missing, f"No README.md in the stages {missing}"


@pytest.mark.parametrize("storey", ["engine", "rules", "vocabulary"])
def test_the_engine_has_no_clock(storey: str) -> None:
    """The day a run speaks of is given to it, so that a run can be repeated; SQL may not ask for it either."""
    clock = re.compile(
        r"\b(date\.today|datetime\.(now|today|utcnow)|current_date|today\(\)|now\(\)|current_timestamp)\b|\bnow\(\)"
    )
    asking = [
        str(path.relative_to(REPOSITORY))
        for kind in ("*.py", "*.sql")
        for path in (REPOSITORY / "kith" / storey).rglob(kind)
        if clock.search(re.sub(r"--.*|#.*", "", path.read_text(encoding="utf-8")))
    ]
    assert not asking


def test_no_room_is_called_utils() -> None:
    """A room whose name says nothing collects everything."""
    vague = [
        path
        for path in Path(REPOSITORY / "kith").rglob("*")
        if path.stem in {"utils", "util", "helpers", "common", "misc"}
    ]
    assert not vague

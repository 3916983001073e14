"""Every source's own sample lands without a problem and fills exactly the tables that the source declares."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kith.engine.delivery import Outcome
from kith.engine.sources import load_sources
from kith.engine.tables import STANDARD


@pytest.mark.parametrize("name", sorted(load_sources()))
def test_sample_lands_clean_and_fills_what_is_declared(name, sample_of):
    sample = sample_of(name)
    assert sample.deliveries
    assert {delivery.outcome for delivery in sample.deliveries} == {Outcome.LANDED}
    assert sum(delivery.notes for delivery in sample.deliveries) == 0
    assert {table for table in STANDARD if sample.tables[table]} == set(load_sources()[name].fills)
    assert sample.tables["note"] == []


@pytest.mark.parametrize("name", sorted(load_sources()))
def test_readme_says_what_an_analyst_asks(name):
    text = (files("kith.engine.sources") / name / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    for heading in ("What it is", "Who sends it", "Layout", "Traps"):
        assert heading in text, f"{name}/README.md has no {heading!r}"

"""The linkage's tripwires: each holds on a good linkage and stops a bad one; limits must be whole to be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kith.engine.linkage.quality.intervals import wilson
from kith.engine.linkage.quality.shape import (
    Before,
    Group,
    Precision,
    Quality,
    Recall,
    Refs,
    Source,
)
from kith.engine.linkage.quality.tripwires import (
    FILE,
    MEANINGS,
    TripwiresUnreadable,
    check_quality,
    read_limits,
    tripwires_file,
)

GROUP = Group("sex", "F", 1, 1000, 500, wilson(880, 1000), -0.02, None, None)
GOOD = Quality(
    threshold=4.0,
    records=3000,
    people=1000,
    lost=0,
    precision=Precision(None, 1000, {}, wilson(1, 1000), 0),
    recall=Recall(wilson(950, 1000), wilson(890, 1000), wilson(900, 1000), wilson(880, 1000), 2000, 0, 0, 900),
    compared=None,
    sources=(Source("school", 1000, 800, {}), Source("police", 100, 10, {})),
    sizes={"3": 1000},
    largest=12,
    refs=Refs(1000, 990, 5, 5, 10, 5, 2000, 20),
    groups=(GROUP,),
    before=Before(3000, 1000, {"3": 1000}, 0.92, {"school": 0.85, "police": 0.9}),
)


def failed(quality: Quality) -> list[str]:
    return [one.name for one in check_quality(quality, read_limits(FILE)) if not one.passed]


def test_a_good_linkage_passes_and_each_tripwire_has_its_meaning() -> None:
    assert failed(GOOD) == []
    assert {one.name for one in check_quality(GOOD, read_limits(FILE))} == set(MEANINGS)


def test_a_first_run_has_nothing_to_fall_from() -> None:
    first = replace(GOOD, before=None, refs=None)
    assert failed(first) == []
    idle = {one.name for one in check_quality(first, read_limits(FILE)) if not one.is_compared}
    assert idle == {"REF_CHURN", "RECALL_DROP", "LINKS_PER_RECORD", "AGENCY_LINKS"}, "and never says that they held"
    assert all(one.is_compared for one in check_quality(GOOD, read_limits(FILE)))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("LINKAGE_RECORDS", {"lost": 1}),
        ("LINKAGE_MIXED", {"precision": replace(GOOD.precision, mixed=wilson(5, 1000))}),
        ("LARGEST_PERSON", {"largest": 61}),
        ("REF_CHURN", {"refs": replace(GOOD.refs, moved=61)}),  # type: ignore[type-var]
        ("RECALL_DROP", {"recall": replace(GOOD.recall, enough=wilson(880, 1000))}),
        ("GROUP_GAP", {"groups": (replace(GROUP, recall=wilson(750, 1000), gap=-0.15),)}),
        ("LINKS_PER_RECORD", {"records": 3800}),
        ("AGENCY_LINKS", {"sources": (Source("school", 1000, 690, {}),)}),
    ],
)
def test_each_tripwire_stops_what_it_is_for(name: str, changed: dict) -> None:
    assert failed(replace(GOOD, **changed)) == [name]


def test_chance_alone_stops_nothing() -> None:
    few = replace(GROUP, recall=wilson(15, 20), gap=-0.15)
    unsure = replace(GROUP, recall=wilson(150, 200, spread=40), gap=-0.15)
    assert failed(replace(GOOD, groups=(few, unsure))) == []
    # A small agency swings; three people who look mixed are looked at, not refused.
    small = replace(GOOD, sources=(Source("police", 100, 10, {}),))
    assert failed(replace(small, precision=replace(GOOD.precision, mixed=wilson(3, 50)))) == []


def test_every_limit_has_a_reason_and_a_day() -> None:
    for name, one in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        assert len(one["why"].split()) > 8, name
        assert one["since"], name


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.pop("ref_churn"),
        lambda said: said.update(another=said["ref_churn"]),
        lambda said: said["ref_churn"].pop("why"),
        lambda said: said["ref_churn"].update(why=" "),
        lambda said: said["ref_churn"].update(limit="three"),
        lambda said: said["ref_churn"].update(limit=True),
        lambda said: said["ref_churn"].update(limit=-1),
        lambda said: said["ref_churn"].update(since="soon"),
        lambda said: said.update(ref_churn=None),
    ],
)
def test_limits_that_are_not_whole_are_refused(tmp_path: Path, spoil) -> None:
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    spoil(said)
    own = tmp_path / "tripwires.yml"
    own.write_text(yaml.safe_dump(said), encoding="utf-8")
    with pytest.raises(TripwiresUnreadable, match="K550"):
        read_limits(own)


@pytest.mark.parametrize("content", ["", "[1, 2", "- a", "3"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    own = tmp_path / "tripwires.yml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(TripwiresUnreadable, match="K550"):
        read_limits(own)


def test_a_councils_own_limits_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_DEFINITIONS", str(tmp_path))
    assert tripwires_file() == FILE
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    said["largest_person"]["limit"] = 11
    (tmp_path / "linkage").mkdir()
    (tmp_path / "linkage" / "tripwires.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
    assert [one.name for one in check_quality(GOOD, read_limits()) if not one.passed] == ["LARGEST_PERSON"]

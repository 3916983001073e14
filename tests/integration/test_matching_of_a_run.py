"""What a run measured of its own linkage: it reaches the page of the run, and a tripwire keeps the run out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kith.engine.linkage.quality.intervals import wilson
from kith.engine.linkage.quality.tripwires import FILE, check_quality, read_limits
from tests.builders.published_run import write_run
from tests.builders.small_world import small_world
from tests.integration.test_attack import _sign_in
from tests.unit.engine.linkage.test_quality_page import FULL

Make = Callable[..., Any]


def _linkage(quality: Any) -> dict[str, Any]:
    checks = check_quality(quality, read_limits(FILE))
    return {"quality": quality.as_json(), "tripwires": [asdict(one) for one in checks]}


@pytest.fixture
def governor(worker_of: Make) -> Any:
    """The browser of an information-governance lead."""
    worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    return _sign_in("council_eh-e3")[0]


def test_the_page_of_a_run_says_how_good_its_matching_is(world: None, governor: Any, tmp_path: Path) -> None:
    from kith.handover.load import load_run

    quality = replace(FULL, groups=(replace(FULL.groups[0], recall=wilson(840, 1000), gap=-0.06),))
    load_run(write_run(tmp_path / "run-2", small_world(), linkage=_linkage(quality)), by="test")
    page = governor.get("/runs/run-2/").content.decode()
    assert "of 200 links that people looked at are right" in page
    assert "Pakistani" in page
    assert "6.0 points below everyone" in page
    linkage = _linkage(quality)
    idle = sum(not one["is_compared"] for one in linkage["tripwires"])
    assert (f"{8 - idle} held, {idle} had nothing to compare" if idle else "All 8 held") in page
    first = replace(quality, before=None, refs=None)
    load_run(write_run(tmp_path / "run-3", small_world(), linkage=_linkage(first)), by="test")
    page = governor.get("/runs/run-3/").content.decode()
    assert "4 held, 4 had nothing to compare" in page
    assert page.count("nothing to compare</td>") == 4
    report = governor.get("/runs/run-2/report/")
    assert report.content.startswith(b"<!doctype html>")
    assert report["Content-Disposition"].startswith("attachment")
    assert "/runs/run-2/" in governor.get("/runs/").content.decode()


def test_a_run_that_a_tripwire_stopped_is_refused_and_its_page_says_why(
    world: None, governor: Any, tmp_path: Path
) -> None:
    from kith.handover.load import load_run
    from kith.handover.manifest import RunRefused

    linkage = _linkage(replace(FULL, lost=2))
    folder = write_run(tmp_path / "run-2", small_world(), failed=("REF_CHURN",), linkage=linkage)
    with pytest.raises(RunRefused, match=r"almost every record must keep its person's reference \(REF_CHURN\)"):
        load_run(folder, by="test")
    page = governor.get("/runs/run-2/").content.decode()
    assert "1 of 8 stopped this run" in page
    assert "2 of 3,000 records are nobody" in page


def test_a_run_of_before_and_one_that_is_not_there(world: None, governor: Any) -> None:
    assert "measured nothing of its matching" in governor.get("/runs/run-1/").content.decode()
    assert governor.get("/runs/nowhere/").status_code == 404
    assert governor.get("/runs/nowhere/report/").status_code == 404


def test_a_report_that_is_gone_is_not_there(world: None, governor: Any, tmp_path: Path) -> None:
    (tmp_path / "run-1" / "reports" / "quality.html").unlink()
    assert governor.get("/runs/run-1/report/").status_code == 404

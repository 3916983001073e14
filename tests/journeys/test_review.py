"""A reviewer says that two records are not one person; the next run obeys, and nobody is asked again."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.journeys.conftest import REPOSITORY, serving, sign_in

pytestmark = pytest.mark.long
NEEDED = (
    "pair_ref",
    "why",
    "person_ref_l",
    "person_ref_r",
    "record_id_l",
    "record_id_r",
    "records",
    "has_plan",
    "is_shielded",
)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a site with a council that the engine has run, and its folder."""
    note = tmp_path_factory.mktemp("review") / "where"
    with serving("-m", "tests.journeys.prepare_review", str(note)) as address:
        yield address, Path(note.read_text(encoding="utf-8"))


def kith(var: Path, *command: str) -> None:
    """Run one of the product's own commands on the council."""
    environment = {**os.environ, "KITH_VAR": str(var), "KITH_DEMO": "1", "KITH_TODAY": "2026-11-20"}
    call = "import sys; from kith.project.cli import main; sys.exit(main())"
    subprocess.run([sys.executable, "-c", call, *command], cwd=REPOSITORY, env=environment, check=True)


def newest(var: Path) -> Path:
    return sorted((var / "runs" / "runs").glob("*/manifest.json"))[-1].parent


def pairs_of(run: Path) -> list[dict[str, Any]]:
    return pq.read_table(run / "published" / "review.parquet", columns=list(NEEDED)).to_pylist()


def refs_of(run: Path) -> dict[str, str]:
    rows = pq.read_table(run / "refs" / "person.parquet").to_pylist()
    return {row["member"]: row["ref"] for row in rows}


def joined_pair(run: Path) -> dict[str, Any]:
    """A pair that the run has joined, of people with few records, and that one person settles."""
    fit = [
        pair
        for pair in pairs_of(run)
        if pair["person_ref_l"] == pair["person_ref_r"] and not (pair["has_plan"] or pair["is_shielded"])
    ]
    return min(fit, key=lambda pair: (pair["records"], pair["pair_ref"]))


def test_not_the_same_survives_the_next_run(council: tuple[str, Path], browser: Any, axe: str) -> None:
    address, var = council
    before = newest(var)
    pair = joined_pair(before)
    with (var / "example" / "users.csv").open(encoding="utf-8", newline="") as file:
        reviewer = next(row["username"] for row in csv.DictReader(file) if row["duty"] == "REVIEWER")
    page = browser.new_context().new_page()
    sign_in(page, address, reviewer)
    page.get_by_role("navigation").get_by_role("link", name="One person or two?").click()
    assert page.get_by_text("wait for a person to say").is_visible()
    page.get_by_role("button", name="Compare the next pair").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Are these one person?"
    page.goto(f"{address}/review/{pair['pair_ref']}/")
    assert not page.locator("svg").count()
    page.get_by_role("button", name="Show the evidence").click()
    assert page.locator("svg title").first.text_content()
    page.evaluate(axe)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})")
    assert [each["id"] for each in found["violations"]] == []
    page.get_by_label("No, two people").check()
    page.get_by_label("What tells you so?").fill("They sat in one room with me, side by side.")
    page.get_by_role("button", name="Keep this answer").click()
    assert page.get_by_text("Kept.").is_visible()

    kith(var, "export")
    kith(var, "run", "--from", str(var / "example" / "extracts"))
    after = newest(var)
    assert after != before
    kith(var, "load", str(after))
    kith(var, "live", after.name)
    assert refs_of(before)[pair["record_id_l"]] == refs_of(before)[pair["record_id_r"]]
    assert refs_of(after)[pair["record_id_l"]] != refs_of(after)[pair["record_id_r"]]
    assert pair["pair_ref"] not in {each["pair_ref"] for each in pairs_of(after)}
    assert page.goto(f"{address}/review/{pair['pair_ref']}/").status >= 400

"""What people say survives the next run: that two records are not one person, who is whose, who has left a place."""

from __future__ import annotations

import csv
import os
import re
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
    "place",
    "person_ref_l",
    "person_ref_r",
    "record_id_l",
    "record_id_r",
    "records",
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
    """A pair that the run has joined, of people with few records, among those that are open first."""
    pairs = sorted(pairs_of(run), key=lambda pair: int(pair["place"]))
    samples = [pair for pair in pairs if pair["why"] == "SAMPLE"][:10]
    doubts = [pair for pair in pairs if pair["why"] != "SAMPLE"][:40]
    fit = [
        pair for pair in (*samples, *doubts) if pair["person_ref_l"] == pair["person_ref_r"] and not pair["is_shielded"]
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


def run_again(var: Path) -> Path:
    """Hand over what people decided, run on the same files and make it live."""
    before = newest(var)
    kith(var, "export")
    kith(var, "run", "--from", str(var / "example" / "extracts"))
    after = newest(var)
    assert after != before
    kith(var, "load", str(after))
    kith(var, "live", after.name)
    return after


def test_a_corrected_family_survives_the_next_run(council: tuple[str, Path], browser: Any, axe: str) -> None:
    """Find a family, read its story, say who is whose and who has left, and see it obeyed."""
    address, var = council
    page = browser.new_context().new_page()
    sign_in(page, address, "priya.shah")
    page.locator("input[name=asked]").first.fill("Marlowe")
    page.get_by_role("button", name="Find").first.click()
    page.get_by_role("link", name="The Marlowe family").first.click()
    assert page.get_by_role("heading", name="What has happened").is_visible()
    family = page.url

    page.get_by_role("link", name="Correct it").click()
    chosen = page.get_by_label("Which one?").locator("option").filter(has_text=re.compile("step-parent of"))
    wrong = chosen.first.inner_text().split(" (")[0]
    page.get_by_label("Which one?").select_option(label=chosen.first.inner_text())
    page.get_by_label("It is wrong, and never was so").check()
    form = page.locator("form").filter(has=page.get_by_role("button", name="Correct it"))
    form.get_by_label("Since when?").fill("2026-11-20")
    form.get_by_label("How do you know?").fill("They told me so.")
    page.evaluate(axe)
    assert page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})")["violations"] == []
    page.get_by_role("button", name="Correct it").click()
    assert page.get_by_text("Kept.").is_visible()

    page.goto(family)
    page.get_by_role("link", name="Somebody no longer lives here").click()
    homes = page.get_by_label("Who no longer lives where?").locator("option").all_inner_texts()
    left = next(words for words in homes if words.startswith("Lee"))
    page.get_by_label("Who no longer lives where?").select_option(label=left)
    page.get_by_label("Since when?").fill("2026-11-01")
    page.get_by_label("How do you know?").fill("His things are gone.")
    page.evaluate(axe)
    assert page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})")["violations"] == []
    page.get_by_role("button", name="They no longer live there").click()
    assert page.get_by_text("Kept.").is_visible()
    assert left not in page.get_by_label("Who no longer lives where?").locator("option").all_inner_texts()

    run_again(var)
    for again in ("who-is-whose/", "no-longer-here/"):
        page.goto(family + again)
        assert page.get_by_text("They told me so." if "whose" in again else "His things are gone.").is_visible()
        assert left not in page.locator("option").all_inner_texts()
        assert not [words for words in page.locator("option").all_inner_texts() if words.startswith(wrong)]
    page.get_by_role("button", name="Take it back").click()
    run_again(var)
    page.goto(family + "no-longer-here/")
    assert left in page.locator("option").all_inner_texts(), "and what was taken back is as agencies tell it"


def test_a_key_chooses_an_answer_and_sends_nothing(council: tuple[str, Path], browser: Any) -> None:
    address, var = council
    with (var / "example" / "users.csv").open(encoding="utf-8", newline="") as file:
        reviewer = next(row["username"] for row in csv.DictReader(file) if row["duty"] == "REVIEWER")
    page = browser.new_context().new_page()
    sign_in(page, address, reviewer)
    page.goto(f"{address}/review/")
    page.get_by_role("button", name="Compare the next pair").click()
    here = page.url
    page.keyboard.press("2")
    assert page.get_by_label("No, two people").is_checked()
    page.get_by_label("What tells you so?").press("3")
    assert page.get_by_label("What tells you so?").input_value() == "3"
    assert page.get_by_label("No, two people").is_checked(), "whoever writes a 3 means a 3"
    page.get_by_label("Use the keys 1, 2 and 3").uncheck()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("1")
    assert page.get_by_label("No, two people").is_checked()
    assert page.url == here

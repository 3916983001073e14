"""A note about two siblings is written once, ticked, seen on both lanes once, explained, and taken away as a file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES
from tests.journeys.conftest import serving, sign_in
from tests.journeys.test_casework import SIZES, send

FAMILY = f"/families/{MARLOWES}/"
HEADLINE = "Both in school all week"
WORDS = "Both came to breakfast club each day."
Look = Callable[..., Any]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A site with the picture's world and two managers."""
    with serving("-m", "tests.journeys.prepare_casework") as found:
        yield found


@pytest.fixture(scope="module")
def look(address: str, browser: Any) -> Look:
    """Sign in once as the family's lead worker; give a new page of hers."""
    context = browser.new_context()
    sign_in(context.new_page(), address, "priya")
    kept = context.storage_state()

    def open_page(path: str, size: str = "desk") -> Any:
        page = browser.new_context(storage_state=kept, viewport=SIZES[size], accept_downloads=True).new_page()
        page.goto(address + path)
        return page

    return open_page


def test_one_note_of_two_siblings_stands_on_both_lanes_once(look: Look, tmp_path: Path) -> None:
    page = look(FAMILY + "episode/open/")
    for child in (re.compile("^Ell(a|ie) Marlowe"), "Jay Marlowe"):
        page.get_by_label(child).check()
    page.get_by_label("Getting a good education").check()
    page.get_by_label("What do the family and you want to change?").fill("More days in school.")
    page.get_by_label("Family Help", exact=True).check()
    page.get_by_label("The family chose them").check()
    send(page, "Open the episode")

    page.get_by_role("link", name="Notes", exact=True).click()
    page.get_by_role("button", name="Write a note").click()
    for child in (re.compile("^Ell(a|ie) Marlowe"), "Jay Marlowe"):
        page.get_by_label(child).check()
    page.get_by_label("A visit", exact=True).check()
    page.get_by_label("What happened, and what was said?").fill(WORDS)
    page.get_by_text(re.compile("^Saved ")).wait_for()
    page.reload()
    assert page.get_by_label("What happened, and what was said?").input_value() == WORDS
    page.get_by_label("It is significant").check()
    page.get_by_label("What happened, in a line").fill(HEADLINE)
    page.get_by_label("It made things better").check()
    send(page, "Keep the note")
    assert page.locator("#chosen").inner_text() == "1 event, the oldest first"

    page.get_by_role("link", name=re.compile("^Say what it means")).click()
    page.get_by_label("What does it mean for them?").fill("The card home works.")
    page.get_by_label("What does the family say of it?").fill("We liked it.")
    send(page, "Keep it")
    assert "We liked it." in page.locator("main").inner_text()

    page.goto(page.url.replace("chronology/", ""))
    drawn = page.locator("section:has(> #what-happened) svg text")
    assert sum(HEADLINE.startswith(each.rstrip("…")) and len(each) > 8 for each in drawn.all_text_contents()) == 2
    page.locator("section:has(> #what-happened)").get_by_text("As a table").click()
    row = page.get_by_role("row").filter(has_text=HEADLINE)
    assert row.count() == 1
    assert "Jay" in row.inner_text()

    page.goto(page.url.partition("?")[0] + "chronology/copy/")
    page.get_by_label("For my work").check()
    page.get_by_label("Word").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the copy").click()
    taken.value.save_as(tmp_path / "copy.docx")
    assert taken.value.suggested_filename == f"chronology-{MARLOWES}.docx"
    assert (tmp_path / "copy.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_for_everybody(look: Look, axe: str, size: str) -> None:
    folder = os.environ.get("KITH_LOOK", "")
    first = look(FAMILY + "chronology/")
    line = (first.locator("tr[id]").get_attribute("id") or "").removeprefix("line-")
    note = first.get_by_role("link", name=re.compile("^The note")).get_attribute("href") or ""
    for name, path in (
        ("notes", FAMILY + "notes/"), ("note-new", FAMILY + "notes/new/"), ("note", note),
        ("chronology", FAMILY + "chronology/"), ("choose", FAMILY + "chronology/choose/"),
        ("entry", f"{FAMILY}chronology/{line}/"), ("copy", FAMILY + "chronology/copy/"),
    ):  # fmt: skip
        page = look(path, size)
        page.evaluate(axe)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        if folder:
            page.screenshot(path=Path(folder) / f"notes-{name}-{size}.png", full_page=True)
        page.context.close()

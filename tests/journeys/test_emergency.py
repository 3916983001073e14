"""A family that is not hers is opened in an emergency, read, closed, and looked at by the privacy officer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.small_world import PLAIN

Open = Callable[..., Any]
REASON = "A neighbour rang: shouting next door and a child crying for an hour"


def choose(page: Any, purpose: str) -> None:
    page.get_by_label(purpose, exact=True).check()
    page.get_by_role("button", name=re.compile("Change|Go on")).click()


def check(page: Any, axe: str) -> None:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [rule["id"] for rule in found["violations"]] == []


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}])
def test_break_glass_and_its_review(open_as: Open, axe: str, options: dict[str, Any], tmp_path: Path) -> None:
    scripted = not options
    reason = f"{REASON} {'again' if options else ''}".strip()
    page = open_as("priya", "/", **options)
    choose(page, "Keeping a child or adult safe")
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + f"/families/{PLAIN}/")
    assert page.get_by_role("heading", level=1).inner_text() == "This is not open to you"
    page.get_by_role("button", name="Open it in an emergency").click()
    page.get_by_text("You have 60 minutes").wait_for()
    if scripted:
        check(page, axe)
    page.get_by_label(re.compile("What has happened")).fill("help")
    page.get_by_role("button", name="Open it and tell the privacy officers").click()
    page.get_by_role("link", name=re.compile("Say in a sentence")).wait_for()
    page.get_by_label(re.compile("What has happened")).fill(reason)
    page.get_by_role("button", name="Open it and tell the privacy officers").click()
    banner = page.get_by_label("Open in an emergency")
    assert "60 minutes left" in banner.inner_text()
    assert reason in banner.inner_text()
    assert page.get_by_role("heading", level=1).inner_text() == "The Plain family"
    if scripted:
        check(page, axe)
    page.get_by_role("button", name="Close it now").click()
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + f"/families/{PLAIN}/")
    assert page.get_by_role("heading", level=1).inner_text() == "This is not open to you"

    officer = open_as("gail", "/emergency/reviews/", **options)
    officer.get_by_role("link", name=re.compile("^BG-")).first.click()
    officer.get_by_text(reason).wait_for()
    officer.get_by_role("row", name=re.compile("Opened the page.*P-MUM, P-ZOE")).wait_for()
    assert "Plain family" not in officer.content()
    if scripted:
        check(officer, axe)
    officer.get_by_role("button", name="Keep this outcome").click()
    officer.get_by_role("link", name="Say if it was right.").wait_for()
    officer.get_by_text("It was right", exact=True).click()
    officer.get_by_label("How do you know?").fill("Rang the worker and the neighbour's call is logged.")
    officer.get_by_text("Yes, tell them now").click()
    officer.get_by_role("button", name="Keep this outcome").click()
    officer.get_by_text("No outcome is owed").wait_for()

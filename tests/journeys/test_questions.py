"""A front door asks if a family is known, is told whom to ring, and the school stops its clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
PHONE = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


def check(page: Any, axe: str, is_scripted: bool) -> None:
    width = page.viewport_size["width"]
    if not is_scripted:
        return
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [rule["id"] for rule in found["violations"]] == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone-without-scripts"])
def test_a_question_answered(open_as: Open, axe: str, options: dict[str, Any]) -> None:
    is_scripted = not options
    page = open_as("fay", "/questions/", **options)
    page.get_by_role("link", name="Ask a question", exact=True).click()
    page.get_by_role("button", name="Go on: see who will learn that you asked").click()
    assert page.get_by_role("link", name="Write their first name").is_visible()
    check(page, axe, is_scripted)
    page.get_by_label("Is anybody working with this family now?").check()
    page.get_by_label("First name").fill("Ellie" if options else "Ella")
    page.get_by_label("Last name").fill("Marlowe")
    for part, value in (("day", "14"), ("month", "5"), ("year", "2015")):
        page.locator(f"#id_{part}").fill(value)
    page.locator("#id_postcode").fill("QX4 7TN")
    page.get_by_label("Why you ask").fill("Her school rang: she has not been in for a week.")
    page.get_by_label("Contact or case number").fill("C-2041")
    page.get_by_role("button", name="Go on: see who will learn that you asked").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Asking is telling"
    check(page, axe, is_scripted)
    page.get_by_role("button", name="Ask now").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Yes. Ring Northmoor Primary"
    assert page.get_by_text("Priya Shah").is_visible()
    assert re.fullmatch(r".*/questions/EQ-\w+/", page.url)
    check(page, axe, is_scripted)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Which decision?").fill("Spoke with the school before a visit")
    page.get_by_role("button", name="Keep this").click()
    assert page.get_by_text("Yes: Spoke with the school before a visit").is_visible()

    holder = open_as("priya", "/questions/notices/", **options)
    check(holder, axe, is_scripted)
    holder.get_by_role("link", name="Is anybody working with this family now?").first.click()
    assert holder.get_by_role("heading", level=1).inner_text() == "Fay Dorran asked about something you hold"
    assert "Marlowe" not in holder.locator("main").inner_text()
    check(holder, axe, is_scripted)
    holder.get_by_role("button", name="We talked").click()
    assert holder.get_by_text("The clock of this question has stopped").is_visible()

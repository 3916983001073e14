"""A worker signs in, says why, finds a family and reads its page; nobody else finds anything at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import CANARY_ADDRESS, MARLOWES, REFUGE
from tests.journeys.conftest import sign_in

Open = Callable[..., Any]
FAMILY = f"/families/{MARLOWES}/"
NOTHING = "Nothing found that you can see"


def look_for(page: Any, asked: str) -> None:
    page.locator("input[name=asked]").first.fill(asked)
    page.get_by_role("button", name="Find").first.click()


def main_of(page: Any, asked: str) -> str:
    """What the page says, without the words that were typed and the tokens that differ on every page."""
    html = page.locator("main").inner_html().replace(asked, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_find_a_family_and_read_its_page(open_as: Open) -> None:
    page = open_as("priya")
    look_for(page, "elia marlow")
    page.get_by_role("link", name="The Marlowe family").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The Marlowe family"
    sections = page.get_by_role("heading", level=2).all_inner_texts()
    wanted = [
        "What the family says", "Who is in the family", "Who works with them", "What has happened", "Where they live",
        "What we know, and how", "What you can see, and why",
    ]  # fmt: skip
    assert [section for section in sections if section in wanted] == wanted
    assert page.get_by_text("Seven people over three addresses and a baby due").first.is_visible()
    assert page.get_by_text(re.compile("Agencies peaked at nine in early 2025; five now")).first.is_visible()
    assert page.get_by_role("row", name=re.compile("Northmoor Primary.*Priya Shah.*lead.*May 2026.*2 days ago")).count()
    assert page.get_by_text("Everything you open is recorded").is_visible()


def test_picture_and_table_say_the_same(open_as: Open) -> None:
    page = open_as("priya", FAMILY)
    drawn = set(page.locator("svg").first.locator("text.pic-strong").all_text_contents())
    told = {name.split()[0] for name in page.locator("#who-is-in ~ figure tbody th").all_text_contents()}
    assert drawn == told


def test_narrowing_to_one_person_keeps_the_others_out(open_as: Open) -> None:
    page = open_as("priya", FAMILY)
    page.get_by_role("link", name="Ryan", exact=True).click()
    lanes = page.locator("#what-happened ~ figure svg text.pic-strong").all_text_contents()
    assert lanes == ["Ryan"]
    assert page.get_by_role("link", name="Ryan", exact=True).get_attribute("aria-current") == "true"


def test_narrowing_by_agency_works_without_javascript_and_names_no_agency_in_the_address(open_as: Open) -> None:
    page = open_as("priya", FAMILY, java_script_enabled=False)
    page.get_by_label("Told by").select_option(label="Police")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_text("Two things told of the family since April 2023").first.is_visible()
    assert "police" not in page.url.casefold()
    page.get_by_text("As a table").nth(1).click()
    assert page.get_by_role("cell", name="Police call-out", exact=True).is_visible()
    assert page.get_by_role("cell", name="Rent arrears").count() == 0


def test_family_is_found_by_its_address(open_as: Open) -> None:
    page = open_as("priya")
    look_for(page, "14 turn close")
    assert page.get_by_role("link", name="The Marlowe family").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_but_pictures_scrolls_sideways(open_as: Open, width: int) -> None:
    page = open_as("priya", FAMILY, viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("asked", ["Ella Marlowe", "Ruth Quill", "9990001111", MARLOWES, REFUGE, "12/05/1999"])
def test_nothing_found_is_one_and_the_same_answer(open_as: Open, asked: str) -> None:
    page = open_as("ann")
    look_for(page, "Zzyzx Qwortle")
    nonsense = main_of(page, "Zzyzx Qwortle")
    assert NOTHING in nonsense
    look_for(page, asked)
    assert main_of(page, asked) == nonsense


def test_refusal_is_the_same_for_a_family_that_is_not_yours_and_one_that_is_not(open_as: Open) -> None:
    page = open_as("ann", FAMILY)
    refused = main_of(page, MARLOWES)
    assert "This is not open to you" in refused
    page.goto(page.url.replace(MARLOWES, "F-NOBODY7"))
    assert main_of(page, "F-NOBODY7") == refused


def test_what_was_asked_is_in_no_address(open_as: Open) -> None:
    page = open_as("priya")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    look_for(page, "Ella Marlowe")
    page.get_by_role("link", name="The Marlowe family").click()
    assert not any(re.search("ella|marlowe family", address, re.IGNORECASE) for address in addresses)


@pytest.mark.parametrize("username", ["priya", "ann", "tom", "fay", "ida"])
def test_hidden_address_is_on_nobodys_page(open_as: Open, username: str) -> None:
    for path in ("/", FAMILY, f"/families/{REFUGE}/", f"/families/{REFUGE}/?view=print"):
        assert CANARY_ADDRESS not in open_as(username, path).content()


def test_little_is_shared_and_the_page_says_not_shared_rather_than_not_known(open_as: Open) -> None:
    page = open_as("tom", FAMILY)
    words = page.locator("main").inner_text()
    assert "not shared with you" in words
    assert "not known" not in words
    assert "Carl Stott" in words
    assert page.locator("#who-is-in ~ figure svg").count() == 0
    assert "14 Tern Close" not in page.content()


def test_keyboard_alone_is_enough(site: str, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, site, "priya")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to the page"
    page.keyboard.press("Enter")
    tab_to(page, "asked")
    page.keyboard.type("Ella Marlowe")
    page.keyboard.press("Enter")
    page.wait_for_url(site + "/found/")
    tab_to(page, "The Marlowe family")
    page.keyboard.press("Enter")
    page.wait_for_url(site + FAMILY)
    tab_to(page, "As a table")
    page.keyboard.press("Enter")
    assert page.get_by_role("cell", name=re.compile("child of Dawn")).first.is_visible()
    context.close()


def test_page_works_without_javascript(open_as: Open) -> None:
    page = open_as("priya", java_script_enabled=False)
    look_for(page, "Ella Marlowe")
    page.get_by_role("link", name="The Marlowe family").click()
    page.get_by_text("As a table").first.click()
    assert page.get_by_role("cell", name=re.compile("child of Dawn")).first.is_visible()
    page.get_by_role("link", name="To print", exact=True).click()
    assert page.locator("details:not([open])").count() == 0


def test_administrator_sees_what_arrived_and_no_family(open_as: Open) -> None:
    page = open_as("ida", "/runs/")
    assert page.get_by_role("row", name=re.compile("police.*police_2026-11-20.csv.*4,211")).is_visible()
    assert "Marlowe" not in page.content()
    assert open_as("priya", "/runs/").get_by_text("This is not open to you").is_visible()


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until the thing with this id or text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("[document.activeElement.id, document.activeElement.textContent.trim()]").count(wanted):
            return
    raise AssertionError(f"Tab never reached {wanted}.")

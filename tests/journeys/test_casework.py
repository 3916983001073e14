"""A family steps up to protection and down again, one child at another level; then a leaver's families are given on."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES
from tests.journeys.conftest import serving, sign_in

EPISODE = f"/families/{MARLOWES}/episode/"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
Look = Callable[..., Any]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A site with the picture's world and two managers."""
    with serving("-m", "tests.journeys.prepare_casework") as found:
        yield found


@pytest.fixture(scope="module")
def look_as(address: str, browser: Any) -> Look:
    """Sign in once for each person; give a new page of theirs."""
    kept: dict[str, Any] = {}

    def look(username: str, path: str, size: str = "desk") -> Any:
        if username not in kept:
            context = browser.new_context()
            sign_in(context.new_page(), address, username)
            kept[username] = context.storage_state()
            context.close()
        page = browser.new_context(storage_state=kept[username], viewport=SIZES[size]).new_page()
        page.goto(address + path)
        return page

    return look


def send(page: Any, name: str) -> None:
    """Press a form's button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def level_of(page: Any) -> str:
    return str(page.locator("#level").inner_text())


def test_up_to_protection_and_down_again_without_keying_anything_twice(look_as: Look) -> None:
    priya = look_as("priya", EPISODE)
    priya.get_by_role("button", name="Open an episode").click()
    for child in (re.compile("^Ell(a|ie) Marlowe"), "Jay Marlowe"):
        priya.get_by_label(child).check()
    priya.get_by_label("Why are they part of it?").fill("Mornings are hard for both.")
    priya.get_by_label("Getting a good education").check()
    priya.get_by_label("What do the family and you want to change?").fill("More days in school.")
    priya.get_by_label("Family Help", exact=True).check()
    priya.get_by_label("The family chose them").check()
    send(priya, "Open the episode")
    ref = priya.locator(".kith-family__ref").inner_text()
    assert level_of(priya).startswith("Family Help, since")

    priya.get_by_role("link", name="Step up or down").click()
    priya.get_by_label("The family", exact=True).check()
    priya.get_by_label("Child protection").check()
    priya.get_by_label("Why?").fill("A child was hurt on Sunday.")
    send(priya, "Change the level")
    assert priya.get_by_text("The level stays as it is until they agree").is_visible()

    hana = look_as("hana", "/casework/team/")
    hana.get_by_role("link", name="You are asked: The Marlowe family").click()
    hana.get_by_role("link", name=re.compile("^Answer")).click()
    assert hana.get_by_text("A child was hurt on Sunday.").is_visible()
    hana.get_by_label("Yes").check()
    hana.get_by_label("Lead child protection worker").select_option(label="Hana Field")
    send(hana, "Answer")
    assert level_of(hana).startswith("Child protection, since")

    hana.get_by_role("link", name="Step up or down").click()
    hana.get_by_label("Jay Marlowe alone").check()
    hana.get_by_label("Family Help, child in need").check()
    hana.get_by_label("Why?").fill("He lives with his aunt, and is safe.")
    send(hana, "Change the level")
    assert "Jay Marlowe: Family Help, child in need" in hana.locator("section:has(> #people)").inner_text()

    for whose, level in (
        ("The family", "Early help in the community"),
        ("Jay Marlowe alone", "The family’s level again"),
    ):
        hana.get_by_role("link", name="Step up or down").click()
        hana.get_by_label(whose, exact=True).check()
        hana.get_by_label(level).check()
        hana.get_by_label("Why?").fill("It is calm again.")
        send(hana, "Change the level")

    priya.goto(priya.url)
    assert priya.locator(".kith-family__ref").inner_text() == ref
    assert level_of(priya).startswith("Early help in the community, since")
    people = priya.locator("section:has(> #people)").inner_text()
    assert "child in need" not in people
    assert people.count("Mornings are hard for both.") == 2
    assert "More days in school." in priya.locator("main").inner_text()
    assert "The family chose them" in priya.locator("section:has(> #who-leads)").inner_text()


def test_a_leavers_families_are_given_on_in_one_sitting(look_as: Look) -> None:
    hana = look_as("hana", "/casework/team/")
    hana.get_by_role("link", name=re.compile("Give families to others.*from Priya")).click()
    hana.get_by_label("The Marlowe family").select_option(index=1)
    hana.get_by_label("The worker before has left").check()
    send(hana, "Give them to others")
    assert hana.get_by_text("1 family goes on with somebody else from today.").is_visible()
    assert "You lead no family’s help now" in look_as("priya", "/casework/").locator("main").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_for_everybody(look_as: Look, axe: str, size: str) -> None:
    folder = os.environ.get("KITH_LOOK", "")
    for name, path in (
        ("team", "/casework/team/"), ("work", "/casework/"), ("episode", EPISODE), ("level", EPISODE + "level/"),
        ("lead", EPISODE + "lead/"), ("member", EPISODE + "team-member/"), ("supervision", EPISODE + "supervision/"),
        ("hand-over", EPISODE + "hand-over/"), ("end", EPISODE + "end/"), ("agreement", EPISODE + "agreement/"),
    ):  # fmt: skip
        page = look_as("hana", path, size)
        page.evaluate(axe)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)
        page.context.close()

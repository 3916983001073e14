"""Every page is accessible, fits a phone, and keeps to its own frame of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES

Open = Callable[..., Any]
FAMILY = f"/families/{MARLOWES}/"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def look_for(page: Any, asked: str) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/")
    page.locator("#asked").fill(asked)
    page.locator("main").get_by_role("button", name="Find").click()


# name, who looks, path, what is searched for first
PAGES = (
    ("start", "priya", "/", ""),
    ("found", "priya", "/", "Ella Marlowe"),
    ("nothing-found", "priya", "/", "Somebody Else"),
    ("family", "priya", FAMILY, ""),
    ("family-little-shared", "tom", FAMILY, ""),
    ("family-to-print", "priya", FAMILY + "?view=print", ""),
    ("refused", "ann", FAMILY, ""),
    ("runs", "ida", "/runs/", ""),
    ("no-page", "priya", "/nowhere/", ""),
    ("ask-a-question", "fay", "/questions/ask/", ""),
    ("my-word", "priya", "/emergency/my-word/", ""),
    ("sharing", "priya", FAMILY + "sharing/", ""),
    ("family-sign-in", "priya", FAMILY + "family-sign-in/", ""),
    ("decision-new", "priya", "/decisions/new/", ""),
    ("how-you-sign-in", "priya", "/accounts/2fa/", ""),
    ("start-of-a-governor", "gail", "/", ""),
    ("agreements", "gail", "/agreements/", ""),
    ("agreement-new", "gail", "/agreements/new/", ""),
    ("policy-propose", "gail", "/policy/propose/", ""),
    ("log", "gail", "/log/", ""),
    ("holds", "gail", "/rights/holds/", ""),
    ("clearance", "gail", "/clearance/", ""),
    ("board", "gail", "/board/", ""),
)
NAMES = [name for name, *_ in PAGES]


def opened(open_as: Open, entry: tuple[str, str, str, str], **options: Any) -> Any:
    _, username, path, asked = entry
    page = open_as(username, path, **options)
    if asked:
        look_for(page, asked)
    return page


def faults(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes']]}" for fault in found["violations"]]


@pytest.mark.parametrize("entry", PAGES, ids=NAMES)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_page_is_accessible_and_fits(open_as: Open, axe: str, entry: tuple[str, str, str, str], size: Any) -> None:
    page = opened(open_as, entry, viewport=size)
    assert faults(page, axe) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("[style], style, script:not([src])").count() == 0


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/logout/", "/accounts/login/?ended=1", "/family/"])
def test_sign_in_is_accessible_and_fits(site: str, browser: Any, axe: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(site + path)
    assert faults(page, axe) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    context.close()

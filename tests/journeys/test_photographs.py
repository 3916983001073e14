"""Takes the pictures of the docs from the example council as the engine makes it; each is used by some page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import serving, sign_in

REPOSITORY = Path(__file__).resolve().parents[2]
IMAGES = REPOSITORY / "docs/images"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
photographs = pytest.mark.skipif(
    "KITH_SCREENSHOTS" not in os.environ, reason="pictures for the docs: set KITH_SCREENSHOTS=1"
)


@pytest.fixture(scope="module")
def example() -> Iterator[str]:
    """A site with the example council of 5,000, linked by the engine."""
    with serving(
        "-c", "from kith.project.cli import main; main()", "demo", "--people", "5000", "--no-serve"
    ) as address:
        yield address


@pytest.fixture(scope="module")
def look_as(example: str, browser: Any) -> Callable[..., Any]:
    """Sign in to the example once for each person; give a new page of theirs at the start."""
    kept: dict[str, Any] = {}

    def look(username: str, size: dict[str, int], **options: Any) -> Any:
        if username not in kept:
            context = browser.new_context()
            sign_in(context.new_page(), example, username)
            kept[username] = context.storage_state()
            context.close()
        page = browser.new_context(storage_state=kept[username], viewport=size, **options).new_page()
        page.goto(example + "/")
        return page

    return look


def find(page: Any, asked: str) -> None:
    page.locator("#asked").fill(asked)
    page.locator("main").get_by_role("button", name="Find").click()


def keep(page: Any, name: str, **options: Any) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=IMAGES / f"{name}.png", **options)
    page.context.close()


@photographs
def test_the_family_on_a_desk_down_to_what_has_happened(look_as: Callable[..., Any]) -> None:
    page = look_as("priya.shah", DESK)
    find(page, "Ella Marlowe")
    page.get_by_role("link", name="The Marlowe family").click()
    box = page.locator("section:has(> #what-happened)").bounding_box()
    keep(
        page,
        "family-desk",
        full_page=True,
        clip={"x": 0, "y": 0, "width": 1280, "height": box["y"] + box["height"] + 20},
    )


@photographs
def test_the_family_on_a_phone_as_it_opens(look_as: Callable[..., Any]) -> None:
    page = look_as("priya.shah", PHONE, device_scale_factor=2)
    find(page, "Ella Marlowe")
    page.get_by_role("link", name="The Marlowe family").click()
    keep(page, "family-phone")


@photographs
def test_the_start(look_as: Callable[..., Any]) -> None:
    keep(look_as("priya.shah", DESK), "start-desk")


@photographs
def test_nothing_found(look_as: Callable[..., Any]) -> None:
    page = look_as("deborah.ward", DESK)
    find(page, "Ella Marlowe")
    keep(page, "nothing-found-desk")


@photographs
def test_what_has_arrived(look_as: Callable[..., Any]) -> None:
    page = look_as("sharon.holland", DESK)
    page.get_by_role("link", name="what has arrived").click()
    keep(page, "runs-desk")


def test_every_picture_is_used_by_some_page() -> None:
    pages = [REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")]
    words = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert [image.name for image in IMAGES.glob("*.png") if f"images/{image.name}" not in words] == []

"""Somebody asks for help on a telephone, stops, goes on at another, sends it; the front door reads how it is safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.test_every_page import DESK, PHONE, faults

Open = Callable[..., Any]
WORDS = "Our youngest does not sleep, and I am at the end of my strength."


def check(page: Any, axe: str, *, width: int = PHONE["width"]) -> None:
    """The page is accessible, fits, has one heading and the line about 999; its title and what it keeps say nothing."""
    if not axe:
        return  # a page without scripts runs no checker either: that it works is what is looked at
    assert faults(page, axe) == [], page.url
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.url
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title() == "Page"
    assert "Ring 999" in page.locator(".kith-own-danger").inner_text()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    low = page.locator("main button, main .kith-way, main .govuk-button, .kith-leave__button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height && box.height < 36).length"
    )
    assert low == 0, page.url


def go_on(page: Any) -> None:
    page.get_by_role("button", name="Go on", exact=True).click()


def answer(page: Any, axe: str, choose: str = "", **typed: str) -> None:
    """Look at the question, choose and type, and go on."""
    check(page, axe)
    if choose:
        page.get_by_label(choose, exact=True).check()
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    go_on(page)


def as_far_as_words(page: Any, site: str, axe: str) -> None:
    """Answer what is asked before one's own words, and write them."""
    page.goto(site + "/ask/")
    check(page, axe)
    page.get_by_role("button", name="Start").click()
    answer(page, axe)
    assert page.get_by_role("alert").get_by_role("link").count() == 1
    answer(page, axe, "Ring me")
    answer(page, axe, phone="01632 960 123")
    answer(page, axe, when="school days, 10 to 2")
    answer(page, axe, "No", say="it is about the dentist")
    answer(page, axe, "No")
    answer(page, axe, "No")
    answer(page, axe, "Tell you what is going on, and ask for help")
    page.get_by_role("link", name="Back", exact=True).click()
    assert page.get_by_label("Tell you what is going on, and ask for help").is_checked()
    go_on(page)
    answer(page, axe, "My whole family")
    check(page, axe)
    page.get_by_label("In your own words").fill(WORDS)


def to_the_end(page: Any, axe: str) -> None:
    """Answer what is asked after one's own words, look at all of it, and send it."""
    answer(page, axe, called="Shaz")
    answer(page, axe, name1="Tommo", age1="8")
    answer(page, axe, language="Polish")
    check(page, axe)
    assert WORDS in page.locator("main").inner_text()
    page.get_by_role("button", name="Send it").click()
    check(page, axe)


def open_with_card(page: Any, site: str, axe: str, number: str, code: str) -> None:
    page.goto(site + "/ask/")
    page.get_by_role("link", name="I have a number and a code").click()
    answer(page, axe, number=number.lower(), code=code.lower())


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_it_is_begun_on_one_telephone_and_sent_from_another(site: str, browser: Any, axe: str, scripts: bool) -> None:
    checker = axe if scripts else ""
    first = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = first.new_page()
    as_far_as_words(page, site, checker)
    page.get_by_role("button", name="Save and come back later").click()
    check(page, checker)
    number, code = page.locator(".kith-code").all_inner_texts()
    second = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    other = second.new_page()
    open_with_card(other, site, checker, number, code)
    to_the_end(other, checker)
    sent, newer = other.locator(".kith-code").all_inner_texts()
    assert sent == number
    assert newer != code
    open_with_card(page, site, checker, number, newer)
    check(page, checker)
    assert page.get_by_role("heading", name="It has arrived").is_visible()
    assert "Shaz" not in page.locator("main").inner_text()
    first.close()
    second.close()


def test_every_page_fits_a_wide_screen_too(site: str, browser: Any, axe: str) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    for path in ("/ask/", "/ask/1/", "/ask/again/"):
        page.goto(site + path)
        check(page, axe, width=DESK["width"])
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_leaving_quickly_leaves_nothing_to_go_back_to(site: str, browser: Any, scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + "/ask/1/")
    page.get_by_label("Ring me", exact=True).check()
    go_on(page)
    page.get_by_label("Telephone number").fill("01632 960 123")
    go_on(page)
    page.get_by_role("button", name="Leave this page quickly").click()
    page.wait_for_url("**/calendar/")
    page.wait_for_timeout(500)  # with scripts the leaving itself goes out behind the calendar
    page.goto(site + "/ask/2/")
    assert page.url == site + "/ask/"
    assert page.get_by_role("button", name="Start").is_visible()
    assert not [cookie for cookie in context.cookies() if cookie["name"] == "p"]
    context.close()


def test_the_front_door_reads_how_it_is_safe(site: str, browser: Any, axe: str, open_as: Open) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    as_far_as_words(page, site, "")
    go_on(page)
    to_the_end(page, "")
    number = page.locator(".kith-code").first.inner_text()
    context.close()
    worker = open_as("fay", f"/front-door/{number}/", viewport=DESK)
    assert faults(worker, axe) == []
    said = worker.locator("main").inner_text()
    for words in (
        WORDS,
        "In their own words",
        "On the family's own way in",
        "Leave no message",
        "it is about the dentist",
    ):
        assert words in said

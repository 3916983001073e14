"""A lead worker opens a sign-in; its owner reads who looked, on a phone, asks about it, and leaves quickly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders.small_world import PLAIN
from tests.journeys.test_every_page import DESK, PHONE, faults

Open = Callable[..., Any]
PHRASE = "three green kites"
PAGES = ("home", "who-looked", "who-helps", "agreed", "questions", "questions/ask", "rights", "advocate")


def check(page: Any, axe: str, *, width: int = PHONE["width"]) -> None:
    """The page is accessible, fits, and has one heading; its title says nothing."""
    assert faults(page, axe) == [], page.url
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.url
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title() == "Page"
    low = page.locator("main a, main button, .kith-leave__button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height && box.height < 36).length"
    )
    assert low == 0, page.url


def open_sign_in(page: Any, site: str, axe: str) -> tuple[str, str]:
    """Go there from the family's page, answer the safety questions, and read the card."""
    page.get_by_role("link", name="Family sign-in").click()
    assert faults(page, axe) == []
    page.get_by_role("link", name="Open for Maya").click()
    page.get_by_role("button", name="Make a card").click()
    assert page.get_by_role("link", name="Might somebody else look at Maya's phone").count() == 1
    for question, answer in (("OTHER_EYES", "No"), ("AFRAID", "No"), ("ALONE", "Yes")):
        page.locator(f"fieldset:has(input[name={question}])").get_by_label(answer, exact=True).check()
    assert faults(page, axe) == []
    page.get_by_role("button", name="Make a card").click()
    number, code = page.locator(".kith-code").all_inner_texts()
    assert faults(page, axe) == []
    return number, code


def come_in(phone: Any, site: str, axe: str, number: str, code: str) -> None:
    """Use the card for the first time, and choose a passphrase."""
    phone.goto(site + "/family/")
    check(phone, axe)
    phone.get_by_label("Card number").fill(number.lower())
    phone.get_by_label("Passphrase").fill(code)
    phone.get_by_role("button", name="Go on").click()
    check(phone, axe)
    phone.get_by_label("Your passphrase").fill(PHRASE)
    phone.get_by_label("The same once more").fill(PHRASE)
    phone.get_by_role("button", name="Keep this passphrase").click()


def test_a_person_reads_who_looked_and_leaves_quickly(site: str, browser: Any, axe: str, open_as: Open) -> None:
    lead = open_as("lena", f"/families/{PLAIN}/", viewport=DESK)
    number, code = open_sign_in(lead, site, axe)
    phone = browser.new_context(viewport=PHONE).new_page()
    come_in(phone, site, axe, number, code)
    for page in PAGES:
        phone.goto(f"{site}/family/{page}/")
        check(phone, axe)
    phone.set_viewport_size(DESK)
    for page in PAGES:
        phone.goto(f"{site}/family/{page}/")
        check(phone, axe, width=DESK["width"])
    phone.set_viewport_size(PHONE)
    phone.goto(site + "/family/home/")
    phone.get_by_role("link", name="Who has looked at your information").click()
    entry = phone.locator(".kith-looked > li").filter(has_text="Opened a page with you on it").first
    for said in ("Early help: a lead worker", "To help you or your family", "They lead the help you get."):
        assert said in entry.inner_text()
    assert "Lena" not in phone.locator("main").inner_text()
    entry.get_by_role("link", name="Ask about this").click()
    phone.get_by_label("What do you want to ask?").fill("Why did you look on Friday?")
    phone.get_by_role("button", name="Send to your lead worker").click()
    assert phone.get_by_text("No answer yet.").is_visible()

    lead.goto(f"{site}/families/{PLAIN}/family-questions/")
    assert faults(lead, axe) == []
    lead.get_by_label("Your answer").fill("To get ready for our visit.")
    lead.get_by_role("button", name="Send the answer").click()
    phone.reload()
    assert phone.get_by_text("To get ready for our visit.").is_visible()

    phone.get_by_role("button", name="Leave this page quickly").click()
    phone.wait_for_url("**/calendar/")
    assert faults(phone, axe) == []
    assert "kith" not in phone.locator("body").inner_text().lower()
    phone.go_back()
    phone.get_by_role("heading", name="This page is not available").wait_for()

    lead.goto(f"{site}/families/{PLAIN}/log/P-MUM/")
    assert faults(lead, axe) == []
    lead.get_by_role("group", name="afraid of").get_by_label("I am not sure").check()
    lead.get_by_role("group", name="alone").get_by_label("Yes").check()
    lead.get_by_role("button", name="Show it, to print").click()
    assert lead.get_by_text("Nothing was printed.").is_visible()
    assert lead.locator(".kith-looked").count() == 0
    lead.get_by_role("group", name="afraid of").get_by_label("No", exact=True).check()
    lead.get_by_role("button", name="Show it, to print").click()
    assert faults(lead, axe) == []
    said = lead.locator("main .kith-looked").inner_text()
    assert "Opened a page with you on it" in said
    assert "card" not in said, "the paper does not tell that she has one"
    assert "Zoë" not in said
    phone.context.close()


def test_leaving_works_without_scripts(site: str, browser: Any) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/family/")
    page.get_by_role("button", name="Leave this page quickly").click()
    assert page.url == site + "/calendar/"
    context.close()

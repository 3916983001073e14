"""A school tells of three children on the web; the front door finds, decides and answers within one working day."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
PHONE = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}
CHILDREN = (("Ella", "14/5/2015"), ("Jay", "8/8/2020"), ("Ryan", "1/6/2009"))


def check(page: Any, axe: str, is_scripted: bool) -> None:
    width = page.viewport_size["width"]
    if not is_scripted:
        return
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]] == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def tell(page: Any, axe: str, is_scripted: bool) -> str:
    """Fill in the form as a teacher does, once with everything forgotten; return the contact's reference."""
    page.get_by_role("link", name="Tell us about a family").click()
    page.get_by_role("button", name="Send it to the front door").click()
    page.get_by_role("link", name="Write what has happened").wait_for()
    check(page, axe, is_scripted)
    page.get_by_label("What has happened, and what worries you?").fill(
        "No lunch three days running. Mum asks for help."
    )
    page.get_by_label("Housing, money or food").check()
    page.get_by_role("group", name="Is somebody in danger now?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Add three more rows").click()
    page.get_by_role("group", name="Person 6").wait_for()
    assert page.get_by_label("What has happened, and what worries you?").input_value().startswith("No lunch")
    page.get_by_label("Its postcode").fill("qx47tn")
    for number, (name, born) in enumerate(CHILDREN, start=1):
        row = page.get_by_role("group", name=f"Person {number}")
        row.get_by_label("Child or young person").check()
        row.get_by_label("First name").fill(name)
        row.get_by_label("Last name").fill("Marlowe" if name != "Ryan" else "Marlowe-Stott")
        row.get_by_label("Date of birth").fill(born)
    page.get_by_label("Yes, they know").check()
    page.get_by_role("group", name="Do they want help?").get_by_label("Yes", exact=True).check()
    page.get_by_label("A telephone number where we reach you").fill("01632 960001")
    page.get_by_role("button", name="Send it to the front door").click()
    page.wait_for_url(re.compile(r"/refer/CT-\w+/$"))
    assert page.get_by_role("heading", level=1).inner_text() == "It has arrived"
    check(page, axe, is_scripted)
    return str(page.url.rstrip("/").rpartition("/")[2])


def work_on(page: Any, axe: str, is_scripted: bool) -> None:
    """Do what the contact's page lists, as it lists it."""
    page.get_by_role("button", name="Take it on").click()
    check(page, axe, is_scripted)
    page.get_by_role("link", name="How urgent, and what about").click()
    page.get_by_label("Green: nobody is in danger").check()
    check(page, axe, is_scripted)
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Who it is about", exact=True).click()
    check(page, axe, is_scripted)
    page.get_by_role("button", name="Look for them").click()
    page.get_by_text("3 people were found").wait_for()
    check(page, axe, is_scripted)
    page.get_by_role("link", name=re.compile("^Contact CT-")).click()
    page.get_by_role("link", name="What came before, and who works with them").click()
    page.get_by_text("Northmoor Primary").first.wait_for()
    check(page, axe, is_scripted)
    page.get_by_label("What matters of it for this decision?").fill("The school works with them now and can lead.")
    page.get_by_role("button", name="I have looked at this").click()


def decide(page: Any, axe: str, is_scripted: bool) -> None:
    """Decide, first too soon about nothing, then with a reason; answer whoever told."""
    page.get_by_role("link", name="Decide", exact=True).click()
    page.get_by_role("button", name="Decide, and go on").click()
    page.get_by_role("link", name="Choose what you decide").wait_for()
    page.get_by_label("Pass to early help").check()
    page.get_by_label("Why?").fill("Their mother asks for help, and the school can lead it from tomorrow.")
    page.get_by_label("Who takes it on?").select_option(label="Early help")
    check(page, axe, is_scripted)
    page.get_by_role("button", name="Decide, and go on").click()
    page.wait_for_url(re.compile(r"/answer/$"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("Tell ")
    check(page, axe, is_scripted)
    page.get_by_label("What do you tell them?").fill("Thank you. Early help will ring the family this week.")
    page.get_by_role("button", name="Tell them, and close the contact").click()
    page.get_by_role("heading", name="Closed in the last week").wait_for()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone-without-scripts"])
def test_a_school_is_answered_within_one_working_day(open_as: Open, axe: str, options: dict[str, Any]) -> None:
    is_scripted = not options
    teacher = open_as("ann", "/refer/", **options)
    check(teacher, axe, is_scripted)
    ref = tell(teacher, axe, is_scripted)

    page = open_as("fay", "/front-door/", **options)
    check(page, axe, is_scripted)
    page.get_by_role("row").filter(has_text=ref).get_by_role("link").click()
    check(page, axe, is_scripted)
    work_on(page, axe, is_scripted)
    decide(page, axe, is_scripted)
    page.goto(page.url.partition("/front-door/")[0] + f"/front-door/{ref}/")
    page.get_by_text("in time").wait_for()
    page.get_by_text("Offered to Early help").wait_for()
    check(page, axe, is_scripted)

    teacher.reload()
    assert teacher.get_by_role("heading", level=1).inner_text() == "You have been answered"
    teacher.get_by_text("Early help will ring the family this week.").wait_for()
    assert "can lead it from tomorrow" not in teacher.locator("main").inner_text()
    check(teacher, axe, is_scripted)


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 390, "height": 844}}], ids=["desk", "phone"])
def test_somebody_rings_and_somebody_asks_for_advice(open_as: Open, axe: str, options: dict[str, Any]) -> None:
    page = open_as("fay", "/front-door/new/", **options)
    check(page, axe, True)
    page.get_by_label("What did they tell you?").fill("A neighbour saw a small child at the bus stop late at night.")
    page.get_by_label("Amber: it should not wait beyond tomorrow").check()
    page.get_by_label("Who told you?").select_option(label="Neighbour or acquaintance")
    page.get_by_role("button", name="Keep it, and go on").click()
    page.get_by_role("link", name="Who it is about", exact=True).click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Child or young person").check()
    page.get_by_label("Or about how old").fill("about six")
    check(page, axe, True)
    page.get_by_role("button", name="Keep this", exact=True).click()
    page.get_by_role("link", name="A child", exact=True).click()
    page.get_by_label("Why?").fill("Nobody at the bus stop knew the child, and the neighbour does not either.")
    page.get_by_role("button", name="It cannot be known who this is").click()
    page.get_by_text("Not known who: Nobody at the bus stop").wait_for()
    check(page, axe, True)
    page.get_by_role("link", name=re.compile("^Contact CT-")).click()
    page.get_by_role("link", name="Ask partners").click()
    page.get_by_text("A question needs somebody with both names").wait_for()
    check(page, axe, True)

    page.get_by_role("link", name="Advice without a name", exact=True).click()
    page.get_by_label("Who rang?").select_option(label="School")
    page.get_by_label("Their school, service or organisation").fill("A primary school")
    page.get_by_label("Housing, money or food").check()
    page.get_by_label("What did they ask?").fill("Whether to tell us of a family at QX4 7TN.")
    page.get_by_label("What did you advise?").fill("To ask the family first, and to ring again if they say no.")
    page.get_by_role("button", name="Keep this advice").click()
    page.get_by_role("link", name=re.compile("Take out the number")).wait_for()
    page.get_by_label("What did they ask?").fill("Whether to tell us of a family without heating.")
    page.get_by_role("button", name="Keep this advice").click()
    page.get_by_text("Kept as AD-").wait_for()
    check(page, axe, True)

"""The pages about rights, as a browser asks for them: what each step offers, and what nobody else is given."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.integration.test_attack import _sign_in


@pytest.fixture
def browser(world: None) -> Any:
    """Two officers of the council and a lead worker, each signed in."""
    from tests.builders.workers import sign_in_as

    people = {"ida": ("COUNCIL_EH", "E3"), "fay": ("COUNCIL_EH", "E1")}
    for agency, staff in people.values():
        sign_in_as(agency, staff, "INFORMATION_GOVERNANCE")
    sign_in_as("SCH_1", "S1", "LEAD_WORKER")
    clients = {name: _sign_in(f"{agency}-{staff}".lower())[0] for name, (agency, staff) in people.items()}
    return clients | {"priya": _sign_in("sch_1-s1")[0]}


def _body(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_request_walks_through_its_pages(browser: Any) -> None:
    from kith.apps.rights.actions import do_what_waits

    ida, fay = browser["ida"], browser["fay"]
    new = {"person_ref": "p-zoe", "kind": "ACCESS", "channel": "LETTER", "words": "What have you got?"}
    assert "Write what they asked" in _body(ida.post("/rights/new/", new | {"words": ""}))
    page = fay.post("/rights/new/", new)["Location"]
    assert "?" not in page
    assert "a colleague in information governance checks who asks" in _body(fay.get(page))
    assert "Keep what was checked" not in _body(fay.get(page))
    assert "21 December 2026" in _body(ida.get(page)), "a month, and the Sunday after it"
    checked = {"step": "check", "asked_as": "PARENT", "asked_by_ref": "P-MUM", "how_checked": "Seen."}
    answer = _body(ida.post(f"{page}step/", checked))
    assert "Say by what right they ask" in answer
    assert 'href="#check-authority"' in answer
    ida.post(f"{page}step/", checked | {"authority": "Birth certificate.", "competence": "She is 14 and agrees."})
    ida.post(f"{page}step/", {"step": "scope", "why": "Everything that there is, from everybody."})
    assert ida.get(f"{page}bundle/").status_code == 409, "nothing to print before two have read it"
    ida.post(f"{page}step/", {"step": "collect"})
    assert "being collected" in _body(ida.get(page))
    do_what_waits()
    assert ida.post(f"{page}step/", {"step": "release", "why": "By hand, to her mother, at school."}).status_code == 409
    review = _body(ida.get(f"{page}review/"))
    assert "Contact with the front door" in review
    while "Waiting for a decision" in review:
        number = review.split(f"{page}review/")[1].split("/")[0]
        chosen = {"state": "WITHHELD", "reason": "ABOUT_ANOTHER"} if "Speaks of" in review else {"state": "INCLUDED"}
        assert ida.post(f"{page}review/{number}/", chosen).status_code == 302
        review = _body(ida.get(f"{page}review/"))
    assert "I have read it all" not in _body(ida.get(page)), "whoever reviewed it is not offered the second half"
    assert "I have read it all" in _body(fay.get(page))
    fay.post(f"{page}step/", {"step": "agree"})
    printed = _body(fay.get(f"{page}bundle/"))
    assert "9 Plain Road" in printed
    assert "Maya" not in printed
    made = fay.post(f"{page}spreadsheets/")
    assert made["Content-Type"] == "application/zip"
    assert "P-ZOE" not in made["Content-Disposition"]
    ida.post(f"{page}step/", {"step": "release", "why": "By hand, to her mother, at school."})
    assert "Given to them on 20 November 2026" in _body(ida.get(page))


def test_whose_request_it_is_is_found_by_exact_name_and_birth_date(browser: Any) -> None:
    from kith.apps.audit.models import AccessEvent

    ida = browser["ida"]
    ida.post("/purpose/", {"purpose": "RIGHTS"})
    zoe = {"find": "1", "forename": "zoe", "surname": "PLAIN", "born_on": "2012-07-07"}
    page = _body(ida.post("/rights/new/", zoe))
    assert "One person has this name" in page
    assert 'value="P-ZOE"' in page
    line = AccessEvent.objects.using("audit").latest("id")
    assert (line.action, line.purpose, line.subject_refs) == ("SEARCH", "RIGHTS", ["P-ZOE"])
    nobody = {
        _nobody(ida.post("/rights/new/", zoe | change))
        for change in (
            {"forename": "zo"}, {"surname": "%"}, {"born_on": "2012-07-08"}, {"surname": "-"},
            {"forename": "Ruth", "surname": "Quill", "born_on": "1990-04-04"},  # she must not be found
        )
    }  # fmt: skip
    assert len(nobody) == 1
    assert "Nobody is found" in nobody.pop()
    assert "Give their date of birth" in _body(ida.post("/rights/new/", zoe | {"born_on": ""}))
    assert browser["priya"].post("/rights/new/", zoe).status_code == 403


def _nobody(answer: Any) -> str:
    """The page without what was typed and the form's token."""
    return re.sub(r'value="[^"]*"', "", _body(answer))


def test_the_function_that_finds_for_rights_is_for_that_alone(browser: Any) -> None:
    from django.db import connection, transaction

    from kith.apps.governance.access import begin
    from tests.builders.workers import sign_in_as

    officer = sign_in_as("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    cleared = sign_in_as("COUNCIL_EH", "E2", "INFORMATION_GOVERNANCE", is_shield_cleared=True)
    lead = sign_in_as("SCH_1", "S1", "LEAD_WORKER")

    def found(worker: Any, name: str, born: str, *, purpose: str = "RIGHTS", scope: str = "SEARCH") -> list[Any]:
        with transaction.atomic(), connection.cursor() as cursor:
            begin(worker, purpose, scope=scope)
            cursor.execute("select person_ref from kith_find_for_rights(%s, %s, %s, '')", [*name.split(), born])
            return [ref for (ref,) in cursor.fetchall()]

    assert found(officer, "Zoe Plain", "2012-07-07") == ["P-ZOE"]
    assert found(officer, "Zoe Plain", "2012-07-07", purpose="AUDIT") == []
    assert found(officer, "Zoe Plain", "2012-07-07", scope="DESK") == []
    assert found(lead, "Zoe Plain", "2012-07-07") == []
    assert found(officer, "Ruth Quill", "1990-04-04") == []
    assert found(cleared, "Ruth Quill", "1990-04-04") == ["P-RUTH"]


def test_nobody_else_is_given_these_pages(browser: Any) -> None:
    new = {"person_ref": "P-ZOE", "kind": "ERASE", "channel": "SPOKEN", "words": "All of it."}
    page = browser["ida"].post("/rights/new/", new)["Location"]
    for address in (
        "/rights/",
        page,
        f"{page}review/",
        f"{page}bundle/",
        "/rights/person/",
        "/rights/holds/",
        "/rights/disposal/",
        "/rights/new/",
    ):
        answer = browser["priya"].get(address)
        assert answer.status_code in (403, 302), address
        assert "P-ZOE" not in _body(answer)
    assert browser["priya"].get("/rights/schedule/").status_code == 200, "how long things are kept is for everybody"
    missing = browser["ida"].get("/rights/requests/RR-22222222/")
    assert missing.status_code == 409
    assert "K476" in _body(missing)


def test_holds_and_what_is_held_of_a_person(browser: Any) -> None:
    from kith.apps.rights.actions import do_what_waits

    ida, fay = browser["ida"], browser["fay"]
    hold = {"scope": "PERSON", "of": "", "authority": "County court", "reason": "A claim."}
    assert "Write the reference" in _body(ida.post("/rights/holds/", hold))
    ida.post("/rights/holds/", hold | {"of": "P-DAWN"})
    ida.post("/rights/person/", {"person_ref": "P-DAWN"})
    assert "being worked out" in _body(ida.get("/rights/person/"))
    do_what_waits()
    held = _body(ida.get("/rights/person/"))
    assert "Domestic abuse" in held
    assert held.count("on hold") >= 5
    assert "canary" not in held, "by kind, without what it says"
    ref = _body(ida.get("/rights/holds/")).split("/rights/holds/LH-")[1].split("/")[0]
    ida.post(f"/rights/holds/LH-{ref}/", {"how": "ask", "why": "The claim was withdrawn in court."})
    assert ida.post(f"/rights/holds/LH-{ref}/", {"how": "agree"}).status_code == 409
    fay.post(f"/rights/holds/LH-{ref}/", {"how": "agree"})
    assert "ended 20 November 2026" in _body(fay.get("/rights/holds/"))

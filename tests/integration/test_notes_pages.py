"""The pages of notes and chronology in a browser's way, and what is in the copies that are taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.crawl_world import browser_of
from tests.builders.enquiries import shield
from tests.builders.episodes import open_for
from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]
FAMILY = f"/families/{MARLOWES}/"
NOTE = {
    "people": ["P-ELLA", "P-JAY"], "kind": "VISIT", "happened_on": "2026-11-10", "precision": "DAY",
    "text": "Both came to breakfast club.", "told_to": "TEAM",
}  # fmt: skip
TICKED = NOTE | {"significant": "on", "headline": "=A week in school", "impact": "POSITIVE", "action_taken": ""}


@pytest.fixture
def priya(worker_of: Make) -> Any:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    open_for(worker, MARLOWES, ("P-ELLA", "P-JAY"), lead=("SCH_1", "S1"))
    return worker


@pytest.fixture
def browser(priya: Any) -> Any:
    return browser_of(priya, "EARLY_HELP_SUPPORT")


def sent(browser: Any, page: str, values: dict[str, Any], status: int = 302) -> str:
    answer = browser.post(FAMILY + page, values)
    text = str(answer.content.decode("utf-8", "replace"))
    assert answer.status_code == status, text
    return text


def page_of(browser: Any, page: str = "") -> str:
    answer = browser.get(FAMILY + page)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_note_is_kept_found_and_explained(browser: Any) -> None:
    wrong = sent(browser, "notes/new/", {"significant": "on"}, 422)
    for words in ("Choose at least one person", "Write the note", "Say in a line what happened"):
        assert words in wrong
    sent(browser, "notes/new/", NOTE | {"text": "A call about shoes."})
    sent(browser, "notes/new/", TICKED)
    assert "1 note with these words" in sent(browser, "notes/", {"words": "breakfast"}, 200)
    chronology = page_of(browser, "chronology/")
    assert chronology.count("=A week in school") >= 1
    line = chronology.partition('id="line-')[2].partition('"')[0]
    told = {"headline": "A week in school", "impact": "POSITIVE", "analysis": "The card works", "seen": "1",
            "family_view": "We liked it"}  # fmt: skip
    sent(browser, f"chronology/{line}/", told)
    assert "The family says:" in page_of(browser, "chronology/")
    assert "Both came to breakfast club" not in page_of(browser)  # a line on the family's page, not the note
    assert page_of(browser).count("A week in school") >= 2
    sent(browser, f"chronology/{line}/", {"do": "take_out"})
    assert "Nothing that you can see has been chosen yet" in page_of(browser, "chronology/")


def test_a_note_is_ticked_later_and_taken_back(browser: Any) -> None:
    sent(browser, "notes/new/", NOTE)
    ref = page_of(browser, "notes/").partition('id="note-')[2].partition('"')[0]
    assert "Say in a line what happened" in sent(browser, f"notes/{ref}/", {"do": "significant"}, 422)
    sent(browser, f"notes/{ref}/", {"do": "significant", "headline": "A week in school"})
    assert "In the chronology" in page_of(browser, f"notes/{ref}/")
    sent(browser, f"notes/{ref}/", {"do": "take_back", "why": "It was another week"})
    assert "<s>Both came" in page_of(browser, f"notes/{ref}/")
    assert browser.get(FAMILY + "notes/CN-NONE2345/").status_code == 403


def test_facts_are_chosen_on_their_page(browser: Any) -> None:
    page = page_of(browser, "chronology/choose/")
    key = page.partition('name="facts" value="')[2].partition('"')[0]
    assert key
    sent(browser, "chronology/choose/", {"told_to": "TEAM"}, 422)
    sent(browser, "chronology/choose/", {"facts": [key], "told_to": "TEAM"})
    assert f'value="{key}"' not in page_of(browser, "chronology/choose/")
    assert "1 event, the oldest first" in page_of(browser, "chronology/")


def test_a_copy_holds_the_lines_of_its_reader_and_is_in_the_log(browser: Any, priya: Any) -> None:
    from kith.apps.audit.models import AccessEvent

    sent(browser, "notes/new/", TICKED)
    sent(browser, "notes/new/", TICKED | {"headline": "With the family", "told_to": "FAMILY"})
    for kind, part in (("ods", "content.xml"), ("word", "word/document.xml")):
        answer = browser.post(FAMILY + "chronology/copy/", {"file": kind, "whose": "MINE"})
        assert answer.status_code == 200
        assert MARLOWES in answer["Content-Disposition"]
        with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
            text = held.read(part).decode()
        assert "=A week in school" in text
        assert "office:formula" not in text
        assert "With the family" in text
    answer = browser.post(FAMILY + "chronology/copy/", {"file": "ods", "whose": "FAMILY"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        text = held.read("content.xml").decode()
    assert "With the family" in text
    assert "=A week in school" not in text
    lines = AccessEvent.objects.using("owner").filter(action="EXPORT", worker_id=priya.worker_id)
    assert lines.count() == 3
    assert set(lines.latest("pk").subject_refs) >= {"P-ELLA", "P-JAY"}


def test_a_pdf_is_drawn_where_its_library_is(browser: Any) -> None:
    pytest.importorskip("reportlab", reason="reportlab is not installed: no PDF is offered then")
    sent(browser, "notes/new/", TICKED)
    answer = browser.post(FAMILY + "chronology/copy/", {"file": "pdf", "whose": "MINE"})
    assert answer.content.startswith(b"%PDF-")


def test_only_the_cleared_are_warned_of_a_name(browser: Any, worker_of: Make) -> None:
    shield("P-CARL")
    named = NOTE | {"text": "Carl was at the gate."}
    sent(browser, "notes/new/", named)
    cleared = browser_of(worker_of("SCH_1", "S2", "MANAGER", is_shield_cleared=True), "SUPERVISION")
    assert "somebody who must not be found" in sent(cleared, "notes/new/", named, 422)
    sent(cleared, "notes/new/", named | {"sure": "on"})


def test_whoever_is_not_in_the_help_reads_none_and_writes_none(browser: Any, worker_of: Make) -> None:
    sent(browser, "notes/new/", TICKED)
    sam = browser_of(worker_of("HOMES", "L1", "PRACTITIONER"), "EARLY_HELP_SUPPORT")
    for page in ("", "notes/", "chronology/"):
        assert "A week in school" not in page_of(sam, page)
    for page in ("notes/new/", "chronology/choose/", "chronology/copy/"):
        assert sam.get(FAMILY + page).status_code == 403

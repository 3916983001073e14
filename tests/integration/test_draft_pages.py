"""The addresses that keep what is typed: what they answer, what they refuse, and what a sitting's end leaves behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from kith.apps.drafts import actions, kinds
from kith.apps.drafts.models import Draft, DraftVersion
from tests.builders.small_world import MARLOWES
from tests.integration.test_portal_pages import worker_client

OWN, FAMILY = "test-own", "test-family"
CANARY = "Canary words about Ella"


@pytest.fixture(autouse=True)
def forms() -> Iterator[None]:
    before = dict(kinds._registered)
    kinds.register_form(kinds.FormKind(OWN, "A form", way_back=lambda about, section: f"/a-form/{about}/"))
    kinds.register_form(kinds.FormKind(FAMILY, "A plan", kept_for=kinds.FAMILY))
    yield
    kinds._registered.clear()
    kinds._registered.update(before)


@pytest.fixture
def lead(worker_of: Any) -> Any:
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def client(lead: Any) -> Any:
    return worker_client(lead)


@pytest.fixture
def housing(worker_of: Any) -> Any:
    return worker_of("HOMES", "L1", "PRACTITIONER")


def _body(text: str = CANARY, form: str = OWN, **more: str) -> dict[str, str]:
    return {"draft_form": form, "draft_about": "", "draft_section": "", "words": text, **more}


def _typed() -> list[object]:
    return [row.typed for row in Draft.objects.using("owner").order_by("pk")]


def test_a_pause_is_kept_and_the_page_is_told_when(client: Any) -> None:
    answer = client.post("/drafts/", _body(draft_version="0", draft_page="a", draft_field="id_words"))
    said = answer.json()
    assert (answer.status_code, said["state"], said["version"]) == (200, "saved", 1)
    assert len(said["at"]) == 5
    assert _typed() == [{"words": CANARY}]
    assert client.post("/drafts/", _body("more", draft_version="1", draft_page="a")).json()["version"] == 2


def test_fields_that_are_sent_twice_are_a_list_and_ours_are_none(client: Any) -> None:
    client.post("/drafts/", {**_body(), "reasons": ["A", "B"], "csrfmiddlewaretoken": "x", "draft_page": "p"})
    assert _typed() == [{"words": CANARY, "reasons": ["A", "B"]}]


def test_somebody_else_and_another_window_are_answered_apart(client: Any, housing: Any) -> None:
    actions.save_draft(by=housing, form=FAMILY, values={"words": "Sam's"}, family_ref=MARLOWES)
    held = client.post("/drafts/", _body(form=FAMILY, draft_family=MARLOWES, draft_version="1"))
    assert (held.status_code, held.json()["state"]) == (409, "held")
    assert held.json()["who"].startswith("Sam Reid, since ")
    client.post("/drafts/", _body(draft_page="a"))
    moved = client.post("/drafts/", _body("older window", draft_page="b"))
    assert (moved.status_code, moved.json()["state"]) == (409, "moved")
    mine = client.post("/drafts/", _body("older window", draft_page="b", draft_keep_mine="1"))
    assert mine.json()["state"] == "saved"
    assert [row.typed for row in DraftVersion.objects.using("owner").all()] == [{"words": CANARY}]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"form": "no-such-form"}, 409),
        ({"form": FAMILY, "draft_family": "F-PLAIN01"}, 403),
        ({"form": FAMILY, "draft_family": ""}, 403),
        ({"text": "x" * 200_001}, 409),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(client: Any, body: dict[str, str], status: int) -> None:
    answer = client.post("/drafts/", _body(**body))
    assert (answer.status_code, answer.json()["state"]) == (status, "refused")
    assert CANARY not in answer.content.decode()
    assert _typed() == []


@pytest.mark.parametrize("version", ["-1", "x", "99999999999999999999", "1.5", "²"])
def test_a_version_that_is_none_is_taken_for_none(client: Any, version: str) -> None:
    assert client.post("/drafts/", _body(draft_version=version)).status_code == 200


def test_a_save_that_comes_after_the_form_was_sent_does_not_bring_it_back(client: Any) -> None:
    assert client.post("/drafts/", _body(draft_version="7", draft_page="a")).status_code == 409
    assert _typed() == []


def test_leaving_frees_the_section_at_once(client: Any, housing: Any) -> None:
    client.post("/drafts/", _body(form=FAMILY, draft_family=MARLOWES, draft_leave="1"))
    actions.save_draft(by=housing, form=FAMILY, values={"words": "Sam's"}, family_ref=MARLOWES, seen_version=1)


def test_without_a_script_one_saves_and_comes_back_later(client: Any) -> None:
    answer = client.post("/drafts/later/", _body(), follow=True)
    assert answer.request["PATH_INFO"] == "/"
    page = answer.content.decode()
    assert "Saved. It waits for you on this page." in page
    assert "Go on with: A form" in page
    assert CANARY not in page
    assert 'href="/a-form//"' in page


def test_without_a_script_what_is_not_kept_is_shown_to_be_copied(client: Any, housing: Any) -> None:
    actions.save_draft(by=housing, form=FAMILY, values={"words": "Sam's"}, family_ref=MARLOWES)
    answer = client.post("/drafts/later/", _body(form=FAMILY, draft_family=MARLOWES, draft_version="1"))
    assert answer.status_code == 409
    assert CANARY in answer.content.decode()
    assert "K820" in answer.content.decode()


def test_earlier_versions_are_shown_and_put_back(client: Any, lead: Any) -> None:
    actions.save_draft(by=lead, form=OWN, about="CO-1", values={"words": CANARY * 9}, page="a")
    actions.save_draft(by=lead, form=OWN, about="CO-1", values={"words": ""}, seen_version=1, page="a")
    address = f"/drafts/{OWN}/CO-1/-/-/"
    assert CANARY in client.get(address).content.decode()
    answer = client.post(address, {"version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/a-form/CO-1/")
    assert _typed() == [{"words": CANARY * 9}]
    assert client.post(address, {"version": "77"}).status_code == 409
    assert client.get("/drafts/no-such-form/-/-/-/").status_code == 409


def test_nobody_else_reads_or_puts_back_anothers_versions(client: Any, housing: Any) -> None:
    client.post("/drafts/", _body())
    page = worker_client(housing).get(f"/drafts/{OWN}/-/-/-/")
    assert page.status_code == 200
    assert CANARY not in page.content.decode()


def test_a_form_sent_after_the_sitting_ended_is_kept_and_waits_after_signing_in(client: Any) -> None:
    session = client.session
    session["seen_at"] = time.time() - 16 * 60
    session.save()
    answer = client.post("/a-form/", _body("Typed too late", draft_about="CO-7"))
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?ended=1&next=/a-form/CO-7/"
    assert _typed() == [{"words": "Typed too late"}]
    assert client.get("/").status_code == 302  # and the sitting is over


def test_a_late_form_about_what_no_address_can_hold_leads_to_the_start_page(client: Any) -> None:
    from django.urls import reverse

    kinds.register_form(
        kinds.FormKind(OWN, "A form", way_back=lambda about, section: reverse("rights:request", args=[]))
    )
    session = client.session
    session["seen_at"] = time.time() - 16 * 60
    session.save()
    answer = client.post("/a-form/", _body("Typed too late"))
    assert answer["Location"] == "/accounts/login/?ended=1&next=/"
    assert _typed() == [{"words": "Typed too late"}]


def test_a_late_form_without_the_pages_own_token_is_not_kept(lead: Any, client: Any) -> None:
    from django.test import Client

    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    strict.cookies = client.cookies
    session = client.session
    session["seen_at"] = time.time() - 16 * 60
    session.save()
    assert strict.post("/a-form/", _body("From another site")).status_code == 302
    assert _typed() == []


def test_a_late_form_writes_over_nobody(client: Any, housing: Any) -> None:
    actions.save_draft(by=housing, form=FAMILY, values={"words": "Sam's"}, family_ref=MARLOWES)
    session = client.session
    session["seen_at"] = time.time() - 16 * 60
    session.save()
    assert client.post("/a-plan/", _body("late", FAMILY, draft_family=MARLOWES)).status_code == 302
    assert _typed() == [{"words": "Sam's"}]


def test_nobody_keeps_anything_without_signing_in(world: None) -> None:
    from django.test import Client

    nobody = Client(HTTP_HOST="localhost")
    for address in ("/drafts/", "/drafts/later/", f"/drafts/{OWN}/-/-/-/"):
        assert nobody.post(address, _body()).status_code == 302
    assert nobody.get("/drafts/").status_code == 302
    assert _typed() == []

"""A link to an agency without an account: one question, one answer, and one page for everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.builders.enquiries import ELLA, ask_as, owner_sql

Make = Callable[..., Any]


@pytest.fixture
def made(worker_of: Make) -> tuple[Any, str, str, str]:
    """Who asked, their question, and a link with its code."""
    from kith.apps.partners.actions import make_link

    worker = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    ref = ask_as(worker, ELLA)
    signed, code = make_link(
        enquiry_ref=ref, whom=ELLA, agency_name="Stalls Judo Club", contact_name="Jo Throw", by=worker
    )
    return worker, ref, signed, code


def _open(signed: str, **posted: str) -> tuple[int, str]:
    client = Client(HTTP_HOST="localhost")
    address = f"/link/{signed}/"
    answer = client.post(address, posted) if posted else client.get(address)
    page = answer.content.decode()
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_it_says_who_asks_then_about_whom_and_takes_one_answer(made: tuple[Any, str, str, str]) -> None:
    from kith.apps.enquiries.queries import get_enquiry, list_waiting

    worker, ref, signed, code = made
    status, page = _open(signed)
    assert (status, "Fay Door" in page, "Is anybody working with this family now?" in page) == (200, True, True)
    assert not re.search("Ella|Marlowe|2015|QX4", page)
    status, page = _open(signed, code=f"{code[:4]} {code[4:]}")
    assert (status, "Ella Marlowe, born 14 May 2015" in page) == (200, True)
    status, page = _open(signed, code=code, said="SPEAK", answering="1")
    assert (status, "Your answer is sent" in page) == (200, True)
    assert [(each.agency_name, each.said) for each in get_enquiry(worker, ref).by_link] == [
        ("Stalls Judo Club", "SPEAK")
    ]
    assert [ref in each.text for each in list_waiting(worker)] == [True]
    assert owner_sql("select about from partners_questionlink") == ""
    assert owner_sql("select subject_refs from audit_accessevent where action = 'EXPORT'") == ["P-ELLA"]


def test_everything_wrong_with_a_link_is_one_page(made: tuple[Any, str, str, str]) -> None:
    _, _, signed, code = made
    other = "x" * 32
    wrong = [signed[:-1] + ("a" if signed[-1] != "a" else "b"), other, f"{other}:{signed.split(':')[1]}", "AAAAAAA1"]
    pages = [_open(each) for each in wrong]
    owner_sql("update partners_questionlink set ends_at = now()")
    pages.append(_open(signed))
    owner_sql("update partners_questionlink set ends_at = now() + interval '1 day'")
    _open(signed, code=code, said="YES", answering="1")
    pages += [_open(signed), _open(signed, code=code), _open(signed, code=code, said="NO", answering="1")]
    assert len(set(pages)) == 1
    assert pages[0][0] == 404
    assert owner_sql("select said from partners_questionlink") == "YES"
    assert owner_sql("select count(*) from enquiries_answer where kind = 'BY_LINK'") == 1


def test_five_wrong_codes_close_it_and_no_answer_goes_without_the_code(made: tuple[Any, str, str, str]) -> None:
    _, _, signed, code = made
    assert _open(signed, code="", said="YES", answering="1")[0] == 200
    for attempt in range(5):
        status, page = _open(signed, code=f"0000000{attempt}", said="YES" if attempt % 2 else "", answering="1")
        assert (status == 404 or "not the code" in page, "Ella" in page) == (True, False)
    assert _open(signed, code=code)[0] == 404
    assert owner_sql("select count(*) from enquiries_answer where kind = 'BY_LINK'") == 0


def test_the_public_role_reads_nothing_and_only_whoever_asked_may_make_one(
    made: tuple[Any, str, str, str], worker_of: Make
) -> None:
    from django.db import DatabaseError, connections, transaction

    from kith.apps.enquiries.queries import NoSuchEnquiry
    from kith.apps.partners.actions import make_link

    for table in ("partners_questionlink", "enquiries_enquiry", "people_persondetails", "agencies_worker"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic("public"):
            connections["public"].cursor().execute(f"select * from {table}")
    other = worker_of("COUNCIL_EH", "E2", "MANAGER")
    with pytest.raises(NoSuchEnquiry):
        make_link(enquiry_ref=made[1], whom=ELLA, agency_name="x", contact_name="y", by=other)
    kept = repr(owner_sql("select to_jsonb(l) from partners_questionlink l"))
    assert not re.search(f"Ella|Marlowe|QX4|{re.escape(made[2].split(':')[0])}|{made[3]}", kept)

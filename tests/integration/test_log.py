"""The log read: every row shown is in it, people read their own entries alone, and those who watch it have pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES
from tests.builders.workers import PASSWORD, SECRET

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"


def _open_page(worker: Any, family_ref: str = MARLOWES) -> dict[str, Any]:
    """Read the whole page, as the view does; return what each query gave out."""
    from kith.apps.governance.access import open_family
    from kith.apps.people import queries
    from kith.apps.singleview.queries import Choice, get_family_page

    with open_family(worker, SUPPORT, family_ref) as access:
        get_family_page(access, choice=Choice("", False, True), on=access.standing.on)
        return {
            "members": queries.list_members(access),
            "relations": queries.list_relations(access),
            "residences": queries.list_residences(access),
            "work": queries.list_involvements(access),
            "facts": queries.list_facts(access),
        }


def _about(person_ref: str, **options: Any) -> tuple[Any, ...]:
    from kith.apps.audit.queries import list_entries_about

    return list_entries_about(person_ref, **options)


def _line(**more: Any) -> int:
    """Write a line as somebody signed in would, and return its number."""
    from django.db import transaction

    from kith.apps.audit.actions import Line, record_access
    from kith.apps.audit.queries import list_newest_events

    given = {"level_asked": 4, "level_granted": 3, "gate": "", "policy_version": "1", **more}
    with transaction.atomic():
        record_access(Line("VIEW", None, "MANAGER", "SCH_1", "SUPERVISION", **given))
    return int(str(list_newest_events(1)[0]["id"]))


def _sign_in(worker: Any) -> Any:
    from django.core.cache import cache
    from django.test import Client

    from kith.apps.agencies.queries import current_code

    cache.clear()
    client = Client(HTTP_HOST="localhost")
    username = f"{worker.agency_id}-{worker.staff_id}".lower()
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    return client


def test_every_row_that_a_page_showed_is_in_its_line_by_person_category_and_level(worker_of: Make) -> None:
    from kith.apps.audit.queries import list_newest_events

    given = _open_page(worker_of("SCH_1", "S1", "LEAD_WORKER", session_ref="s" * 64))
    line = list_newest_events(1)[0]
    logged: Counter[tuple[str, str]] = Counter()
    for code in line["shown"]:
        ref, category, _, rows = code.split("|")
        logged[(ref, category)] += int(rows)
    people = Counter((member.person_ref, "IDENTITY") for member in given["members"])
    people += Counter((ref, "RELATIONS") for row in given["relations"] for ref in (row.from_ref, row.to_ref))
    people += Counter((row.person_ref, "ADDRESS") for row in given["residences"])
    people += Counter((row.person_ref or "", row.category) for row in given["facts"])
    assert all(logged[key] >= count for key, count in people.items())
    assert sum(logged.values()) == line["rows_shown"] == sum(people.values()) + len(given["work"])
    assert {row.person_ref for row in given["members"]} <= set(line["subject_refs"])
    assert (line["tie_kind"], line["session_ref"], line["has_second_factor"]) == ("LEAD", "s" * 64, True)
    levels = {code.split("|")[0]: code.split("|")[2] for code in line["shown"] if "|ATTENDANCE|" in code}
    assert levels == {"P-ELLA": "4"}, "the school's own record, whole"


def test_a_person_reads_their_own_entries_and_no_other_reference(worker_of: Make) -> None:
    _open_page(worker_of("SCH_1", "S1", "LEAD_WORKER"))
    own = _about("P-DAWN")
    assert [(each.agency_id, each.role, each.why) for each in own] == [("SCH_1", "LEAD_WORKER", "LEAD")]
    assert "P-" not in repr(own)
    assert MARLOWES not in repr(own)
    assert _about("P-MUM") == ()
    assert "ATTENDANCE" in _about("P-ELLA")[0].categories
    assert "ATTENDANCE" not in own[0].categories, "what was shown of the child is not on the mother's list"


def test_who_is_named_on_a_line_and_was_shown_nothing_has_no_entry(world: None) -> None:
    _line(subject_refs=["P-LEE", "P-DAWN"], shown=["P-DAWN|IDENTITY|2|1"])
    assert len(_about("P-DAWN")) == 1
    assert _about("P-LEE") == ()


def test_nobody_reads_about_a_person_without_a_door_open(world: None) -> None:
    from django.db import DatabaseError

    _line(subject_refs=["P-DAWN"])
    assert len(_about("P-DAWN")) == 1
    assert _about("P-DAWN", using="default") == ()
    with pytest.raises(DatabaseError, match="denied"):
        _about("P-DAWN", using="portal")


def test_a_worker_reads_about_members_of_the_family_that_stands_open(worker_of: Make) -> None:
    from kith.apps.governance.access import open_family

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    _line(subject_refs=["P-DAWN", "P-MUM"])
    with open_family(worker, SUPPORT, MARLOWES):
        assert len(_about("P-DAWN", using="default")) == 1
        assert _about("P-MUM", using="default") == ()


def test_withholding_takes_two_people_and_ends_when_somebody_ends_it(worker_of: Make) -> None:
    from kith.apps.audit.marking import CannotWithhold
    from kith.apps.audit.queries import count_withheld, list_changes, list_waiting, list_withheld
    from kith.apps.governance.actions.log import confirm_withheld, end_withheld, withhold_line

    one = worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    other = worker_of("COUNCIL_EH", "E2", "INFORMATION_GOVERNANCE")
    event = _line(subject_refs=["P-DAWN"])
    ref = withhold_line(
        event_id=event, why="Reading it could tell him where she is", review_on=date(2026, 12, 1), by=one
    )
    assert _about("P-DAWN") == ()
    assert count_withheld() == 1
    assert not list_waiting(one)
    assert "Say whether 1" in list_waiting(other)[0].text
    for refused in (lambda: confirm_withheld(ref=ref, by=one), lambda: withhold_line(
        event_id=event, why="x", review_on=date(2026, 12, 1), by=other
    )):  # fmt: skip
        with pytest.raises(CannotWithhold):
            refused()
    confirm_withheld(ref=ref, by=other)
    assert list_withheld()[0].is_confirmed
    end_withheld(ref=ref, by=one)
    assert len(_about("P-DAWN")) == 1
    changes = list_changes("audit.WithheldLine", 1)
    assert [change.worker_id for change in changes] == [one.worker_id, other.worker_id, one.worker_id]
    assert "confirmed_by" in changes[1].changed


def test_an_entry_withheld_from_the_start_is_shown_when_its_withholding_has_ended(world: None) -> None:
    from django.utils import timezone

    from kith.apps.audit.models import WithheldLine

    event = _line(subject_refs=["P-DAWN"], is_family_visible=False, withheld_code="POLICE")
    assert _about("P-DAWN") == ()
    now = timezone.now()
    WithheldLine.objects.using("owner").create(
        ref="WH-1", event_id=event, why="x", review_on=date(2026, 12, 1), asked_by=1, asked_at=now, ended_at=now
    )
    assert len(_about("P-DAWN")) == 1


def test_the_weekly_sample_is_the_same_for_whoever_draws_it_and_waits_for_the_auditor(worker_of: Make) -> None:
    from django.utils import timezone

    from kith.apps.audit.marking import NotYoursToMark
    from kith.apps.audit.models import SampledReason
    from kith.apps.audit.queries import list_sample, list_waiting
    from kith.apps.audit.samples import draw_sample
    from kith.apps.governance.actions.log import mark_reason

    auditor = worker_of("COUNCIL_EH", "E3", "AUDITOR")
    for _ in range(6):
        _line(obligations=["RECORD", "SAMPLE_REASON"], family_ref=MARLOWES)
    _line(obligations=["RECORD"])
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    assert draw_sample(monday - timedelta(days=7)) == 0
    assert draw_sample(monday, how_many=4) == 4
    drawn = {row.event_id for row in list_sample()}
    assert draw_sample(monday, how_many=4) == 0
    SampledReason.objects.using("owner").all().delete()
    assert draw_sample(monday, how_many=4) == 4
    assert {row.event_id for row in list_sample()} == drawn < set(range(1, 7))
    assert "Look at 4 reasons" in list_waiting(auditor)[0].text
    first = list_sample()[0].sample_id
    assert mark_reason(sample_id=first, mark="ASK", note="", by=auditor)
    assert [row.mark for row in list_sample(is_marked=True)] == ["ASK"]
    assert len(list_sample(is_marked=False)) == 3
    own = SampledReason.objects.using("owner").exclude(pk=first).first()
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table audit_accessevent disable trigger user")
        cursor.execute("update audit_accessevent set worker_id = %s", [auditor.worker_id])
        cursor.execute("alter table audit_accessevent enable trigger user")
    with pytest.raises(NotYoursToMark):
        mark_reason(sample_id=own.pk, mark="FINE", note="", by=auditor)


def test_the_pages_about_the_log_are_for_those_who_watch_it_and_are_logged_themselves(worker_of: Make) -> None:
    from django.utils import timezone

    from kith.apps.audit.queries import list_newest_events
    from kith.apps.audit.samples import draw_sample

    _line(family_ref=MARLOWES, obligations=["SAMPLE_REASON"])
    draw_sample(timezone.localdate() - timedelta(days=timezone.localdate().weekday()))
    event = _line(family_ref=MARLOWES, subject_refs=["P-DAWN"], shown=["P-DAWN|HEALTH|3|2"])
    auditor = _sign_in(worker_of("COUNCIL_EH", "E3", "AUDITOR"))
    governor = _sign_in(worker_of("COUNCIL_EH", "E2", "INFORMATION_GOVERNANCE"))
    helper = _sign_in(worker_of("SCH_1", "S1", "LEAD_WORKER"))
    for path in ("/log/", f"/log/{event}/", "/log/seals/", "/log/sample/"):
        assert helper.get(path).status_code == 403, path
        assert auditor.get(path).status_code == 200, path
    assert auditor.get("/log/withheld/").status_code == 403
    assert governor.get("/log/withheld/").status_code == 200
    sent = auditor.post("/log/", {"family_ref": MARLOWES, "since": "2026-01-01"})
    assert (sent.status_code, sent["Location"]) == (302, "/log/"), "what was typed is not in the address"
    assert "1 reason to look at" in auditor.get("/log/sample/").content.decode()
    assert auditor.post("/log/sample/", {"sample": "1"}).status_code == 422
    assert auditor.post("/log/sample/", {"sample": "1", "1-mark": "FINE"})["Location"] == "/log/sample/"
    body = auditor.get("/log/").content.decode()
    assert f"/log/{event}/" in body
    assert "Marlowe" not in body
    newest = list_newest_events(1)[0]
    assert (newest["action"], newest["role"], newest["family_ref"]) == ("LIST", "AUDITOR", MARLOWES)
    assert newest["signed_in_by"] == "password+totp"
    signed_in = [line for line in list_newest_events(50) if line["action"] == "SIGN_IN"]
    assert len(signed_in) == 3, "each of the three once"
    assert {len(str(newest[name])) for name in ("session_ref", "ip_hash", "device_hash")} == {64}
    assert "127.0.0.1" not in repr(newest)
    assert auditor.post("/log/", {"since": "yesterday"}).status_code == 422
    auditor.post("/log/", {"family_ref": "F-N0THERE"})
    assert "No line fits" in auditor.get("/log/").content.decode()
    assert auditor.post(f"/log/{event}/", {"why": "x" * 30, "review_on": "2026-12-01"}).status_code == 403
    assert governor.post(f"/log/{event}/", {"why": "too short", "review_on": "2020-01-01"}).status_code == 422
    held = {"why": "Reading it could tell him where she is.", "review_on": "2026-12-01"}
    assert governor.post(f"/log/{event}/", held)["Location"] == "/log/withheld/"
    assert _about("P-DAWN") == ()


def test_a_line_cannot_be_forged_for_another_worker_or_another_time(worker_of: Make) -> None:
    from django.db import DatabaseError, connections, transaction

    from kith.apps.audit.queries import list_newest_events
    from kith.apps.governance.access import open_desk

    worker = worker_of("COUNCIL_EH", "E3", "AUDITOR")
    insert = """insert into audit_accessevent (worker_id, on_behalf_of, role, agency_id, session_ref,
        signed_in_by, has_second_factor, ip_hash, device_hash, purpose, action, family_ref, subject_refs,
        found_family_refs, shown, categories, rows_shown, level_asked, level_granted, gate, outcome, tie_kind, basis,
        obligations, agreement_refs, preference_refs, break_glass_ref, enquiry_ref, reason_given, query_fingerprint,
        policy_version, is_family_visible, withheld_code)
        values (%s, '', '', '', '', '', false, '', '', '', 'VIEW', '', '{}', '{}', '{}', '{}', 0,
        0, 0, '', 'DENIED', '', '', '{}', '{}', '{}', '', '', false, '', '1', true, '')"""
    with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(insert, [worker.worker_id])
    with pytest.raises(DatabaseError), open_desk(worker, action="WRITE"), connections["default"].cursor() as cursor:
        cursor.execute(insert, [worker.worker_id + 1])
    for stamp in ("id = 7", "at = '2020-01-01'", "tx = 1", "epoch = 9"):
        column, value = stamp.split(" = ")
        forged = insert.replace("(worker_id", f"({column}, worker_id").replace("(%s", f"({value}, %s")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            open_desk(worker, action="WRITE"),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute(forged, [worker.worker_id])
    with open_desk(worker, action="WRITE"), connections["default"].cursor() as cursor:
        cursor.execute(insert, [worker.worker_id])
        cursor.execute("select pg_current_xact_id()::text::bigint, now()")
        tx, now = cursor.fetchone()
    line = list_newest_events(1)[0]
    assert (line["epoch"], line["tx"], line["at"]) == (1, tx, now)


@pytest.mark.parametrize("alias", ["default", "portal", "public"])
def test_who_adds_lines_chooses_no_stamp_and_reads_none(database: None, alias: str) -> None:
    from django.db import connections

    from kith.project.grants import LINE

    with connections[alias].cursor() as cursor:
        cursor.execute(
            "select attname, has_column_privilege('audit_accessevent', attname, 'insert'),"
            " has_column_privilege('audit_accessevent', attname, 'select')"
            " from pg_attribute where attrelid = 'audit_accessevent'::regclass and attnum > 0 and not attisdropped"
        )
        rows = cursor.fetchall()
    assert {name for name, may_add, _ in rows if may_add} == (set(LINE) if alias == "default" else set())
    assert {name for name, _, _ in rows} - set(LINE) == {"id", "at", "tx", "epoch"}
    assert not any(may_read for _, _, may_read in rows)


def test_every_tracked_write_says_who_did_it(worker_of: Make) -> None:
    """What setting up an example writes, by commands and as the owner: no change without a name and an action."""
    import pghistory.models
    from django.apps import apps

    from kith.apps.audit.queries import list_changes
    from kith.apps.governance.models import Agreement

    worker_of("COUNCIL_EH", "E3", "AUDITOR")
    histories = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    assert len(histories) > 10
    nameless = {
        model.__name__: count
        for model in histories
        if (count := model.objects.using("owner").filter(pgh_context=None).count())
    }
    assert not nameless
    agreement = Agreement.objects.using("owner").first()
    assert agreement is not None
    change = list_changes("governance.Agreement", agreement.pk)[0]
    assert (change.what, change.action) == ("Made", "sign_agreement")
    assert change.by


def test_lists_that_name_no_family_are_shown_when_asked_for_and_say_what_they_were_of(worker_of: Make) -> None:
    from kith.apps.audit.queries import PAGE
    from kith.apps.governance.queries.log_words import LIST_WORDS

    worker = worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    _open_page(worker_of("SCH_1", "S1", "LEAD_WORKER"))
    client = _sign_in(worker)
    for address in ("/log/seals/", "/decisions/", "/log/"):
        client.get(address)
    plain, asked = client.get("/log/").content.decode(), client.get("/log/?lists=1").content.decode()
    assert MARLOWES in plain
    for words in ("listed the log", "listed decisions to share or not"):
        assert words in asked
        assert words not in plain
    assert "Older lines" not in plain
    for _ in range(PAGE):
        client.get("/log/seals/")
    assert "Older lines" not in client.get("/log/").content.decode()
    first = client.get("/log/?lists=1").content.decode()
    assert "&amp;lists=1" in first
    assert first.count('scope="row"') == PAGE
    codes = _codes_of_lists()
    assert codes <= LIST_WORDS.keys()
    assert len(codes) > 15  # or nothing was found to compare


def _codes_of_lists() -> set[str]:
    import re
    from pathlib import Path

    import kith.apps

    files = Path(str(kith.apps.__path__[0])).rglob("*.py")
    return {code for file in files for code in re.findall(r'about="([A-Z_]+)"', file.read_text(encoding="utf-8"))}


def test_a_list_of_a_family_that_hides_is_no_line_among_those_that_name_one(worker_of: Make) -> None:
    """A privacy officer who is not cleared would else see that a list was found by a family that is not told."""
    from kith.apps.audit.actions import LIST
    from kith.apps.audit.queries import LogFilter
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.queries.log_pages import list_log
    from tests.builders.small_world import REFUGE

    cleared = worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE", is_shield_cleared=True)
    with open_desk(cleared, action=LIST, about="LOG", family_ref=REFUGE):
        pass
    assert [each.row.family_ref for each in list_log(LogFilter(), before=None, by=cleared)] == [REFUGE]
    assert not list_log(LogFilter(), before=None, by=worker_of("HOMES", "L1", "INFORMATION_GOVERNANCE"))

"""What is typed and not sent: kept as typed, one writer at a time, five former states, nobody else's to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from kith.apps.audit.actions import LIST
from kith.apps.drafts import actions, kinds, queries
from kith.apps.drafts.hooks import HOLDINGS
from kith.apps.drafts.models import Draft, DraftVersion
from kith.apps.governance.access import DESK, begin, open_desk
from tests.builders.small_world import MARLOWES, PLAIN, REFUGE

OWN, DOOR, FAMILY = "test-own", "test-door", "test-family"


@pytest.fixture(autouse=True)
def forms() -> Iterator[None]:
    before = dict(kinds._registered)
    kinds.register_form(kinds.FormKind(OWN, "A form", way_back=lambda about, section: "/"))
    kinds.register_form(kinds.FormKind(DOOR, "A contact", kept_for=kinds.FRONT_DOOR))
    kinds.register_form(kinds.FormKind(FAMILY, "A plan", kept_for=kinds.FAMILY))
    yield
    kinds._registered.clear()
    kinds._registered.update(before)


@pytest.fixture
def lead(worker_of: Any) -> Any:
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def housing(worker_of: Any) -> Any:
    return worker_of("HOMES", "L1", "PRACTITIONER")


@pytest.fixture
def stranger(worker_of: Any) -> Any:
    return worker_of("SCH_1", "S2", "PRACTITIONER")


def _read(who: Any, form: str = OWN, **which: str) -> Any:
    with open_desk(who, action=LIST, about="WAITING") as desk:
        return queries.find_draft(desk, form=form, **which)


def _versions(who: Any, form: str = OWN, **which: str) -> Any:
    with open_desk(who, action=LIST, about="WAITING") as desk:
        return queries.list_versions(desk, form=form, **which)


def _save(who: Any, text: str, form: str = OWN, seen: int | None = 0, **which: str) -> actions.Saved:
    return actions.save_draft(by=who, form=form, values={"words": text}, seen_version=seen, **which)


def _put_back(**minutes: int) -> None:
    """Let so much time have gone by since everything was written."""
    gone = timedelta(**minutes)
    for row in Draft.objects.using("owner").all():
        for field in ("begun_at", "saved_at", "kept_at", "held_since", "held_until"):
            setattr(row, field, getattr(row, field) - gone)
        row.save(using="owner")


def test_what_is_typed_is_given_back_as_it_was(lead: Any) -> None:
    typed = {"born": "31 Febr", "reasons": ["A", ""], "words": "Half a sent"}
    saved = actions.save_draft(by=lead, form=OWN, values=typed, seen_version=0)
    row = _read(lead)
    assert (row.values, row.version, row.saved_at, row.is_mine) == (typed, 1, saved.saved_at, True)


def test_ones_own_is_nobody_elses(lead: Any, stranger: Any) -> None:
    _save(lead, "mine")
    assert _read(stranger) is None
    _save(stranger, "theirs")
    assert _read(lead).values == {"words": "mine"}


def test_the_database_shows_a_stranger_nothing_and_takes_nothing_in_anothers_name(lead: Any, stranger: Any) -> None:
    _save(lead, "canary")
    _save(lead, "canary", FAMILY, family_ref=MARLOWES)
    with transaction.atomic():
        begin(stranger, None, scope=DESK)
        assert list(Draft.objects.all()) == []
        row = {"form": OWN, "agency_id": "SCH_1", "worker_id": lead.worker_id, "about": "P-ELLA"}
        times = dict.fromkeys(("begun_at", "saved_at", "kept_at", "held_since", "held_until"), timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.create(**row, **times)
    assert list(Draft.objects.all()) == []  # and nobody who has not begun sees any


def test_those_who_work_with_a_family_go_on_writing_together(lead: Any, housing: Any, stranger: Any) -> None:
    _save(lead, "Ella likes", FAMILY, family_ref=MARLOWES)
    assert _read(housing, FAMILY, family_ref=MARLOWES).values == {"words": "Ella likes"}
    assert not _read(housing, FAMILY, family_ref=MARLOWES).is_mine
    assert _read(stranger, FAMILY, family_ref=MARLOWES) is None


def test_nobody_keeps_words_for_a_family_that_is_not_theirs(lead: Any) -> None:
    for family in (PLAIN, REFUGE, "F-N0SVCH1"):
        with pytest.raises(DatabaseError):
            _save(lead, "nosy", FAMILY, family_ref=family)


def test_the_front_door_shares_among_itself(worker_of: Any, lead: Any) -> None:
    fay, max_ = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR"), worker_of("COUNCIL_EH", "E2", "FRONT_DOOR")
    _save(fay, "A school rang", DOOR, about="CO-1")
    assert _read(max_, DOOR, about="CO-1").values == {"words": "A school rang"}
    with pytest.raises(DatabaseError):
        _save(lead, "not the front door", DOOR, about="CO-2")


def test_one_writes_at_a_time_and_the_other_is_told_who(lead: Any, housing: Any) -> None:
    _save(lead, "Priya's", FAMILY, family_ref=MARLOWES)
    with pytest.raises(actions.SomebodyElseWrites):
        _save(housing, "Sam's", FAMILY, seen=1, family_ref=MARLOWES)
    with open_desk(housing, action=LIST, about="WAITING") as desk:
        who = queries.who_is_editing(desk, form=FAMILY, family_ref=MARLOWES)
    assert str(who).startswith("Priya Shah, since ")
    assert _read(lead, FAMILY, family_ref=MARLOWES).values == {"words": "Priya's"}
    _save(housing, "another section", FAMILY, section="plan", family_ref=MARLOWES)


def test_the_lock_holds_against_the_connection_too(lead: Any, housing: Any) -> None:
    _save(lead, "Priya's", FAMILY, family_ref=MARLOWES)
    with transaction.atomic():
        begin(housing, None, scope=DESK)
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.update(worker_id=housing.worker_id, typed={"words": "taken"})
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.update(worker_id=housing.worker_id, held_until=timezone.now() - timedelta(days=1))


def test_after_a_quarter_of_an_hour_or_on_leaving_it_is_free_and_nothing_is_lost(lead: Any, housing: Any) -> None:
    _save(lead, "Priya's", FAMILY, family_ref=MARLOWES)
    actions.let_go(by=lead, form=FAMILY, family_ref=MARLOWES)
    _save(housing, "Sam's", FAMILY, seen=1, family_ref=MARLOWES)
    _put_back(minutes=16)
    _save(lead, "Priya's again", FAMILY, seen=2, family_ref=MARLOWES)
    former = [(row.values["words"], row.written_by) for row in _versions(lead, FAMILY, family_ref=MARLOWES)]
    assert former == [("Sam's", "Sam Reid"), ("Priya's", "Priya Shah")]


def test_an_older_window_does_not_write_over_a_newer_one(lead: Any) -> None:
    _save(lead, "one")
    _save(lead, "two", seen=1, page="a")
    with pytest.raises(actions.DraftMovedOn):
        _save(lead, "three", seen=1, page="b")
    assert _read(lead).values == {"words": "two"}
    _save(lead, "three", seen=None, page="b")
    assert _read(lead).values == {"words": "three"}
    assert [row.values["words"] for row in _versions(lead)] == ["two"]


def test_an_answer_that_was_lost_on_the_way_does_not_stop_the_same_page(lead: Any) -> None:
    _save(lead, "one", page="a")
    _save(lead, "one two", page="a")  # the page never heard that "one" was saved
    again = _save(lead, "one two", page="a")
    assert (again.version, _read(lead).values) == (2, {"words": "one two"})


def test_five_former_states_are_kept_five_minutes_apart(lead: Any) -> None:
    for number in range(9):
        _save(lead, f"state {number}", seen=None if number == 0 else number, page="a")
        _put_back(minutes=6)
    assert [row.values["words"] for row in _versions(lead)] == [f"state {number}" for number in (7, 6, 5, 4, 3)]
    assert DraftVersion.objects.using("owner").count() == 5


def test_what_goes_at_a_stroke_is_put_by_first_and_can_be_had_back(lead: Any) -> None:
    long = "A sentence about Ella and school. " * 10
    _save(lead, long, page="a")
    _save(lead, "", seen=1, page="a")
    version = _versions(lead)[0].version
    actions.restore_draft(by=lead, form=OWN, version=version)
    assert _read(lead).values == {"words": long}
    assert "" in [row.values["words"] for row in _versions(lead)]
    with pytest.raises(actions.NoSuchVersion):
        actions.restore_draft(by=lead, form=OWN, version=99)


def _finish_and_fail(who: Any) -> None:
    with open_desk(who, action="WRITE"):
        actions.finish_draft(by=who, form=OWN)
        raise InterruptedError


def test_finishing_stands_or_falls_with_what_was_written(lead: Any) -> None:
    _save(lead, "sent", page="a")
    with pytest.raises(InterruptedError):
        _finish_and_fail(lead)
    assert _read(lead) is not None
    with open_desk(lead, action="WRITE"):
        actions.finish_draft(by=lead, form=OWN)
    assert _read(lead) is None


def test_nobody_sends_a_section_away_under_its_writer(lead: Any, housing: Any) -> None:
    _save(lead, "Priya's", FAMILY, family_ref=MARLOWES)
    with open_desk(housing, action="WRITE"), pytest.raises(actions.SomebodyElseWrites):
        actions.finish_draft(by=housing, form=FAMILY, section=None, family_ref=MARLOWES)
    assert _read(lead, FAMILY, family_ref=MARLOWES) is not None


def test_a_form_nobody_knows_and_too_much_are_refused(lead: Any) -> None:
    with pytest.raises(kinds.NoSuchForm):
        _save(lead, "words", "no-such-form")
    with pytest.raises(actions.TooMuchTyped):
        _save(lead, "x" * 200_001)


def test_a_person_is_told_of_it_moved_with_it_and_erased_from_it(lead: Any) -> None:
    _save(lead, "about Ella", about="P-ELLA")
    actions.save_draft(by=lead, form=OWN, section="who", values={"who": ["P-ELLA", "P-JAY"]}, seen_version=0)
    assert len(list(HOLDINGS.tell("P-ELLA", "owner"))) == 2
    assert HOLDINGS.of_whom is not None
    assert HOLDINGS.of_whom(["P-ELLA", "P-JAY", "P-DAWN"], "owner") == {"P-ELLA", "P-JAY"}
    with transaction.atomic(using="owner"):
        assert HOLDINGS.merge("P-ELLA", "P-ZOE", "owner") == 1
    assert _read(lead, about="P-ZOE").values == {"words": "about Ella"}
    assert HOLDINGS.erase("P-JAY", "owner") == 1
    assert _read(lead, section="who") is None


def test_what_nobody_touched_for_ninety_days_is_let_go(lead: Any) -> None:
    _save(lead, "given up")
    _save(lead, "still at it", section="two")
    Draft.objects.using("owner").filter(section="").update(saved_at=timezone.now() - timedelta(days=91))
    assert actions.forget_old_drafts(timezone.now(), by="test") == 1
    assert _read(lead, section="two") is not None


def test_the_log_says_that_something_was_written_and_never_what(lead: Any) -> None:
    for text in ("one", "one t", "one two"):
        _save(lead, text, page="a")
    with connections["audit"].cursor() as audit:
        audit.execute("select categories from audit_accessevent where worker_id = %s", [lead.worker_id])
        lines = [row[0] for row in audit.fetchall()]
    assert [line for line in lines if line == ["DRAFT"]] == [["DRAFT"]]

"""The sealed log: what is edited, deleted, put in, emptied or cut off is found, and an honest log always verifies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

LINES = 12


def _write(how_many: int = 1, alias: str = "default") -> None:
    from django.db import transaction

    from kith.apps.audit.actions import Line, record_access

    for number in range(how_many):
        with transaction.atomic(using=alias):
            line = Line("VIEW", None, "MANAGER", "SCH_1", "SUPERVISION", 4, 3, "", "1", subject_refs=[f"P-{number}"])
            record_access(line, using=alias)


def _as_attacker(sql: str, *parameters: object) -> None:
    """Do what only somebody with the owner's password could: switch the triggers off and change what is there."""
    from django.db import connections, transaction

    tables = ("audit_accessevent", "audit_seal", "audit_epoch", "audit_logdisposal")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(sql, parameters or None)
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")


def _verify(heads: Any = ()) -> Any:
    from kith.apps.audit.verify import verify_log

    return verify_log(heads)


@pytest.fixture
def sealed(database: None, tmp_path: Path) -> tuple[Any, ...]:
    """Three seals of four lines each, the heads lodged with two partners."""
    from kith.apps.audit.heads import ask_to_lodge, lodge_heads, read_lodged
    from kith.apps.audit.seal import seal_log

    for _ in range(3):
        _write(LINES // 3)
        assert seal_log() == LINES // 3
        ask_to_lodge(["POLICE", "HOMES"])
    assert lodge_heads(tmp_path) == (6, 0)
    return read_lodged(tmp_path)


def test_an_honest_log_verifies_and_says_what_nobody_has_sealed_yet(sealed: tuple[Any, ...]) -> None:
    _write(2)
    report = _verify(sealed)
    assert (report.outcome, report.seals, report.lines, report.unsealed, report.heads) == ("WHOLE", 3, LINES, 2, 6)
    assert _verify().outcome == "UNPROVED", "without a lodged head nobody knows of a tail that was cut off"


EDITS = {
    "edited": ("update audit_accessevent set purpose = 'TRIAGE' where id = 6", "Line 6 .* was altered after seal 2"),
    "moved in time": ("update audit_accessevent set at = at - interval '1 day' where id = 9", "Line 9 .* was altered"),
    "hidden": ("update audit_accessevent set is_family_visible = false where id = 1", "Line 1 .* was altered"),
    "deleted": ("delete from audit_accessevent where id = 7", "Line 7 was deleted"),
    "put in late": (
        "insert into audit_accessevent select (jsonb_populate_record(null::audit_accessevent,"
        " to_jsonb(e) || '{\"id\": 999}')).* from audit_accessevent e where id = 2",
        "Line 999 .* was put in after seal 1",
    ),
    "put in an epoch nobody signed for": (
        "update audit_accessevent set epoch = 2 where id = 12",
        "Line 12 was deleted",
    ),
    "emptied": ("truncate audit_accessevent", "Line 1 was deleted"),
    "a seal taken out": ("delete from audit_seal where number = 2", "Seal 2 is missing"),
    "a seal's roll changed with its line": (
        "update audit_seal set roll = '\\xff'::bytea || substr(roll, 2) where number = 3",
        "Seal 3 was itself altered",
    ),
    "a seal's reach narrowed": ("update audit_seal set to_tx = to_tx - 1 where number = 1", "Seal 1 was itself"),
}


@pytest.mark.parametrize("what", EDITS)
def test_whatever_is_changed_is_caught_and_the_first_line_named(sealed: tuple[Any, ...], what: str) -> None:
    import re

    statement, named = EDITS[what]
    _as_attacker(statement)
    report = _verify(sealed)
    assert report.outcome == "ALTERED"
    assert re.search(named, report.altered[0]), report.altered


def test_a_tail_cut_off_with_its_seal_is_caught_by_the_lodged_head_alone(sealed: tuple[Any, ...]) -> None:
    _as_attacker("delete from audit_accessevent where tx >= (select from_tx from audit_seal where number = 3)")
    _as_attacker("delete from audit_seal where number = 3")
    assert _verify().outcome == "UNPROVED"
    report = _verify(sealed)
    assert report.outcome == "ALTERED"
    assert "the end of the log was cut off" in report.altered[0]


def test_a_chain_made_anew_over_changed_lines_is_caught_by_the_lodged_head(sealed: tuple[Any, ...]) -> None:
    from kith.apps.audit.seal import seal_log

    _as_attacker("update audit_accessevent set worker_id = 99 where id = 6")
    _as_attacker("delete from audit_seal where number >= 2")
    assert seal_log() == 8
    assert _verify().outcome == "UNPROVED"
    assert "the chain was replaced" in _verify(sealed).altered[0]


def test_what_commits_late_is_in_a_later_seal_and_every_seal_verifies(database: None) -> None:
    """Six writers whose lines are numbered early and committed late, while the sealer runs beside them."""
    from django.db import connections, transaction

    from kith.apps.audit.actions import Line, record_access
    from kith.apps.audit.seal import seal_log

    line = Line("VIEW", None, "MANAGER", "SCH_1", "SUPERVISION", 4, 3, "", "1")

    def write() -> None:
        for _ in range(15):
            with transaction.atomic(), connections["default"].cursor() as cursor:
                record_access(line)
                cursor.execute("select pg_sleep(random() * 0.01)")
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    sealed = 0
    while any(writer.is_alive() for writer in writers):
        sealed += seal_log()
    for writer in writers:
        writer.join()
    sealed += seal_log()
    report = _verify()
    assert sealed == report.lines == 90
    assert not report.altered


def test_a_writer_that_has_not_finished_holds_the_seal_back(database: None) -> None:
    from django.db import transaction

    from kith.apps.audit.seal import seal_log

    finished = threading.Event()
    written = threading.Event()

    def slow() -> None:
        from django.db import connections

        with transaction.atomic():
            _write()
            written.set()
            finished.wait(10)
        connections.close_all()

    writer = threading.Thread(target=slow)
    writer.start()
    written.wait(10)
    _write()
    assert seal_log() == 0, "a line written after one that is not committed yet must wait for it"
    finished.set()
    writer.join()
    assert seal_log() == 2


KILLED = """
import django, os, signal
django.setup()
from django.db import connections, transaction
from kith.apps.base.sql import sql_text
with transaction.atomic(using="audit"), connections["audit"].cursor() as cursor:
    cursor.execute(sql_text("kith.apps.audit", "seal_next"), {"at_most": 1000})
    assert cursor.fetchone()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_sealer_killed_before_it_committed_leaves_the_chain_whole(sealed: tuple[Any, ...]) -> None:
    from kith.apps.audit.seal import seal_log

    _write(3)
    killed = subprocess.run([sys.executable, "-c", KILLED], env=dict(os.environ), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert seal_log() == 3
    assert _verify(sealed).outcome == "WHOLE"


def test_a_restored_database_logs_nothing_until_two_people_sign_for_it(sealed: tuple[Any, ...]) -> None:
    """As if the copy had been put on a new server, whose transactions are numbered from far below."""
    from kith.apps.audit.actions import LogWaitsForEpoch
    from kith.apps.audit.seal import EpochNotSigned, LogWasRestored, begin_epoch, seal_log

    _write(2)  # what the copy brought along unsealed
    _restored_on_a_server_that_counts_lower()
    with pytest.raises(LogWaitsForEpoch):
        _write()
    with pytest.raises(LogWasRestored):
        seal_log()
    why = "Restored the copy of Tuesday night"
    for one, other in (("Ida Admin", ""), ("Ida Admin", "ida admin ")):
        with pytest.raises(EpochNotSigned):
            begin_epoch(first_signature=one, second_signature=other, why=why)
    assert begin_epoch(first_signature="Ida Admin", second_signature="Gil Govern", why=why) == 2
    _write(3)
    assert seal_log() == 3
    report = _verify()
    assert not report.altered
    assert report.lines == LINES + 2 + 3
    assert "Ida Admin and Gil Govern" in report.epochs[0]
    _as_attacker("update audit_epoch set second_signature = 'Somebody Else'")
    assert _verify().outcome == "ALTERED"


def test_seals_that_a_restore_lost_are_told_with_who_signed_for_it(sealed: tuple[Any, ...]) -> None:
    from kith.apps.audit.seal import begin_epoch, seal_log

    _as_attacker("delete from audit_accessevent where id > 8")
    _as_attacker("delete from audit_seal where number = 3")
    begin_epoch(first_signature="Ida Admin", second_signature="Gil Govern", why="Restored to noon")
    _write(2)
    assert seal_log() == 2
    report = _verify(sealed)
    assert report.outcome == "LOST"
    assert "Ida Admin and Gil Govern" in report.lost[0]


def test_heads_wait_for_a_folder_that_is_away_and_none_is_lost(sealed: tuple[Any, ...], tmp_path: Path) -> None:
    from kith.apps.audit.heads import ask_to_lodge, lodge_heads, read_lodged
    from kith.apps.audit.seal import seal_log

    away = tmp_path / "away"
    away.write_text("not a folder", encoding="utf-8")
    _write()
    seal_log()
    ask_to_lodge(["POLICE"])
    ask_to_lodge(["POLICE"])
    assert lodge_heads(away) == (0, 1)
    away.unlink()
    assert lodge_heads(away) == (1, 0)
    assert [head.number for head in read_lodged(away)] == [4]
    assert _verify(read_lodged(away)).outcome == "WHOLE"


def test_lines_past_their_time_go_seal_by_seal_and_the_chain_holds(sealed: tuple[Any, ...]) -> None:
    from datetime import date, timedelta

    from kith.apps.audit.disposal import dispose_before

    tomorrow = date.today() + timedelta(days=1)
    assert dispose_before(date(2020, 1, 1), certificate="DC-OLD", by="test") == 0
    assert dispose_before(tomorrow, certificate="DC-HELD", by="test", held_refs=["P-0"]) == 0, "a record still lives"
    assert dispose_before(tomorrow, certificate="DC-TEST", by="test") == LINES
    report = _verify(sealed)
    assert (report.outcome, report.lines) == ("WHOLE", 0)
    assert "12 lines of 3 seals (1 to 3) were disposed of" in report.disposals[0]
    assert "DC-TEST" in report.disposals[0]
    _as_attacker("delete from audit_logdisposal")
    assert _verify(sealed).outcome == "ALTERED", "without its certificate a disposal is a deletion"


def _restored_on_a_server_that_counts_lower() -> None:
    """Put the seals and lines a long way up, hashes worked out anew, which is how a lower server sees them."""
    shift = 1_000_000
    _as_attacker(f"update audit_accessevent set tx = tx + {shift}")
    _as_attacker(f"""
        do $$ declare s record; before text := ''; fresh bytea; hashed text; begin
        for s in select * from audit_seal order by number loop
            if s.from_tx > 0 then s.from_tx := s.from_tx + {shift}; end if;
            s.to_tx := s.to_tx + {shift};
            select string_agg(int8send(e.id) || kith_log_line(e), ''::bytea order by e.tx, e.id) into fresh
            from audit_accessevent e where e.tx >= s.from_tx and e.tx < s.to_tx;
            hashed := kith_seal_hash(
                s.number, s.epoch, s.from_tx, s.to_tx, s.lines, s.form, s.sealed_at, before, fresh);
            update audit_seal set from_tx = s.from_tx, to_tx = s.to_tx, roll = fresh, previous = before, hash = hashed
            where number = s.number;
            before := hashed;
        end loop; end $$""")

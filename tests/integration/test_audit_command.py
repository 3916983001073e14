"""``kith audit``: what it says and how it ends, so that whatever runs it each night knows without reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def kith(database: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run ``kith audit ...`` in this process, with partners' folders in a folder of its own."""
    from click.testing import CliRunner

    from kith.project.commands import audit

    monkeypatch.setattr(audit, "start_django", lambda: None)
    monkeypatch.setenv("KITH_LODGE", str(tmp_path / "lodged"))
    return lambda *words: CliRunner().invoke(audit.audit, words, catch_exceptions=False)


def _write(how_many: int) -> None:
    from django.db import transaction

    from kith.apps.audit.actions import Line, record_access

    for _ in range(how_many):
        with transaction.atomic():
            record_access(Line("VIEW", None, "MANAGER", "SCH_1", "SUPERVISION", 4, 3, "", "1"))


def test_seal_lodge_and_verify_from_the_first_line_to_a_cut_off_tail(kith: Any, tmp_path: Path) -> None:
    from datetime import date

    from django.db import connections

    from kith.handover.example import sign_agreements

    sign_agreements("Wexmoor", date(2026, 11, 20))
    _write(3)
    assert "3 lines sealed" in kith("seal").output
    said = kith("verify")
    assert (said.exit_code, "No lodged head was compared" in said.output) == (0, True)
    assert "0 still wait" in kith("lodge").output
    heads = tmp_path / "lodged" / "POLICE" / "heads.jsonl"
    assert json.loads(heads.read_text(encoding="utf-8"))["number"] == 1
    _write(2)
    said = kith("verify", "--head", str(heads))
    assert said.exit_code == 0
    assert "2 lines since the last seal" in said.output
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table audit_seal disable trigger user; delete from audit_seal")
        cursor.execute("alter table audit_seal enable trigger user")
    said = kith("verify", "--head", str(heads))
    assert (said.exit_code, "cut off" in said.output) == (3, True)


def test_an_epoch_takes_two_names_and_tells_them_ever_after(kith: Any) -> None:
    from kith.apps.audit.seal import EpochNotSigned

    with pytest.raises(EpochNotSigned):
        kith("epoch", "--signed-by", "Ida Admin", "--why", "Restored")
    names = ("--signed-by", "Ida Admin", "--signed-by", "Gil Govern")
    assert "Epoch 2" in kith("epoch", *names, "--why", "Restored Tuesday's copy").output
    assert "Ida Admin and Gil Govern: Restored Tuesday's copy" in kith("verify").output


def test_a_file_that_is_not_of_heads_is_refused(kith: Any, tmp_path: Path) -> None:
    from kith.apps.audit.heads import HeadUnreadable

    wrong = tmp_path / "heads.jsonl"
    wrong.write_text('{"number": 1}\n', encoding="utf-8")
    with pytest.raises(HeadUnreadable):
        kith("verify", "--head", str(wrong))


def test_disposal_leaves_the_lines_of_people_whom_kith_still_holds(kith: Any) -> None:
    from kith.apps.audit.seal import seal_log

    _write(2)
    seal_log()
    said = kith("dispose", "--before", "2099-01-01", "--certificate", "DC-1", "--by", "Ida Admin")
    assert "2 lines were disposed of" in said.output
    assert "under certificate DC-1" in kith("verify").output


def test_the_sealer_beside_the_worker_seals_and_ends_with_it(database: None) -> None:
    import time

    from kith.apps.audit.verify import count_sealed
    from kith.project.sealer import sealing

    _write(2)
    with sealing(every=0.05):
        for _ in range(100):
            if count_sealed() == 2:
                break
            time.sleep(0.02)
        _write(1)
    assert count_sealed() == 3, "what was written last is sealed as it ends"

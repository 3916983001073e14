"""The doctor finds what is wrong, says how to mend it, and never stumbles itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.project import doctor


def test_every_finding_that_is_not_well_says_how_to_mend_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_VAR", str(tmp_path))
    findings = list(doctor.examine())
    assert len(findings) == len(doctor.LOOKS)
    assert not [finding.about for finding in findings if finding.state != "ok" and not finding.mend]


def test_passwords_that_others_can_read_are_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_VAR", str(tmp_path))
    (tmp_path / "pg").mkdir()
    secret = tmp_path / "pg" / "cluster.json"
    secret.write_text("{}", encoding="utf-8")
    secret.chmod(0o644)
    found = {finding.about: finding for finding in doctor.examine()}["var folder"]
    assert found.state == "wrong"
    assert found.mend.startswith("chmod 600")


def test_a_look_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken() -> doctor.Finding:
        raise OSError("a value that must not be shown")

    monkeypatch.setattr(doctor, "LOOKS", (_broken,))
    (found,) = doctor.examine()
    assert found.state == "wrong"
    assert "must not" not in found.said

"""Files for another case system: its own agencies' help in its own numbers, each row saying whose record it is."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.enquiries import owner_sql, shield
from tests.builders.episodes import act, open_for
from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def systems(monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.apps.base import other_systems

    one = {"code": "CASE_SYSTEM", "name": "The case system", "agencies": ["SCH_1"], "schemes": ["RECORD"]}
    systems = [one | {"source": "ssd"}, one | {"code": "NUMBERLESS", "schemes": ["UPN"]}]
    read = {each["code"]: other_systems.read_system(each) for each in systems}
    monkeypatch.setattr("kith.apps.base.other_systems.load_systems", lambda: read)


@pytest.fixture
def helped(worker_of: Make) -> Any:
    """Ella and Jay are helped by the school; the case system knows Ella, not Jay."""
    owner_sql(
        "update people_involvement set records = 'ssd:77' || chr(31) || 'x:1' where person_ref = 'P-ELLA' returning 1"
    )
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    open_for(worker, MARLOWES, ["P-ELLA", "P-JAY"], lead=("SCH_1", "S1"))
    return worker


def _files(folder: Path, code: str = "CASE_SYSTEM") -> dict[str, list[dict[str, str]]]:
    from kith.handover.write_back import write_files

    write_files(code, folder)
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.rsplit("_", 1)[0]] = list(csv.DictReader(file))
    return found


def test_each_row_has_their_number_and_says_whose_record_it_is(helped: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    files = _files(folder)
    (episode,) = files["ssd_early_help_episodes"]
    assert (episode["earl_person_id"], episode["earl_episode_end_date"]) == ("77", "")
    assert (episode["earl_episode_organisation"], episode["earl_episode_worker_id"]) == ("SCH_1", "SCH_1/S1")
    assert (episode["kept_in"], episode["take_in"]) == ("KITH", "YES")
    (lead,) = files["ssd_involvements"]
    assert (lead["invo_person_id"], lead["invo_professional_id"], lead["take_in"]) == ("77", "SCH_1/S1", "YES")
    assert [(row["level"], row["kept_in"], row["take_in"]) for row in files["kith_levels"]] == [("3", "KITH", "YES")]
    assert files["kith_without_their_number"] == [{"kith_reference": "P-JAY"}]
    whole = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    for word in ("Ella", "Marlowe", "Canary"):
        assert word not in whole
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}


def test_a_statutory_level_is_theirs_and_a_sibling_has_her_own(helped: Any, tmp_path: Path) -> None:
    """A child of her own level is told at that one; the family's goes out for those who have none of their own."""
    owner_sql("update people_involvement set records = 'ssd:78' where person_ref = 'P-JAY' returning 1")
    owner_sql(
        "insert into casework_levelspell (episode_id, person_ref, level, valid_from, reason, decision_ref, changed_by,"
        " changed_at) select id, 'P-ELLA', '4', started_on, '', '', opened_by, now() from casework_episode returning 1"
    )
    rows = _files(tmp_path)["kith_levels"]
    assert [(row["person_id"], row["level"], row["kept_in"], row["take_in"]) for row in rows] == [
        ("78", "3", "KITH", "YES"),
        ("77", "4", "CASE_SYSTEM", "NO"),
    ]


def test_a_closure_is_told_with_its_day_and_reason_and_an_old_one_is_not(helped: Any, tmp_path: Path) -> None:
    owner_sql("update casework_episode set ended_on = started_on, end_reason = 'MET', ended_by = opened_by returning 1")
    (episode,) = _files(tmp_path / "now")["ssd_early_help_episodes"]
    assert episode["earl_episode_end_date"] == episode["earl_episode_start_date"] != ""
    assert episode["earl_episode_end_reason"] == "MET"
    owner_sql("update casework_episode set ended_on = started_on - 0, started_on = started_on - 900 returning 1")
    owner_sql("update casework_episode set ended_on = started_on + 1 returning 1")
    assert _files(tmp_path / "later")["ssd_early_help_episodes"] == []


@pytest.mark.parametrize("why", ["hidden", "doubted", "left behind", "of another agency"])
def test_nobody_stands_in_it_who_must_not(helped: Any, tmp_path: Path, why: str) -> None:
    from django.utils import timezone

    from kith.apps.governance.models import KeptApart

    assert _files(tmp_path / "before")["ssd_early_help_episodes"]
    if why == "hidden":
        shield("P-ELLA")
    elif why == "doubted":
        owner_sql(
            "insert into people_doubtedrecord (ref, family_ref, person_ref, record, reason, said_by, said_at)"
            " values ('D-1', 'F-MARL0WE', 'P-ELLA', 'ssd:77', 'x', 1, now()) returning 1"
        )
    elif why == "left behind":
        KeptApart.objects.using("owner").create(
            ref="KA-1", one_records=["ssd:77"], other_records=["x:9"], reason="WITNESS", decided_at=timezone.now(),
            decided_by="test",
        )  # fmt: skip
    else:
        owner_sql("update casework_episode set agency_id = 'HOMES' returning 1")
    files = _files(tmp_path / "after")
    assert [files[name] for name in ("ssd_early_help_episodes", "ssd_involvements", "kith_levels")] == [[], [], []]
    assert ({"kith_reference": "P-ELLA"} in files["kith_without_their_number"]) == (why in ("doubted", "left behind"))


def test_that_they_left_is_in_the_log_of_whom_they_tell(helped: Any, tmp_path: Path) -> None:
    _files(tmp_path)
    assert owner_sql("select subject_refs from audit_accessevent where action = 'EXPORT'") == ["P-ELLA"]


def test_a_system_without_numbers_gets_no_file_and_an_unknown_one_none(helped: Any, tmp_path: Path) -> None:
    from kith.apps.base.other_systems import NoSuchSystem
    from kith.apps.beside.actions.write_back import NoNumbersOfTheirs
    from kith.handover.write_back import write_files

    with pytest.raises(NoNumbersOfTheirs):
        write_files("NUMBERLESS", tmp_path / "none")
    with pytest.raises(NoSuchSystem):
        write_files("ELSEWHERE", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_pages_say_where_the_record_is_kept(helped: Any) -> None:
    from tests.builders.crawl_world import browser_of

    browser = browser_of(helped, "EARLY_HELP_SUPPORT")
    assert "the record is kept here, in Kith" in browser.get(f"/families/{MARLOWES}/episode/").content.decode()
    page = browser.get("/beside/where-kept/").content.decode()
    for words in ("Child protection", "The case system", "Early help and Family Help"):
        assert words in page
    assert act(helped, MARLOWES, lambda access, page: page.family_level.level) == "3"

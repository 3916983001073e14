"""The partnership board reads numbers: how many are linked, in view, ever seen; nobody's name, no small number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from tests.builders.published_run import write_run
from tests.builders.small_world import MARLOWES, small_world

COUNTS = {"LINKED": 1200, "IN_VIEW": 300, "OUT_OF_VIEW": 900, "IN_VIEW_CONTACT": 6, "IN_VIEW_EPISODE": 7}


@pytest.fixture
def page(worker_of: Callable[..., Any], tmp_path: Path) -> Callable[[str], str]:
    from kith.handover.load import load_run, make_live

    world = small_world()
    world["people_count"] = [{"measure": name, "people": people} for name, people in COUNTS.items()]
    make_live(load_run(write_run(tmp_path / "run-2", world), by="test").run_id, by="test")

    def read(role: str) -> str:
        from kith.apps.intake.views.board import board

        request = RequestFactory().get("/board/")
        request.user = SimpleNamespace(is_authenticated=True)
        request.session = {}
        request.purpose = None
        request.worker = worker_of("SCH_1", "S1", role)
        return board(request).content.decode()

    return read


def test_the_board_is_told_numbers_and_the_words_of_every_source(page: Callable[[str], str]) -> None:
    from kith.engine.sources import load_sources

    text = " ".join(page("COMMISSIONER").split())
    assert "1,200" in text
    assert "900" in text
    assert ">6<" not in text
    assert "fewer than 7" in text
    assert ">7<" in text
    for source in load_sources().values():
        assert source.necessity.split(".")[0].replace("'", "&#x27;") in text
    for word in ("Marlowe", MARLOWES, "P-ELLA"):
        assert word not in text


def test_seeing_somebody_is_counted_once_and_the_rest_were_never_seen(
    page: Callable[[str], str], worker_of: Callable[..., Any]
) -> None:
    from kith.apps.audit.queries.people_seen import count_people_seen
    from kith.apps.governance.access import AccessRefused, open_family

    assert count_people_seen() == 0
    lead = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with pytest.raises(AccessRefused), open_family(lead, "EARLY_HELP_SUPPORT", "F-REFVGE1"):
        pass
    assert count_people_seen() == 0
    for _ in range(2):
        with open_family(lead, "EARLY_HELP_SUPPORT", MARLOWES):
            pass
    seen = count_people_seen()
    assert 0 < seen < 20
    assert f"{1200 - seen:,}" in page("AUDITOR")


@pytest.mark.parametrize("role", ["PRACTITIONER", "FRONT_DOOR", "ANALYST", "ADMINISTRATOR", "MANAGER"])
def test_nobody_else_reads_it(page: Callable[[str], str], role: str) -> None:
    with pytest.raises(PermissionDenied):
        page(role)

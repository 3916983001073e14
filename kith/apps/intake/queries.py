"""Reads which run is live, what arrived in it, and every run's state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kith.apps.base.clock import today
from kith.apps.governance.queries.agreement_pages import Arrival
from kith.apps.intake.models import AgencyCurrency, Delivery, Run
from kith.apps.intake.models.run import LIVE
from kith.vocabulary.errors import KithError


class NoLiveRun(KithError):
    """Nothing can be shown, because no run is live."""

    code = "K605"


@dataclass(frozen=True)
class RunRow:
    """One run, for pages and for the command line."""

    key: int  # the row's number, for other rooms' queries
    run_id: str
    state: str
    as_at: date
    folder: str
    manifest_sha256: str
    has_rows: bool
    counts: dict[str, int]
    matching: dict[str, Any]  # how good its linkage is; nothing for a run that measured none
    arrivals: list[dict[str, Any]]  # by source: what came, what was late or missing
    difference: dict[str, Any]  # what it would change on the pages; nothing for a first run
    refused_because: str
    loaded_at: datetime
    loaded_by: str
    live_at: datetime | None
    live_by: str

    @property
    def amiss(self) -> list[dict[str, Any]]:
        """The sources that were late, missing, refused, or came in part."""
        return [one for one in self.arrivals if one["is_amiss"]]

    @property
    def changed_agencies(self) -> list[dict[str, Any]]:
        """The agencies of which the run says something else than the one it was compared with."""
        parts = ("people_new", "people_gone", "facts_new", "facts_gone", "facts_otherwise")
        return [one for one in self.difference.get("agencies", []) if any(one[part] for part in parts)]


@dataclass(frozen=True)
class DeliveryRow:
    """One file that arrived."""

    delivery_id: str
    source: str
    file_name: str
    as_at: date
    rows_landed: int
    rows_set_aside: int
    notes: int


def as_row(run: Run) -> RunRow:
    """Return what others may know of ``run``."""
    return RunRow(
        key=run.pk,
        run_id=run.ref,
        state=run.state,
        as_at=run.as_at,
        folder=run.folder,
        manifest_sha256=run.manifest_sha256,
        has_rows=run.has_rows,
        counts=run.counts,
        matching=run.matching,
        arrivals=run.arrivals,
        difference=run.difference,
        refused_because=run.refused_because,
        loaded_at=run.loaded_at,
        loaded_by=run.loaded_by,
        live_at=run.live_at,
        live_by=run.live_by,
    )


def find_live_run() -> RunRow | None:
    """Return the run that pages read, if one is live."""
    run = Run.objects.filter(state=LIVE).first()
    return as_row(run) if run else None


def no_run(on: date) -> RunRow:
    """Return what stands in a run's place where families were written down before any run: no row is of it."""
    return as_row(Run(pk=0, as_at=on, counts={}, matching={}, arrivals=[], difference={}))


def get_live_run() -> RunRow:
    """Return the run that pages read."""
    if run := find_live_run():
        return run
    raise NoLiveRun(
        "No run is live.",
        not_done="Nothing about families can be shown.",
        mend="Whoever runs Kith: run `kith run`, then `kith load` with the run it made.",
    )


def find_run(run_id: str) -> RunRow | None:
    """Return a run that was ever loaded or refused."""
    run = Run.objects.filter(ref=run_id).first()
    return as_row(run) if run else None


def list_runs() -> tuple[RunRow, ...]:
    """Return every run that was ever loaded or refused, newest first."""
    return tuple(as_row(run) for run in Run.objects.order_by("-loaded_at"))


def list_deliveries(run_id: str) -> tuple[DeliveryRow, ...]:
    """Return the files that a run used, by source."""
    return tuple(
        DeliveryRow(
            delivery_id=each.delivery_id,
            source=each.source,
            file_name=each.file_name,
            as_at=each.as_at,
            rows_landed=each.rows_landed,
            rows_set_aside=each.rows_set_aside,
            notes=each.notes,
        )
        for each in Delivery.objects.filter(run__ref=run_id).order_by("source", "file_name")
    )


def get_currency(run_key: int) -> dict[str, date | None]:
    """Return the day of each agency's newest delivery, by agency id."""
    return dict(AgencyCurrency.objects.filter(run_id=run_key).values_list("agency_id", "current_as_of"))


def list_runs_with_rows(alias: str) -> tuple[int, ...]:
    """Return the keys of the runs whose rows are in the database, the live one first; for jobs, on their own alias."""
    runs = Run.objects.using(alias).filter(has_rows=True).order_by("-loaded_at").values_list("state", "pk")
    return tuple(key for _, key in sorted(runs, key=lambda run: run[0] != LIVE))


def find_arrivals(sources: Sequence[str]) -> dict[str, Arrival]:
    """Return the newest file of each of these sources that a loaded run used, and this month's rows."""
    month = today().replace(day=1)
    files = {
        (each.source, each.delivery_id): each
        for each in Delivery.objects.filter(source__in=list(sources)).order_by("as_at", "pk")
    }
    found: dict[str, Arrival] = {}
    for (source, _), each in files.items():
        before = found[source].rows_this_month if source in found else 0
        rows = each.rows_landed if each.as_at >= month else 0
        found[source] = Arrival(each.as_at, each.rows_landed, before + rows)
    return found

"""The order of the engine's stages, from agencies' files to published tables. Read this first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.delivery import Delivery
from kith.engine.difference.run import CannotCompare, compare
from kith.engine.difference.said import said_difference
from kith.engine.families.run import find_families
from kith.engine.files import file_hash, for_us_alone, held_alone, write_whole
from kith.engine.landing.agreements import covering_agreements
from kith.engine.landing.arrivals import REFUSED, Arrival, look_at_arrivals
from kith.engine.landing.land import land_folder
from kith.engine.landing.ledger import current_deliveries, read_deliveries
from kith.engine.linkage.council_state import settle_known
from kith.engine.linkage.quality.page import quality_section
from kith.engine.linkage.quality.shape import Quality
from kith.engine.linkage.run import link as link_records
from kith.engine.linkage.whole_or_on import WeekOn
from kith.engine.manifest import newest_sound, read_manifest, what_ran, write_manifest
from kith.engine.progress import Progress, Silent
from kith.engine.publish.quality import write_quality
from kith.engine.publish.run import publish
from kith.engine.questions.run import answer_questions
from kith.engine.refs import prepare_key
from kith.engine.sources import load_sources
from kith.engine.stage_clock import StageClock, said_answered, said_families, said_linked, said_published, said_standard
from kith.engine.standardise.run import standardise
from kith.engine.store import Decided, Run, RunsFolder, new_run
from kith.vocabulary.errors import KithError

# Tripwires that say "this is not what was expected", which a person may know better; never those that guard somebody.
CAN_BE_ACCEPTED = ("ROW_COUNTS",)


class NothingLanded(KithError):
    """There is nothing to run on: no file has landed."""

    code = "K221"


class ChecksFailed(KithError):
    """A run did not pass its own checks."""

    code = "K225"


class AnotherIsRunning(KithError):
    """Another run is under way in the same runs folder."""

    code = "K226"


@dataclass(frozen=True)
class Finished:
    """A finished run: its id, its folder, its manifest, and the files that were refused on the way."""

    run_id: str
    folder: Path
    manifest: dict[str, Any]
    refused: tuple[Delivery, ...] = ()

    @property
    def passed(self) -> bool:
        """Answer whether every tripwire held."""
        return all(check["passed"] for check in self.manifest["checks"])

    def require_passed(self) -> None:
        """Raise, with what each found, if a tripwire did not hold."""
        failed = [f"{check['said']} ({check['name']})" for check in self.manifest["checks"] if not check["passed"]]
        if failed:
            raise ChecksFailed(
                f"Run {self.run_id} did not pass its own checks: {'; '.join(failed)}.",
                not_done="The run cannot be loaded; the live run, if there is one, stays live.",
                mend=f"Read {self.folder / 'reports' / 'quality.html'}, mend what it names, and run again.",
            )

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The sources that no sharing agreement covers; with any of them the run cannot be loaded."""
        return tuple(sorted({one["source"] for one in self.manifest["inputs"] if one["agreement"] is None}))


def run(
    extracts: Path | None,
    runs: Path,
    *,
    as_at: date | None = None,
    today: date | None = None,
    accept: Collection[str] = (),
    anew: bool = False,
    progress: Progress | None = None,
) -> Finished:
    """Land what ``extracts`` holds, then run every stage; without ``extracts``, run on what has landed before.

    ``as_at`` is the day the run speaks of: by default the newest day of any delivery. With ``today``, a file that
    speaks of a later day is refused. ``accept`` holds codes of landing's refusals (such as K116), or names of the
    tripwires in ``CAN_BE_ACCEPTED``, that a person has looked at and overruled. With ``anew`` everything is linked
    again, not only what has changed.
    """
    progress, folder = progress or Silent(), RunsFolder(runs)
    with _alone(folder):
        deliveries, arrived = _land(folder, extracts, today, accept, progress)
        day = as_at or _newest_day(deliveries)
        arrivals = look_at_arrivals(arrived, deliveries, _ever(folder), load_sources(), today or day)
        for one in arrivals:
            if one.is_amiss and one.state != REFUSED:  # a refusal was told as it happened
                progress.warn(f"{one.title}: {one.said}")
        return _run(folder, deliveries, day, arrived, arrivals, progress, accept=accept, anew=anew)


def _run(
    folder: RunsFolder,
    deliveries: list[Delivery],
    day: date,
    arrived: Sequence[Delivery],
    arrivals: Sequence[Arrival],
    progress: Progress,
    *,
    accept: Collection[str],
    anew: bool,
) -> Finished:
    previous = newest_sound(folder)
    clock = StageClock(progress)
    with new_run(folder, day) as run:
        prepare_key(run.database, folder.key())
        decided = folder.decided()
        week = WeekOn(day, previous and folder.linkage(previous.name), folder.linkage(run.run_id), anew=anew)
        standard, linked = _link_stages(run, previous, deliveries, decided, clock, week)
        families = clock.time(
            "Families",
            lambda: find_families(
                run, day, previous=previous, apart=decided.apart, said=decided.bonds, left=decided.homes
            ),
            said_families,
        )
        answered = clock.time(
            "Questions", lambda: answer_questions(run, day, load_sources(), deliveries), said_answered
        )
        published, checks = clock.time(
            "Publish",
            lambda: publish(
                run,
                day,
                load_sources(),
                deliveries,
                before=_rows_before(previous),
                brought=decided.in_view,
                shielded=decided.shielded,
            ),
            lambda done: said_published(*done),
        )
        run.keep()
        difference = _difference(previous, run, clock)
        manifest = _about(run, folder, day, deliveries) | {
            "previous": previous.name if previous else None,
            "arrivals": [one.as_json() for one in arrivals],
            "published": {
                name: {"rows": rows, "sha256": file_hash(run.published_file(name))}
                for name, rows in published["tables"].items()
            },
            "people": published["people"],
            "checks": _accepted([*linked.get("tripwires", []), *(asdict(check) for check in checks)], accept),
            "standardise": standard,
            "linkage": linked,
            "families": families,
            "questions": answered,
            "difference": difference,
            "seconds": clock.seconds,
        }
        write_quality(run.folder / "reports" / "quality.html", manifest, matching=_matching(linked))
        write_manifest(run.folder, manifest)
    done = Finished(run.run_id, run.folder, manifest, _refused(arrived))
    settle_known(folder.linkage(run.run_id), is_sound=done.passed)
    return done


def link(
    extracts: Path | None,
    runs: Path,
    *,
    as_at: date | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Finished:
    """Land, standardise and link only; the folder holds the pairs and who is whom, and is no run that could go live."""
    progress, folder = progress or Silent(), RunsFolder(runs)
    with _alone(folder):
        deliveries, arrived = _land(folder, extracts, today, (), progress)
        return _link(folder, deliveries, as_at or _newest_day(deliveries), _refused(arrived), progress)


def _link(
    folder: RunsFolder, deliveries: list[Delivery], day: date, refused: tuple[Delivery, ...], progress: Progress
) -> Finished:
    clock = StageClock(progress)
    with new_run(folder, day) as run:
        prepare_key(run.database, folder.key())
        standard, linked = _link_stages(run, newest_sound(folder), deliveries, folder.decided(), clock)
        run.keep()
        report = _about(run, folder, day, deliveries) | {
            "standardise": standard,
            "linkage": linked,
            "seconds": clock.seconds,
        }
        write_whole(run.folder / "linkage.json", report)
    return Finished(run.run_id, run.folder, report | {"checks": []}, refused)


@contextmanager
def _alone(folder: RunsFolder) -> Iterator[None]:
    """Keep every other run off the folder: each begins by sweeping away runs that have not finished."""
    busy = AnotherIsRunning(
        "Another run is under way in the same runs folder.",
        not_done="Nothing was landed, and no run was begun; the run under way goes on.",
        mend="Wait until it has finished, and start again. A run that died does not stand in the way.",
    )
    with for_us_alone(folder.root), held_alone(folder.root / "run.lock", busy):
        yield


def _land(
    folder: RunsFolder, extracts: Path | None, today: date | None, accept: Collection[str], progress: Progress
) -> tuple[list[Delivery], list[Delivery]]:
    """Return the deliveries to run on, and what became of each file just now."""
    arrived: list[Delivery] = []
    for place in (extracts, folder.own_extracts if folder.own_extracts.is_dir() else None):
        if place:
            arrived += land_folder(place, folder, progress=progress, accept=accept, today=today)
    refused = _refused(arrived)
    for one in refused:
        progress.warn(one.refusal)
    deliveries = current_deliveries(folder)
    if not deliveries:
        why = " ".join(f"{one.source}: {one.what} ({one.code})" for one in refused)
        raise NothingLanded(
            f"No file has landed. {why}".strip(),
            not_done="There was no run.",
            mend="Mend what was refused; the sender's reports are in RUNS/refused."
            if refused
            else "Put each agency's file in a folder named as its source.",
        )
    return deliveries, arrived


def _ever(folder: RunsFolder) -> dict[str, date]:
    """Return the newest day that each source has ever spoken of here."""
    return {one.source: one.as_at for one in sorted(read_deliveries(folder).values(), key=lambda one: one.as_at)}


def _refused(arrived: Sequence[Delivery]) -> tuple[Delivery, ...]:
    return tuple(one for one in arrived if not one.is_landed)


def _difference(previous: Path | None, run: Run, clock: StageClock) -> dict[str, Any]:
    """Return what would change on the pages if the run were made live in place of the one before."""
    if previous is None:
        return {}
    try:
        return clock.time("Difference", lambda: compare(previous, run.folder), lambda found: said_difference(found)[0])
    except CannotCompare:
        return {}  # the folder of the run before is no longer whole: that is nothing against this one


def _accepted(checks: list[dict[str, Any]], accept: Collection[str]) -> list[dict[str, Any]]:
    """Let the tripwires hold that a person has looked at and overruled, and say so."""
    return [
        check | {"passed": True, "said": f"{check['said']} (accepted by whoever ran it)"}
        if not check["passed"] and check["name"] in accept and check["name"] in CAN_BE_ACCEPTED
        else check
        for check in checks
    ]


def _matching(linked: dict[str, Any]) -> str:
    """Return the part of the report that says how good the matching is."""
    return quality_section(Quality.from_json(linked["quality"])) if "quality" in linked else ""


def _newest_day(deliveries: list[Delivery]) -> date:
    return max(delivery.as_at for delivery in deliveries)


def _link_stages(
    run: Run,
    previous: Path | None,
    deliveries: list[Delivery],
    decided: Decided,
    clock: StageClock,
    week: WeekOn | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    standard = clock.time(
        "Standardise",
        lambda: standardise(run, load_sources(), deliveries, erased=decided.erased, erased_facts=decided.erased_facts),
        said_standard,
    )
    linked = clock.time(
        "Link",
        lambda: link_records(run, previous=previous, apart=decided.apart, reviewed=decided.reviewed, week=week),
        said_linked,
    )
    return standard, linked


def _about(run: Run, folder: RunsFolder, as_at: date, deliveries: list[Delivery]) -> dict[str, Any]:
    """Return what the manifest says of the run before any count."""
    agreements = covering_agreements(folder, deliveries, load_sources(), as_at)
    return {
        "run_id": run.run_id,
        "as_at": as_at.isoformat(),
        "made_with": what_ran(),
        "inputs": [_input(delivery, agreements[delivery.delivery_id]) for delivery in deliveries],
        # What no agreement covers, nobody has said may be shared: such a run may be looked at, but not loaded.
        "loadable": None not in agreements.values(),
    }


def _rows_before(previous: Path | None) -> dict[str, int]:
    if previous is None:
        return {}
    return {name: int(entry["rows"]) for name, entry in read_manifest(previous)["published"].items()}


def _input(delivery: Delivery, agreement: str | None) -> dict[str, Any]:
    return {
        "delivery_id": delivery.delivery_id,
        "source": delivery.source,
        "sha256": delivery.sha256,
        "as_at": delivery.as_at.isoformat(),
        "files": sorted(delivery.rows),
        "agreement": agreement,
    }

"""Times each stage of a run, and tells whoever watches in one line what the stage did."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from kith.engine.progress import Progress
from kith.engine.tables import STANDARD

Answer = TypeVar("Answer")


class StageClock:
    """The seconds of each stage so far."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Answer], said: Callable[[Answer], str]) -> Answer:
        """Do one stage; note how long it took."""
        self.progress.start(stage)
        started = time.perf_counter()
        answer = work()
        self.seconds[stage.lower()] = round(time.perf_counter() - started, 2)
        self.progress.done(said(answer))
        return answer


def said_standard(report: dict[str, Any]) -> str:
    rows = ", ".join(f"{report['tables'][table]:,} {table} rows" for table in STANDARD if report["tables"][table])
    return f"{rows}; {sum(note['rows'] for note in report['notes']):,} notes"


def said_linked(report: dict[str, Any]) -> str:
    held_apart = sum(report["vetoes"].values())
    stopped = [one["name"] for one in report.get("tripwires", []) if not one["passed"]]
    verdict = f"; refused by {', '.join(stopped)}" if stopped else ""
    people = f"{report['records']:,} records are {report['people']:,} people"
    return f"{people}; {held_apart:,} likely pairs held apart{verdict}"


def said_families(report: dict[str, Any]) -> str:
    return f"{report['families']:,} families, {report['households']:,} households, {report['dwellings']:,} dwellings"


def said_answered(report: dict[str, Any]) -> str:
    asked = len(report["by_question"])
    return f"{report['flags']:,} answers of yes about {report['people']:,} people to {asked} questions"


def said_published(published: dict[str, Any], checks: list[Any]) -> str:
    people = published["people"]
    failed = [check.name for check in checks if not check.passed]
    verdict = f"refused by {', '.join(failed)}" if failed else f"{len(checks)} checks held"
    return f"{people['IN_VIEW']:,} people in view, {people['OUT_OF_VIEW']:,} out of view; {verdict}"

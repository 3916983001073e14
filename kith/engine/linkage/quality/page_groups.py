"""The part of the report that says for whom the matching works less well: in words, as a picture, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from kith.engine.linkage.quality.charts import Dot, dots, table, twin
from kith.engine.linkage.quality.shape import Group, Quality
from kith.engine.linkage.quality.words import (
    group_name,
    is_beyond_chance,
    is_notable,
    percent,
    points,
    what_of,
    with_interval,
)

_EXPLAINED = (
    "<p class=means>Recall by group is measured on pairs that share a verified number and say enough "
    "beside it, as if "
    "the number had not been compared. A pair of two records in different groups counts in both. A "
    "record that says no "
    "group takes what most records of its person say. Groups of fewer than 30 pairs stand together "
    "or are not shown: they "
    "could point at single people, and chance would rule them. A gap is not proof of unfairness, and "
    "no gap is no proof "
    "of fairness: whoever has no number is not in these figures.</p>"
)


def gaps_said(quality: Quality) -> str:
    """Return in one sentence which groups are found less often."""
    notable = [one for one in quality.groups if is_notable(one)]
    if not any(one.recall for one in quality.groups):
        return "Whether it works as well for everybody is not known: no group has enough pairs."
    if not notable:
        return "No group of 200 pairs or more is over three points below everyone."
    named = ", ".join(f"{group_name(one)} ({points(one.gap or 0)})" for one in sorted(notable, key=_gap)[:4])
    return f"Found less often than everyone: {named}."


def by_group(quality: Quality) -> str:
    """Return every kind of group, with its finding, its picture and its table."""
    typical = quality.recall.typical
    if not quality.groups:
        return "<p>Not known: the files say no group of any record (sex, ethnicity, agency).</p>"
    said = f"<p>{escape(gaps_said(quality))}</p>" + _EXPLAINED
    kinds = [(what, list(some)) for what, some in groupby(quality.groups, key=lambda one: one.what)]
    return said + "".join(_kind(what, some, typical.value if typical else None) for what, some in kinds)


def _kind(what: str, groups: Sequence[Group], everyone: float | None) -> str:
    shown = [one for one in groups if one.recall]
    drawn = ""
    if shown and everyone is not None:
        rows = [_dot(one) for one in sorted(shown, key=_gap)]
        about = (
            "Each line is a group: the mark is its recall, the line what chance allows; a square is a gap that counts."
        )
        drawn = dots(f"{what_of(what)}: {_finding(shown)}", about, rows, everyone)
    else:
        drawn = f"<h4>{escape(what_of(what))}: too few pairs to say</h4>"
    return drawn + _words(shown) + twin(_table(what, groups))


def _finding(groups: Sequence[Group]) -> str:
    notable = [one for one in groups if is_notable(one)]
    if notable:
        worst = min(notable, key=_gap)
        more = f", and {len(notable) - 1} more" if len(notable) > 1 else ""
        return f"{group_name(worst)} {points(worst.gap or 0)}{more}"
    return "no group of 200 pairs or more is over 3 points below everyone"


def _words(groups: Sequence[Group]) -> str:
    return "".join(
        f"<p>{escape(group_name(one))}: of 100 links that should be there, about {(one.recall.value * 100):.0f} are, "
        f"against {(one.recall.value - (one.gap or 0)) * 100:.0f} of everyone's, on {one.recall.of:,} pairs. "
        f"{'More than chance would make.' if is_beyond_chance(one) else 'Chance alone could make such a gap.'}</p>"
        for one in sorted(groups, key=_gap)
        if one.recall and is_notable(one)
    )


def _table(what: str, groups: Sequence[Group]) -> str:
    headings = (
        what_of(what),
        "Records",
        "With a number",
        "Pairs",
        "Recall",
        "Gap",
        "In people who look mixed",
        "Links right",
    )
    return table(headings, (_row(one) for one in groups))


def _row(one: Group) -> tuple[str, ...]:
    few = "fewer than 30"
    return (
        group_name(one) + (f" ({one.groups})" if one.groups > 1 else ""),
        f"{one.records:,}",
        percent(one.with_identifier / one.records) if one.records else "",
        f"{one.recall.of:,}" if one.recall else few,
        with_interval(one.recall) if one.recall else "not shown",
        f"{(one.gap or 0) * 100:+.1f}" if one.gap is not None else "",
        percent(one.mixed.value) if one.mixed else "not shown",
        with_interval(one.looked) if one.looked else "not known",
    )


def _dot(one: Group) -> Dot:
    assert one.recall is not None, "only groups with enough pairs are drawn"
    share = one.recall
    said = f"{share.value:.1%}{' gap' if is_notable(one) else ''}"
    return Dot(group_name(one), share.value, share.low, share.high, said, is_notable(one))


def _gap(one: Group) -> float:
    return one.gap or 0.0

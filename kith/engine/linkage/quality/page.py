"""Writes how good a linkage is for somebody who answers for it and is no statistician: one HTML section, no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kith.engine.linkage.quality.charts import table
from kith.engine.linkage.quality.page_changes import changes
from kith.engine.linkage.quality.page_groups import by_group, gaps_said
from kith.engine.linkage.quality.shape import Compared, Quality
from kith.engine.linkage.quality.tripwires import MEANINGS, Tripwire
from kith.engine.linkage.quality.words import CONTRADICTIONS, REASONS, percent, with_interval

STYLE = (
    ".lq{color:#18212b;max-width:46rem;line-height:1.5}.lq h3{margin:2.2rem 0 .4rem}.lq h4{margin:1.4rem 0 .4rem}"
    ".lq .means{border-left:4px solid #0f5c5c;padding-left:.8rem}.lq "
    ".big{font-size:1.5rem;font-weight:700;margin:.2rem 0}"
    ".lq .frame{overflow-x:auto}.lq table{border-collapse:collapse;margin:.4rem 0 1.2rem}.lq "
    "details{margin:.3rem 0 1rem}"
    ".lq th,.lq td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid #d9dee3;"
    "font-weight:400}.lq thead th{font-weight:700}.lq td.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".lq svg text{font-size:13px;fill:#18212b}.lq svg .end{text-anchor:end}.lq svg .middle{text-anchor:middle}"
    ".lq .everyone{stroke:#52606d;stroke-dasharray:4 3}.lq .range{stroke:#52606d;stroke-width:2}"
    ".lq .dot,.lq .now{fill:#0f5c5c}.lq .marked{fill:#8a4b00}.lq .before{fill:#fff;stroke:#52606d}"
)


def quality_section(quality: Quality, tripwires: Sequence[Tripwire] = ()) -> str:
    """Return the report as a section of HTML; it holds counts, codes and names of groups and sources only."""
    parts = [
        f"<style>{STYLE}</style><section class=lq aria-labelledby=lq><h2 id=lq>How good is the matching?</h2>",
        _summary(quality),
        _tripwires(tripwires),
        "<h3>Are the links right? (precision)</h3>",
        _precision(quality),
        "<h3>Are links missing? (recall)</h3>",
        _recall(quality),
        _compared(quality.compared) if quality.compared else "",
        "<h3>For whom does it work less well?</h3>",
        by_group(quality),
        "<h3>Records that say too little to be linked</h3>",
        _too_little(quality),
        "<h3>What has changed since the run before?</h3>",
        changes(quality),
        "</section>",
    ]
    return "".join(parts)


def _summary(quality: Quality) -> str:
    several = quality.precision.several
    return (
        f"<p>{quality.records:,} records are {quality.people:,} people; {several:,} of these have "
        "more than one record. "
        f"{escape(gaps_said(quality))} A figure here is only as good as what could be looked at: "
        "under each stands what "
        "it means, and what it does not.</p>"
    )


def _tripwires(tripwires: Sequence[Tripwire]) -> str:
    if not tripwires:
        return ""
    failed = [one for one in tripwires if not one.passed]
    idle = sum(not one.is_compared for one in tripwires)
    held = f"{len(tripwires) - idle} tripwires held, {idle} had nothing to compare" if idle else "Every tripwire held"
    said = f"{len(failed)} of {len(tripwires)} tripwires stop this run" if failed else held
    rows = ((MEANINGS[one.name].capitalize(), _answer(one), one.said) for one in tripwires)
    return f"<h3>{said}</h3>" + table(("What must hold", "Answer", "Found"), rows, words=(1, 2))


def _answer(one: Tripwire) -> str:
    if not one.is_compared:
        return "nothing to compare"
    return "held" if one.passed else "STOPPED"


def _precision(quality: Quality) -> str:
    precision = quality.precision
    if precision.looked:
        told = (
            f"<p class=big>{with_interval(precision.looked)} of links are right</p>"
            f"<p class=means>People looked at {precision.looked.of:,} links drawn at random and called "
            f"{precision.looked.found:,} of them the same person. Pairs on which they could not "
            "decide are left out. It "
            "speaks of links between two records; a person of many records rests on several.</p>"
        )
    else:
        told = (
            "<p class=big>Not known: nobody has looked yet</p><p class=means>Only people can say how "
            "often a link is right. "
            "Each run draws links at random for the review queue: answer 200 of them there, and the "
            "next run tells the "
            "figure here to within about two points. Until then, the contradictions below say how "
            "bad it is at least.</p>"
        )
    return told + _contradictions(quality)


def _contradictions(quality: Quality) -> str:
    precision = quality.precision
    rows = (
        (CONTRADICTIONS[kind][0], f"{people:,}", CONTRADICTIONS[kind][1])
        for kind, people in precision.contradictions.items()
    )
    mixed = (
        f"<p class=means><b>{precision.mixed.found:,} of {precision.mixed.of:,}</b> people with several records look "
        "like two people made one: two verified numbers, or a first letter of the name that differs "
        "together with the "
        f"birth year. At least {precision.pairs_contradicting:,} single links join two verified numbers. A "
        "few of these are slips of the pen; the rest is the least that is wrong, since two people whose records do "
        "not contradict each other are not seen.</p>"
        if precision.mixed
        else "<p>Nobody has several records.</p>"
    )
    return (
        "<h4>What cannot be true of one person</h4>"
        + mixed
        + table(("Found", "People", "What it may be"), rows, words=(2,))
    )


def _recall(quality: Quality) -> str:
    recall = quality.recall
    if not recall.found:
        return (
            "<p class=big>Not known: no two records share a verified number</p><p class=means>Recall "
            "is estimated from "
            "records that hold the same NHS, pupil or other verified number. Without such numbers "
            "nothing here says which "
            "links are missing; only people who know the families can.</p>"
        )
    parts = [
        f"<p class=big>{with_interval(recall.found)} of pairs that share a verified number are one person</p>"
        f"<p class=means>Of {recall.found.of:,} pairs of records with the same number, "
        f"{recall.found.found:,} ended in one "
        "person. This is the best case: the number itself helped.</p>"
    ]
    if recall.unaided and recall.enough:
        parts.append(
            f"<p class=big>{with_interval(recall.unaided)} would be, had no number been "
            "compared</p><p class=means>The same "
            "pairs, joined by names, dates and places alone. This is nearer to what happens to "
            "records that have no number. "
            f"Of pairs where both records hold a whole name with a birth date or an address it is "
            f"{with_interval(recall.enough)}"
            + (f"; without help of a third record, {percent(recall.alone.value)}" if recall.alone else "")
            + ".</p>"
        )
    parts.append(
        f"<p class=means><b>What it does not mean.</b> {recall.with_identifier:,} of "
        f"{quality.records:,} records hold a "
        "number. The others come from other agencies and often say less, so their links are missed "
        "more often than this. "
        f"{_left_out(quality)}</p>"
    )
    return "".join(parts)


def _left_out(quality: Quality) -> str:
    recall = quality.recall
    said = []
    if recall.contradicting:
        said.append(
            f"{recall.contradicting:,} pairs are left out, because first name and birth date both "
            "differ: such a number is "
            "more likely borrowed from a relative."
        )
    if recall.crowded:
        said.append(f"{recall.crowded:,} numbers are left out, because too many records hold them.")
    return " ".join(said)


def _compared(compared: Compared) -> str:
    lists = (
        f"<p class=means>Of {compared.lists.of:,} linked pairs that share a number, another rule brought together "
        f"<b>{with_interval(compared.lists)}</b>. If records without numbers are like those with one, "
        "so many of their "
        "pairs are compared at all (Lincoln and Petersen's estimate from two lists).</p>"
        if compared.lists
        else ""
    )
    unseen = compared.unseen
    if compared.is_told:
        told = (
            f"Such counts suggest about <b>{unseen.estimate:,.0f}</b> pairs of one person (likely between "
            f"{unseen.low:,.0f} and {unseen.high:,.0f}) that no rule brought together; "
            f"{compared.joined_anyway:,} such "
            "pairs are one person all the same, through a third record. It is a floor: rules look at "
            "the same columns, and "
            "a pair that one misses the others are likelier to miss (Chao's estimate)."
        )
    else:
        told = (
            f"The usual estimate from such counts (Chao's) says {unseen.estimate:,.0f} pairs that no "
            "rule brought together; "
            f"but {compared.joined_anyway:,} are known already, one person through a third record. So "
            "it is too low here, "
            "and not to be relied on."
        )
    rows = ((rule, f"{pairs:,}") for rule, pairs in compared.rules.items())
    counts = (
        f"<p class=means>{compared.once:,} of {compared.found:,} linked pairs were found by one rule only, "
        f"{compared.twice:,} by two. {told}</p>"
    )
    twin = f"<details><summary>Linked pairs by rule</summary>{table(('Rule', 'Linked pairs'), rows)}</details>"
    return "<h4>Pairs that were never compared</h4>" + lists + counts + twin


def _too_little(quality: Quality) -> str:
    poor = [one for one in quality.sources if one.too_little]
    if not poor:
        return "<p>Every record has an identifier, or a whole name with a birth date or an address.</p>"
    count = sum(sum(one.too_little.values()) for one in poor)
    reasons = [reason for reason in REASONS if any(reason in one.too_little for one in poor)]
    rows = (
        (
            one.source,
            f"{one.records:,}",
            *(f"{one.too_little.get(reason, 0):,}" for reason in reasons),
            percent(sum(one.too_little.values()) / one.records),
        )
        for one in poor
    )
    headings = ("Source", "Records", *(REASONS[reason].capitalize() for reason in reasons), "Share of its records")
    return (
        f"<p class=means><b>{count:,} of {quality.records:,}</b> records "
        f"({percent(count / quality.records)}) have no "
        "identifier and too little else. They stay alone: nothing was lost, but no other agency's "
        "part is joined to them. "
        "Only the agency can mend that, at its own desk. Each record is counted once, by its first reason.</p>"
        + table(headings, rows)
    )

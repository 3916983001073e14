"""The part of the report that holds a run against the run before: how large people are, what became of references."""

from __future__ import annotations

from kith.engine.linkage.quality.charts import bars, table, twin
from kith.engine.linkage.quality.shape import Quality, Refs
from kith.engine.linkage.quality.words import percent

LAST = "12"  # stands for twelve and more


def changes(quality: Quality) -> str:
    """Return sizes of people now and before, and the fate of every reference."""
    refs = _refs(quality.refs) if quality.refs else "<p>References: there is no earlier run to compare with.</p>"
    return _sizes(quality) + refs


def _sizes(quality: Quality) -> str:
    before = quality.before
    if not quality.people:
        return "<p>There are no people.</p>"
    sizes = sorted(set(quality.sizes) | set(before.sizes if before else {}), key=int)
    rows = [
        (
            _size(size),
            quality.sizes.get(size, 0) / quality.people,
            before.sizes.get(size, 0) / before.people if before and before.people else None,
        )
        for size in sizes
    ]
    now = quality.records / quality.people
    was = f", {before.records / before.people:.2f} in the run before" if before and before.people else ""
    finding = f"A person has {now:.2f} records on average{was}; the largest has {quality.largest:,}"
    about = "Filled bars are this run's people by number of records; hollow bars those of the run before."
    told = [
        (label, f"{quality.sizes.get(size, 0):,}", f"{before.sizes.get(size, 0):,}" if before else "not known")
        for size, (label, _, _) in zip(sizes, rows, strict=True)
    ]
    return (
        bars(finding, about, rows)
        + "<p class=means>A sudden shift to large people means that something glues strangers together "
        "(a default date, a "
        "hostel); to single records, that a file lost a column. New agencies shift it too, rightly.</p>"
        + twin(table(("Records", "People now", "People before"), told))
    )


def _size(size: str) -> str:
    return f"{size} or more records" if size == LAST else "1 record" if size == "1" else f"{size} records"


def _refs(refs: Refs) -> str:
    rows = (
        ("Kept", f"{refs.kept:,}", "The person has the reference of the run before."),
        ("Merged", f"{refs.merged:,}", "The person was found to be another one; the old reference leads to that one."),
        ("Split", f"{refs.split:,}", "Some of the person's records are somebody else's now."),
        ("New", f"{refs.new:,}", "Somebody whom no file named before, or who was split off."),
        ("Gone", f"{refs.gone:,}", "No file names the person any more. The reference is never given again."),
    )
    share = percent(refs.moved / refs.records) if refs.records else "none"
    return (
        f"<h4>{share} of the records known before have another person reference</h4>"
        f"<p class=means>{refs.moved:,} of {refs.records:,} records in both runs. Notes and plans "
        "hang on references: each "
        "merge and split is an event that can be looked up and undone.</p>"
        + table(("References", "Count", "What it means"), rows, words=(2,))
    )

"""Which pairs people are asked about, with what evidence, and how what they said is obeyed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kith.engine.linkage.model import Comparison, Level, Model
from kith.engine.linkage.review import find_doubts, obey_reviews
from kith.engine.refs import force_refs, give_refs, open_giving, prepare_key
from kith.engine.store import Apart, Reviewed, Run, RunsFolder, run_sql

THRESHOLD = 4.0
MODEL = Model(
    version="t", about="t", identifier=(), other=(),
    comparisons=(
        Comparison(
            "forename", "false",
            (Level("same", "true", 0.9, 0.1, 0.1), Level("it's other", "ELSE", 0.1, 0.9, 0.9)),
        ),
    ),
)  # fmt: skip
# Pairs of records by number, the bits, and the veto.
PAIRS: tuple[tuple[int, int, float, str | None], ...] = (
    (1, 2, 30.0, None), (3, 4, 5.0, None), (5, 6, 3.0, None), (7, 8, -9.0, None), (9, 10, 12.0, "MAYBE_A_RELATIVE"),
    (11, 12, 12.0, "RELATED_TO_EACH_OTHER"), (1, 13, -3.9, None),
)  # fmt: skip


class Linked:
    """The tables that the core leaves behind."""

    def __init__(self, root: Path) -> None:
        self.run = Run.begin(RunsFolder(root), "00001-2026-11-20")
        self.database = self.run.database
        prepare_key(self.database, bytes(32))
        self.database.execute("create schema linking")
        self.database.execute("create table linking.record as select n, 's:' || n as record_id from range(1, 14) t(n)")
        self.database.execute("create table linking.label as select n, n as label from linking.record")
        self.database.execute("create table linking.how_common as select 'match' as what, 0.001 as share")
        self.database.execute(
            "create table linking.guarded (n_l BIGINT, n_r BIGINT, weight DOUBLE, veto VARCHAR, forename TINYINT,"
            " bits_forename DOUBLE)"
        )
        for one, other, weight, veto in PAIRS:
            self.database.execute(
                "insert into linking.guarded values ($l, $r, $w, $v, $f, $b)",
                {"l": one, "r": other, "w": weight, "v": veto, "f": int(weight > 0), "b": 3.17},
            )

    def doubts(self, reviewed: tuple[Reviewed, ...] = (), apart: tuple[Apart, ...] = ()) -> dict[str, Any]:
        """Return why each pair is asked about, by its records."""
        obey_reviews(self.database, reviewed)
        find_doubts(self.run, MODEL, THRESHOLD, apart=apart)
        rows = self.database.execute("select record_id_l || ' ' || record_id_r, why, is_decided from linked.doubt")
        return {pair: (why, is_decided) for pair, why, is_decided in rows.fetchall()}


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Linked]:
    made = Linked(tmp_path)
    yield made
    made.database.close()


def test_doubtful_vetoed_and_drawn_pairs_are_asked_about_and_relatives_are_not(linked: Linked) -> None:
    assert linked.doubts() == {
        "s:1 s:2": ("SAMPLE", False),
        "s:3 s:4": ("SAMPLE", False),
        "s:5 s:6": ("NEAR", False),
        "s:9 s:10": ("VETO", False),
        "s:1 s:13": ("NEAR", False),
    }


def test_what_was_settled_is_not_asked_again_but_stays_drawn(linked: Linked) -> None:
    said = (
        Reviewed("s:6", "s:5", "CANNOT_TELL"),
        Reviewed("s:9", "s:10", "NOT_SAME"),
        Reviewed("s:1", "s:2", "SAME", is_sample=True),
        Reviewed("s:1", "gone:1", "SAME"),
    )
    found = linked.doubts(said)
    assert "s:5 s:6" not in found
    assert "s:9 s:10" not in found
    assert found["s:1 s:2"] == ("SAMPLE", True)
    labelled = linked.database.execute("from linking.labelled order by n_l").fetchall()
    assert labelled == [(1, 2, True, True), (9, 10, False, False)]


def test_of_somebody_with_two_identities_nothing_is_asked(linked: Linked) -> None:
    """A third record beside either would show a reviewer the way from the one to the other."""
    linked.database.execute("update linking.label set label = 3 where n = 5")  # another record of the first identity
    apart = (Apart(("s:3",), ("s:9",), is_new_identity=True),)
    assert set(linked.doubts(apart=apart)) == {"s:1 s:2", "s:1 s:13"}
    assert "s:3 s:4" in linked.doubts(apart=(Apart(("s:3",), ("s:9",)),))


def test_the_evidence_is_in_the_words_of_the_model(linked: Linked) -> None:
    linked.doubts()
    told, prior = linked.database.execute(
        "select evidence, prior from linked.doubt where record_id_l = 's:1' and record_id_r = 's:13'"
    ).fetchall()[0]
    assert json.loads(told) == [{"comparison": "forename", "level": "it's other", "bits": 3.17}]
    assert prior == pytest.approx(-9.96, abs=0.01)


def test_the_same_pairs_are_drawn_again(linked: Linked) -> None:
    first = linked.doubts()
    order = linked.database.execute("select record_id_l, draw from linked.doubt order by draw").fetchall()
    assert linked.doubts() == first
    assert linked.database.execute("select record_id_l, draw from linked.doubt order by draw").fetchall() == order


def test_people_outweigh_every_likeness_and_who_keeps_apart_outweighs_a_reviewer(linked: Linked) -> None:
    database = linked.database
    database.execute("create table linking.kept_apart (decision BIGINT, side BIGINT, record_id VARCHAR)")
    database.execute("insert into linking.kept_apart values (1, 0, 's:1'), (1, 1, 's:2')")
    obey_reviews(
        database, (Reviewed("s:1", "s:2", "SAME"), Reviewed("s:4", "s:3", "SAME"), Reviewed("s:5", "s:6", "NOT_SAME"))
    )
    statement = (Path(__file__).parents[4] / "kith/engine/linkage/human.sql").read_text(encoding="utf-8").split(";")[0]
    database.execute(statement)
    assert database.execute("select * from linking.human order by all").fetchall() == [
        (1, 2, False, True), (3, 4, True, False), (5, 6, False, True),
    ]  # fmt: skip


def test_a_reference_given_on_a_page_is_kept_and_the_split_is_an_event(linked: Linked, tmp_path: Path) -> None:
    """s:1 and s:2 bore one reference; people took them apart, and said which reference s:2 bears."""
    database = linked.database
    open_giving(database, "person", None)
    database.execute("insert into giving.before values ('s:1', 'OLDREF11'), ('s:2', 'OLDREF11')")
    database.execute("insert into giving.member values ('c1', 's:1', 1), ('c2', 's:2', 1), ('c2', 's:3', 1)")
    force_refs(database, {"s:2": "NEWREF11"})
    give_refs(database, "person")
    given = database.execute("select thing, ref from giving.given order by thing").fetchall()
    assert given == [("c1", "OLDREF11"), ("c2", "NEWREF11")]
    assert database.execute("from giving.change").fetchall() == [("OLDREF11", "NEWREF11", 1, "SPLIT")]


def test_decided_and_review_are_each_one_statement_per_table(linked: Linked) -> None:
    """Run twice, they leave what they left before: a run may be repeated."""
    for _ in range(2):
        run_sql(linked.database, "kith.engine.linkage", "decided", told="[]")
    assert linked.database.execute("select count(*) from linking.decided_pair").fetchall() == [(0,)]

"""The first linkage, marked against the example council's truth: the floors are ones it has beaten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import Database, open_database
from kith.engine.synthetic.make import make_council

TODAY = date(2026, 11, 20)
PEOPLE, SEED = 5_000, 11


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database in which the run's tables and the truth stand side by side."""
    root = tmp_path_factory.mktemp("acceptance")
    council = make_council(PEOPLE, SEED, root / "council", as_at=TODAY, progress=Silent())
    run = pipeline.run(council / "extracts", root / "runs", as_at=TODAY)
    database = open_database()
    _show(database, (council / "truth").glob("*.parquet"))
    _show(database, (run.folder / "stages").glob("*/*.parquet"))
    _show(database, (run.folder / "published").glob("*.parquet"))
    database.execute("""
        create table marked as
        select record_id, person_id, person_ref, record.source from truth.record
        join linked.record_person on record_id = record.source || ':' || record.local_id""")
    return database


def _show(database: Database, files: object) -> None:
    for file in files:  # type: ignore[attr-defined]
        assert isinstance(file, Path)
        database.execute(f"create schema if not exists {file.parent.name}")
        database.execute(f"create view {file.parent.name}.{file.stem} as from read_parquet('{file}')")


def _number(database: Database, query: str) -> float:
    return float(database.execute(query).fetchall()[0][0])


def _pairs(database: Database, columns: str) -> float:
    query = f"select sum(c * (c - 1) / 2) from (select count(*) as c from marked group by {columns})"
    return _number(database, query)


def test_every_record_has_a_true_person_and_a_linked_one(marked: Database) -> None:
    records = _number(marked, "select count(*) from linked.record_person")
    assert _number(marked, "select count(*) from marked") == records


def test_precision_recall_and_f1_of_pairs(marked: Database) -> None:
    right = _pairs(marked, "person_id, person_ref")
    precision, recall = right / _pairs(marked, "person_ref"), right / _pairs(marked, "person_id")
    assert precision >= 0.995
    assert recall >= 0.955
    assert 2 * precision * recall / (precision + recall) >= 0.975


def test_few_people_are_mixed(marked: Database) -> None:
    mixed = _number(
        marked, "select count(*) from (from marked select person_ref group by 1 having count(distinct person_id) > 1)"
    )
    assert mixed <= 5


def test_no_brother_or_sister_is_joined_to_another(marked: Database) -> None:
    joined = _number(
        marked,
        """
        select count(distinct one.person_ref) from marked as one join marked as other using (person_ref)
        join truth.relation on from_person_id = one.person_id and to_person_id = other.person_id
        where kind in ('SIBLING', 'HALF_SIBLING')
        """,
    )
    assert joined <= 1, "twins not yet born, without a name, can only be guessed"


def test_most_children_in_view_stand_in_one_family_with_a_parent_who_is_theirs(marked: Database) -> None:
    """Of the families that hold a true parent of a child, and of the children whose parent is in view."""
    share = _number(
        marked,
        """
        with best as (
            select person_id, mode(person_ref) as person_ref from marked group by person_id
        ),
        bond as (
            select distinct parent.person_ref as parent, child.person_ref as child
            from truth.relation
            join best as parent on parent.person_id = from_person_id
            join best as child on child.person_id = to_person_id
            join published.person as seen on seen.person_ref = child.person_ref
            join published.person as also on also.person_ref = parent.person_ref
            where kind = 'PARENT' and seen.born_on > date '2008-11-20' and not seen.is_shielded and not also.is_shielded
        )
        select avg(case when exists (
            from published.family_member as one join published.family_member as other using (family_ref)
            where one.person_ref = parent and other.person_ref = child) then 1.0 else 0.0 end)
        from bond
        """,
    )
    assert share >= 0.9


def test_few_people_stand_in_a_family_that_is_not_theirs(marked: Database) -> None:
    """A stranger on a family's page is worse than someone missing; a stranger has no true bond with anyone there."""
    share = _number(
        marked,
        """
        with best as (
            select person_id, mode(person_ref) as person_ref from marked group by person_id
        ),
        bond as (
            select distinct a.person_ref as one, b.person_ref as other
            from (select from_person_id as x, to_person_id as y from truth.relation
                union select to_person_id, from_person_id from truth.relation)
            join best as a on a.person_id = x join best as b on b.person_id = y
        ),
        crowd as (
            select family_ref from published.family_member group by 1 having count(*) > 1
        ),
        member as (
            select family_member.* from published.family_member semi join crowd using (family_ref)
            semi join best using (person_ref)
        )
        select avg(case when exists (
            from published.family_member as beside join bond on one = member.person_ref and other = beside.person_ref
            where beside.family_ref = member.family_ref) then 0.0 else 1.0 end)
        from member
        """,
    )
    assert share <= 0.02

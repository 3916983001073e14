"""The invented council's extracts of council and schools: they land whole, name who they say, hide who hides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kith.engine.landing.land import land_folder
from kith.engine.progress import Silent
from kith.engine.sources import load_sources
from kith.engine.standardise.run import standardise
from kith.engine.store import Database, Run, RunsFolder, open_database
from kith.engine.synthetic.make import make_world
from kith.engine.synthetic.write import write_source

SOURCES = (
    "attendance",
    "cin_census",
    "early_help",
    "exclusions",
    "school_census",
    "school_contacts",
    "ssd",
    "voluntary",
)
AS_AT = date(2026, 11, 20)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Run, list]]:
    """A council of 2,000 people: its truth, and what its eight extracts became."""
    folder = tmp_path_factory.mktemp("council")
    truth = open_database()
    make_world(truth, 2_000, 3, AS_AT, Silent())
    for source in SOURCES:
        write_source(truth, source, folder / "extracts", AS_AT)
    runs = RunsFolder(folder / "runs")
    deliveries = land_folder(folder / "extracts", runs)
    run = Run.begin(runs, "test")
    standardise(run, load_sources(), deliveries)
    yield truth, run, deliveries
    run.finish()
    truth.close()


def _ids(database: Database, query: str) -> set[tuple[str, str]]:
    return set(database.execute(query).fetchall())


def test_every_file_lands_and_no_row_is_set_aside(council):
    """Whatever is wrong in them was planted, and is a note."""
    _, _, deliveries = council
    assert {delivery.source for delivery in deliveries} == set(SOURCES)
    assert [one.file_name for one in deliveries if not one.is_landed or one.rows_set_aside] == []


def test_the_answer_key_names_exactly_the_records(council):
    """Linkage is marked against it: a record without an answer, or the other way round, would falsify the mark."""
    truth, run, _ = council
    assert _ids(run.database, "select source, local_id from standard.person") == _ids(
        truth, "select source, local_id from truth.record"
    )


def test_no_clean_sql_speaks_of_somebody_it_does_not_list(council):
    """Every bond, involvement and fact has its person in the same source."""
    _, run, _ = council
    notes = run.database.execute("select distinct rule from standard.note where rule like '%NOBODY'").fetchall()
    assert notes == []


def test_a_refuge_is_named_by_the_case_system_alone_and_always_protected(council):
    """Nobody else is told, so nobody else can let it slip."""
    truth, run, _ = council
    refuges = truth.execute(
        "select uprn, postcode, concat_ws(' ', number, street) from truth.dwelling where kind = 'REFUGE'"
    ).fetchall()
    named = []
    for uprn, postcode, door in refuges:
        found = run.database.execute(
            "select source, bool_and(is_protected) from standard.address "
            "where uprn = $uprn or (postcode = $postcode and contains(', ' || address_text, ', ' || $door)) "
            "group by source",
            {"uprn": uprn, "postcode": postcode, "door": door},
        ).fetchall()
        assert found in ([], [("ssd", True)])
        named += found
    assert named


def test_the_planted_family_can_be_put_together(council):
    """Between them the eight say who is whose parent in the Marlowe family, and who leads its early help."""
    truth, run, _ = council
    said = truth.execute(
        "select source, local_id, person_id from truth.record where person_id between 101 and 109"
    ).fetchall()
    person = {(source, local_id): person_id for source, local_id, person_id in said}
    bonds = {
        (person.get((source, one)), kind, person.get((source, other)))
        for source, one, kind, other in run.database.execute(
            "select source, from_local_id, kind, to_local_id from standard.relation"
        ).fetchall()
    }
    dawn, lee, ryan, ella, jay, carl, joan = 101, 102, 103, 104, 105, 107, 108
    assert {(dawn, "PARENT", ella), (dawn, "PARENT", ryan), (lee, "PARENT", jay)} <= bonds
    assert {(lee, "STEP_PARENT", ryan), (carl, "PARENT", ryan), (joan, "GRANDPARENT", ella)} <= bonds
    leads = run.database.execute(
        "select distinct agency_id, worker.name "
        "from standard.involvement join standard.worker using (agency_id, staff_id) "
        "where is_lead and worker.name = 'Priya Shah'"
    ).fetchall()
    assert leads == [("SCH_2001", "Priya Shah")]

"""Our scoring is Splink's arithmetic: the same model in Splink's own words gives each pair the same bits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from splink import DuckDBAPI, Linker

from kith.engine.linkage.model import Model, read_model
from kith.engine.linkage.resolve import block, look_at_records, prepare
from kith.engine.linkage.score import rarities, score
from kith.engine.linkage.splink_settings import splink_settings
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import Database, open_database

SAID = (
    "n INTEGER, record_id VARCHAR, source VARCHAR, lister VARCHAR, first_name VARCHAR, middle_name VARCHAR,"
    " last_name VARCHAR, known_as VARCHAR, previous_last_name VARCHAR, born_on DATE, born_year SMALLINT, due_on DATE,"
    " born_by DATE, sex VARCHAR, dwellings UBIGINT[], postcodes UBIGINT[], streets UBIGINT[],"
    " identifiers MAP(VARCHAR, VARCHAR), other MAP(VARCHAR, VARCHAR)"
)
FIRST = ("Ella", "Elizabeth", "Liz", "Jay", "Mohammed", "Muhammad", "Terence", "Marlowe", "E", None, "Zoë", "Anna-Lena")
LAST = ("Marlowe", "Marlow", "Hobbs", "Marlowe-Hobbs", "Khan", "O'Brien", "Blackwood", "Ella", None)
MIDDLE = (None, None, "Rose", "R", "James")
RECORDS = 160


def _records(seed: int) -> list[tuple[object, ...]]:
    """People drawn from few names, days and homes, so that every level is reached by some pair."""
    draw = random.Random(seed)
    days = [date(1960, 5, 6) + timedelta(days=draw.randrange(20_000)) for _ in range(12)] + [date(1984, 4, 3)]
    rows: list[tuple[object, ...]] = []
    for n in range(1, RECORDS + 1):
        born = draw.choice([*days, date(1984, 3, 4), None])
        home = draw.randrange(40)
        number = {"nhs_number": f"99900000{draw.randrange(12):02}"} if draw.random() < 0.3 else {}
        other = {"school": draw.choice(("Wexmoor Primary", "Wexmoor Prim", "Ashby"))} if draw.random() < 0.4 else {}
        rows.append(
            (
                *(n, f"a:{n}", "a", None, draw.choice(FIRST), draw.choice(MIDDLE), draw.choice(LAST), None, None),
                *(born, born.year if born else None, None, None, draw.choice(("M", "F", None))),
                *([home], [100 + home // 2], [200 + home // 5], number, other),
            )
        )
    return rows


@pytest.fixture
def database() -> Iterator[Database]:
    with_records = open_database()
    with_records.execute("create schema linking")
    prepare_macros(with_records)
    with_records.execute(f"create table linking.said ({SAID})")
    with_records.executemany(f"insert into linking.said values ({', '.join('?' * 19)})", _records(7))
    yield with_records
    with_records.close()


@pytest.fixture
def scored(database: Database) -> tuple[Model, dict[str, float]]:
    """Every pair of the records, scored by us into ``linking.ours``; the model and the shares used."""
    model = prepare(database, read_model())
    block(database)
    seen = look_at_records(database, model)
    database.execute(
        "create table linking.every as select l.n as join_key_l, r.n as join_key_r, 0 as rules"
        " from linking.record as l join linking.record as r on l.n < r.n"
    )
    score(database, model, seen, pairs="every", into="ours", least=-1000.0)
    return model, seen


def test_every_pair_has_the_bits_that_splink_gives_it(database: Database, scored: tuple) -> None:
    """Without relatives and namesakes, which Splink does not know, to a thousandth of a bit."""
    model, seen = scored
    shares = ", ".join(f'"share_{name}" as "tf_{name}"' for name in rarities(model))
    database.execute(f"create table record as select *, {shares} from linking.record")
    settings = splink_settings(model, seen)
    settings["blocking_rules_to_generate_predictions"] = [{"blocking_rule": "1 = 1", "sql_dialect": "duckdb"}]
    theirs = Linker(DuckDBAPI(database).register("record"), settings, validate_settings=False).inference.predict()
    compared, apart, at_most = database.execute(
        f"""
        select count(*), count(*) filter (abs(match_weight - (strangers - bits_namesakes)) > 0.001),
            max(abs(match_weight - (strangers - bits_namesakes)))
        from {theirs.physical_name} as splink
        join linking.ours on ours.n_l = least(splink.n_l, splink.n_r) and ours.n_r = greatest(splink.n_l, splink.n_r)
        """
    ).fetchall()[0]
    assert compared == RECORDS * (RECORDS - 1) // 2
    assert not apart, f"{apart} of {compared} pairs differ, by up to {at_most} bits"


@pytest.mark.parametrize("name", ["forename", "surname", "birth", "home", "id_nhs_number", "other_school"])
def test_the_pairs_reach_many_levels(database: Database, scored: tuple, name: str) -> None:
    """Pairs that all differ would hold nothing together."""
    levels = len(next(one for one in scored[0].comparisons if one.name == name).levels)
    reached = database.execute(f'select count(distinct "{name}") from linking.ours').fetchall()[0][0]
    assert reached >= min(levels, 3), f"{name} reaches {reached} of {levels} levels"


@pytest.mark.parametrize("bits", [-0.74756924213364482, 0.1 + 0.2, 9.999999999999998, 1e-17, -25.0])
def test_no_share_of_relatives_is_too_long_a_number(database: Database, scored: tuple, bits: float) -> None:
    """A number with seventeen places is a decimal to DuckDB, and a sum of decimals has little room before the point."""
    model, seen = scored
    score(database, model, seen | {"relative, in bits": bits}, pairs="every", into="again", least=-1000.0)
    least, most = database.execute(
        "select min(again.relative - ours.relative), max(again.relative - ours.relative)"
        " from linking.again join linking.ours using (n_l, n_r)"
    ).fetchall()[0]
    assert least == pytest.approx(bits - seen["relative, in bits"], abs=0.001)
    assert most == pytest.approx(bits - seen["relative, in bits"], abs=0.001)

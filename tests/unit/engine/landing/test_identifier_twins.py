"""The SQL macros of identifiers give the same answer as the vocabulary, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.engine.store import Database, open_database, run_sql
from kith.vocabulary import identifiers as ids

TWINS = {
    "nhs_number_of": ids.nhs_number_of,
    "upn_of": ids.upn_of,
    "uprn_of": ids.uprn_of,
    "postcode_of": ids.postcode_of,
}


def _near_nhs(nine: int) -> str:
    text = f"{nine:09d}"
    return text + (ids.nhs_check_digit(text) or "0")


def _near_upn(rest: str) -> str:
    return ids.upn_check_letter(rest) + rest


near_misses = st.one_of(
    st.text(max_size=16),
    st.text("0123456789 -\t\u00a0", max_size=16),
    st.integers(0, 999_999_999).map(_near_nhs),
    st.integers(0, 9_999_999_999).map(lambda n: f"{n:010d}"),
    st.from_regex(r"\A[0-9]{11}[0-9A-HJ-NP-RT-Z]\Z").map(_near_upn),
    st.from_regex(r"\A[A-Za-zſıK][0-9]{11}[0-9A-Za-z]\Z"),
    st.from_regex(r"\A ?[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?-?[0-9][A-Za-z]{2}\Z"),
)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = open_database()
    run_sql(database, "kith.engine", "identifiers")
    yield database
    database.close()


@pytest.mark.parametrize("name", sorted(TWINS))
def test_twin_equals_twin(database: Database, name: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(near_misses, min_size=20, max_size=40))
    def compare(texts: list[str]) -> None:
        # Through a column, never as a literal: constant folding is another code path.
        found = database.execute(f"select {name}(t) from (select unnest($1::varchar[]) as t)", [texts]).fetchall()
        assert [value for (value,) in found] == [TWINS[name](text) for text in texts]

    compare()


def test_ref_check_character_twin(database: Database) -> None:
    bodies = [ids.ref_of(number)[:-1] for number in range(0, 29**7, 29**7 // 500)]
    found = database.execute("select ref_check_character(b) from (select unnest($1::varchar[]) as b)", [bodies])
    assert [value for (value,) in found.fetchall()] == [ids.ref_check_character(body) for body in bodies]

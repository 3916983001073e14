"""Youth justice: names in one cell, carers by name alone, and prevention apart from orders."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def justice(sample_of):
    return sample_of("youth_justice")


def test_names_in_one_cell_are_parted(justice):
    child = justice.one("person", local_id="YJ3005")
    assert (child["forename"], child["middle_names"], child["surname"]) == ("Hamza", "Yusuf", "Khalid")
    assert justice.one("person", local_id="YJ3004")["middle_names"] is None


def test_letters_of_other_alphabets_survive(justice):
    assert justice.one("person", local_id="YJ3003")["surname"] == "Féraud"


def test_the_carer_is_what_the_form_says_and_the_council_is_nobodys_parent(justice):
    bonds = {(row["kind"], row["to_local_id"]) for row in justice.tables["relation"]}
    assert bonds == {("PARENT", "YJ3001"), ("GRANDPARENT", "YJ3002"), ("PARENT", "YJ3004"), ("STEP_PARENT", "YJ3005")}


def test_prevention_is_no_order(justice):
    kinds = {row["local_fact_id"]: row["kind"] for row in justice.tables["fact"]}
    assert kinds["I9001"] == kinds["I9004"] == "PREVENTION_PROGRAMME"
    assert kinds["I9002"] == kinds["I9003"] == "YOUTH_JUSTICE_ORDER"


def test_work_under_way_has_a_worker_and_no_end(justice):
    work = justice.one("involvement", local_id="YJ3002")
    assert (work["staff_id"], work["valid_from"], work["valid_to"]) == ("YJW05", date(2026, 1, 9), None)
    assert justice.one("worker", staff_id="YJW05")["name"] == "Pat Novak"


def test_an_offence_is_told_by_its_broad_category_only(justice):
    assert justice.one("fact", local_fact_id="O7001")["detail"] == "Public order"

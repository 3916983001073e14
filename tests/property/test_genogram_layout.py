"""Whatever the bonds, nothing in a genogram lies on anything else, and every relation is drawn once, past everybody."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.kinship import Bond, Kinship, Person
from tests.unit.apps.pictures.geometry import faults

KINDS = ("PARENT", "ADOPTIVE_PARENT", "FOSTER_CARER", "CARER", "STEP_PARENT", "PARTNER", "SIBLING", "HALF_SIBLING")
NAMES = st.sampled_from(("", "Al", "Bartholomew", "Clementine-Rose", "D", "Évangéline", "Ó", "محمد", "W" * 40))


@st.composite
def any_people(draw: st.DrawFn, most: int = 14) -> list[Person]:
    """So many people, of any age, with any name or none."""
    people = []
    for number in range(draw(st.integers(0, most))):
        born = draw(st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1)))
        people.append(
            Person(
                f"p{number}",
                draw(NAMES),
                draw(st.sampled_from(("", "7", "died 2010", "due March 2027"))),
                draw(st.sampled_from((None, "F", "M", "X"))),
                born,
                is_dead=draw(st.booleans()),
                is_expected=draw(st.integers(0, 9)) == 0,
                is_at_home=draw(st.booleans()),
            )
        )
    return people


@st.composite
def anything(draw: st.DrawFn) -> Kinship:
    """Any bonds at all between any people: what files can say, families need not."""
    people = draw(any_people())
    refs = [person.ref for person in people] or ["nobody"]
    kinds = st.sampled_from((*KINDS, "GRANDPARENT", "OTHER_RELATIVE"))
    ends = st.sampled_from(refs)
    bonds = draw(st.lists(st.builds(Bond, ends, kinds, ends, is_over=st.booleans()), max_size=16))
    return read_kinship(people, bonds)


@st.composite
def likely(draw: st.DrawFn) -> Kinship:
    """Three generations in which people have partners and children with one or two of them."""
    people, bonds = draw(any_people(24)), []
    rows = [people[::3], people[1::3], people[2::3]]
    for row in rows:
        for one, other in pairwise(row):
            if draw(st.booleans()):
                bonds.append(Bond(one.ref, "PARTNER", other.ref, is_over=draw(st.booleans())))
    for above, below in pairwise(rows):
        for child in below:
            for parent in draw(st.lists(st.sampled_from(above), max_size=3, unique=True)) if above else []:
                bonds.append(Bond(parent.ref, draw(st.sampled_from(KINDS[:5])), child.ref))
    return read_kinship(people, bonds)


@settings(max_examples=150)
@given(anything())
def test_any_bonds_are_drawn_without_fault(kinship: Kinship) -> None:
    assert faults(kinship) == []


@settings(max_examples=80)
@given(likely())
def test_likely_families_are_drawn_without_fault(kinship: Kinship) -> None:
    assert faults(kinship) == []

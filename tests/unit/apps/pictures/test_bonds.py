"""Bonds become the right unions and broods, whatever is missing or said twice."""

from __future__ import annotations

from datetime import date

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.kinship import Bond, Brood, Kinship, Person, Union

from .marlowes import marlowes


def people(*refs: str) -> list[Person]:
    return [Person(ref, ref.title()) for ref in refs]


def brood_of(kinship: Kinship, child: str) -> Brood:
    return next(brood for brood in kinship.broods if child in brood.children)


def test_half_siblings_stand_under_their_own_parents() -> None:
    family = marlowes()
    assert brood_of(family, "ryan").parents == ("carl", "dawn")
    assert brood_of(family, "ella") == Brood(("dawn", "lee"), ("ella", "jay", "baby"))


def test_step_parent_who_is_the_parents_partner_is_drawn_once() -> None:
    assert not any("lee" in brood.parents and "ryan" in brood.children for brood in marlowes().broods)


def test_grandparent_is_joined_straight_only_where_no_parent_is_known() -> None:
    assert not any("ella" in brood.children and "joan" in brood.parents for brood in marlowes().broods)
    alone = read_kinship(people("gran", "child"), [Bond("gran", "GRANDPARENT", "child")])
    assert alone.broods == (Brood(("gran",), ("child",), "OTHER", rows=2),)


def test_parents_of_a_child_are_not_said_to_be_a_couple() -> None:
    family = read_kinship(people("mum", "dad", "kid"), [Bond("mum", "PARENT", "kid"), Bond("dad", "PARENT", "kid")])
    assert family.unions == (Union("dad", "mum", is_couple=False),)


def test_couple_is_over_only_when_every_source_says_so() -> None:
    said_twice = [Bond("a", "PARTNER", "b", is_over=True), Bond("b", "PARTNER", "a")]
    assert read_kinship(people("a", "b"), said_twice).unions == (Union("a", "b"),)


def test_bond_to_somebody_not_shown_leaves_no_trace() -> None:
    family = read_kinship(people("kid"), [Bond("hidden", "PARENT", "kid"), Bond("kid", "SIBLING", "unseen")])
    assert family.broods == ()
    assert family.unions == ()


def test_siblings_with_unknown_parents_share_a_bar() -> None:
    family = read_kinship(people("one", "two"), [Bond("one", "SIBLING", "two"), Bond("two", "SIBLING", "one")])
    assert family.broods == (Brood((), ("one", "two"), "OTHER"),)


def test_three_parents_are_paired_by_couple() -> None:
    bonds = [Bond(ref, "PARENT", "kid") for ref in ("a", "b", "c")] + [Bond("b", "PARTNER", "c")]
    assert {brood.parents for brood in read_kinship(people("a", "b", "c", "kid"), bonds).broods} == {("b", "c"), ("a",)}


def test_care_of_a_partner_a_parent_or_an_equal_is_no_line_to_a_child() -> None:
    ages = {"mum": date(1984, 1, 1), "dad": date(1981, 1, 1), "kid": date(2012, 1, 1), "aunt": date(1986, 1, 1)}
    family = [Person(ref, ref.title(), born_on=born) for ref, born in ages.items()]
    bonds = [
        Bond("mum", "PARTNER", "dad"),
        Bond("mum", "PARENT", "kid"),
        Bond("dad", "CARER", "mum"),
        Bond("kid", "CARER", "mum"),
        Bond("aunt", "CARER", "dad"),
    ]
    assert read_kinship(family, bonds).broods == (Brood(("mum",), ("kid",)),)
    assert brood_of(read_kinship(family, [Bond("aunt", "CARER", "kid")]), "kid") == Brood(("aunt",), ("kid",), "OTHER")

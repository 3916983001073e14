"""Families that are hard to draw, each for a reason of its own."""

from __future__ import annotations

from datetime import date

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.kinship import Bond, Kinship, Person

from .marlowes import marlowes


def person(ref: str, year: int | None = None, sex: str | None = None, **marks: bool) -> Person:
    note = str(2026 - year) if year else ""
    return Person(ref, ref.replace("_", " ").title(), note, sex, date(year, 3, 2) if year else None, **marks)


def parents_of(*parents: str, children: tuple[str, ...], kind: str = "PARENT") -> list[Bond]:
    return [Bond(parent, kind, child) for parent in parents for child in children]


def second_caregivers() -> Kinship:
    """Children with their birth parents, and foster carers who look after two of them."""
    people = [person("mum", 1990, "F"), person("dad", 1988, "M"), person("ann", 1970, "F"), person("bob", 1969, "M")]
    people += [person(ref, year) for ref, year in (("kit", 2012), ("lou", 2014), ("max", 2017))]
    bonds = parents_of("mum", "dad", children=("kit", "lou", "max"))
    bonds += parents_of("ann", "bob", children=("kit", "lou"), kind="FOSTER_CARER")
    return read_kinship(people, [*bonds, Bond("ann", "PARTNER", "bob"), Bond("mum", "PARTNER", "dad", is_over=True)])


def siblings_of_unknown_parents() -> Kinship:
    """Three brothers and sisters of whom nobody names a parent, and one more who has a mother."""
    people = [person("ada", 2010, "F"), person("ben", 2012, "M"), person("cat", 2015, "F"), person("mum", 1990, "F")]
    pairs = [Bond("ada", "SIBLING", "ben"), Bond("ben", "SIBLING", "cat"), Bond("cat", "SIBLING", "ada")]
    people.append(person("dan", 2018, "M"))
    return read_kinship(people, [*pairs, Bond("mum", "PARENT", "dan"), Bond("dan", "HALF_SIBLING", "cat")])


def placeholders() -> Kinship:
    """A grandmother of a child whose parent nobody names, a child of one parent, a baby who is due."""
    people = [person("gran", 1955, "F"), person("mum", 1985, "F"), person("one", 2010), person("two", 2014)]
    people.append(Person("baby", "Baby", "due March 2027", is_expected=True))
    bonds = [Bond("gran", "GRANDPARENT", "two"), Bond("mum", "PARENT", "one"), Bond("mum", "PARENT", "baby")]
    return read_kinship(people, [*bonds, Bond("one", "SIBLING", "two")])


def ended_cohabitation() -> Kinship:
    """Nobody says that they were a couple, they are apart, and each has somebody new."""
    people = [person(ref, year, sex) for ref, year, sex in (("eve", 1988, "F"), ("guy", 1986, "M"))]
    people += [person("new_one", 1985, "M"), person("new_two", 1990, "F"), person("kid", 2012), person("tot", 2020)]
    bonds = [Bond("eve", "PARTNER", "guy", is_over=True), Bond("eve", "PARTNER", "new_one")]
    bonds += [Bond("guy", "PARTNER", "new_two"), *parents_of("eve", "guy", children=("kid",))]
    return read_kinship(people, bonds + parents_of("guy", "new_two", children=("tot",)))


def half_siblings() -> Kinship:
    """Two fathers and one mother: each child under its own two parents."""
    people = [person("ma", 1984, "F"), person("pa_one", 1980, "M"), person("pa_two", 1981, "M")]
    people += [person(ref, year) for ref, year in (("elder", 2008), ("middle", 2012), ("young", 2016), ("last", 2019))]
    bonds = parents_of("ma", "pa_one", children=("elder", "young"))
    return read_kinship(people, bonds + parents_of("ma", "pa_two", children=("middle", "last")))


def unions_of_one(count: int) -> Kinship:
    """One person with children by so many partners, all but the last of them in the past."""
    people, bonds = [person("hub", 1980, "F")], []
    for i in range(count):
        people += [person(f"partner_{i}", 1978 + i, "M"), *(person(f"kid_{i}_{j}", 2004 + 3 * i + j) for j in (0, 1))]
        bonds += [Bond("hub", "PARTNER", f"partner_{i}", is_over=i < count - 1)]
        bonds += parents_of("hub", f"partner_{i}", children=(f"kid_{i}_0", f"kid_{i}_1"))
    return read_kinship(people, bonds)


def four_generations(couples: int, children: int) -> Kinship:
    """Great-grandparents, their children with partners, and their children's children."""
    people, bonds = [person("gran", 1946, "F"), person("grandad", 1944, "M")], [Bond("gran", "PARTNER", "grandad")]
    for i in range(couples):
        people += [person(f"adult_{i}", 1970 + i, "M"), person(f"spouse_{i}", 1972 + i, "F")]
        bonds += [
            *parents_of("gran", "grandad", children=(f"adult_{i}",)),
            Bond(f"adult_{i}", "PARTNER", f"spouse_{i}"),
        ]
        kids = tuple(f"child_{i}_{j}" for j in range(children))
        people += [person(kid, 1995 + j) for j, kid in enumerate(kids)]
        bonds += parents_of(f"adult_{i}", f"spouse_{i}", children=kids)
    people += [person("great_0", 2018), person("great_1", 2020)]
    return read_kinship(people, bonds + parents_of("child_0_0", children=("great_0", "great_1")))


def nobody_has_a_name() -> Kinship:
    """A mother without a name, a child whose name is very long, and somebody of whom nothing is known."""
    people = [
        Person("mum", "", "", "F"),
        Person("kid", "Maximiliana-Alexandrina Konstantinopolou", "7"),
        Person("x", ""),
    ]
    return read_kinship(people, [Bond("mum", "PARENT", "kid")])


def across_generations() -> Kinship:
    """A man who was the mother's partner, and then her daughter's."""
    people = [
        person("mum", 1970, "F"),
        person("he", 1972, "M"),
        person("daughter", 1992, "F"),
        person("son", 1995, "M"),
    ]
    people += [person("little", 2020), person("friend", 1993, "F"), person("aunt", 1968, "F")]
    bonds = [Bond("mum", "PARTNER", "he", is_over=True), Bond("daughter", "PARTNER", "he")]
    bonds += [*parents_of("mum", children=("daughter", "son")), *parents_of("he", children=("son",))]
    bonds += [*parents_of("daughter", "he", children=("little",)), Bond("aunt", "SIBLING", "mum")]
    return read_kinship(people, [*bonds, Bond("friend", "PARTNER", "son")])


def own_grandchild() -> Kinship:
    """Files that contradict one another: a woman's grandchild is also said to be her sister."""
    people = [person("gran", 1955, "F"), person("kid", 2012), person("twist", 2014)]
    bonds = [Bond("gran", "GRANDPARENT", "kid"), Bond("gran", "GRANDPARENT", "twist"), Bond("gran", "SIBLING", "twist")]
    return read_kinship(people, bonds)


HARD = {
    "the Marlowes": marlowes(),
    "second caregivers": second_caregivers(),
    "siblings of unknown parents": siblings_of_unknown_parents(),
    "placeholders": placeholders(),
    "ended cohabitation": ended_cohabitation(),
    "half-siblings": half_siblings(),
    "three unions": unions_of_one(3),
    "four unions": unions_of_one(4),
    "thirty people": four_generations(6, 3),
    "sixty people": four_generations(10, 4),
    "nobody has a name": nobody_has_a_name(),
    "across generations": across_generations(),
    "somebody's own grandchild": own_grandchild(),
    "one person": read_kinship([person("alone", 2000)], []),
    "nobody": read_kinship([], []),
}

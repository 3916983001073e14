"""A genogram puts everybody in the right row, keeps labels apart, and never breaks."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date
from itertools import pairwise

import pytest

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.generations import assign_rows
from kith.apps.base.pictures.genogram import draw_genogram, is_drawn_as_tree
from kith.apps.base.pictures.kinship import Bond, Kinship, Person
from kith.apps.base.pictures.layout import GAP, label_widths, lay_out
from kith.apps.base.pictures.lines import Line
from kith.apps.base.pictures.ordering import order_rows
from kith.apps.base.pictures.spacing import FINE, drop_of, place

from .geometry import faults, people_of
from .hard_families import HARD, half_siblings, siblings_of_unknown_parents
from .marlowes import BONDS, PEOPLE, marlowes

SVG = "{http://www.w3.org/2000/svg}"


def laid_out(kinship: Kinship) -> tuple[list[list[str]], dict[str, float]]:
    widths = label_widths(kinship)
    order = order_rows(kinship, assign_rows(kinship), widths, GAP)
    return order, place(order, kinship, widths, GAP, FINE)


def drawn(kinship: Kinship) -> ElementTree.Element:
    return ElementTree.fromstring(draw_genogram(kinship, title="Who", desc="They", home="14 Tern Close"))


def large_family(couples: int, children: int) -> Kinship:
    people, bonds = [Person("gran", "Gran", sex="F", born_on=date(1946, 1, 1))], []
    for i in range(couples):
        people += [Person(f"a{i}", f"Adult {i}", sex="M"), Person(f"s{i}", f"Spouse {i}", sex="F")]
        bonds += [Bond("gran", "PARENT", f"a{i}"), Bond(f"a{i}", "PARTNER", f"s{i}")]
        for j in range(children):
            people.append(Person(f"c{i}-{j}", f"Child {i}-{j}", born_on=date(2010 + j, 1, 1)))
            bonds += [Bond(f"a{i}", "PARENT", f"c{i}-{j}"), Bond(f"s{i}", "PARENT", f"c{i}-{j}")]
    return read_kinship(people, bonds)


def test_generations_are_rows() -> None:
    rows = assign_rows(marlowes())
    assert {ref for ref, row in rows.items() if row == 0} == {"alan", "joan"}
    assert {ref for ref, row in rows.items() if row == 1} == {"carl", "dawn", "lee"}
    assert {ref for ref, row in rows.items() if row == 2} == {"ryan", "ella", "jay", "baby"}


def test_children_stand_under_their_own_parents_eldest_first() -> None:
    order, xs = laid_out(marlowes())
    assert order[1] in (["carl", "dawn", "lee"], ["lee", "dawn", "carl"])
    assert [ref for ref in order[2] if ref != "ryan"] == ["ella", "jay", "baby"]
    for brood in marlowes().broods:
        drop = drop_of(brood, marlowes(), xs, order, label_widths(marlowes()))
        middle = sum(xs[child] for child in brood.children) / len(brood.children)
        assert drop == pytest.approx(middle, abs=4)


def with_an_unnamed_father() -> Kinship:
    """The Marlowes as agencies tell of them: nobody names the father of the baby."""
    return read_kinship(PEOPLE, [bond for bond in BONDS if (bond.from_ref, bond.to_ref) != ("lee", "baby")])


def test_line_from_one_parent_crosses_no_name_and_no_other_line() -> None:
    kinship = with_an_unnamed_father()
    order, xs = laid_out(kinship)
    assert order[0] == ["alan", "joan"]
    baby = next(brood for brood in kinship.broods if brood.children == ("baby",))
    assert drop_of(baby, kinship, xs, order, label_widths(kinship)) == pytest.approx(xs["baby"], abs=4)
    words = {text.text: text for text in drawn(kinship).iter(f"{SVG}text")}
    assert words["Dawn"].get("text-anchor") == "start"
    assert float(words["Dawn"].get("x", 0)) > float(words["Baby"].get("x", 0))
    assert words["Lee"].get("text-anchor") == "middle"


@pytest.mark.parametrize("kinship", [marlowes(), with_an_unnamed_father(), large_family(4, 3), large_family(6, 4)])
def test_no_two_labels_touch(kinship: Kinship) -> None:
    order, xs = laid_out(kinship)
    widths = label_widths(kinship)
    for row in order:
        for left, right in pairwise(row):
            assert xs[left] + widths[left] / 2 + GAP <= xs[right] - widths[right] / 2 + 0.01


@pytest.mark.parametrize("name", HARD)
def test_hard_families_are_drawn_without_fault(name: str) -> None:
    assert faults(HARD[name]) == []


def test_half_siblings_hang_under_their_own_two_parents() -> None:
    lines = {frozenset(people_of(line)): line for line in lay_out(half_siblings()).lines}
    for children, father in ((("elder", "young"), "pa_one"), (("middle", "last"), "pa_two")):
        (x, _), *_ = lines[frozenset({"ma", father, *children})].strokes[0]
        ends = sorted(point[0] for point in lines[frozenset({"ma", father})].strokes[0])
        assert ends[0] < x < ends[-1]


def test_brothers_and_sisters_of_unknown_parents_hang_on_one_bar_without_a_parent() -> None:
    bars: list[Line] = [line for line in lay_out(siblings_of_unknown_parents()).lines if not line.of.parents]  # type: ignore[union-attr]
    assert [sorted(people_of(line)) for line in bars] == [["ada", "ben", "cat"], ["cat", "dan"]]


def test_sixty_people_stand_in_rows_and_thirty_in_a_tree() -> None:
    assert is_drawn_as_tree(HARD["thirty people"])
    assert not is_drawn_as_tree(HARD["sixty people"])
    assert lay_out(HARD["sixty people"]).width < 732
    words = {text.text for text in drawn(HARD["sixty people"]).iter(f"{SVG}text")}
    assert {person.name for person in HARD["sixty people"].people} <= words


def test_somebody_without_a_name_is_there_and_says_so() -> None:
    assert "Name not held" in {text.text for text in drawn(HARD["nobody has a name"]).iter(f"{SVG}text")}


def test_sex_is_told_by_shape_and_in_words() -> None:
    words = {text.text for text in drawn(marlowes()).iter(f"{SVG}text")}
    assert {"woman or girl", "man or boy"} <= words


def test_symbols_follow_the_person() -> None:
    picture = drawn(marlowes())
    persons = [shape for shape in picture.iter() if "pic-person" in shape.get("class", "")]
    circles = [shape for shape in persons if shape.tag == f"{SVG}circle" and float(shape.get("r", 0)) == 20]
    squares = [shape for shape in persons if shape.tag == f"{SVG}rect" and float(shape.get("width", 0)) == 40]
    assert len(circles) == 3
    assert len(squares) == 5
    assert sum("pic-dashed" in shape.get("class", "") for shape in persons) == 1
    homes = [dot for dot in picture.iter(f"{SVG}circle") if dot.get("class") == "pic-home"]
    assert len(homes) == 4 + 1  # and one in the key


def test_names_are_escaped_and_the_picture_names_itself() -> None:
    family = read_kinship([Person("x", "<b>&\"O'Neill", "9")], [])
    svg = draw_genogram(family, title="A & B", desc="<c>", key="one")
    assert "<b>" not in svg
    picture = ElementTree.fromstring(svg)
    assert picture.get("aria-labelledby") == "one-title one-desc"
    assert picture.find(f"{SVG}title").text == "A & B"  # type: ignore[union-attr]


def test_three_unions_of_one_person_are_all_drawn() -> None:
    people = [Person(ref, ref, sex="F") for ref in ("hub", "one", "two", "three", "kid1", "kid2", "kid3")]
    bonds = [Bond("hub", "PARTNER", ref, is_over=ref != "three") for ref in ("one", "two", "three")]
    kids = {"kid1": "one", "kid2": "two", "kid3": "three"}
    bonds += [Bond(parent, "PARENT", kid) for kid, other in kids.items() for parent in ("hub", other)]
    picture = drawn(read_kinship(people, bonds))
    assert len([line for line in picture.iter(f"{SVG}path") if line.get("class") == "pic-line"]) >= 3 + 3 + 2


@pytest.mark.parametrize(
    "bonds",
    [
        [],
        [Bond("a", "PARENT", "b"), Bond("b", "PARENT", "a")],
        [Bond("a", "PARENT", "b"), Bond("b", "PARENT", "c"), Bond("c", "PARTNER", "a")],
        [Bond("a", "SIBLING", "b"), Bond("a", "PARENT", "b")],
        [Bond("a", "OTHER_RELATIVE", "b"), Bond("c", "FOSTER_CARER", "a"), Bond("c", "CARER", "b")],
        [Bond("a", "GRANDPARENT", "b"), Bond("b", "PARTNER", "a")],
    ],
)
def test_bonds_that_contradict_each_other_still_draw_everybody(bonds: list[Bond]) -> None:
    people = [Person(ref, f"Name {ref}", born_on=date(1990, 1, 1)) for ref in ("a", "b", "c")]
    words = {text.text for text in drawn(read_kinship(people, bonds)).iter(f"{SVG}text")}
    assert {"Name a", "Name b", "Name c"} <= words


def test_same_family_gives_the_same_bytes() -> None:
    assert draw_genogram(marlowes(), title="t", desc="d") == draw_genogram(marlowes(), title="t", desc="d")


def test_grandparent_past_an_unnamed_parent_stands_two_rows_up_and_pulls_nobody_apart() -> None:
    people = [Person(ref, ref) for ref in ("gran", "mum", "dad", "elder", "baby")]
    bonds = [Bond("mum", "PARENT", "elder"), Bond("dad", "PARENT", "elder"), Bond("mum", "PARENT", "baby")]
    rows = assign_rows(read_kinship(people, [*bonds, Bond("gran", "GRANDPARENT", "elder")]))
    assert rows == {"gran": 0, "mum": 1, "dad": 1, "elder": 2, "baby": 2}


def test_people_whom_nobody_relates_stand_with_those_of_their_age() -> None:
    people = [
        Person("mum", "Mum", born_on=date(1985, 1, 1)),
        Person("kid", "Kid", born_on=date(2015, 1, 1)),
        Person("lodger", "Lodger", born_on=date(1988, 1, 1)),
        Person("friend", "Friend", born_on=date(2013, 1, 1)),
    ]
    rows = assign_rows(read_kinship(people, [Bond("mum", "PARENT", "kid")]))
    assert rows == {"mum": 0, "lodger": 0, "kid": 1, "friend": 1}


def test_partner_without_children_stands_close() -> None:
    people = [Person(ref, ref) for ref in ("mum", "dad", "friend", "one", "two", "three")]
    bonds = [Bond(parent, "PARENT", kid) for parent in ("mum", "dad") for kid in ("one", "two", "three")]
    family = read_kinship(people, [*bonds, Bond("mum", "PARTNER", "dad"), Bond("mum", "PARTNER", "friend")])
    _, xs = laid_out(family)
    assert abs(xs["friend"] - xs["mum"]) < 300

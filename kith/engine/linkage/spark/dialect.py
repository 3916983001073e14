"""Says a condition of the model, which is DuckDB's SQL, in Spark's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from kith.vocabulary.errors import KithError

DAMERAU_LEVENSHTEIN, JARO_WINKLER = "kith_damerau_levenshtein", "kith_jaro_winkler"  # see likeness.py
OUR_OWN = {"damerau_levenshtein": DAMERAU_LEVENSHTEIN}
SPARKS = {"size", "arrays_overlap", "substring", JARO_WINKLER, DAMERAU_LEVENSHTEIN}


class NoLikeness(KithError):
    """A condition of the model cannot be said in Spark's SQL so that it surely means the same."""

    code = "K563"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The model uses {what}, which Spark is not known to answer as DuckDB does.",
            not_done="Nothing was linked, and nothing was written.",
            mend="Leave --engine out, or write the model's condition with functions that the shipped model uses.",
        )


def columns_in(condition: str) -> set[str]:
    """Return the columns of a record that ``condition`` compares, without the side."""
    if condition == "ELSE":
        return set()
    return {_base(column.name) for column in _parsed(condition).find_all(exp.Column)}


def say(condition: str, types: Mapping[str, str], names: Mapping[str, str], *, dialect: str) -> str:
    """Return ``condition`` in ``dialect``, with each column called by its name in ``names``; ``types`` are DuckDB's."""
    if condition == "ELSE":
        return condition
    tree = _parsed(condition)
    if dialect == "spark":
        tree = tree.transform(lambda node: _as_spark(node, types))
    for column in tree.find_all(exp.Column):
        side = column.name[-2:]
        column.set("this", exp.to_identifier(names[_base(column.name)] + side))
    return tree.sql(dialect=dialect)


def _parsed(condition: str) -> exp.Expr:
    try:
        return parse_one(condition, read="duckdb")
    except SqlglotError as error:
        raise NoLikeness("a condition that cannot be read") from error


def _base(column: str) -> str:
    if not re.search("_[lr]$", column):
        raise NoLikeness("a column that is of neither record (its name ends in neither _l nor _r)")
    return column[:-2]


def _as_spark(node: exp.Expr, types: Mapping[str, str]) -> exp.Expr:
    """Return the node as Spark says it: only what the two say differently, and sqlglot does not know."""
    if isinstance(node, exp.JarowinklerSimilarity):
        return exp.func(JARO_WINKLER, node.this, node.expression)
    if isinstance(node, exp.ArrayOverlaps):
        return exp.func("arrays_overlap", node.this, node.expression)
    if isinstance(node, exp.Length) and _is_list(node.this, types):
        return exp.func("size", node.this)
    if isinstance(node, exp.Bracket):
        return _part(node, types)
    if isinstance(node, exp.Anonymous):
        return _called(node)
    return node


def _called(node: exp.Anonymous) -> exp.Expr:
    """Return the call of a function that sqlglot does not know; what was just said in Spark's words comes by again."""
    name = str(node.this).lower()
    if name in SPARKS:
        return node
    if name not in OUR_OWN:
        raise NoLikeness(f"the function {name}")
    return exp.func(OUR_OWN[name], *node.expressions)


def _part(node: exp.Bracket, types: Mapping[str, str]) -> exp.Expr:
    """Return a letter or a stretch of a text: Spark has no brackets for those."""
    (place,) = node.expressions
    if _is_list(node.this, types) or not isinstance(node.this, exp.Column):
        raise NoLikeness("a part of a list")
    try:
        if isinstance(place, exp.Slice):
            first, last = int(str(place.this)), int(str(place.expression))
        else:
            first = last = int(str(place)) + 1  # sqlglot counts from nought
    except ValueError as error:
        raise NoLikeness("a part of a text whose place is not a plain number") from error
    if first < 1 or last < first:
        raise NoLikeness("a part of a text that is not counted from its beginning")
    return exp.func("substring", node.this, exp.Literal.number(first), exp.Literal.number(last - first + 1))


def _is_list(node: exp.Expr, types: Mapping[str, str]) -> bool:
    return isinstance(node, exp.Column) and types.get(_base(node.name), "").endswith("[]")

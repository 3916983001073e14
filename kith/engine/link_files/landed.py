"""A file whose cells stand in the database, with what its columns mean: the SQL that reads them as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kith.engine.link_files.columns import WRITTEN_NAMES, Columns
from kith.engine.link_files.read import Table
from kith.engine.store import quoted

_EMPTY = "map {}::map(varchar, varchar)"
_PARTS = ("first_name", "middle_name", "last_name")


@dataclass(frozen=True)
class Landed:
    """One file as landed."""

    opened: Table
    columns: Columns
    table: str
    rows: int
    before: int  # rows of the files before it
    untidy: frozenset[str] = frozenset()  # landed columns with a cell that must be trimmed
    remarks: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        """The file's own name."""
        return self.opened.source

    @property
    def birth(self) -> str | None:
        """The birth date as the file writes it, in SQL; None where there is no such column."""
        birth = self.columns.birth
        if birth is None:
            return None
        return _parts(*map(self.place, birth.columns)) if birth.is_in_parts else self.place(birth.columns[0])

    def place(self, heading: str) -> str:
        """Return the landed column of ``heading``."""
        return f"c{self.opened.headings.index(heading)}"

    def single(self, role: str) -> str:
        """Return the landed column of a role, or null."""
        return self.place(self.columns.single[role]) if role in self.columns.single else "null::varchar"

    def select(self) -> str:
        """Return the query that reads the landed cells into the shape of ``linking.raw``."""
        return f"""
            select {self.before} + row_at as n, {quoted(self.source)} as source, row_at as row,
                coalesce({self.single("record_id")}, row_at::varchar) as record_id,
                {self._names()}, {self._born()}, sex_of({self.single("sex")}) as sex, {self._address()} as address,
                {", ".join(f"{self.single(role)} as {role}" for role in ("town", "region", "postcode"))},
                {self._identifiers()} as identifiers,
                {_map(self._other())} as other,
                {_map({name: self.place(column) for name, column in self.columns.group.items()})} as groups
            from ({self._once()}) as landed {self._joins()}
        """

    def trimmed(self, headings: Iterable[str]) -> str:
        """Return the query that gives the landed cells of some columns, trimmed, with the row's number."""
        names = {self.columns.single[role] for role in WRITTEN_NAMES if role in self.columns.single}
        cells = [self._cell(self.place(one), one in names) for one in headings]
        return f"select {', '.join(['row_at', *cells])} from {self.table}"

    def _cell(self, place: str, is_name: bool) -> str:
        return f"{'name_cell' if is_name else 'fact_cell'}({place}) as {place}" if place in self.untidy else place

    def _once(self) -> str:
        """Return the trimmed rows with what would else be worked out more than once for each."""
        once = [
            f"plain_identifier({self.place(column)}) as id_{place}"
            for place, column in enumerate(self.columns.identifiers.values())
        ]
        once += [f"{self.birth} as birth_written"] if self.birth else []
        return f"select {', '.join(['*', *once])} from ({self.trimmed(self.columns.used())})"

    def _identifiers(self) -> str:
        return _map({name: f"somebodys(id_{place})" for place, name in enumerate(self.columns.identifiers)})

    def _names(self) -> str:
        full = "full_name" in self.columns.single
        told = {part: f"coalesce({self.single(part)}, parted.{part})" if full else self.single(part) for part in _PARTS}
        told |= {role: self.single(role) for role in ("known_as", "previous_last_name")}
        return ", ".join(f"{value} as {role}" for role, value in told.items())

    def _born(self) -> str:
        year = f"try_cast(regexp_extract({self.single('year_of_birth')}, '[0-9]{{4}}') as smallint)"
        if self.birth is None:
            return f"null::date as born, {year} as born_year"
        return f"born_value.born as born, coalesce(born_value.born_year, {year}) as born_year"

    def _address(self) -> str:
        lines = ", ".join(map(self.place, self.columns.address))
        return f"nullif(concat_ws(' ', {lines}), '')" if lines else "null"

    def _other(self) -> dict[str, str]:
        other = {name: f"upper({self.place(column)})" for name, column in self.columns.other.items()}
        return other | ({"title": "upper(parted.title)"} if "full_name" in self.columns.single else {})

    def _joins(self) -> str:
        joins = ""
        if self.birth:
            joins += (
                f" left join (from linking.born_value where source = {quoted(self.source)}) as born_value"
                " on born_value.value = birth_written"
            )
        if "full_name" in self.columns.single:
            joins += f" left join linking.full_name as parted on parted.value = {self.single('full_name')}"
        return joins


def _parts(day: str, month: str, year: str) -> str:
    """Return a birth date in parts as one text: the year alone where the day or the month is missing."""
    in_words = f"{day} || ' ' || {month} || ' ' || {year}"
    in_numbers = f"{year} || '-' || {month} || '-' || {day}"
    return f"coalesce(case when regexp_full_match({month}, '[0-9]+') then {in_numbers} else {in_words} end, {year})"


def _map(named: Mapping[str, str]) -> str:
    """Return a map of what is known; what is not known has no key."""
    if not named:
        return _EMPTY
    if len(named) == 1:
        ((name, value),) = named.items()
        return f"case when {value} is null then {_EMPTY} else map {{{quoted(name)}: {value}}} end"
    entries = ", ".join(f"{{'k': {quoted(name)}, 'v': {value}}}" for name, value in named.items())
    return f"map_from_entries(list_filter([{entries}], lambda entry: entry.v is not null))"

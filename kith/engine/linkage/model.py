"""The model: what is compared, the levels a comparison can reach, and how likely each is for one person or for two.

A model is JSON that people can read and sign off. Of each level it says how often it is reached by two records of one
person (``m``), of two relatives (``r``) and of two strangers (``u``; one in words is counted in the records).
Relatives are told apart from strangers because they share a surname, a home, now and then a birthday or a borrowed
number. An identifier, whatever it is called, has the levels of ``identifier``; weak evidence those of ``other``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from kith.vocabulary.errors import KithError

HERE = "kith.engine.linkage"


class NoSuchModel(KithError):
    """A model cannot be used: it is no model, or not one of this version of Kith."""

    code = "K212"


@dataclass(frozen=True)
class Level:
    """One degree of likeness: the condition as SQL over ``column_l`` and ``column_r``, and how often it is reached.

    ``m``, ``r`` and ``u`` are its shares among pairs of records of one person, of two relatives, and of two strangers;
    ``tf`` names the column by whose rarity an agreement counts for more. A level that ``is_settled`` is not learnt: it
    says the same of everybody, because another comparison speaks for it.
    """

    label: str
    sql: str
    m: float
    r: float
    u: float | str
    tf: str = ""
    is_settled: bool = False


@dataclass(frozen=True)
class Comparison:
    """What of two records is compared; ``levels`` from the best to "differs"."""

    name: str
    missing: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Model:
    """Everything that scoring needs to know; ``about`` says what it was learnt on."""

    version: str
    about: str
    comparisons: tuple[Comparison, ...]
    identifier: tuple[Level, ...]
    other: tuple[Level, ...]
    rates: dict[str, list[float]] = field(default_factory=dict)
    own_numbers: tuple[str, ...] = ()

    def with_comparisons(self, comparisons: tuple[Comparison, ...], about: str) -> Model:
        """Return the model with other comparisons, as learning or a set of records makes them."""
        return replace(self, comparisons=comparisons, about=about)


def read_model(file: Path | None = None) -> Model:
    """Return the model in ``file``, or the one that comes with Kith."""
    text = file.read_text(encoding="utf-8") if file else (files(HERE) / "model.json").read_text(encoding="utf-8")
    try:
        said: dict[str, Any] = json.loads(text)
        model = Model(
            version=str(said["version"]),
            about=str(said["learnt_on"]),
            comparisons=tuple(
                Comparison(one["name"], one["missing"], tuple(Level(**level) for level in one["levels"]))
                for one in said["comparisons"]
            ),
            identifier=_without_sql(said["identifier"]),
            other=_without_sql(said["other"]),
            rates=dict(said["identifiers"]),
            own_numbers=tuple(said["same_agency_id"]),
        )
        if file:
            _require_our_words(model)
        return model
    except (ValueError, KeyError, TypeError) as error:
        raise NoSuchModel(
            "The model is not one that this version of Kith can read.",
            not_done="Nothing was linked.",
            mend="Use a model.json that Kith wrote, or leave the model out to use the one that comes with Kith.",
        ) from error


def _require_our_words(model: Model) -> None:
    """Raise ValueError unless only numbers differ from what Kith itself would write.

    A model may come from anywhere; its conditions are run as SQL, and the guard knows levels by their number.
    """
    shipped = read_model()
    ours = {one.name: one for one in shipped.comparisons}
    for one in model.comparisons:
        kind, _, name = one.name.partition("_")
        if kind in ("id", "other") and re.fullmatch(r"[\w -]+", name):
            ours[one.name] = (_identifier if kind == "id" else _other)(shipped, name)
    if any(one.name not in ours or _conditions(one) != _conditions(ours[one.name]) for one in model.comparisons):
        raise ValueError("a condition is not ours")
    if missing := {one.name for one in shipped.comparisons} - {one.name for one in model.comparisons}:
        raise ValueError(f"no comparison of {sorted(missing)}")
    if model.own_numbers != shipped.own_numbers:
        raise ValueError("other own numbers")


def _conditions(comparison: Comparison) -> list[tuple[str, str]]:
    return [(comparison.missing, ""), *((level.sql, level.tf) for level in comparison.levels)]


def write_model(model: Model, file: Path) -> None:
    """Write the model so that ``read_model`` reads the same."""
    said = {
        "version": model.version,
        "learnt_on": model.about,
        "comparisons": [
            {"name": one.name, "missing": one.missing, "levels": [_told(level) for level in one.levels]}
            for one in model.comparisons
        ],
        "identifier": {"levels": [_told(level) for level in model.identifier]},
        "other": {"levels": [_told(level) for level in model.other]},
        "identifiers": model.rates,
        "same_agency_id": list(model.own_numbers),
    }
    file.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def columns_of(model: Model, prefix: str) -> list[str]:
    """Return the names that the model compares under ``prefix``: its identifiers, or its weak evidence."""
    return [one.name.removeprefix(prefix) for one in model.comparisons if one.name.startswith(prefix)]


def fit_to_columns(model: Model, identifiers: list[str], others: list[str]) -> Model:
    """Return the model with a comparison for each identifier and each piece of weak evidence that the records have."""
    known = {one.name for one in model.comparisons}
    extra = [_identifier(model, name) for name in identifiers if f"id_{name}" not in known]
    extra += [_other(model, name) for name in others if f"other_{name}" not in known]
    unused = (
        {one for one in known if one.startswith(("id_", "other_"))}
        - {f"id_{name}" for name in identifiers}
        - {f"other_{name}" for name in others}
    )
    kept = tuple(one for one in model.comparisons if one.name not in unused)
    return model.with_comparisons(kept + tuple(extra), model.about)


def _identifier(model: Model, name: str) -> Comparison:
    column = f'"id_{name}'
    left, right = f'{column}_l"', f'{column}_r"'
    missing = f"{left} is null or {right} is null"
    if name in model.own_numbers:  # what one agency calls a person: two numbers only mean two systems
        missing += f" or {left} <> {right}"
    about_as_long = f"abs(length({left}) - length({right})) <= 1"
    conditions = (
        f"{left} = {right}",
        f"length({left}) > 5 and {about_as_long} and damerau_levenshtein({left}, {right}) <= 1",
        "ELSE",
    )
    words = name.replace("_", " ")
    rates = model.rates.get(name, [level.m for level in model.identifier])
    levels = tuple(
        replace(level, sql=sql, m=m, label=level.label.replace("number", words))
        for level, sql, m in zip(model.identifier, conditions, rates, strict=True)
    )
    return Comparison(f"id_{name}", missing, levels)


def _other(model: Model, name: str) -> Comparison:
    left, right = f'"other_{name}_l"', f'"other_{name}_r"'
    conditions = (f"{left} = {right}", f"jaro_winkler_similarity({left}, {right}) >= 0.88", "ELSE")
    words = name.replace("_", " ")
    levels = tuple(
        replace(
            level,
            sql=sql,
            label=f"{words}: {level.label}",
            u=f"other_{name}" if level.u == "other" else level.u,
            tf=f"other_{name}" if sql == conditions[0] else "",
        )
        for level, sql in zip(model.other, conditions, strict=True)
    )
    return Comparison(f"other_{name}", f"{left} is null or {right} is null", levels)


def _without_sql(said: dict[str, Any]) -> tuple[Level, ...]:
    return tuple(Level(**{"sql": "", **level}) for level in said["levels"])


def _told(level: Level) -> dict[str, Any]:
    return {key: value for key, value in vars(level).items() if value not in ("", False)}

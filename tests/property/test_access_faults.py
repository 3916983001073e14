"""Every seeded fault of the rule is noticed: by the gates' own tables, or by a property near an allowed question.

A fault is put into a copy of rules/access.py; the copy then has to pass what the rule passes. One that did would show
that a test is missing.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

import kith.rules.access as rule
from tests.mutants import RULE_FAULTS, RuleFault
from tests.property import test_access_never_widens as properties
from tests.unit.rules import test_access_gates as gates

SOURCE = Path(inspect.getfile(rule)).read_text(encoding="utf-8")
NEIGHBOURS = 400


@pytest.fixture
def faulty(fault: RuleFault) -> Iterator[ModuleType]:
    """The rule with one fault, as a module that nothing else imports."""
    assert SOURCE.count(fault.right) >= 1, "the fault no longer fits the rule: write it anew"
    name = "faulty_access"
    spec = importlib.util.spec_from_loader(name, loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(SOURCE.replace(fault.right, fault.wrong), f"<{fault.name}>", "exec"), module.__dict__)
    yield module
    del sys.modules[name]


@pytest.mark.parametrize("fault", RULE_FAULTS, ids=[fault.name for fault in RULE_FAULTS])
def test_a_fault_in_the_rule_is_noticed(fault: RuleFault, faulty: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (gates, properties):
        monkeypatch.setattr(module, "decide", faulty.decide)
    assert any(_is_noticed(check) for check in _gate_checks()) or any(
        _is_noticed(check) for check in _property_checks()
    )


def test_the_rule_itself_passes_what_its_faults_fail() -> None:
    assert not [check for check in _gate_checks() if _is_noticed(check)]


def _is_noticed(check: Callable[[], Any]) -> bool:
    try:
        check()
    except Exception:
        return True
    return False


def _gate_checks() -> Iterator[Callable[[], Any]]:
    """Give each test of the gates' tables, once for each of its rows."""
    for name, test in inspect.getmembers(gates, inspect.isfunction):
        if name.startswith("test_"):
            for values in _rows_of(test):
                yield lambda test=test, values=values: test(**values)


def _rows_of(test: Callable[..., Any]) -> list[dict[str, Any]]:
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    if not marks:
        return [{}]
    names, rows = marks[0].args
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [dict(zip(names, row if len(names) > 1 else (row,), strict=True)) for row in rows]


def _property_checks() -> Iterator[Callable[[], Any]]:
    """Give each property on a fixed sample of the neighbourhood of the question that is allowed."""
    draw = Random(3)
    for question in properties.sample_neighbours(draw, NEIGHBOURS):
        for name, test in inspect.getmembers(properties, inspect.isfunction):
            if name.startswith("test_") and hasattr(test, "hypothesis"):
                body = test.hypothesis.inner_test
                extra = {"cap": draw.randrange(5)} if "cap" in inspect.signature(body).parameters else {}
                yield lambda body=body, extra=extra, question=question: body(question=question, **extra)

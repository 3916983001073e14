"""Every field of every table of ours says what kind of information it holds, and names and places are labelled so."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from kith.apps.base import privacy

OURS = (
    "audit",
    "agencies",
    "governance",
    "intake",
    "people",
    "enquiries",
    "matching",
    "rights",
    "partners",
    "portal",
    "frontdoor",
)


def _models() -> list[Any]:
    # History tables repeat the fields of the table that they keep the history of.
    return [
        model
        for room in OURS
        for model in apps.get_app_config(room).get_models()
        if not any(field.name == "pgh_id" for field in model._meta.fields)
    ]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model._meta.label)
def test_every_field_has_a_label_and_every_label_a_field(model: Any) -> None:
    fields = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    assert set(model.Privacy.fields) == fields
    assert set(model.Privacy.fields.values()) <= privacy.LABELS


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("forename", privacy.IDENTIFIER),
        ("surname", privacy.IDENTIFIER),
        ("nhs_number", privacy.IDENTIFIER),
        ("born_on", privacy.IDENTIFIER),
        ("address_text", privacy.ADDRESS),
        ("dwelling_id", privacy.ADDRESS),
        ("person_ref", privacy.REF),
        ("family_ref", privacy.REF),
        ("password", privacy.SECRET),
    ],
)
def test_telling_fields_carry_their_label_wherever_they_stand(name: str, label: str) -> None:
    found = {model.Privacy.fields[name] for model in _models() if name in model.Privacy.fields}
    assert found == {label}

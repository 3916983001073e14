"""A model from elsewhere may bring numbers, and nothing that is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kith.engine.linkage.model import NoSuchModel, fit_to_columns, read_model, write_model


def test_what_kith_wrote_is_read_back(tmp_path: Path) -> None:
    model = fit_to_columns(read_model(), ["nhs_number", "card no"], ["occupation"])
    write_model(model, tmp_path / "model.json")
    assert read_model(tmp_path / "model.json") == model


@pytest.mark.parametrize("damage", ["sql", "fewer", "missing", "stranger"])
def test_conditions_that_are_not_ours_are_refused(damage: str, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    write_model(read_model(), file)
    said = json.loads(file.read_text(encoding="utf-8"))
    first = said["comparisons"][0]
    if damage == "sql":
        first["levels"][0]["sql"] = "(select count(*) from read_text('/etc/hostname')) > 0"
    elif damage == "fewer":
        del first["levels"][1]
    elif damage == "missing":
        del said["comparisons"][0]
    else:
        said["comparisons"].append({**first, "name": 'id_a") or true --'})
    file.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(NoSuchModel, match="K212"):
        read_model(file)

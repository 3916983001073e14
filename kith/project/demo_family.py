"""The card of the demo's family sign-in: kept in the var folder, shown on the demo's sign-in page alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

from kith.project.places import var_folder


def keep_card(number: str, passphrase: str) -> None:
    """Keep the card beside the demo's database."""
    with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({"number": number, "passphrase": passphrase}, out)


def find_card() -> dict[str, str] | None:
    """Return the card, if the demo has one."""
    return json.loads(_file().read_text(encoding="utf-8")) if _file().exists() else None


def forget_card() -> None:
    """Forget the card of a demo that is made anew."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return var_folder() / "demo_family.json"

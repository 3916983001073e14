"""Reads which case systems stand beside Kith from ``definitions/beside``: whose they are, and who may frame what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from kith.vocabulary.errors import KithError

NHS_NUMBER, UPN, RECORD = "NHS_NUMBER", "UPN", "RECORD"
SCHEMES = (NHS_NUMBER, UPN, RECORD)
# A host by its whole name: no star, no path, and nothing that is not encrypted.
_HOST = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\d{1,5})?")
_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,29}")


class BadDefinition(KithError):
    """What says how Kith stands beside other systems cannot be read."""

    code = "K871"

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            f"The file definitions/{file} cannot be read: {why}.",
            not_done="No link was taken and no file was written.",
            mend="Put the file right; the README beside it shows how it is written. Then start the site again.",
        )


class NoSuchSystem(KithError):
    """A command names a system that the definitions do not have."""

    code = "K872"

    def __init__(self) -> None:
        known = ", ".join(sorted(load_systems()))
        super().__init__(
            "There is no system with this code.",
            not_done="Nothing was made and nothing was changed.",
            mend=f"Use one of definitions/beside/systems.yml ({known}), or add yours there.",
        )


@dataclass(frozen=True)
class OtherSystem:
    """One case system: ``agencies`` are those whose workers it opens Kith for."""

    code: str
    name: str
    agencies: tuple[str, ...]
    schemes: tuple[str, ...]
    source: str
    may_frame: tuple[str, ...]


@lru_cache(maxsize=1)
def load_systems() -> dict[str, OtherSystem]:
    """Return the systems by their codes."""
    file = Path(settings.DEFINITIONS) / "beside" / "systems.yml"
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        systems = [read_system(values) for values in read["systems"]]
        if len({one.code for one in systems}) != len(systems):
            raise ValueError("two systems have one code")
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise BadDefinition("beside/systems.yml", str(error)) from error
    return {one.code: one for one in systems}


def get_system(code: str) -> OtherSystem:
    """Return the system with this code."""
    if code not in load_systems():
        raise NoSuchSystem
    return load_systems()[code]


def read_system(values: Mapping[str, Any]) -> OtherSystem:
    """Return one system of the file; ``ValueError`` says what is wrong with it."""
    system = OtherSystem(
        code=str(values["code"]),
        name=str(values["name"]),
        agencies=tuple(map(str, values["agencies"])),
        schemes=tuple(map(str, values["schemes"])),
        source=str(values.get("source") or ""),
        may_frame=tuple(map(str, values.get("may_frame") or ())),
    )
    if not _CODE.fullmatch(system.code) or system.code == "KITH":
        raise ValueError("a code is capitals, figures and low lines, and not KITH")
    if not set(system.schemes) <= set(SCHEMES) or not system.schemes:
        raise ValueError(f"schemes are of {', '.join(SCHEMES)}")
    if RECORD in system.schemes and not system.source:
        raise ValueError("RECORD needs the source whose numbers they are")
    if not all(_HOST.fullmatch(host) for host in system.may_frame):
        raise ValueError("may_frame has whole hosts: https://case.council.example")
    return system

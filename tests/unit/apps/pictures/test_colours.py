"""The style sheet's agency colours are the vocabulary's, and dark enough to read white letters on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

TOKENS = Path(__file__).resolve().parents[4] / "kith/project/design/_tokens.scss"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_tokens_hold_the_colours_of_every_kind() -> None:
    declared = dict(re.findall(r'"([A-Z])": (#[0-9a-f]{6})', TOKENS.read_text(encoding="utf-8")))
    assert declared == {kind.letter: kind.colour for kind in AGENCY_KINDS.values()}


@pytest.mark.parametrize("letter", AGENCY_KINDS)
def test_white_letters_read_on_every_colour(letter: str) -> None:
    assert 1.05 / (luminance(AGENCY_KINDS[letter].colour) + 0.05) >= 4.5

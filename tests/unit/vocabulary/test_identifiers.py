"""Identifiers are read, checked and put in one normal form; what cannot be one is refused."""

from __future__ import annotations

import pytest

from kith.vocabulary import identifiers as ids


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("943 476 5919", "9434765919"),
        ("9434765919", "9434765919"),
        ("943-476-5919", "9434765919"),
        ("9434765918", None),
        ("943476591", None),
        ("1111111111", None),
        ("٩٤٣٤٧٦٥٩١٩", None),
        ("", None),
        (None, None),
    ],
)
def test_nhs_number(text: str | None, normal: str | None) -> None:
    assert ids.nhs_number_of(text) == normal


def test_nhs_number_999_is_known_to_be_invented() -> None:
    assert ids.is_invented_nhs_number("9990000018")
    assert not ids.is_invented_nhs_number("9434765919")


def test_nhs_number_whose_remainder_is_ten_cannot_exist() -> None:
    nines = [f"99900000{n}" for n in range(10)]
    impossible = [nine for nine in nines if ids.nhs_check_digit(nine) == ""]
    assert impossible
    assert all(ids.nhs_number_of(impossible[0] + str(last)) is None for last in range(10))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("X820432113011", None),
        ("a850728973744", None),
        ("", None),
    ],
)
def test_upn_with_a_wrong_check_letter(text: str, normal: str | None) -> None:
    assert ids.upn_of(text) == normal


@pytest.mark.parametrize("rest", ["979200123456", "97920012345A", "97920012345Z"])
def test_upn_permanent_and_temporary(rest: str) -> None:
    right = ids.upn_check_letter(rest) + rest
    assert ids.upn_of(right.lower()) == right
    wrong = ("A" if right[0] != "A" else "B") + rest
    assert ids.upn_of(wrong) is None


def test_upn_check_letter_of_the_guide() -> None:
    # DfE UPN guide, worked example: 82043211301 with serial 1 gives check letter as computed by hand here.
    total = sum(int(digit) * weight for weight, digit in enumerate("820432113011", start=2))
    assert ids.upn_check_letter("820432113011") == "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("000999012345678", None),
        ("00999012345678", "999012345678"),
        ("999012345678", "999012345678"),
        ("1", "1"),
        ("0", None),
        ("9.99E+11", None),
        ("12a", None),
    ],
)
def test_uprn(text: str, normal: str | None) -> None:
    assert ids.uprn_of(text) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("qx47tn", "QX4 7TN"),
        (" QX4  7TN ", "QX4 7TN"),
        ("QX47 7TN", "QX47 7TN"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
        ("W1A 0AX", "W1A 0AX"),
        ("ZZ99 3VZ", None),
        ("QQ1 1AA", None),
        ("QX4 7TO", None),
        ("QX4", None),
        ("not known", None),
        ("", None),
    ],
)
def test_postcode(text: str, normal: str | None) -> None:
    assert ids.postcode_of(text) == normal


def test_postcode_parts() -> None:
    assert ids.postcode_parts("QX4 7TN") == ("QX4", "QX4 7", "QX4 7TN")


def test_ref_catches_every_wrong_character_and_every_swap() -> None:
    ref = ids.ref_of(123456789012345)
    assert ids.is_ref(ref)
    assert len(ref) == 8
    for place in range(len(ref)):
        for sign in ids.REF_ALPHABET:
            if sign != ref[place]:
                assert not ids.is_ref(ref[:place] + sign + ref[place + 1 :])
    for place in range(len(ref) - 1):
        swapped = ref[:place] + ref[place + 1] + ref[place] + ref[place + 2 :]
        assert swapped == ref or not ids.is_ref(swapped)


def test_ref_holds_no_vowel_and_no_look_alike() -> None:
    assert not set(ids.REF_ALPHABET) & set("AEIOU0L")

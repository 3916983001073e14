"""Identifiers that people and places carry: read one, check it, and give its one normal form (or None).

Every ``*_of`` function has a bulk twin, a DuckDB macro of the same name in ``engine/identifiers.sql``; a
property test holds the two together. Rules: NHS Data Dictionary (NHS number, Modulus 11), DfE UPN guide (check letter),
GeoPlace (UPRN), Royal Mail / BS 7666 (postcode), read November 2026.
"""

from __future__ import annotations

import re

_SEPARATORS = str.maketrans("", "", " \t\u00a0-")
_SAME_DIGIT = re.compile(r"([0-9])\1{9}")

# No vowel, so that no reference spells a word; no 0, so that O cannot be meant; I and L are absent, so 1 is safe.
# There are 29: a prime, so a weighted sum catches every wrong character and every swapped pair.
REF_ALPHABET = "123456789BCDFGHJKMNPQRSTVWXYZ"
REF_BODY_LENGTH = 7
_REF = re.compile(f"[{REF_ALPHABET}]{{8,14}}")

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(f"[{_UPN_LETTERS}][0-9]{{11}}[0-9{_UPN_LETTERS}]")

# QX is not a Royal Mail area: it belongs to the invented council. ZZ99 (no fixed abode and the like) is left out on
# purpose: it is a code, and two people who share it share no place.
INVENTED_POSTCODE_AREA = "QX"
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split()) | {INVENTED_POSTCODE_AREA}
_POSTCODE = re.compile(r"([A-Z]{1,2})([0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})")

# The range that NHS England keeps for tests: well formed, never issued to a person.
_NEVER_ISSUED = "999"


def nhs_number_of(text: str | None) -> str | None:
    """Return ten digits if ``text`` is an NHS number with a right check digit; ten equal digits are a placeholder."""
    digits = (text or "").translate(_SEPARATORS)
    if not re.fullmatch(r"[0-9]{10}", digits) or _SAME_DIGIT.fullmatch(digits):
        return None
    return digits if nhs_check_digit(digits[:9]) == digits[9] else None


def nhs_check_digit(nine: str) -> str:
    """Return the check digit of nine digits, or ``""`` when no NHS number may begin with them."""
    remainder = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11
    return {11: "0", 10: ""}.get(remainder, str(remainder))


def is_invented_nhs_number(number: str) -> bool:
    """Answer whether a normal NHS number lies in the range that is never issued."""
    return number.startswith(_NEVER_ISSUED)


def upn_of(text: str | None) -> str | None:
    """Return a unique pupil number, permanent or temporary (letter last), if its check letter is right."""
    upn = (text or "").translate(_SEPARATORS)
    if not upn.isascii():
        return None
    upn = upn.upper()
    return upn if _UPN.fullmatch(upn) and upn_check_letter(upn[1:]) == upn[0] else None


def upn_check_letter(twelve: str) -> str:
    """Return the check letter that stands before the other twelve characters of a UPN."""
    values = (int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign) for sign in twelve)
    return _UPN_LETTERS[sum(weight * value for weight, value in zip(range(2, 14), values, strict=True)) % 23]


def uprn_of(text: str | None) -> str | None:
    """Return a unique property reference number: up to twelve digits, no leading zero."""
    digits = (text or "").translate(_SEPARATORS)
    if not re.fullmatch(r"[0-9]{1,14}", digits):
        return None
    digits = digits.lstrip("0")
    return digits if 1 <= len(digits) <= 12 else None


def postcode_of(text: str | None) -> str | None:
    """Return a postcode in capitals with one space, if its shape and its area exist."""
    packed = (text or "").translate(_SEPARATORS)
    if not packed.isascii():
        return None
    match = _POSTCODE.fullmatch(packed.upper())
    if not match or match[1] not in POSTCODE_AREAS:
        return None
    return f"{match[1]}{match[2]} {match[3]}"


def postcode_parts(postcode: str) -> tuple[str, str, str]:
    """Return outward code, sector and unit of a normal postcode: ``QX4``, ``QX4 7``, ``QX4 7TN``."""
    return postcode.split(" ")[0], postcode[:-2], postcode


def ref_check_character(body: str) -> str:
    """Return the character that ends a reference whose other characters are ``body``."""
    weighted = sum(weight * REF_ALPHABET.index(sign) for weight, sign in enumerate(body, start=2))
    return REF_ALPHABET[-weighted % len(REF_ALPHABET)]


def ref_of(number: int, body_length: int = REF_BODY_LENGTH) -> str:
    """Return the reference drawn by ``number`` (random bits, or bits of a keyed hash; the excess is dropped)."""
    signs = []
    for _ in range(body_length):
        number, value = divmod(number, len(REF_ALPHABET))
        signs.append(REF_ALPHABET[value])
    body = "".join(signs)
    return body + ref_check_character(body)


def is_ref(text: str) -> bool:
    """Answer whether ``text`` is a well-formed reference; it says nothing about whether anyone has it."""
    return bool(_REF.fullmatch(text)) and ref_check_character(text[:-1]) == text[-1]

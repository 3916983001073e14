"""The words for each note that standardising takes: what was left out, emptied or joined."""

from __future__ import annotations

SAID = {
    "REPEATED_PERSON": "{n} people stand in several rows; each became one, with the first value of each column.",
    "RELATION_TO_NOBODY": "{n} relations name somebody of whom there is no person row; they were left out.",
    "RELATION_TO_SELF": "{n} relations are of somebody to themselves; they were left out.",
    "INVOLVEMENT_WITH_NOBODY": "{n} involvements are with somebody of whom there is no person row; they were left out.",
    "ADDRESS_OF_NOBODY": "{n} addresses are of somebody of whom there is no person row; they were left out.",
    "FACT_ABOUT_NOBODY": "{n} facts are about somebody of whom there is no person row; they were left out.",
    "DEFAULT_BIRTH_DATE": "{n} dates of birth are a system's default; they were emptied.",
    "FIRST_OF_JANUARY": "{n} dates of birth are a first of January, more than can be true; they were emptied.",
    "NOT_AN_NHS_NUMBER": "{n} NHS numbers fail their check digit; they were emptied.",
    "NOT_A_UPN": "{n} UPNs fail their check letter; they were emptied.",
    "NOT_A_POSTCODE": "{n} postcodes are none; they were emptied.",
    "SHARED_NHS_NUMBER": "{n} people share their NHS number with four others or more; it was emptied.",
}


def in_words(rule: str, rows: int) -> str:
    """Return the sentence for ``rows`` notes of ``rule``."""
    return SAID[rule].format(n=f"{rows:,}")

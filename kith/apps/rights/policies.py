"""Who may do what with requests about rights, holds and disposal: each check raises with a sentence."""

from __future__ import annotations

from kith.rules import rights
from kith.vocabulary.errors import KithError


class NotYourStep(KithError):
    """A step was asked for that cannot be taken now, or not by this worker."""

    code = "K472"


class NotReviewed(KithError):
    """A bundle was to go out before everything in it was decided and read by two."""

    code = "K473"


class HeldByLaw(KithError):
    """Something was to go that a legal hold keeps."""

    code = "K474"


class TakesTwoPeople(KithError):
    """One person tried to do both halves of what takes two."""

    code = "K475"


def check_can_follow(kind: str, state: str, then: str) -> None:
    """Raise unless a request of this kind may go from ``state`` to ``then``."""
    if not rights.can_follow(kind, state, then):
        raise NotYourStep(
            "This request is not at that step, or no longer.",
            not_done="Nothing was changed.",
            mend="Open the request again; its page shows the step it is at and what may follow.",
        )


def check_other_person(first: int | None, second: int, *, what: str) -> None:
    """Raise where the worker who does the second half did the first."""
    if first is None or first == second:
        raise TakesTwoPeople(
            f"{what} takes two people, and you are the first of them or there is no first yet.",
            not_done="Nothing was changed.",
            mend="Ask a colleague in information governance to look at it and do this half.",
        )


def check_reviewed(open_items: int) -> None:
    """Raise while something in the bundle is not decided."""
    if open_items:
        raise NotReviewed(
            f"{open_items} thing{'s' if open_items > 1 else ''} in this bundle still wait for somebody to decide.",
            not_done="The bundle did not move on.",
            mend="Decide each of them on the page of the review: include, leave words out, or withhold.",
        )

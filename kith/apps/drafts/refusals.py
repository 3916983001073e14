"""What is not kept, and why: each says what became of the words and how to go on."""

from __future__ import annotations

from kith.vocabulary.errors import KithError

MOST_CHARACTERS = 200_000


class SomebodyElseWrites(KithError):
    """Another worker holds the section; who and since when, ``queries.who_is_editing`` says."""

    code = "K820"

    def __init__(self) -> None:
        super().__init__(
            "Somebody else is writing in this section now.",
            not_done="What you typed here was not kept.",
            mend="Copy it. Speak with them, or write when they have finished: 15 minutes without typing free it.",
        )


class DraftMovedOn(KithError):
    """What the page showed when it was opened is not what stands there now: another window, or another worker since."""

    code = "K821"

    def __init__(self) -> None:
        super().__init__(
            "This section was changed elsewhere since you opened it.",
            not_done="What you typed here has not taken the place of the newer words.",
            mend="Keep yours, and the newer words are put by with the earlier versions; or open the page again.",
        )


class TooMuchTyped(KithError):
    """More than a section holds."""

    code = "K822"

    def __init__(self) -> None:
        super().__init__(
            f"That is more than {MOST_CHARACTERS:,} characters in one section.",
            not_done="The last of what you typed was not kept.",
            mend="Shorten it, or put part of it into another section.",
        )


class NoSuchVersion(KithError):
    """A former state was asked for that is not there, or not any more."""

    code = "K824"

    def __init__(self) -> None:
        super().__init__(
            "There is no such earlier version.",
            not_done="Nothing was changed.",
            mend="Open the list of earlier versions again: five are kept.",
        )

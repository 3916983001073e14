"""What this room says when something cannot be done, in four parts."""

from __future__ import annotations

from collections.abc import Sequence

from kith.vocabulary.errors import KithError


class NoSuchContact(KithError):
    """A contact was asked for that is not there, or not this worker's to read: it is not told which."""

    code = "K830"

    def __init__(self) -> None:
        super().__init__(
            "There is no contact here that you can open.",
            not_done="Nothing was shown and nothing was changed.",
            mend="Go to the list of contacts and choose it there. Some are for cleared colleagues alone.",
        )


class ContactMoved(KithError):
    """Somebody else changed the contact in the meantime, or it is too late or too early for this."""

    code = "K831"

    def __init__(self) -> None:
        super().__init__(
            "This contact is not where it was when you opened the page.",
            not_done="What you sent was not done.",
            mend="Open the contact again and see what a colleague did. If you still need to, do it from there.",
        )


class NotYetDecidable(KithError):
    """Something must be done before this contact is decided; acting at once is never held up."""

    code = "K832"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            "This contact cannot be decided yet. " + ". ".join(missing) + ".",
            not_done="No decision was written down.",
            mend="Do what is missing from the contact's page. If somebody is in danger, choose to act now: that needs "
            "none of it.",
        )


class NoSuchPassing(KithError):
    """What was to be accepted or given back was not offered to this manager's agency, or was answered already."""

    code = "K833"

    def __init__(self) -> None:
        super().__init__(
            "There is nothing here that waits for your agency.",
            not_done="Nothing was accepted and nothing was given back.",
            mend="Look at the list of what is offered to you: a colleague may have answered it already. What "
            "you offered yourself a colleague answers.",
        )


class AdviceNamesSomebody(KithError):
    """A note of advice holds something by which the family could be known."""

    code = "K834"

    def __init__(self) -> None:
        super().__init__(
            "This note holds a number, a postcode or a date of birth.",
            not_done="The note was not kept.",
            mend="Take it out: advice is kept without saying whom it was about. If you need to know who it is, write "
            "down a contact instead.",
        )


class TooManyPeople(KithError):
    """More people than one contact holds."""

    code = "K835"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"One contact holds {most} people at most.",
            not_done="This person was not added.",
            mend="Write down a second contact for another family.",
        )


class LookingPaused(KithError):
    """The database was asked more in an hour than it answers."""

    code = "K836"

    def __init__(self) -> None:
        super().__init__(
            "You have looked for as many people in this hour as one hour allows.",
            not_done="Nobody was looked for.",
            mend="Decide without it if it is urgent. Otherwise look again in an hour, or ask a colleague.",
        )

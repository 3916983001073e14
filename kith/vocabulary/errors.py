"""The one shape of every error that Kith expects: what happened, what was not done, who can mend it and how, a code."""

from __future__ import annotations


class KithError(Exception):
    """An expected misfortune, shown to a person without a traceback.

    Subclasses live beside the function that raises them and set ``code``, which has a page in
    ``docs/reference/errors.md``. The four parts never hold a name, an address or a note.
    """

    code = "K000"

    def __init__(self, what: str, *, not_done: str, mend: str) -> None:
        self.what = what
        self.not_done = not_done
        self.mend = mend
        super().__init__(f"{what} {not_done} {mend} ({self.code})")

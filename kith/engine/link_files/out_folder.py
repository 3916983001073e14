"""The folder of answers: made beside its place, alone, and put there whole; a run that dies leaves no half of it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kith.engine.files import for_us_alone, sync
from kith.engine.store import DatabaseError
from kith.vocabulary.errors import KithError

_NO_ROOM = ("no space", "could not write", "failed to offload", "too large")
MARK = ".kith-link"  # says that a half-made folder is ours to sweep away


class OutExists(KithError):
    """The folder for the answers already holds something."""

    code = "K509"


class OutBusy(KithError):
    """Another run is writing into the same folder."""

    code = "K510"


class CannotWrite(KithError):
    """The answers cannot be written: the disk is full, or the folder is not ours."""

    code = "K511"


@contextmanager
def made_whole(out: Path) -> Iterator[Path]:
    """Yield a folder to fill; once all went well it stands at ``out``, and otherwise nothing does."""
    _require_free(out)
    half = out.with_name(out.name + ".partial")
    try:
        with for_us_alone(half), _alone(half):
            _sweep(half)
            (half / MARK).touch()
            try:
                yield half
            except BaseException:
                shutil.rmtree(half, ignore_errors=True)
                raise
            (half / MARK).unlink()
            _require_free(out)
            half.replace(out)
            sync(out.parent)
    except OSError as error:
        raise _cannot_write(out, error.strerror or type(error).__name__) from None
    except DatabaseError as error:
        # The whole message may quote a row.
        if any(sign in str(error).lower() for sign in _NO_ROOM):
            raise _cannot_write(out, "there is no room left") from None
        raise


def _require_free(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutExists(
            f"{out} already holds something.",
            not_done="Nothing was linked, and nothing there was changed.",
            mend="Name a folder that does not exist yet, or remove that one.",
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself, so that whoever dies lets go; refuse where another holds it."""
    handle = os.open(folder, os.O_RDONLY)
    busy = OutBusy(
        f"Another kith link is writing into {folder.name}.",
        not_done="Nothing was linked; the other goes on.",
        mend="Wait until it has finished, or name another folder with --out.",
    )
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not folder.exists() or os.fstat(handle).st_ino != folder.stat().st_ino:
            raise busy  # it has just been put in its place
        yield
    except BlockingIOError:
        raise busy from None
    finally:
        os.close(handle)


def _sweep(half: Path) -> None:
    """Remove what a run that was killed left behind; leave alone a folder that was never ours."""
    held = list(half.iterdir())
    if held and not (half / MARK).exists():
        raise OutExists(
            f"{half} holds something that kith link did not make.",
            not_done="Nothing was linked, and nothing there was changed.",
            mend="Move it away, or name another folder with --out.",
        )
    for left in held:
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _cannot_write(out: Path, why: str) -> CannotWrite:
    return CannotWrite(
        f"The answers cannot be written to {out}: {why}.",
        not_done="Nothing was written; the files that were to be linked are as they were.",
        mend="Make room there, or name a folder that you may write to with --out.",
    )

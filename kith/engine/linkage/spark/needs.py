"""Finds what Spark needs on this machine, or says plainly what to install."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kith.vocabulary.errors import KithError

PYSPARK = "pyspark==4.3.0"
JAVA = 17
NOT_DONE = "Nothing was linked, and nothing was written."


class NoSpark(KithError):
    """The Python that is to run Spark has no pyspark."""

    code = "K560"


class NoJava(KithError):
    """Spark runs on Java, and there is none that is new enough."""

    code = "K561"


def spark_python() -> str:
    """Return the Python that runs Spark: Kith's own, unless the installation names another."""
    return os.environ.get("KITH_SPARK_PYTHON") or sys.executable


def require_spark() -> None:
    """Say what is missing, before anything is read."""
    _require_pyspark()
    _require_java()


def _require_pyspark() -> None:
    asked = [spark_python(), "-c", "import pyspark, splink, duckdb"]
    if _said(asked) is None:
        raise NoSpark(
            "The engine spark is not installed: the Python that is to run it has no pyspark.",
            not_done=NOT_DONE,
            mend=f"Leave --engine out: DuckDB links millions of records on one machine. Or have whoever looks after the"
            f' installation run: .venv/bin/python -m pip install "{PYSPARK}".',
        )


def _require_java() -> None:
    said = _said([_java(), "-version"])
    version = re.search(r'version "(\d+)', said or "")
    if version is None or int(version[1]) < JAVA:
        raise NoJava(
            f"Spark needs Java {JAVA} or newer, and none was found.",
            not_done=NOT_DONE,
            mend=f"Leave --engine out, or have whoever looks after the machine install Java {JAVA}"
            f" (Debian, Ubuntu: apt-get install openjdk-{JAVA}-jre-headless) or set JAVA_HOME.",
        )


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else shutil.which("java") or "java"


def _said(command: list[str]) -> str | None:
    """Return what the command said, or None if it cannot be run or failed."""
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout + ended.stderr

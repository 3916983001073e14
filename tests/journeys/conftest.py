"""A real site in a process of its own and a real browser; skipped with a reason where either is missing."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser import find_browser

REPOSITORY = Path(__file__).resolve().parents[2]
AXE = REPOSITORY / "node_modules/axe-core/axe.min.js"
BUILT = REPOSITORY / "kith/project/static/built/kith.css"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by playwright."""
    executable = find_browser()
    if executable is None:
        pytest.skip("no Chromium here: install chromium (make test does on Debian as root), or set KITH_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a site of its own, with its own database, serving the picture's world."""
    with serving("-m", "tests.journeys.prepare") as address:
        yield address


@contextmanager
def serving(*made_by: str) -> Iterator[str]:
    """Serve what this Python command makes, in a folder and with a database of its own; give the address."""
    if not BUILT.exists():
        pytest.skip("the style sheet is not built: run make static (it needs the npm packages of make env)")
    from kith.project.demo import server_command
    from kith.project.postgres import ensure_running, remove

    with tempfile.TemporaryDirectory(prefix="kith-journeys-") as folder:
        var = Path(folder)
        environment = {**os.environ, "KITH_VAR": str(var), "KITH_DEMO": "1", "KITH_TODAY": "2026-11-20"}
        server = None
        try:
            subprocess.run([sys.executable, *made_by], cwd=REPOSITORY, env=environment, check=True)
            ensure_running(var, throw_away=True, own=True)
            port = _free_port()
            server = subprocess.Popen(server_command(port, workers=1), cwd=REPOSITORY, env=environment)
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield address
        finally:
            if server is not None:
                server.terminate()
                server.wait()
            remove(var)


@pytest.fixture(scope="session")
def signed_in(site: str, browser: Any) -> Callable[[str], dict[str, Any]]:
    """Sign in as a demo person the way a person would, once; give the session to start pages with."""
    kept: dict[str, dict[str, Any]] = {}

    def state_of(username: str) -> dict[str, Any]:
        if username not in kept:
            context = browser.new_context()
            page = context.new_page()
            sign_in(page, site, username)
            kept[username] = context.storage_state()
            context.close()
        return kept[username]

    return state_of


@pytest.fixture
def open_as(site: str, browser: Any, signed_in: Callable[[str], dict[str, Any]]) -> Iterator[Callable[..., Any]]:
    """Open a page as a demo person with a purpose chosen; a script error or a refused resource fails the test."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def open_page(username: str, path: str = "/", **options: Any) -> Any:
        context = browser.new_context(storage_state=signed_in(username), **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text) if _is_trouble(message) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make env installs the npm packages")
    return AXE.read_text(encoding="utf-8")


def sign_in(page: Any, site: str, username: str) -> None:
    """Type username, password and the code that the demo's sign-in page shows, then choose the first purpose."""
    page.goto(site + "/accounts/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(f"wexmoor-{username}")
    page.get_by_role("button", name="Go on to the code").click()
    _give_code(page, username)
    if "/2fa/" in page.url:  # a code works once: somebody signed in with this one less than half a minute ago
        page.wait_for_timeout(1000 * (31 - time.time() % 30))
        page.reload()
        _give_code(page, username)
    page.wait_for_url(site + "/")
    if page.get_by_role("button", name="Go on").count():
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(site + "/")


def _give_code(page: Any, username: str) -> None:
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=f"wexmoor-{username}"))
    code = re.sub(r"\D", "", row.locator(".kith-code").inner_text())
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def _is_trouble(message: Any) -> bool:
    """A page that is refused or missing is an answer, not a fault of the page."""
    return message.type == "error" and not re.search(r"status of 40[34]", message.text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(600):  # a busy machine takes its time
        try:
            urllib.request.urlopen(address + "/accounts/login/", timeout=5).read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The site for the journeys did not answer.")

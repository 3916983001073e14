"""A case system's button opens Kith on the right family, and its frame shows the summary, in a real browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.builders.links import signed_link
from tests.journeys.conftest import BUILT, REPOSITORY, _free_port, _give_code, _wait_for, sign_in
from tests.journeys.prepare_beside import DAWN, KEY_FILE

pytestmark = [pytest.mark.browser, pytest.mark.long]
PAGE = """<!doctype html><html lang="en"><title>The case system</title><h1>A child</h1>
<form method="post" action="{kith}/beside/open/" target="{target}"><input type="hidden" name="link" value="{link}">
<button>Open in Kith</button></form><iframe name="kith" title="Kith" width="700" height="900"></iframe>"""


@dataclass
class Beside:
    """Kith's address, the key, and the ports of a case system that is known to Kith and of a site that is not."""

    kith: str
    key: tuple[str, str]
    known: int
    stranger: int


class _CaseSystem(BaseHTTPRequestHandler):
    beside: Beside

    def do_GET(self) -> None:
        shows, target = ("SUMMARY", "kith") if self.path == "/frame" else ("PAGE", "_self")
        link = signed_link(self.beside.key, value=DAWN, show=shows)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.format(kith=self.beside.kith, target=target, link=link).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def beside() -> Iterator[Beside]:
    if not BUILT.exists():
        pytest.skip("the style sheet is not built: run make static (it needs the npm packages of make env)")
    from kith.project.demo import server_command
    from kith.project.postgres import ensure_running, remove

    with tempfile.TemporaryDirectory(prefix="kith-beside-") as folder:
        var, port, known, stranger = Path(folder), _free_port(), _free_port(), _free_port()
        frames = f"http://127.0.0.1:{known} http://localhost:{known}"
        environment = {
            **os.environ, "KITH_VAR": str(var), "KITH_DEMO": "1", "KITH_TODAY": "2026-11-20",
            "KITH_TEST_FRAMES": frames,
        }  # fmt: skip
        command = [
            "tests.journeys.beside_site" if part == "kith.project.wsgi" else part for part in server_command(port, 1)
        ]
        running: list[Any] = []
        try:
            subprocess.run(
                [sys.executable, "-m", "tests.journeys.prepare_beside"], cwd=REPOSITORY, env=environment, check=True
            )
            ensure_running(var, throw_away=True, own=True)
            server = subprocess.Popen(command, cwd=REPOSITORY, env=environment)
            _wait_for(f"http://127.0.0.1:{port}")
            key_id, secret = json.loads((var / KEY_FILE).read_text(encoding="utf-8"))
            found = Beside(f"http://127.0.0.1:{port}", (key_id, secret), known, stranger)
            handler = type("Handler", (_CaseSystem,), {"beside": found})
            for each in (known, stranger):
                running.append(ThreadingHTTPServer(("", each), handler))
                threading.Thread(target=running[-1].serve_forever, daemon=True).start()
            yield found
            server.terminate()
            server.wait()
        finally:
            for each in running:
                each.shutdown()
            remove(var)


def test_the_button_opens_the_family_after_signing_in_and_at_once_when_signed_in(beside: Beside, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers.get("referer", ""))))
    page.goto(f"http://localhost:{beside.known}/")  # another site than Kith's, as a supplier's is
    page.get_by_role("button", name="Open in Kith").click()
    page.get_by_label("Username").fill("priya")
    page.get_by_label("Password", exact=True).fill("wexmoor-priya")
    page.get_by_role("button", name="Go on to the code").click()
    _give_code(page, "priya")
    page.get_by_role("heading", name="What are you here for?", level=1).wait_for()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="The Marlowe family", level=1).wait_for()
    page.goto(f"http://localhost:{beside.known}/")
    page.get_by_role("button", name="Open in Kith").click()
    page.get_by_role("heading", name="The Marlowe family", level=1).wait_for()
    page.goto(beside.kith + "/beside/arrived/")
    page.get_by_role("heading", name="Nothing found").wait_for()
    assert not [each for each in asked if DAWN in each or "eyJ" in each]
    context.close()


def test_the_frame_shows_the_summary_to_its_own_site_and_nothing_to_others(
    beside: Beside, browser: Any, axe: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 1100})
    page = context.new_page()
    sign_in(page, beside.kith, "priya")
    page.goto(f"http://127.0.0.1:{beside.known}/frame")  # of one site with Kith: only the port differs
    page.get_by_role("button", name="Open in Kith").click()
    inside = page.frame_locator("iframe")
    inside.get_by_role("heading", level=1).wait_for()
    said = inside.locator("body").inner_text()
    page.screenshot(path=str(tmp_path / "frame.png"))
    assert inside.get_by_role("textbox").count() == inside.get_by_role("button").count() == 0
    frame = next(each for each in page.frames if each.url.startswith(beside.kith))
    frame.evaluate(axe)
    found = frame.evaluate("axe.run().then(found => found.violations.map(each => each.id))")
    assert found == []
    assert "The Marlowe family" in said
    # A supplier's own site: the browser keeps the sign-in from the frame, and Kith says what to do instead.
    page.goto(f"http://localhost:{beside.known}/frame")
    page.get_by_role("button", name="Open in Kith").click()
    page.frame_locator("iframe").get_by_role("heading", name="Sign in to Kith first").wait_for()
    # A site that is not named: the browser shows nothing of Kith at all.
    page.goto(f"http://127.0.0.1:{beside.stranger}/frame")
    page.get_by_role("button", name="Open in Kith").click()
    page.wait_for_timeout(1500)
    assert "Marlowe" not in "".join(each.content() for each in page.frames if not each.url.startswith("chrome-error"))
    assert "Kith first" not in "".join(each.content() for each in page.frames)
    context.close()

"""Nothing typed is lost: a pause, a closed window, a cut line, a sitting that ends, a server that is killed."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import BUILT, REPOSITORY, _free_port, _wait_for, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.long]
WORKER = "lena"
WORDS = "What has happened?"


class Server:
    """A site with the form of ``draft_site``, which can be killed and started again on the same port."""

    def __init__(self, var: Path) -> None:
        from kith.project.demo import server_command

        self.environment = {**os.environ, "KITH_VAR": str(var), "KITH_DEMO": "1", "KITH_TODAY": "2026-11-20"}
        self.port = _free_port()
        command = server_command(self.port, workers=1)
        self.command = ["tests.journeys.draft_site" if part == "kith.project.wsgi" else part for part in command]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, cwd=REPOSITORY, env=self.environment, start_new_session=True)
        _wait_for(self.address)

    def kill(self) -> None:
        """Kill it and its workers at once, with no time to put anything in order."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if not BUILT.exists():
        pytest.skip("the style sheet is not built: run make static (it needs the npm packages of make env)")
    from kith.project.postgres import ensure_running, remove

    with tempfile.TemporaryDirectory(prefix="kith-drafts-") as folder:
        var = Path(folder)
        served = Server(var)
        try:
            subprocess.run(
                [sys.executable, "-m", "tests.journeys.prepare"], cwd=REPOSITORY, env=served.environment, check=True
            )
            ensure_running(var, throw_away=True, own=True)
            served.start()
            yield served
        finally:
            served.kill()
            remove(var)


@pytest.fixture(scope="module")
def session(server: Server, browser: Any) -> dict[str, Any]:
    context = browser.new_context()
    sign_in(context.new_page(), server.address, WORKER)
    state: dict[str, Any] = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_form(server: Server, browser: Any, session: dict[str, Any]) -> Iterator[Any]:
    contexts: list[Any] = []

    def open_it(**options: Any) -> Any:
        context = browser.new_context(storage_state=session, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(server.address + "/test-form/")
        return page

    yield open_it
    page = open_it(java_script_enabled=False)  # leave nothing for the next test
    page.get_by_role("button", name="Send it").click()
    for context in contexts:
        context.close()


def _saved(page: Any) -> None:
    page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()


def test_what_was_typed_is_there_after_the_window_was_closed_in_the_middle_of_a_sentence(open_form: Any) -> None:
    page = open_form()
    page.get_by_label("When were they born?").fill("31 Febr")
    page.get_by_label(WORDS).press_sequentially("Ella said that")
    _saved(page)
    page.get_by_label(WORDS).press_sequentially(" nobody")
    page.close(run_before_unload=False)
    again = open_form()
    deadline = time.monotonic() + 5
    while again.get_by_label(WORDS).input_value() != "Ella said that nobody" and time.monotonic() < deadline:
        again.reload()
    assert again.get_by_label(WORDS).input_value() == "Ella said that nobody"
    assert again.get_by_label("When were they born?").input_value() == "31 Febr"
    assert again.evaluate("document.activeElement.id") == "id_words"


def test_a_cut_line_is_said_and_tried_again_until_it_is_there(open_form: Any) -> None:
    page = open_form()
    page.context.set_offline(True)
    page.get_by_label(WORDS).fill("Typed on a train")
    page.get_by_text("there is no connection").wait_for()
    page.context.set_offline(False)
    _saved(page)
    assert not page.get_by_text("there is no connection").is_visible()
    assert open_form().get_by_label(WORDS).input_value() == "Typed on a train"


def test_a_server_killed_between_two_pauses_loses_only_what_was_not_sent_and_the_page_sends_that(
    open_form: Any, server: Server
) -> None:
    page = open_form()
    page.get_by_label(WORDS).fill("Before the server died.")
    _saved(page)
    server.kill()
    page.get_by_label(WORDS).fill("Before the server died. And after.")
    page.get_by_text("Not saved").first.wait_for()
    server.start()
    from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

    with contextlib.suppress(PlaywrightTimeoutError):  # the page tries by itself too, and may be quicker than a hand
        page.get_by_role("button", name="Try now").click(timeout=2_000)
    _saved(page)
    assert open_form().get_by_label(WORDS).input_value() == "Before the server died. And after."


def test_what_was_saved_is_there_after_a_kill_whatever_the_page_does(open_form: Any, server: Server) -> None:
    page = open_form()
    page.get_by_label(WORDS).fill("Saved, then killed.")
    _saved(page)
    server.kill()
    server.start()
    assert open_form(java_script_enabled=False).get_by_label(WORDS).input_value() == "Saved, then killed."


def test_two_windows_of_one_worker_do_not_write_over_each_other_unasked(open_form: Any) -> None:
    one, two = open_form(), open_form()
    one.get_by_label(WORDS).fill("From the first window")
    _saved(one)
    two.get_by_label(WORDS).fill("From the second window")
    two.get_by_role("button", name="Keep mine").click()
    _saved(two)
    two.get_by_role("link", name="Earlier versions").count()
    two.goto(two.url.replace("/test-form/", "/drafts/test-form/-/-/-/"))
    assert two.get_by_text("From the first window").is_visible()


def test_a_sent_form_is_not_brought_back_by_a_late_save(open_form: Any) -> None:
    page = open_form()
    page.get_by_label(WORDS).fill("Sent at once")
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("Sent").wait_for()
    time.sleep(1.5)  # longer than a pause
    assert open_form().get_by_label(WORDS).input_value() == ""


def test_without_a_script_a_button_saves_for_later_and_the_start_page_leads_back(open_form: Any) -> None:
    page = open_form(java_script_enabled=False)
    page.get_by_label(WORDS).fill("No script here")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name=re.compile("Go on with: A form made for a test")).click()
    assert page.get_by_label(WORDS).input_value() == "No script here"


def test_a_sitting_that_ends_is_said_before_and_after_and_nothing_is_lost(
    open_form: Any, session: dict[str, Any]
) -> None:
    page = open_form()
    page.get_by_label(WORDS).fill("Typed before the end")
    _saved(page)
    kept = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(WORDS).fill("Typed before the end, and after it")
    page.get_by_role("link", name="Sign in again in a new window").wait_for()
    page.context.add_cookies(kept)
    page.get_by_role("button", name="I have signed in: go on").click()
    _saved(page)
    assert open_form().get_by_label(WORDS).input_value() == "Typed before the end, and after it"


def test_it_is_said_two_minutes_before_and_one_may_stay(open_form: Any) -> None:
    page = open_form()
    page.clock.install()
    page.reload()
    page.clock.fast_forward("12:30")
    page.get_by_text("You will be signed out in two minutes").wait_for()
    page.get_by_role("button", name="I am still here").click()
    page.get_by_text("You will be signed out in two minutes").wait_for(state="hidden")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_state_of_a_draft_reads_well(open_form: Any, axe: str, width: int) -> None:
    page = open_form(viewport={"width": width, "height": 900})
    page.get_by_label(WORDS).fill("For a picture")
    _saved(page)
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [violation["id"] for violation in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

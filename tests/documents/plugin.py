"""Stands between every test and the sandbox, and fails whatever test heard what Discord or MusicAPI would not say.

Each answer of both simulators, each request that they accepted, each event of the gateway and what passes between
Discord and an application's endpoints is held against the document of its service once its test is over, so that no
test waits for it. What a test had said in their place
(`Trouble`) is not theirs. The counts of all test processes stand at the end of the run.
"""

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import pytest

from sandbox.discord import http_interactions
from sandbox.discord.gateway.session import Session
from sandbox.discord.outgoing import Outgoing, Reply
from sandbox.discord.rest import DiscordRest
from sandbox.musicapi.vendor import Vendor
from tests import openapi
from tests.documents import discord, vendor
from tests.documents.book import Book
from tests.sandbox.musicapi import document

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from sandbox.discord.entities import Interaction
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.exchange import Answer, Request

WAITING: Final = 1_000  # things that passed; of more than that a part is looked at in the middle of a test
SHOWN: Final = 20  # violations of one test
EXCUSED: Final = "beside_the_documents"  # the mark of a test that has a simulator say something wrong
OUTPUT: Final = "held against documents"  # by which the processes of a run tell the first of them


class Documents:
    """The plugin; it watches every simulator of its own test process."""

    def __init__(self) -> None:
        self.books = {name: Book(name) for name in ("Discord", "MusicAPI")}
        self._waiting: list[tuple[Book, Callable[[Book], None]]] = []
        self._wrong: list[str] = []  # since the last test
        if openapi.PATH.exists():
            self._watch("Discord", DiscordRest, discord.judge_answer)
            self._watch_events()
            self._watch_endpoints()
        if document.PATH.exists():
            self._watch("MusicAPI", Vendor, vendor.judge_answer)

    def _watch(self, service: str, kind: type[Any], judge: Callable[[Book, Any, Request, Answer], None]) -> None:
        """Have `judge` look at every answer that simulators of this kind give."""
        handle = kind.handle

        @wraps(handle)
        async def handle_and_tell(simulator: Any, request: Request) -> Answer:
            try:
                answer = await handle(simulator, request)
            except Exception as error:
                said = f"{request.method} {request.path}: no answer but {error!r}"
                self._add(service, lambda _: pytest.fail(said, pytrace=False))
                raise
            self._add(service, lambda book: judge(book, simulator, request, answer))
            return answer

        kind.handle = handle_and_tell

    def _watch_events(self) -> None:
        dispatch = Session.dispatch

        @wraps(dispatch)
        def dispatch_and_tell(session: Session, event: str, data: dict[str, Any]) -> None:
            dispatch(session, event, data)
            sent = json.dumps(data)  # what it is made of may change
            self._add("Discord", lambda book: discord.judge_event(book, event, json.loads(sent)))

        setattr(Session, "dispatch", dispatch_and_tell)  # noqa: B010 - a plain assignment must have the same names

    def _watch_endpoints(self) -> None:
        """Have what is sent to an application's endpoints looked at, and the responses that were taken as answers."""
        post, take = Outgoing.post, http_interactions.take

        @wraps(post)
        async def post_and_tell(outgoing: Outgoing, url: str, payload: dict[str, Any], **more: Any) -> Reply:
            sent = json.dumps(payload)
            self._add("Discord", lambda book: discord.judge_sent(book, json.loads(sent)))
            return await post(outgoing, url, payload, **more)

        @wraps(take)
        def take_and_tell(world: DiscordWorld, interaction: Interaction, reply: Reply) -> None:
            take(world, interaction, reply)
            self._add("Discord", lambda book: discord.judge_response(book, reply))

        setattr(Outgoing, "post", post_and_tell)  # noqa: B010 - a plain assignment must have the same names
        setattr(http_interactions, "take", take_and_tell)  # noqa: B010 - likewise

    def _add(self, service: str, look: Callable[[Book], None]) -> None:
        self._waiting.append((self.books[service], look))
        if len(self._waiting) >= WAITING:
            self._look()

    def _look(self, *, excused: bool = False) -> None:
        """Look at all that waits; what a test has a simulator say wrong on purpose is `excused`."""
        waiting, self._waiting = self._waiting, []
        for book, look in waiting:
            try:
                look(book)
            except (AssertionError, pytest.fail.Exception) as violation:
                if excused:
                    continue
                book.violations += 1
                self._wrong.append(f"{book.service}: {violation}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Look once the test and its fixtures are done: what goes on in the background ends only then."""
        report = yield
        if report.when == "teardown":
            self._look(excused=item.get_closest_marker(EXCUSED) is not None)
            wrong, self._wrong = list(dict.fromkeys(self._wrong)), []
            if wrong:
                report.outcome = "failed"
                before = f"{report.longrepr}\n" if report.longrepr else ""
                told = "\n".join(wrong[:SHOWN])
                report.longrepr = f"{before}{item.nodeid} heard what no document knows:\n{told}"
        return report

    # The end of the run

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Tell the first process what this one saw; nothing that is wrong ends as if it were right."""
        self._look()
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = [book.told() for book in self.books.values()]
        if any(book.violations for book in self.books.values()) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what another process saw; one that was killed tells nothing, and its tests fail for that."""
        for book, told in zip(self.books.values(), getattr(node, "workeroutput", {}).get(OUTPUT, ()), strict=False):
            book.add(told)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how much was held against which document."""
        lines = [line for book in self.books.values() for line in book.lines()]
        if lines:
            terminalreporter.section("held against the documents")
            for line in lines:
                terminalreporter.write_line(line)

"""Fails whatever test let a token, a key or what somebody typed into an output that must not have it.

After every test, all that was printed meanwhile is searched: the logs of every bot process, what pytest captured, what
logging took, and what was sent to Discord and MusicAPI. The secrets are those of every simulated world that the tests
of the same file opened, and each world makes its own.
"""

from __future__ import annotations

import json
import re
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import pytest

from sandbox.bot_process import BotProcess
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from sandbox.wire.traffic import Exchange

# What people choose is no secret, and neither is one word alone: it may stand in any line.
TYPED: Final = frozenset({"prompt", "lyrics", "title", "style", "sound", "idea", "words", "name", "description"})
SHORTEST: Final = 7  # characters, with a space among them
KEY: Final = 16  # characters; tests of the simulators send shorter words in place of a key
TEXT_OPTION, TEXT_INPUT = 3, 4
BODY: Final = 256 * 1024  # bytes of one request that are searched: Discord's JSON comes before its files
_RUN: Final = re.compile(r"[\w-]{20,}")


class Leaks:
    """The plugin; it watches every sandbox and every bot process of its own test process."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._sandboxes: list[Sandbox] = []
        self._new: list[Sandbox] = []  # since the last test
        self._logs: dict[Path, int] = {}  # up to where each was searched
        self._sent: list[tuple[str, bytes]] = []  # to whom, and what, since the last test
        _after(Sandbox, self._watch)
        _after(BotProcess, lambda process: self._logs.setdefault(process.log, 0))

    def _watch(self, sandbox: Sandbox) -> None:
        self._new.append(sandbox)
        for whom, server in (("Discord", sandbox.discord), ("MusicAPI", sandbox.musicapi)):
            server.traffic.listeners.append(self._hear(whom))

    def _hear(self, whom: str) -> Callable[[Exchange], None]:
        return lambda exchange: self._sent.append((whom, exchange.request.body[:BODY]))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Look once the test and its fixtures are done: most bots are stopped only then."""
        report = yield
        if report.when == "teardown":
            found = self.find(item.path, [text for _, _, text in item._report_sections])
            if found:
                report.outcome = "failed"
                report.longrepr = f"{item.nodeid} let out what nobody may read:\n" + "\n".join(found)
        return report

    def find(self, file: Path, captured: Iterable[str]) -> list[str]:
        """What leaked since the last time, one line each, without the secret itself."""
        if file != self._file:  # nothing lives longer than the tests of its file
            self._file, self._sandboxes = file, []
            self._logs = {log: searched for log, searched in self._logs.items() if not searched}
        self._sandboxes += self._new
        self._new = []
        printed = {"what was captured": "\n".join(captured), **{str(log): self._news(log) for log in self._logs}}
        sent: dict[str, list[str]] = {}
        for whom, body in self._sent:
            sent.setdefault(f"a request to {whom}", []).append(body.decode(errors="replace"))
        self._sent.clear()
        found: set[str] = set()
        for place, text in [*printed.items(), *((place, "\n".join(bodies)) for place, bodies in sent.items())]:
            runs = set(_RUN.findall(text)) if text else set[str]()
            for kind, secret in self._secrets() if text else ():
                if place == "a request to MusicAPI" and kind in ("a webhook's key", "what somebody typed"):
                    continue  # it is told both
                if place == "a request to Discord" and kind == "what somebody typed":
                    continue  # cards show it
                # There may be thousands of these, and texts of megabytes.
                if _longest_run(secret) in runs if kind == "an interaction's token" else _is_in(secret, text):
                    found.add(f"{kind} is in {place}")
        return sorted(found)

    def _news(self, log: Path) -> str:
        """What a log says that was not searched yet."""
        try:
            with log.open("rb") as file:
                file.seek(self._logs[log])
                said = file.read()
        except OSError:  # never begun, or gone with its folder
            return ""
        self._logs[log] += len(said)
        return said.decode(errors="replace")

    def _secrets(self) -> Iterable[tuple[str, str]]:
        for sandbox in self._sandboxes:
            yield "the bot's token", sandbox.world.token
            yield "the key of MusicAPI", sandbox.vendor.key
            for create in sandbox.vendor.creates:
                if isinstance(create.body, dict) and len(key := str(create.body.get("webhook_secret"))) >= KEY:
                    yield "a webhook's key", key
            for interaction in sandbox.world.interactions.values():
                yield "an interaction's token", interaction.token
                for typed in _typed(interaction.data):
                    if len(typed) >= SHORTEST and " " in typed.strip():
                        yield "what somebody typed", typed


def _after(kind: type[Any], watch: Callable[[Any], object]) -> None:
    """Call `watch` with every object of this kind that is made."""
    make = kind.__init__

    @wraps(make)
    def make_and_tell(made: Any, *arguments: Any, **named: Any) -> None:
        make(made, *arguments, **named)
        watch(made)

    kind.__init__ = make_and_tell


def _typed(data: Any) -> Iterable[str]:
    """The words in an interaction: what was written into a command's options, and into the fields of a form."""
    if isinstance(data, list):
        for part in data:
            yield from _typed(part)
    elif isinstance(data, dict):
        is_option = data.get("type") == TEXT_OPTION and data.get("name") in TYPED
        if isinstance(data.get("value"), str) and (is_option or data.get("type") == TEXT_INPUT):
            yield data["value"]
        for part in ("options", "components", "component"):
            yield from _typed(data.get(part))


def _longest_run(token: str) -> str:
    return max(_RUN.findall(token), key=len)


def _is_in(secret: str, text: str) -> bool:
    """Whether the text has it as it is, or as Python or JSON write it."""
    return any(written in text for written in {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1]})

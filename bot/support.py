"""`python -m bot support`: what whoever is asked for help wants to know, and nothing that should be nobody's.

It works with the bot down, the settings wrong and the database away: each part says what it found, or why it did not.
Whole secrets, the password in an address, and everything that says who somebody is are left out; so are the words of a
log, of which only the events and their numbers are told. Exit code 0: it is printed. It changes nothing.
"""

from __future__ import annotations

import asyncio
import json
import platform
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from bot.concurrency.interrupts import run_until_interrupted
from bot.logs import MASK
from bot.settings import SHORTEST_SECRET, Settings, SettingsError, environment, passwords_in
from bot.version import VERSION
from data import ledger, retirements
from data.copies import audit
from data.engine.database import Database
from data.engine.schema_version import newest_version
from data.engine.transaction import Transaction
from data.engine.unavailable import DatabaseUnavailable
from data.jobs import counts
from data.processes import heartbeats

TIMEOUT: Final = 8.0  # seconds for the database
TAIL: Final = 1024 * 1024  # bytes of a log that are read
LAST: Final = 40  # events of it that are shown one by one
PACKAGES: Final = ("discord.py", "aiohttp", "httpx", "SQLAlchemy", "aiosqlite", "asyncpg", "av")
NEEDED: Final = ("DISCORD_TOKEN", "MUSICAPI_KEY")
# A new setting that is a secret is called like one; a test holds this against what the settings keep to themselves.
_CALLED_SECRET = re.compile(r"TOKEN|KEY|SECRET|PASSWORD|HEADERS|DATABASE_URL")
_HOLDS_SEVERAL = re.compile(r"KEYS|HEADERS")
OURS: Final = ("bot", "cogs", "data")
PERSONAL: Final = frozenset(
    {"OPERATOR_IDS", "OPERATOR_CONTACT", "SOURCE_URL", "PRIVACY_URL", "TERMS_URL", "WEBHOOK_URL"}
)
_LOGIN = re.compile(r"//[^/@\s]*@")
_LINE = re.compile(r"(\d{4}-\d\d-\d\dT\S+) +([A-Z]+) +([\w.]+) ([a-z][a-z_]+)(?: (.*))?")
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""")  # somebody's words
# What an event may say of itself here: numbers and words of ours, and nothing in quotation marks.
_FACT = re.compile(
    r"\b(job|kind|status|seconds|ms|count|family|operation|state|clips|price|polls|repeats|attempts|credits|error|at)"
    r"=([\w.:>-]{1,120})(?= |$)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a log without its words: when, how grave, who, what, and its numbers."""

    moment: str
    level: str
    logger: str
    name: str
    facts: str

    @property
    def line(self) -> str:
        """The event in one line."""
        return " ".join(filter(None, (self.moment, self.level, self.logger, self.name, self.facts)))


def main(log: str | None) -> int:
    """Print it, and return the exit code."""
    sys.stdout.write(run_until_interrupted(report(environment(), log)))
    return 0


async def report(given: Mapping[str, str], log: str | None = None) -> str:
    """All of it, in lines; `log` is a file that the bot's lines were written to."""
    database = await _database(given)
    parts = (
        ("Encore", _versions()),
        ("Settings", _settings(given)),
        ("Database", database),
        ("Log", _log(Path(log)) if log else ["  no file was named"]),
    )
    lines = [line for title, found in parts for line in (f"{title}:", *found)]
    return _mask("\n".join(lines) + "\n", given)


def is_secret(name: str) -> bool:
    """Whether the value of this setting is nobody's business."""
    return _CALLED_SECRET.search(name) is not None


def _versions() -> Iterator[str]:
    yield f"  version {VERSION}, schema {newest_version()}"
    yield f"  Python {platform.python_version()} ({platform.python_implementation()}), SQLite {sqlite3.sqlite_version}"
    yield f"  {platform.system()} {platform.release()}, {platform.machine()}"
    for package in PACKAGES:
        try:
            yield f"  {package} {version(package)}"
        except PackageNotFoundError:
            yield f"  {package} is not installed"


class _Noting(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.names = dict[str, None]()

    def get(self, key: str, default: str = "") -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - it only ever gives strings
        """The value, and a note of its name."""
        self.names[key] = None
        return super().get(key, default)


def _settings(given: Mapping[str, str]) -> Iterator[str]:
    noting = _Noting(given)
    problems: list[str] = []
    try:
        Settings.from_environment(noting)
    except SettingsError as error:
        problems = error.problems
    for name in noting.names:
        yield f"  {name}={_shown(name, given.get(name, '').strip())}"
    for problem in problems:
        yield f"  wrong: {problem}"


def _shown(name: str, value: str) -> str:
    if not value:
        return "(default)"
    if name == "DATABASE_URL":
        return f"{value.partition(':')[0]}:… (set)"
    if is_secret(name) or name in PERSONAL:
        return "(set)"
    return _LOGIN.sub(f"//{MASK}@", value.partition("?")[0])


async def _database(given: Mapping[str, str]) -> list[str]:
    """What the database says, as far as it got: what was read before it failed is kept."""
    found: list[str] = []
    try:
        # Whatever else is wrong must not keep the database from being read.
        known = {"DATABASE_URL": given.get("DATABASE_URL", ""), **dict.fromkeys(NEEDED, "not-needed")}
        settings = Settings.from_environment(known)
        async with asyncio.timeout(TIMEOUT), Database.open_read_only(settings.database_url) as tx:
            async for line in _rows(tx, datetime.now(UTC)):
                found.append(f"  {line}")  # noqa: PERF401 - what follows may fail
    except SettingsError as error:
        found += [f"  {problem}" for problem in error.problems]
    except DatabaseUnavailable as error:
        found.append(f"  {error}")
    except TimeoutError:
        found.append(f"  It did not answer within {TIMEOUT:.0f} seconds.")
    return found


async def _rows(tx: Transaction, now: datetime) -> AsyncIterator[str]:
    known = ", ".join(sorted(await audit.versions(tx))) or "none"
    yield f"{tx.dialect.name}, schema {known} (this program's: {newest_version()})"
    beats = await heartbeats.every(tx)
    yield f"heartbeats: {', '.join(f'{who} {_ago(now, at)}' for who, at in beats) or 'none'}"
    by_state = await counts.by_state(tx)
    yield f"jobs: {', '.join(f'{count} {state}' for state, count in by_state) or 'none'}"
    for each in await counts.waiting(tx):
        yield f"not delivered: {each.count} {each.state}, the oldest since {_ago(now, each.since)}"
    for gone in await retirements.every(tx):
        yield f"retired: {gone.operation} of {gone.family} at {gone.host}, {_ago(now, gone.retired_at)}"
    months = [f"{moment:%Y-%m}" for moment in (now, now.replace(day=1) - timedelta(days=1))]
    wrong = await ledger.imbalances(tx, months)
    yield f"books of {months[1]} and {months[0]}: {f'{len(wrong)} accounts differ' if wrong else 'sound'}"


def _ago(now: datetime, moment: datetime) -> str:
    return f"{(now - moment).total_seconds():.0f} s ago"


def _log(path: Path) -> list[str]:
    """The events of a log: how many of each, and the last ones without their words."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - TAIL))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError as error:
        return [f"  it cannot be read: {error.strerror}"]
    events = [event for line in lines if (event := read_event(line)) is not None]
    grave = Counter(f"{event.level} {event.name}" for event in events if event.level not in ("DEBUG", "INFO"))
    return [
        f"  {len(events)} events in the last {len(lines)} lines",
        *(f"  {count} times {what}" for what, count in grave.most_common()),
        *(f"  {event.line}" for event in events[-LAST:]),
    ]


def read_event(line: str) -> Event | None:
    """The event that a line of the log tells of, in either format; None: it is no line of ours."""
    if line.startswith("{"):
        try:
            told: Any = json.loads(line)
            line = " ".join(str(told[key]) for key in ("time", "level", "logger", "event", "details"))
        except (ValueError, KeyError, TypeError):
            return None
    found = _LINE.fullmatch(line.strip())
    if found is None or found[3].partition(".")[0] not in OURS:
        return None
    said = _QUOTED.sub("…", found[5] or "")
    facts = " ".join(f"{name}={value}" for name, value in _FACT.findall(said))
    return Event(found[1], found[2], found[3], found[4], facts)


def _mask(text: str, given: Mapping[str, str]) -> str:
    """The text without any secret, whichever way it came in."""
    secrets = {value.strip() for name, value in given.items() if is_secret(name)}
    # Several in one setting, each with its name: each is one by itself.
    named = [part for name, value in given.items() if _HOLDS_SEVERAL.search(name) for part in value.split(",")]
    secrets |= {part.partition("=")[2].strip() for part in named}
    secrets |= {password for value in given.values() for password in passwords_in(value)}
    for secret in sorted(secrets | {unquote(secret) for secret in secrets}, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return text

"""`python -m bot probe`: what MusicAPI and Discord really answer, beside what is documented.

Without more words it asks MusicAPI what costs nothing. With `--spend N` it buys one of each operation for up to N
credits, once somebody has agreed. With `--channel ID` it asks Discord as well, in that channel alone; with `--person`
somebody presses a button there. It prints a table and leaves a file with redacted bodies, which can be sent on.

Exit code 0: what was seen is as documented. 1: something differs, or was not to be seen. 2: the command line or the
settings are wrong, or nobody agreed; nothing was asked then. The database is neither read nor written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from shutil import get_terminal_size
from typing import Final, TextIO
from urllib.parse import urlsplit

from bot.concurrency.interrupts import run_until_interrupted
from bot.http.transport import environment_proxy
from bot.media.fetch import Fetcher
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.probe.buying import buy, miss_all
from bot.probe.discord import SAID, Asked, ask_discord
from bot.probe.free_checks import ask_for_nothing
from bot.probe.output import NotReserved, Screen, replace_file, reserve_file
from bot.probe.purchases import ASKED, Purchase, choose, credits_of
from bot.probe.recorder import Recorded
from bot.probe.records import record
from bot.probe.redaction import Redactor
from bot.probe.rows import Api, Row, Verdict
from bot.probe.table import table
from bot.probe.vendor import open_vendor
from bot.settings import Settings, SettingsError, environment

WRONG: Final = 2  # exit code
AGREED: Final = "spend"
MOST_CREDITS: Final = 10_000
NARROWEST, WIDEST = 60, 120  # columns
LARGEST_ID: Final = 2**63
MADE_UP: Final = {"DISCORD_TOKEN": "not-needed"}  # of a probe that asks Discord nothing


class NotProbed(Exception):
    """Nothing was asked; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    spend: int | None = None
    channel: int | None = None
    person: bool = False
    key: str | None = None
    file: str | None = None


def main(wanted: Wanted) -> int:
    """Ask, print the table, leave the file, and return the exit code."""
    screen = Screen(sys.stdout)
    try:
        settings = _settings(wanted)
        purchases = _let_agree(wanted, settings, screen)
        return run_until_interrupted(_probe(settings, wanted, purchases, screen))
    except (NotProbed, NotReserved) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG


def _settings(wanted: Wanted) -> Settings:
    given = environment()
    try:
        settings = Settings.from_environment(given if wanted.channel is not None else {**given, **MADE_UP})
    except SettingsError as error:
        raise NotProbed(" ".join(error.problems)) from None
    if wanted.key is not None and wanted.key not in settings.musicapi_keys:
        names = ", ".join(settings.musicapi_keys)
        raise NotProbed(f"No MusicAPI key is called so; the keys are called {names}.")
    if wanted.channel is not None and not 0 < wanted.channel < LARGEST_ID:
        raise NotProbed("--channel takes the id of a channel, such as 1234567890123456789.")
    for url in (settings.musicapi_url, *((settings.discord_api_url,) if wanted.channel is not None else ())):
        proxy = environment_proxy(url)
        if proxy is not None and urlsplit(proxy).scheme not in ("http", "https"):
            raise NotProbed("The proxy of the environment is neither http nor https, and no other one can be used.")
    if wanted.person and wanted.channel is None:
        raise NotProbed("--person needs --channel: somebody presses a button there.")
    return settings


def _let_agree(wanted: Wanted, settings: Settings, screen: Screen) -> list[Purchase]:
    """What is bought, once somebody typed that it may be; raises NotProbed."""
    if wanted.spend is None:
        return []
    if not 0 < wanted.spend <= MOST_CREDITS:
        raise NotProbed(f"--spend takes a number of credits from 1 to {MOST_CREDITS}.")
    host = settings.musicapi_host
    purchases = choose(Catalog(host, FAMILIES[host]), wanted.spend)
    if not purchases:
        raise NotProbed(f"Nothing can be bought for {credits_of(wanted.spend)}.")
    key, most = _key(wanted, settings), credits_of(wanted.spend)
    screen.say(f"This spends up to {most} of the key `{key}` at {settings.musicapi_url}:")
    for each in purchases:
        screen.say(f"  {each.name:<30} {credits_of(each.price):>12}")
    screen.say(f"  {'together, as documented':<30} {credits_of(sum(each.price for each in purchases)):>12}")
    screen.say(f"Type “{AGREED}” to go on: ", end="")
    if _read_typed().strip().lower() != AGREED:
        raise NotProbed("Nobody agreed, so nothing was asked and nothing was spent.")
    return purchases


def _read_typed() -> str:
    """A line that somebody typed, empty where nobody can."""
    typing: TextIO | None = sys.stdin  # None: it is closed
    try:
        return typing.readline() if typing is not None else ""
    except (OSError, ValueError):  # the terminal is gone; ValueError: it was no text
        return ""


def _key(wanted: Wanted, settings: Settings) -> str:
    return wanted.key or next(iter(settings.musicapi_keys))


async def _probe(settings: Settings, wanted: Wanted, purchases: list[Purchase], screen: Screen) -> int:
    began = datetime.now(UTC)
    # Before anybody is asked anything: what was seen must not be lost to a folder that is closed.
    path = reserve_file(wanted.file or f"encore-probe-{began:%Y%m%dT%H%M%SZ}.json")
    seen, is_complete = Seen(settings), False

    def save() -> bool:
        """Write what was seen until now, in place of what was written before."""
        seen.redactor.hide(seen.discord.secrets)
        hosts = {Api.MUSICAPI: settings.musicapi_host.value, Api.DISCORD: "discord"}
        rows, exchanges = seen.rows, seen.exchanges
        text = record(rows, exchanges, seen.redactor, hosts=hosts, made_at=began, is_complete=is_complete)
        try:
            replace_file(path, text)
        except OSError:
            return False
        return True

    def say(said: str) -> None:
        save()  # whoever is killed has spent nothing for nothing
        screen.say(said)

    try:
        await ask(settings, wanted, purchases, seen, say)
        is_complete = True
    finally:  # also of what was seen before somebody stopped it
        is_saved = save()  # before anything else: it is what was paid for
        width = max(NARROWEST, min(WIDEST, get_terminal_size().columns))
        screen.say(f"\n{table(seen.rows, width)}".rstrip("\n"))
        if is_saved:
            screen.say(f"{path} holds what was asked and answered, without keys, names and addresses.")
        else:
            screen.say(f"{path} could not be written: not all of what was asked and answered is in it.")
    is_fine = all(row.verdict in (Verdict.SAME, Verdict.UNDOCUMENTED) for row in seen.rows)
    return 0 if is_fine else 1


class Seen:
    """What was seen so far, of both APIs; it grows while they are asked."""

    def __init__(self, settings: Settings) -> None:
        self.redactor = Redactor(settings.secrets, (*ASKED, *SAID))
        self.vendor_rows = list[Row]()
        self.vendor_exchanges = list[Recorded]()
        self.discord = Asked()

    @property
    def rows(self) -> list[Row]:
        """Of both, MusicAPI's first."""
        return [*self.vendor_rows, *self.discord.rows]

    @property
    def exchanges(self) -> list[Recorded]:
        """Of both, in the same order."""
        return [*self.vendor_exchanges, *self.discord.exchanges]


async def ask(
    settings: Settings, wanted: Wanted, purchases: list[Purchase], seen: Seen, say: Callable[[str], None]
) -> None:
    """Ask MusicAPI, and Discord where a channel is named; `seen` has it all, also where it is stopped."""
    key = _key(wanted, settings)
    async with open_vendor(settings, key, seen.redactor, say=say) as vendor:
        seen.vendor_rows, seen.vendor_exchanges = vendor.rows, vendor.recorder.exchanges
        say(f"Asking MusicAPI at {settings.musicapi_url} …")
        is_free = await ask_for_nothing(vendor)
        if not is_free:
            miss_all(vendor, purchases, "what no one can make may have been taken before, and charged")
            purchases = []
        urls = {"musicapi_url": settings.musicapi_url, "discord_url": settings.discord_api_url}
        async with Fetcher.of(**urls) as files:
            await buy(vendor, purchases, wanted.spend or 0, files, settings.poll_interval)
    if wanted.channel is not None:
        say(f"Asking Discord in channel {wanted.channel} …")
        await ask_discord(settings, wanted.channel, person=wanted.person, say=say, into=seen.discord)

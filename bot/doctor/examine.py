"""All checks side by side: none waits for another one, and one that breaks or is slow hides no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bot.doctor import asking_discord, asking_musicapi, machine, running
from bot.doctor.asking import Heard
from bot.doctor.database import Rows, find_database, find_processes
from bot.doctor.door import excuse_closed_door, find_door
from bot.doctor.findings import Check, Finding, Grade, What, warning, wrong
from bot.doctor.usable import find_file, read_usable
from bot.gateway.client import Encore
from bot.settings import Settings

CHECK_TIMEOUT: Final = 20.0  # seconds for one check, whatever it asks
ENV_FILE: Final = Path(".env")

Payloads = Callable[[Settings], Awaitable[Sequence[Mapping[str, Any]]]]


async def examine(
    given: Mapping[str, str],
    own_commands: Payloads,
    *,
    client: Encore | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Finding]:
    """Look at everything that these settings name, in the order of `Check`; `client` is that of this very process."""
    usable, skewed = read_usable(given), list[float]()
    found = [*usable.findings, *find_file(ENV_FILE)]
    if (settings := usable.settings) is None:
        return found
    host = urlsplit(settings.musicapi_url).netloc
    rows = Rows()

    def hear(answer: Heard) -> None:
        if answer.ahead is not None:
            skewed.append(answer.ahead)

    async def look_at_database() -> list[Finding]:
        nonlocal rows
        judged, rows = await find_database(settings, host)
        return judged

    async def in_thread(look: Callable[[], list[Finding]]) -> list[Finding]:
        return await asyncio.to_thread(look)

    checks = [
        _bound(Check.DATABASE, look_at_database()),
        _bound(Check.DISK, in_thread(lambda: machine.find_disk(settings.database_url))),
        _bound(Check.ZONES, in_thread(machine.find_zones)),
        _bound(Check.MEDIA, in_thread(machine.find_media)),
        _bound(Check.WEBHOOKS, find_door(settings)),
    ]
    if client is None:
        checks.append(_bound(Check.PROCESSES, running.find_watched(settings)))
    if usable.has_token:
        checks += [
            # A process that runs has its session.
            _bound(Check.TOKEN, asking_discord.find_token(settings, hear, sessions=client is None)),
            _bound(Check.APPLICATION, asking_discord.find_application(settings, lambda: own_commands(settings))),
        ]
    if usable.has_key:
        checks += [_bound(Check.KEY, asking_musicapi.find_key(settings, name, hear)) for name in settings.musicapi_keys]
    for each in await asyncio.gather(*checks):
        found += each
    found += asking_musicapi.find_stop(rows.stopped_since, now())
    found += asking_musicapi.find_families(settings, host, rows.retired)
    found += find_processes(rows.beats, now())
    found += machine.find_clock(skewed)
    if client is not None:
        found += [*running.find_shards(client), *await running.find_loop()]
    order = list(Check)
    return sorted(excuse_closed_door(found), key=lambda each: order.index(each.check))


def is_wrong(found: Sequence[Finding]) -> bool:
    """Whether anything keeps the bot from its work."""
    return any(each.grade is Grade.WRONG for each in found)


async def _bound(check: Check, looking: Awaitable[list[Finding]]) -> list[Finding]:
    """What a check finds; that it broke, or took too long, is a finding as well."""
    try:
        async with asyncio.timeout(CHECK_TIMEOUT):
            return await looking
    except TimeoutError:
        return [warning(check, What.CHECK_SLOW, seconds=int(CHECK_TIMEOUT))]
    except Exception as error:  # noqa: BLE001 - what broke here must hide nothing else; its words may hold a secret
        return [wrong(check, What.CHECK_BROKEN, error=type(error).__name__)]

"""How the running process is: asked from outside where it can be watched, and from inside by its own loop."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import Final

from bot.doctor.asking import Heard, Unheard, ask
from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from bot.gateway.client import Encore
from bot.settings import Settings

LOOKS: Final = 10
EVERY: Final = 0.05  # seconds between looks at the loop
LATE: Final = 0.25  # seconds: a member who presses a button begins to notice
VERY_LATE: Final = 1.0  # of the three that Discord gives for an answer
OFTEN: Final = 0.01  # of all measurements
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - where a process listens so, it is reached on this machine
_SHOWN: Final = 200  # characters of what a process says of itself
_COUNT: Final = re.compile(r"^encore_event_loop_lag_seconds_count ([0-9.e+]+)$", re.MULTILINE)
_QUICK: Final = re.compile(r'^encore_event_loop_lag_seconds_bucket\{le="0\.25"\} ([0-9.e+]+)$', re.MULTILINE)


async def find_watched(settings: Settings) -> list[Finding]:
    """What the process at MONITORING_LISTEN says of itself; nothing where there is none, or nobody answers there."""
    if settings.monitoring_listen is None:
        return []
    host, port = settings.monitoring_listen
    if host in EVERYWHERE:
        host = "127.0.0.1"
    here = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    try:
        ready = await ask(f"{here}/readyz", {})
        metrics = await ask(f"{here}/metrics", {})
    except Unheard:  # that none runs, its heartbeat says
        return []
    return [_of_page(ready), *_of_metrics(metrics)]


def _of_page(page: Heard) -> Finding:
    if page.status == HTTPStatus.OK:
        return ok(Check.PROCESSES, What.PROCESS_WELL)
    lines = page.body.decode("utf-8", "replace").splitlines()
    said = ", ".join(line.removeprefix("NOT ") for line in lines if line.startswith("NOT "))
    return wrong(Check.PROCESSES, What.PROCESS_UNWELL, says=said[:_SHOWN] or str(page.status))


def _of_metrics(page: Heard) -> list[Finding]:
    text = page.body.decode("utf-8", "replace")
    count, quick = _COUNT.search(text), _QUICK.search(text)
    if count is None or quick is None or not float(count[1]):
        return []
    late = 1 - float(quick[1]) / float(count[1])
    if late > OFTEN:
        return [warning(Check.LOOP, What.LOOP_OFTEN_SLOW, percent=round(100 * late))]
    return [ok(Check.LOOP, What.LOOP_QUICK, milliseconds=round(1000 * LATE))]


async def find_loop() -> list[Finding]:
    """By how much the loop that runs this is late now."""
    loop, worst = asyncio.get_running_loop(), 0.0
    for _ in range(LOOKS):
        due = loop.time() + EVERY
        await asyncio.sleep(EVERY)
        worst = max(worst, loop.time() - due)
    milliseconds = max(1, round(1000 * worst))
    if worst <= LATE:
        return [ok(Check.LOOP, What.LOOP_QUICK, milliseconds=milliseconds)]
    return [(wrong if worst > VERY_LATE else warning)(Check.LOOP, What.LOOP_SLOW, milliseconds=milliseconds)]


def find_shards(client: Encore) -> list[Finding]:
    """Whether every shard that this process holds is connected."""
    known = len(client.connections)
    connected = sum(not shard.is_closed() for shard in client.shards.values())
    if connected == known:
        return []
    return [warning(Check.PROCESSES, What.SHARDS_MISSING, connected=connected, known=known)]

"""The outside world as the panel beside the channel shows it: the bot, both services, what passes between them."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, Self
from urllib.parse import urlsplit

from sandbox.discord.entities import Payload
from sandbox.musicapi.webhooks import Sent
from sandbox.musicapi.works import NEVER, Clip, Task
from sandbox.page.hub import Hub
from sandbox.page.services import Bot, Services
from sandbox.page.troubles import Troubles
from sandbox.wire.traffic import Exchange

TICK = 0.5  # real seconds between two checks of what changes by itself
NEWEST_TASKS, NEWEST_REQUESTS = 30, 100
_TOKEN = re.compile(r"(/interactions/\d+/|/webhooks/\d+/)[^/]+")


class Panel:
    """Watches the traffic and the vendor, and tells the pages of it; use as an async context manager."""

    def __init__(self, services: Services, bot: Bot, troubles: Troubles, hub: Hub) -> None:
        self._services = services
        self._bot = bot
        self._troubles = troubles
        self._hub = hub
        self._requests: deque[Payload] = deque(maxlen=NEWEST_REQUESTS)
        self._shown: Payload = {}
        self._ticks: asyncio.Task[None] | None = None
        self._listeners: tuple[tuple[list[Any], Callable[[Any], None]], ...] = (
            (services.discord.traffic.listeners, partial(self._show_exchange, "discord")),
            (services.musicapi.traffic.listeners, partial(self._show_exchange, "musicapi")),
            (services.vendor.webhooks.listeners, self._show_webhook),
        )

    async def __aenter__(self) -> Self:
        for listeners, listener in self._listeners:
            listeners.append(listener)
        self._ticks = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        for listeners, listener in self._listeners:
            listeners.remove(listener)
        if self._ticks is not None:
            self._ticks.cancel()
            await asyncio.gather(self._ticks, return_exceptions=True)

    def view(self) -> Payload:
        """Everything that the panel shows; of the real MusicAPI no `account` is known, and no mood (`vendor`)."""
        services = self._services
        return {
            "bot": {"state": self._bot_state(), "since": self._bot.since, "why": self._bot.why},
            "discord": {"up": self._troubles.discord_up, "tokens_age": self._troubles.tokens_age},
            "speed": services.vendor_clock.speed,
            "simulated": services.simulates_musicapi,
            "vendor": services.vendor.mood.name if services.simulates_musicapi else None,
            "account": self._account() if services.simulates_musicapi else None,
            "tasks": [self._task(task) for task in islice(reversed(services.vendor.tasks.values()), NEWEST_TASKS)],
            "traffic": list(self._requests),
            "orders": self._troubles.waiting(),
        }

    def _bot_state(self) -> str:
        """Its process's state; `reconnecting` where it runs and Discord does not hear it."""
        if self._bot.state == "running" and not self._services.discord.is_heard():
            return "reconnecting"
        return self._bot.state

    def _account(self) -> Payload:
        account = self._services.vendor.account
        stated = account.statement(self._services.vendor_clock.now())
        return {**stated, "charged": account.charged, "refunded": account.refunded}

    def _task(self, task: Task) -> Payload:
        now, commission = self._services.vendor_clock.now(), task.commission
        failed = task.has_failed(now)
        state = "failed" if failed else "succeeded" if task.is_done(now) else "running"
        return {
            "id": task.task_id,
            "family": commission.family,
            "operation": commission.task_type.removesuffix("_music"),
            "state": state,
            "prompt": commission.prompt or commission.style or commission.lyrics[:200],
            "progress": 1.0 if state != "running" else _progress(task, now),
            "clips": [_clip(clip, now) for clip in task.clips],
            "failure": task.failure.reason if failed and task.failure is not None else None,
        }

    def _show_exchange(self, side: str, exchange: Exchange) -> None:
        path = _TOKEN.sub(r"\1…", exchange.request.path)
        self._tell(side, exchange.request.method, path, exchange.answer.status, exchange.seconds)

    def _show_webhook(self, sent: Sent) -> None:
        # The last part of the path is a secret of the bot's: it says which job is meant.
        below = urlsplit(sent.url).path.rpartition("/")[0]
        self._tell("callback", "POST", f"{below}/… {sent.event}", sent.status, sent.seconds)

    def _tell(self, side: str, method: str, path: str, status: int, seconds: float) -> None:
        told: Payload = {
            "side": side,
            "method": method,
            "path": path,
            "status": status,  # 0: the connection was closed without an answer
            "ms": round(seconds * 1000),
            "at": time.time(),
        }
        self._requests.append(told)
        self._hub.tell({"kind": "traffic", **told})

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            if not self._hub.streams:
                continue
            view = self.view()
            if view != self._shown:
                self._shown = view
                self._hub.tell({"kind": "outside", "outside": view})


def _progress(task: Task, now: float) -> float:
    if task.ends_at == NEVER:
        return 0.0
    return round(min(1.0, max(0.0, (now - task.made_at) / (task.ends_at - task.made_at))), 2)


def _clip(clip: Clip, now: float) -> Payload:
    title = clip.stem or clip.title  # stems have one title: what tells them apart is who plays
    return {"id": clip.clip_id, "state": clip.state(now), "title": title, "seconds": round(clip.seconds, 1)}

"""What goes wrong outside of the bot while it is killed: at MusicAPI, at Discord, and between them and it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.wire.exchange import DROPPED, json_answer

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Coroutine

    from sandbox.wire.exchange import Answer
    from sandbox.wire.trouble import Trouble
    from sandbox.world import Sandbox

TASK, CREATE, FILE, MESSAGES, CALLBACK = r"/task/", r"/create$", r"\.(?:m4a|mp3|wav)$", r"/messages", r"/callback$"
BRIEF = (0.2, 1.0)  # seconds that what lasts, lasts


class Troubles:
    """Makes trouble of a kind that `chance` draws, and takes all of it back."""

    def __init__(self, world: Sandbox, chance: random.Random) -> None:
        self._world = world
        self._chance = chance
        self._lasting = set[asyncio.Task[None]]()
        discord, musicapi, orders = world.discord.trouble, world.musicapi.trouble, world.vendor.orders
        self._kinds: tuple[Callable[[], object], ...] = (
            # MusicAPI: a create that is taken and not answered, refused, or not to be sent yet
            orders.lose_next_answer,
            orders.muddle_next_answer,
            lambda: orders.refuse_next_create(429, {"type": "rate_limited", "error": "rate limit"}, Retry_After="1"),
            lambda: orders.refuse_next_create(503, "busy"),
            lambda: musicapi.answer_instead("POST", CREATE, DROPPED),
            # a task that fails, or half of it
            orders.fail_next,
            lambda: orders.fail_next("upstream error", after=20.0),
            lambda: orders.fail_next_clip(2),
            # polls and files that do not come, or are no news
            lambda: orders.refuse_next_poll(500, times=chance.randint(1, 5)),
            lambda: orders.refuse_next_poll(429, {"error": "rate limit"}, Retry_After="1"),
            lambda: orders.garble_next_poll(times=chance.randint(1, 5)),
            lambda: _lose_answer(musicapi, "GET", TASK),
            lambda: musicapi.answer_instead("GET", FILE, json_answer(503, {"error": "busy"})),
            lambda: _lose_answer(musicapi, "GET", FILE),
            # webhooks that come often, late or never
            lambda: orders.repeat_next_webhook(chance.randint(1, 5)),
            lambda: orders.delay_next_webhook(chance.uniform(10, 60)),
            orders.lose_next_webhook,
            lambda: self._last(self._slow(musicapi)),
            # Discord: answers that are lost before or after they took effect, refused for now, or late
            lambda: discord.answer_instead("PATCH", MESSAGES, self._error(), times=chance.randint(1, 4)),
            lambda: discord.answer_instead("POST", MESSAGES, self._error()),
            lambda: discord.answer_instead("PATCH", MESSAGES, DROPPED),
            lambda: _lose_answer(discord, "PATCH", MESSAGES),
            lambda: _lose_answer(discord, "POST", MESSAGES),
            lambda: discord.answer_instead("POST", CALLBACK, self._error()),
            lambda: discord.answer_instead("POST", CALLBACK, DROPPED),
            lambda: _lose_answer(discord, "POST", CALLBACK),
            lambda: self._last(self._slow(discord)),
            lambda: self._last(self._outage()),
            world.discord.gateway.drop_all,
            world.discord.gateway.ask_reconnect,
            world.discord.gateway.invalidate_all,
        )

    def make_one(self) -> None:
        """Let something go wrong."""
        self._chance.choice(self._kinds)()

    async def take_back(self) -> None:
        """Let nothing go wrong any more."""
        for lasting in self._lasting:
            lasting.cancel()
        await asyncio.gather(*self._lasting, return_exceptions=True)
        self._world.vendor.orders.clear()
        self._world.musicapi.trouble.clear()
        self._world.discord.trouble.clear()
        self._world.discord.come_back()

    def _error(self) -> Answer:
        status = self._chance.choice((429, 500, 502, 503))
        if status != 429:
            return json_answer(status, {"message": "ordered by the test", "code": 0})
        body = {"message": "ordered by the test", "retry_after": 0.2, "global": False, "code": 0}
        return json_answer(429, body, Via="1.1 proxy", Retry_After="1")

    def _last(self, trouble: Coroutine[None, None, None]) -> None:
        lasting = asyncio.ensure_future(trouble)
        self._lasting.add(lasting)
        lasting.add_done_callback(self._lasting.discard)

    async def _slow(self, trouble: Trouble) -> None:
        trouble.delay = self._chance.uniform(0.1, 0.6)
        await asyncio.sleep(self._chance.uniform(*BRIEF))
        trouble.delay = 0.0

    async def _outage(self) -> None:
        self._world.discord.go_down()
        try:
            await asyncio.sleep(self._chance.uniform(*BRIEF))
        finally:
            self._world.discord.come_back()


def _lose_answer(trouble: Trouble, method: str, path: str) -> None:
    """Let the next such request take effect, and its answer be lost."""
    trouble.pause(method, path, "after").drop()

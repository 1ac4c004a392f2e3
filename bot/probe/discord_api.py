"""Asks Discord's REST API for the probe: one request after the other, none twice, and nothing that it posts stays."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import quote

import httpx

from bot.http.transport import PACKED, AiohttpTransport, environment_proxy
from bot.musicapi.values import number
from bot.probe.discord_facts import Fact
from bot.probe.recorder import ASKED, Recorded, Recorder
from bot.probe.rows import Api
from bot.settings import Settings
from bot.version import VERSION

TIMEOUT: Final = 30.0  # seconds until an answer begins, and between two pieces of it
FILE_TIMEOUT: Final = 300.0  # the same where a large file goes out before; the whole may take twice as long
LONGEST_WAIT: Final = 60.0  # seconds that a 429 is waited for
SWEEP_TIMEOUT: Final = 120.0  # seconds for taking everything away at the end
LAST_ANSWER: Final = 10.0  # seconds for the answer to a POST that is under way when the probe is interrupted
WEBHOOKS: Final = "/webhooks/"  # how the paths begin that carry an interaction's token
# docs: Rate Limits: one bucket per method, path and top-level resources, which alone count by their ids
_MINOR_ID: Final = re.compile(r"(?<=/messages/)[^/?]+")

Sleep = Callable[[float], Awaitable[object]]
File = tuple[str, bytes]  # its name, and what is in it


class DiscordApi:
    """Requests with the bot's token or an interaction's; each is recorded, and every message that it makes is noted.

    `secrets` are the tokens that were used, as they are and as they stand in paths.
    """

    def __init__(self, settings: Settings, recorder: Recorder, client: httpx.AsyncClient, sleep: Sleep) -> None:
        self._url = settings.discord_api_url
        self._authorization = {"Authorization": f"Bot {settings.discord_token}"}
        self._recorder, self._client, self._sleep = recorder, client, sleep
        self._pauses: dict[str, float] = {}  # seconds before the next request of a bucket that is empty
        self._posted: dict[str, None] = {}  # the paths of the messages that are there, in their order
        self._lost = 0  # messages that may be there
        self.secrets = {settings.discord_token}

    def path_of(self, token: str, *, application_id: str, message: str = "") -> str:
        """The path of what an interaction's token reaches, which is a secret from now on."""
        return f"{WEBHOOKS}{quote(application_id, safe='')}/{self.hide(token)}{message}"

    def hide(self, token: str) -> str:
        """A token as it stands in a path; it is a secret from now on."""
        quoted = quote(token, safe="")
        self.secrets |= {token, quoted}
        return quoted

    async def ask(
        self,
        fact: Fact,
        method: str,
        path: str,
        body: Any = None,
        *,
        files: Sequence[File] = (),
        by_token: bool = False,
        posts: str = "",
    ) -> Recorded:
        """Ask for what shows a fact, and return the answer, or why there was none.

        `files` go with a message; `by_token`: the path carries an interaction's token, and the bot's stays at home.
        `posts` is the path below which a message that this makes is reached by its id.
        A 429 is waited for once; nothing else is ever asked a second time.
        """
        bucket = f"{method} {_MINOR_ID.sub('', path)}"
        if pause := self._pauses.pop(bucket, 0.0):
            await self._sleep(pause)
        with self._recorder.during(fact.check):
            answer = await self._send(method, path, body, files, by_token=by_token, posts=posts)
            if (wait := _wait_of(answer)) is not None:
                await self._sleep(wait)
                answer = await self._send(method, path, body, files, by_token=by_token, posts=posts)
        if answer.headers.get("x-ratelimit-remaining") == "0":
            self._pauses[bucket] = min(number(answer.headers.get("x-ratelimit-reset-after")) or 0.0, LONGEST_WAIT)
        return answer

    async def delete(self, fact: Fact, path: str) -> Recorded:
        """Delete a message that this made, and forget it."""
        answer = await self.ask(fact, "DELETE", path, by_token=path.startswith(WEBHOOKS))
        if answer.status in (204, 404):
            self.forget(path)
        return answer

    def note(self, path: str) -> None:
        """Remember a message that is to be deleted."""
        self._posted[path] = None

    def forget(self, path: str) -> None:
        """Leave a message alone: it is gone, or known by another path."""
        self._posted.pop(path, None)

    async def sweep(self, fact: Fact, say: Callable[[str], None]) -> None:
        """Delete every message that is still there, the newest first; say so where one may have stayed."""
        with contextlib.suppress(TimeoutError):  # what is left then is counted
            async with asyncio.timeout(SWEEP_TIMEOUT):
                for path in reversed(tuple(self._posted)):
                    await self.delete(fact, path)
        if left := self._lost + len(self._posted):
            say(f"{left} of the probe's messages may still be in the channel. Please delete them there.")

    async def _send(
        self, method: str, path: str, body: Any, files: Sequence[File], *, by_token: bool, posts: str
    ) -> Recorded:
        sending = asyncio.create_task(self._exchange(method, path, body, files, by_token=by_token, posts=posts))
        try:
            return await asyncio.shield(sending)
        except asyncio.CancelledError:
            # What it posts has to be taken away, for which its id must be known.
            await asyncio.wait((sending,), timeout=LAST_ANSWER if posts else 0.0)
            sending.cancel()
            await asyncio.wait((sending,))
            raise

    async def _exchange(
        self, method: str, path: str, body: Any, files: Sequence[File], *, by_token: bool, posts: str
    ) -> Recorded:
        # Without a name, Discord turns a client away (docs: Reference, User Agent).
        headers = {**PACKED, "User-Agent": f"DiscordBot (Encore probe, {VERSION})"}
        headers |= {} if by_token else self._authorization
        timeout = httpx.Timeout(FILE_TIMEOUT if files else TIMEOUT, connect=TIMEOUT)
        self._lost += bool(posts)  # until an answer says what became of it
        with contextlib.suppress(httpx.HTTPError, TimeoutError):  # which are recorded
            async with asyncio.timeout(2 * FILE_TIMEOUT if files else 2 * TIMEOUT):
                await self._client.request(
                    method, self._url + path, headers=headers, timeout=timeout, **_content(body, files)
                )
        answer = self._recorder.last
        if posts and answer.status is not None and answer.status < 500:
            self._lost -= 1
            if answer.status == 200 and isinstance(made := answer.object.get("id"), str):
                self.note(f"{posts}/{quote(made, safe='')}")
        return answer


@asynccontextmanager
async def open_api(settings: Settings, sleep: Sleep) -> AsyncGenerator[tuple[DiscordApi, Recorder]]:
    """The way to Discord's REST API, and what it records."""
    url = settings.discord_api_url
    proxy = environment_proxy(url)
    # Without connections that are kept: aiohttp asks a second time where one of those has broken.
    recorder = Recorder(Api.DISCORD, url, AiohttpTransport(connections=1, keepalive=0.0, proxy=proxy))
    async with httpx.AsyncClient(transport=recorder, follow_redirects=False) as client:
        yield DiscordApi(settings, recorder, client, sleep), recorder


def _content(body: Any, files: Sequence[File]) -> Mapping[str, Any]:
    """A request's body as httpx takes it (documentation: Reference, Uploading Files)."""
    if not files:
        return {} if body is None else {"json": body}
    known = {"extensions": {ASKED: body}}  # which a form would hide
    named = {f"files[{n}]": (name, data, "application/octet-stream") for n, (name, data) in enumerate(files)}
    return {"data": {"payload_json": json.dumps(body)}, "files": named, **known}


def _wait_of(answer: Recorded) -> float | None:
    """The seconds after which a refused request may come again; None: it was not refused so, or for too long."""
    if answer.status != 429:
        return None
    wait = number(answer.headers.get("retry-after"))
    return wait if wait is not None and wait <= LONGEST_WAIT else None

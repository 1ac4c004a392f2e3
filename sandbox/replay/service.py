"""One API as it was recorded: a server on loopback that gives its answers again."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final, cast
from urllib.parse import quote

from sandbox.replay.matching import Matching, short_path
from sandbox.replay.recording import Api, Recorded, Recording
from sandbox.wire.clock import Clock
from sandbox.wire.exchange import DROPPED, Answer, Request, json_answer
from sandbox.wire.server import HOST, LoopbackServer

MOST_MISSES: Final = 1_000  # different ones that are told apart; a client may ask for whatever it likes
LONGEST_PATH: Final = 200  # characters of one that is told
ADDRESSES: Final[dict[Api, str]] = {"musicapi": "", "discord": "/api/v10"}  # as the settings have them
STREAMS: Final = "audiopipe.localhost"  # as streams are told from files; it leads nowhere but back here (RFC 6761)
MOST_DEPTH: Final = 60  # levels of an answer; a probe records fewer
_ADDRESS = re.compile(r"(?i:https?)://(audiopipe)?[^\s/?#]*(\S*)")
# How the body travelled is no longer true, and when it was sent neither.
FRESH: Final = frozenset(
    ("connection", "content-encoding", "content-length", "content-type", "date", "keep-alive", "transfer-encoding")
)


class ReplayServer(LoopbackServer):
    """Serves what one API answered on a port of 127.0.0.1 (0 = any free one); use as an async context manager.

    With `paced`, answers take as long as they took, in the clock's time. What nobody recorded is answered with 501 and
    counted in `misses`.
    """

    def __init__(self, recording: Recording, api: Api, clock: Clock, *, port: int = 0, paced: bool = False) -> None:
        self.misses: Counter[str] = Counter()
        self._api: Api = api
        self._waits, self._paced = clock, paced
        self._matching = Matching(recording.of(api))
        super().__init__(self._replay, clock, port=port)

    @property
    def api_url(self) -> str:
        """The API's address as the bot's settings take it."""
        return self.url + ADDRESSES[self._api]

    async def _replay(self, request: Request) -> Answer:
        found = self._matching.find(request)
        if found is None:
            return self._miss(request)
        if self._paced:
            await self._waits.sleep(found.seconds)
        if found.status is None:
            return DROPPED
        headers = {name: value for name, value in found.headers.items() if name.lower() not in FRESH}
        kinds = [value for name, value in found.headers.items() if name.lower() == "content-type"]
        body = self._body(found, short_path(request.path))
        kind = kinds[0] if kinds else "" if not body else "text/plain" if found.is_text else "application/json"
        return Answer(found.status, body, content_type=kind, headers=headers)

    def _body(self, found: Recorded, path: str) -> bytes:
        if found.body is None:
            return b""
        if found.is_text:
            return found.body.encode("utf-8", "replace")
        body = self._bring_here(found.body)
        if self._api == "discord" and path in ("/gateway", "/gateway/bot") and isinstance(body, dict):
            # No recording holds a gateway. Whoever looks for it finds nothing here, and brings its token nowhere else.
            body = {**cast("dict[str, Any]", body), "url": f"ws://{HOST}:{self.port}/not-recorded"}
        return json.dumps(body, separators=(",", ":")).encode()

    def _bring_here(self, found: Any, depth: int = 0) -> Any:
        """The same JSON, whose addresses lead to this server: redacted, they name nothing, and their hosts are real."""
        if isinstance(found, str):
            address = _ADDRESS.fullmatch(found)
            return f"http://{STREAMS if address[1] else HOST}:{self.port}{address[2]}" if address else found
        if isinstance(found, list | dict) and depth > MOST_DEPTH:
            return None
        if isinstance(found, list):
            return [self._bring_here(each, depth + 1) for each in cast("list[Any]", found)]
        if isinstance(found, dict):
            return {name: self._bring_here(each, depth + 1) for name, each in cast("dict[str, Any]", found).items()}
        return found

    def _miss(self, request: Request) -> Answer:
        asked = f"{request.method} {quote(short_path(request.path), safe='/@!~')}"[:LONGEST_PATH]
        if asked in self.misses or len(self.misses) < MOST_MISSES:
            self.misses[asked] += 1
        else:
            self.misses["anything else"] += 1
        return json_answer(501, {"message": f"Nothing was recorded for {asked}."})

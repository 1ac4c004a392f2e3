"""What stands between a bot and PostgreSQL, and breaks a connection in the middle of a COMMIT."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from tests.relay import serving, until_one_ends

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

SOCKET = ".s.PGSQL.5432"  # a server's file in its folder, by libpq's convention
# Simple queries as they stand on the wire: PostgreSQL's documentation, Message Formats, Query.
COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
BEGIN_WRITING = b"BEGIN ISOLATION LEVEL READ COMMITTED\x00"
BEGIN_READING = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY\x00"


@dataclass
class PostgreSQLProxy:
    """Passes everything on, but for one commit that was ordered to be cut."""

    url: str
    cut: asyncio.Event = field(default_factory=asyncio.Event)  # set when that happened
    left: int = 0  # commits that keep something until the one that is cut; 0: none is
    after: bool = False  # the server has it, and the answer is lost; else the server never sees it
    words: bytes = b""  # of which the transaction writes some

    def order(self, number: int = 1, *, after: bool, words: str = "") -> None:
        """Cut the commit of this number, counted from the next one that keeps something, and these `words` with it."""
        self.left, self.after, self.words = number, after, words.encode()
        self.cut.clear()

    def is_this_one(self, written: bytes) -> bool:
        """Count a commit of what was `written`, and tell whether it is the one."""
        if self.words in written:
            self.left -= 1
            return self.left == 0
        return False


@asynccontextmanager
async def postgresql_proxy(url: str) -> AsyncGenerator[PostgreSQLProxy]:
    """A proxy before the server that `url` names by the folder of its socket."""
    server = Path(parse_qs(urlsplit(url).query)["host"][0]) / SOCKET
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:  # not pytest's: a socket's path may have 107 bytes
        proxy = PostgreSQLProxy(urlsplit(url)._replace(query=f"host={quote(folder, safe='')}").geturl())
        listen = partial(asyncio.start_unix_server, path=Path(folder) / SOCKET)
        async with serving(listen, partial(_pass_on, proxy, server)):
            yield proxy


async def _pass_on(
    proxy: PostgreSQLProxy, server: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        from_server, to_server = await asyncio.open_unix_connection(server)
    except OSError:
        return  # the server is away, and so are we
    is_cut = writes = False
    written = b""

    async def pass_requests() -> None:
        nonlocal is_cut, writes, written
        while said := await reader.read(65536):
            begun = max(said.rfind(BEGIN_WRITING), said.rfind(BEGIN_READING))
            if begun >= 0:
                writes, written = said.startswith(BEGIN_WRITING, begun), b""
            written += said
            is_cut = COMMIT in said and writes and proxy.is_this_one(written)
            if is_cut and not proxy.after:
                proxy.cut.set()
                return
            to_server.write(said)
            await to_server.drain()

    async def pass_answers() -> None:
        while said := await from_server.read(65536):
            if is_cut:
                proxy.cut.set()
                return
            writer.write(said)
            await writer.drain()

    try:
        with suppress(OSError):
            await until_one_ends(pass_requests(), pass_answers())
    finally:
        to_server.transport.abort()

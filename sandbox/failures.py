"""What a person at the terminal is told when the sandbox cannot go on: one plain sentence each."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from sandbox.server import LoopbackServer


class SandboxError(Exception):
    """Its text is the sentence to show."""


async def enter_server(stack: AsyncExitStack, server: LoopbackServer, *, option: str) -> None:
    """Start a server; where its port cannot be had, say which option chooses another."""
    port = server.port
    try:
        await stack.enter_async_context(server)
    except OSError as error:
        why = {errno.EADDRINUSE: "is taken", errno.EACCES: "may not be used"}.get(error.errno or 0)
        if why is None:
            raise
        raise SandboxError(f"Port {port} {why}: choose another one with {option}.") from error

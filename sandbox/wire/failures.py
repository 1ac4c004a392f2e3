"""What a person at the terminal is told when the sandbox cannot go on: one plain sentence each."""

from __future__ import annotations

import errno
from contextlib import AsyncExitStack
from typing import Any, Protocol


class SandboxError(Exception):
    """Its text is the sentence to show, and `code` the exit code."""

    code = 1


class WrongFile(SandboxError):
    """A file that was named cannot be used: as wrong as an argument that nobody knows."""

    code = 2


class Server(Protocol):
    """What listens on a port from its entry to its exit."""

    @property
    def port(self) -> int:
        """The port that it listens on, or is to."""
        ...

    async def __aenter__(self) -> Any: ...

    async def __aexit__(self, *_: object) -> bool | None: ...


async def enter_server(stack: AsyncExitStack, server: Server, *, option: str) -> None:
    """Start a server; where its port cannot be had, say which option chooses another."""
    port = server.port
    try:
        await stack.enter_async_context(server)
    except OSError as error:
        why = {errno.EADDRINUSE: "is taken", errno.EACCES: "may not be used"}.get(error.errno or 0)
        if why is None:
            raise
        raise SandboxError(f"Port {port} {why}: choose another one with {option}.") from error

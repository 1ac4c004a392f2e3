"""A port of our own that others connect to: opened, or not to be had, which is said in one sentence."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable


class CannotListen(Exception):
    """The address of a setting cannot be listened on; says why in one plain sentence."""

    def __init__(self, setting: str, says: str) -> None:
        super().__init__(says)
        self.setting = setting


async def open_port(
    protocols: Callable[[], asyncio.BaseProtocol], host: str, port: int, *, setting: str
) -> tuple[asyncio.Server, int]:
    """Listen at this address, which `setting` names (port 0: any free one); raises CannotListen."""
    try:
        listener = await asyncio.get_running_loop().create_server(protocols, host, port)
    except (OSError, OverflowError) as error:
        says = f"Nothing can listen at {host}:{port} ({_reason(error)}): choose another one."
        raise CannotListen(setting, says) from error
    return listener, listener.sockets[0].getsockname()[1]


def _reason(error: OSError | OverflowError) -> str:
    number = getattr(error, "errno", None) or 0
    return os.strerror(number) if number > 0 else str(error)  # names that are not found have numbers of their own

"""The voice server on loopback: the voice gateway with TLS on one port, and audio by UDP on another.

TLS cannot be done without: see certificates.py. A client trusts `certificate` by a context of its own, or by
`certificate_file` in its environment (`SSL_CERT_FILE` for Python, `NODE_EXTRA_CA_CERTS` for Node).
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox.discord.voice.certificates import make_certificate
from sandbox.discord.voice.gateway import HEARTBEAT_INTERVAL, VoiceGateway
from sandbox.discord.voice.udp import VoicePort
from sandbox.discord.world import DiscordWorld
from sandbox.wire.server import HOST, guard


class VoiceServer:
    """Serves the voice channels of one world on free ports of 127.0.0.1; use as an async context manager."""

    def __init__(self, world: DiscordWorld, *, heartbeat_interval: float = HEARTBEAT_INTERVAL) -> None:
        self.gateway = VoiceGateway(world, heartbeat_interval=heartbeat_interval)
        self.certificate = make_certificate()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._world = world
        self._udp: asyncio.DatagramTransport | None = None
        app = web.Application(middlewares=[guard])
        app.router.add_get("/", self.gateway.socket)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    @property
    def certificate_file(self) -> Path:
        """Where the certificate can be read; there once entered."""
        return Path(self._folder.name if self._folder is not None else "") / "voice.pem"

    async def __aenter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="sandbox-voice-")
        self.certificate_file.write_bytes(self.certificate.pem)
        loop = asyncio.get_running_loop()
        port = VoicePort(self.gateway.knows, self.gateway.take_packet)
        self._udp, _ = await loop.create_datagram_endpoint(lambda: port, local_addr=(HOST, 0))
        self.gateway.send_packet = port.send
        self.gateway.udp_port = self._udp.get_extra_info("sockname")[1]
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0, ssl_context=self.certificate.server_context()).start()
        self._world.voice_endpoint = f"{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._world.voice_endpoint = None
        self.gateway.end()
        self.gateway.drop_all()
        if self._udp is not None:
            self._udp.close()
        await self._runner.cleanup()
        if self._folder is not None:
            self._folder.cleanup()

"""The voice server's UDP port: it tells clients their address, and hears their audio, which it relays to nobody.

Source: Discord's documentation, Voice ("IP Discovery", "Voice Packet Structure").
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable

from sandbox.discord.voice import transport
from sandbox.discord.voice.transport import BadPacket

DISCOVERY = struct.Struct(">HHI64sH")  # type, length, ssrc, address, port
REQUEST, RESPONSE, LENGTH = 1, 2, 70


class VoicePort(asyncio.DatagramProtocol):
    """Answers discoveries of known sources, and gives `take` the source and the packet of whatever else is audio."""

    def __init__(self, knows: Callable[[int], bool], take: Callable[[int, bytes], None]) -> None:
        self._knows = knows
        self._take = take
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:
        """Keep the way back."""
        self._transport = transport

    def send(self, packet: bytes, address: tuple[str, int]) -> None:
        """Send a packet to a client's address."""
        if self._transport is not None:
            self._transport.sendto(packet, address)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer or hear one packet; what is neither is dropped, as by any UDP port."""
        if len(data) == DISCOVERY.size and data[:4] == struct.pack(">HH", REQUEST, LENGTH):
            ssrc = int.from_bytes(data[4:8], "big")
            if self._knows(ssrc):
                self.send(DISCOVERY.pack(RESPONSE, LENGTH, ssrc, addr[0].encode(), addr[1]), addr)
            return
        try:
            ssrc = transport.ssrc_of(data)
        except BadPacket:
            return
        if self._knows(ssrc):
            self._take(ssrc, data)

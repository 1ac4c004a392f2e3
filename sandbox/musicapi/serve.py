"""The vendor's face for processes: a server on loopback whose answers name its own address."""

from __future__ import annotations

from sandbox.musicapi.vendor import Vendor
from sandbox.wire.server import LoopbackServer


def vendor_server(vendor: Vendor, *, port: int = 0) -> LoopbackServer:
    """A server for `vendor`, to be entered; from then on its files are found at the server's address."""
    server = LoopbackServer(vendor.handle, vendor.clock, port=port)
    vendor.public_url = lambda: server.url
    return server

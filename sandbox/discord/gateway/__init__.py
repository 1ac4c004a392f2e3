"""The gateway, simulated: websockets that tell a bot what happens in Discord's world."""

from sandbox.discord.gateway.gateway import Gateway
from sandbox.discord.gateway.opcodes import CloseCode, Op

__all__ = ["CloseCode", "Gateway", "Op"]

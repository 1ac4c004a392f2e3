"""What an application's own settings say: of itself, and where it is called over HTTP."""

from __future__ import annotations

from sandbox.discord.outgoing import Outgoing
from sandbox.discord.webhook_events import WebhookEvents
from sandbox.wire.clock import Clock


class ApplicationSettings:
    """The settings of one application; whoever serves the world closes `outgoing` at the end."""

    def __init__(self, clock: Clock, application_id: int) -> None:
        self.description = ""
        self.tags: list[str] = []
        self.custom_install_url: str | None = None
        self.interactions_url: str | None = None  # None: interactions come over the gateway
        self.outgoing = Outgoing(clock)
        self.events = WebhookEvents(self.outgoing, application_id)

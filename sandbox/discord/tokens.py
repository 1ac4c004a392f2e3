"""What bots prove with who they are."""

from __future__ import annotations

import base64
import secrets


def new_bot_token(bot_id: int) -> str:
    """A token in the shape of Discord's: the id, a stamp and a secret, so that clients read the id out of it."""
    name = base64.b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"

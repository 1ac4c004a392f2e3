"""What clients ask of the gateway beside a session, read or refused; what is not simulated is an error.

Source: Discord's gateway events documentation, "Request Soundboard Sounds".
"""

from __future__ import annotations

import logging
import re
from typing import Any, cast

from sandbox.discord.gateway.opcodes import CloseCode, Closing, Op

log = logging.getLogger(__name__)


def sounds_asked_for(data: dict[str, Any]) -> list[int]:
    """The guilds whose sounds are asked for; raises Closing where they are no list of ids."""
    asked = data.get("guild_ids")
    if not isinstance(asked, list):
        raise Closing(CloseCode.DECODE_ERROR)
    ids = [str(guild_id) for guild_id in cast("list[object]", asked)]
    if not all(re.fullmatch("[0-9]{1,20}", guild_id) for guild_id in ids):
        raise Closing(CloseCode.DECODE_ERROR)
    return [int(guild_id) for guild_id in ids]


def refuse_missing(op: Op) -> None:
    """Say that nothing is done with an opcode here, and raise Closing: whoever sent it would wait for its events."""
    log.warning("opcode_missing op=%d name=%s", op, op.name)
    raise Closing(CloseCode.UNKNOWN_OPCODE)

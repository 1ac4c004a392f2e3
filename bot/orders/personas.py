"""Takes personas and voices out of a server's list."""

from __future__ import annotations

import logging

from bot.context import Context
from bot.errors import PersonError, Problem
from data import personas
from data.guilds import admin_log
from data.ids import UserId
from data.rows import Persona

log = logging.getLogger(__name__)


async def delete_persona(context: Context, persona: Persona, *, user_id: UserId, manages: bool) -> None:
    """Delete a persona for whoever made it or `manages` the server, who is written down; raises PersonError.

    MusicAPI has no way to delete one, so it goes on existing there under a name that nobody here knows any more.
    """
    if persona.user_id != user_id and not manages:
        raise PersonError(Problem.NOT_YOUR_PERSONA)
    async with context.database.transaction() as tx:
        if not await personas.delete(tx, persona.id, guild_id=persona.guild_id, now=context.now()):
            raise PersonError(Problem.PERSONA_DELETED)
        if persona.user_id != user_id:
            facts = {"member": str(persona.user_id)}
            await admin_log.record(
                tx, guild_id=persona.guild_id, user_id=user_id, action="persona.delete", facts=facts, now=context.now()
            )
    log.info("persona_deleted persona=%s guild=%s user=%s", persona.id, persona.guild_id, user_id)

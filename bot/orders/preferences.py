"""What members and servers decide for themselves: the model of whoever names none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.musicapi.offers import Operation
from bot.orders import candidates
from data import guilds, members, retirements

if TYPE_CHECKING:
    from bot.context import Context
    from data.ids import GuildId, UserId

log = logging.getLogger(__name__)


class Preferences:
    """Writes decisions down; they are read with `Views.defaults`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def set_member_model(self, user_id: UserId, model: str) -> None:
        """Let `model`, such as `sonic/sonic-v5`, be the member's own default; empty: the server's again.

        Raises ModelUnavailable where it cannot make new songs now.
        """
        async with self._context.database.transaction() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            await members.set_model(tx, user_id, self._checked(model, retired))
        log.info("member_model user=%s model=%r", user_id, model)

    async def set_server_model(self, guild_id: GuildId, model: str) -> None:
        """Let `model` be the default of everybody in the server who has none of their own; empty: the first that can.

        Raises ModelUnavailable where it cannot make new songs now.
        """
        async with self._context.database.transaction() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            await guilds.set_model(tx, guild_id, self._checked(model, retired))
        log.info("server_model guild=%s model=%r", guild_id, model)

    def _checked(self, model: str, retired: candidates.Retired) -> str | None:
        if not model:
            return None
        chosen = candidates.for_operation(Operation.CREATE, model, self._context.catalog, retired)[0]
        return f"{chosen.family.name}/{chosen.model.name}"

"""The default models that members and servers choose."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.orders import candidates
from data import default_models, retirements

if TYPE_CHECKING:
    from bot.context import Context
    from data.ids import GuildId, UserId

log = logging.getLogger(__name__)


class Preferences:
    """Stores preferences; `Queries.defaults` reads them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def set_member_model(self, user_id: UserId, model: str) -> None:
        """Make `model`, such as `sonic/sonic-v5`, the member's own default; empty: use the server's again.

        Raises ModelUnavailable if it cannot make new songs now.
        """
        async with self._context.database.transaction() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            await default_models.set_for_member(tx, user_id, self._check_model(model, retired))
        log.info("member_model user=%s model=%r", user_id, model)

    async def set_server_model(self, guild_id: GuildId, model: str) -> None:
        """Make `model` the default of everybody in the server who has none of their own; empty: no default.

        Raises ModelUnavailable if it cannot make new songs now.
        """
        async with self._context.database.transaction() as tx:
            retired = await retirements.known(tx, host=self._context.musicapi_host)
            await default_models.set_for_guild(tx, guild_id, self._check_model(model, retired))
        log.info("server_model guild=%s model=%r", guild_id, model)

    def _check_model(self, model: str, retired: candidates.Retired) -> str | None:
        if not model:
            return None
        chosen = candidates.for_new_song(model, self._context.catalog, retired)[0]
        return f"{chosen.family.name}/{chosen.model.name}"

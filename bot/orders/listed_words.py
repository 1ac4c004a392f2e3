"""Words that a server's admins want in no song: asked where every order is written down, and where a name is given."""

from __future__ import annotations

from bot.errors import PersonError, Problem
from bot.orders.order import Order
from bot.orders.word_list import find_word
from data.engine.transaction import Transaction
from data.guilds import limits as guild_limits
from data.guilds.limits import GuildLimits
from data.ids import GuildId
from data.rows import RuleKind


def check_order(decided: GuildLimits, order: Order) -> None:
    """Raise PersonError where a text of the order holds a word of the server's list; it names the word and the text.

    What takes nothing that somebody types is made of a song as it is.
    """
    if order.operation.spec.takes_nothing:
        return
    brief = order.brief
    texts = {name: getattr(brief, name) for name in ("prompt", "title", "style", "lyrics")}
    for name, text in {**texts, "avoid": brief.details.avoid}.items():
        _check(decided, name, text)


async def check_name(tx: Transaction, guild_id: GuildId, name: str) -> None:
    """Raise PersonError where a name that somebody gives to a song or a playlist holds a word of the server's list."""
    if name:
        _check(await guild_limits.read(tx, guild_id), "name", name)


def _check(decided: GuildLimits, where: str, text: str) -> None:
    if (word := find_word(decided.subjects(RuleKind.WORD), text)) is not None:
        raise PersonError(Problem.WORD_LISTED, word=word, where=where)

"""Words that a server's admins want in no song: asked where every order is written down, and where a name is given."""

from __future__ import annotations

from collections.abc import Collection

from bot.errors import PersonError, Problem
from bot.orders.order import Order
from bot.orders.titles import derived_title
from bot.orders.word_list import find_word
from data import clips
from data.engine.transaction import Transaction
from data.guilds import limits as guild_limits
from data.guilds.limits import GuildLimits
from data.ids import GuildId
from data.jobs import queries
from data.rows import RuleKind


async def check_order(tx: Transaction, decided: GuildLimits, order: Order) -> None:
    """Raise PersonError where a text of the order holds a word of the server's list; it names the word and the text.

    What the song that it is made of is called was typed by nobody, nor what is written behind that.
    """
    brief = order.brief
    for name in ("prompt", "title", "style", "lyrics"):
        nobodys = await _titles_of_source(tx, decided, order) if name == "title" else ()
        _check(decided, name, getattr(brief, name), nobodys)
    _check(decided, "avoid", brief.details.avoid)


async def check_name(tx: Transaction, guild_id: GuildId, name: str) -> None:
    """Raise PersonError where a name that somebody gives to a song or a playlist holds a word of the server's list."""
    if name:
        _check(await guild_limits.read(tx, guild_id), "name", name)


async def _titles_of_source(tx: Transaction, decided: GuildLimits, order: Order) -> Collection[str]:
    """The titles that the order may have of the song it is made of, where its own holds a word of the list.

    A persona has its name of whoever makes it.
    """
    source, operation = order.brief.source, order.operation
    if source is None or operation.spec.makes_persona or _word_in(decided, order.brief.title) is None:
        return ()
    clip = await clips.get(tx, source, guild_id=order.guild_id, viewer=None)
    if clip is None:  # planning says so
        return ()
    made_by = await queries.get(tx, clip.job_id)
    known = {clip.given_title or "", made_by.brief.title if made_by is not None else "", clip.title}
    return known | {derived_title(operation, title, order.brief.style) for title in known}


def _check(decided: GuildLimits, where: str, text: str, nobodys: Collection[str] = ()) -> None:
    if (word := _word_in(decided, text, nobodys)) is not None:
        raise PersonError(Problem.WORD_LISTED, word=word, where=where)


def _word_in(decided: GuildLimits, text: str, nobodys: Collection[str] = ()) -> str | None:
    """The word of the list that a text holds, but for those that `nobodys` texts hold as well."""
    words = decided.subjects(RuleKind.WORD)
    if nobodys:
        words = {word for word in words if not any(find_word([word], each) for each in nobodys)}
    return find_word(words, text)

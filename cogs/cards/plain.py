"""Pure: the same message with less in it, for a Discord that refuses something of it without saying what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import discord

from cogs.cards.message import Message
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import truncate


def plainer(message: Message) -> Iterator[Message]:
    """The message ever plainer: without its pictures, then with bare text for fields, at last without its buttons."""
    pictureless = message.attachments and tuple(each for each in message.attachments if not each.is_picture)
    without_pictures = replace(
        message,
        embeds=tuple(_without_picture(card) for card in message.embeds),
        attachments=pictureless,
    )
    yield without_pictures
    room = discord_limits.EMBEDS // max(1, len(message.embeds)) - discord_limits.EMBED_TITLE
    bare = replace(
        without_pictures,
        embeds=tuple(_bare(card, room) for card in message.embeds),
        buttonless=tuple(_bare(card, room) for card in message.buttonless),
    )
    yield bare
    if message.view is not None:
        yield bare.without_buttons()


def _without_picture(card: discord.Embed) -> discord.Embed:
    return card.copy().set_thumbnail(url=None).set_image(url=None)


def _bare(card: discord.Embed, room: int) -> discord.Embed:
    """All that a card says in its title and description, cut to `room`."""
    said = [card.description, *(say("labelled", name=str(field.name), words=str(field.value)) for field in card.fields)]
    text = "\n".join(part for part in said if part)
    return discord.Embed(
        title=truncate(card.title or "", discord_limits.EMBED_TITLE) or None,
        description=truncate(text, min(room, discord_limits.EMBED_DESCRIPTION)) or "…",
        colour=card.colour,
    )

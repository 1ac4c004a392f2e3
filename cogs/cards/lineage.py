"""Pure: a song's family as its picture is drawn, as its alt text says it, and as links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import discord

from bot.drawing.tree import Captions, Relative, Row, Tree
from bot.orders.user_text import clock_time
from bot.status.snapshots import clips_of
from cogs.cards.status import FINISHED, link_to
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_link, fitting_lines_and_more, shorten
from cogs.text.mentions import mention
from cogs.text.operation_words import words_for
from cogs.text.sentences import day_of, inside, paragraph_of
from data.ids import ClipId, GuildId
from data.lineage import LineageRow

NAME_SHOWN = 60
CAPTIONS: Final = Captions(
    left_out=lambda count: say("family-more", count=count), unnamed=lambda number: say("clip-name", number=number)
)


def relatives(rows: Sequence[LineageRow], chosen: int, names: Mapping[int, str]) -> list[Relative]:
    """The family as it is drawn, the chosen clip marked; `names` are people's names by user id, as far as known."""
    return [
        Relative(
            key,
            row.parent_id,
            words_for(row.operation).kind,
            _title(row),
            _notes(row, names, chosen=key == chosen),
            key == chosen,
        )
        for key, row in clips_of(rows).items()
    ]


def family_card(tree: Tree, rows: Sequence[LineageRow], guild_id: GuildId, image_name: str) -> discord.Embed:
    """The picture and below its text a line for every clip in it, numbered alike, with a link to its message."""
    clips = clips_of(rows)
    every = [_line(placed, clips[ClipId(placed.relative.key)], guild_id) for placed in tree.rows]
    lines = fitting_lines_and_more(every, discord_limits.EMBED_DESCRIPTION, CAPTIONS.left_out, count=len(clips))
    # A picture inside an embed loses the words of its file and has a description of its own, which Discord takes
    # (OpenAPI, RichEmbedImage) and `set_image` does not know.
    picture = {"url": f"attachment://{image_name}", "description": alt_text(tree)}
    card = discord.Embed.from_dict({"title": say("family-title"), "description": "\n".join(lines), "image": picture})
    card.colour = FINISHED
    return card


def alt_text(tree: Tree) -> str:
    """The tree in words, for whoever does not see the picture."""
    numbers = {row.relative.key: row.number for row in tree.rows}
    parts = [say("family-alt", count=len(tree.rows) + tree.left_out)]
    parts += [_alt_row(row, numbers.get(row.relative.parent or 0)) for row in tree.rows]
    return shorten(paragraph_of(parts), discord_limits.ALT_TEXT)


def _alt_row(row: Row, parent: int | None) -> str:
    name, kind = row.relative.name or say("untitled"), inside(row.relative.kind)
    chosen, number = row.relative.chosen, str(row.number)
    if parent is None:
        return say("family-alt-chosen" if chosen else "family-alt-row", number=number, name=name, kind=kind)
    of = str(parent)
    return say(
        "family-alt-chosen-of" if chosen else "family-alt-row-of", number=number, name=name, kind=kind, parent=of
    )


def _line(placed: Row, row: LineageRow, guild_id: GuildId) -> str:
    name = escape_link(shorten(_title(row), NAME_SHOWN) or say("untitled"), 2 * NAME_SHOWN)
    if row.deleted_at is not None:
        named = say("family-deleted", name=name)
    else:
        address = link_to(row, guild_id)
        named = f"[{name}]({address})" if address else name
    kind = inside(words_for(row.operation).kind)
    clip = f" · {say('family-clip', number=str(row.position))}" if row.position is not None else ""
    when = f"<t:{int(row.created_at.timestamp())}:d>"
    start = f" {came}" if (came := _from(row)) else ""
    return f"{placed.number}\\. {named} · {kind}{start}{clip} · {mention(row.user_id)} · {when}"


def _notes(row: LineageRow, names: Mapping[int, str], *, chosen: bool) -> tuple[str, ...]:
    who = names.get(row.user_id)
    return tuple(
        note
        for note in (
            say("family-note-chosen") if chosen else "",  # the picture marks it with a colour, which not everybody sees
            _from(row),
            say("family-note-by", who=who) if who else "",
            day_of(row.created_at),
            clock_time(row.duration) if row.duration else "",
            say("family-note-deleted") if row.deleted_at is not None else "",
        )
        if note
    )


def _from(row: LineageRow) -> str:
    return say("family-note-from", start=clock_time(row.continue_at)) if row.continue_at is not None else ""


def _title(row: LineageRow) -> str:
    return row.job_title or row.title or ""

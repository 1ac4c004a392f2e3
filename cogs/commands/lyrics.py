"""The words of a song: an entry of the menu below More…, which shows the person alone what is sung."""

from __future__ import annotations

import io

import discord

from bot.musicapi.text import utf16_length
from bot.status.snapshots import ClipMenu
from cogs.components.custom_id import LYRICS
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, fitting_lines, shorten

TITLE_SHOWN = 100
FENCE = "```"
SHOWN = discord_limits.MESSAGE - 600  # units of words in a message, beside the line above them and the fences
NO_WORDS = frozenset({"", "[instrumental]", "(instrumental)", "instrumental"})  # what families write in place of words


def add_lyrics_option(menu: discord.ui.View) -> discord.ui.View:
    """The menu of a clip with its words as the first choice, which is no operation and costs nothing."""
    for select in menu.children:
        if isinstance(select, discord.ui.Select):
            option = discord.SelectOption(
                label=say("lyrics-option"), value=LYRICS, description=say("lyrics-option.hint")
            )
            select.options = [option, *select.options][: discord_limits.OPTIONS]
    return menu


def lyrics_answer(asked: ClipMenu) -> tuple[str, list[discord.File]]:
    """What the words of a clip are, as a message that can be copied whole, with a file where they are longer."""
    words = words_of(asked)
    if not words:
        return say("lyrics-instrumental" if _is_instrumental(asked) else "lyrics-none"), []
    title = escape_markdown(asked.title, TITLE_SHOWN) or say("untitled")
    facts = {"position": str(asked.clip.position), "title": title}
    if FENCE not in words and utf16_length(words) <= SHOWN:
        return f"{say('lyrics-line', **facts)}\n{FENCE}\n{words}\n{FENCE}", []
    alt = shorten(
        say("lyrics-alt", title=shorten(asked.title, TITLE_SHOWN) or say("untitled")), discord_limits.ALT_TEXT
    )
    file = discord.File(io.BytesIO(words.encode()), "lyrics.txt", description=alt)
    beginning = "\n".join(fitting_lines(words.replace(FENCE, "'''").splitlines(), SHOWN))
    shown = f"\n{FENCE}\n{beginning}\n{FENCE}" if beginning else ""
    return f"{say('lyrics-line-beginning', **facts)}{shown}", [file]


def words_of(asked: ClipMenu) -> str:
    """What is sung in a clip: as MusicAPI says it, or as it was asked for; empty where nobody said."""
    typed = asked.made_by.brief.lyrics if asked.made_by else ""
    return next((words for text in (asked.clip.lyrics, typed) if (words := _tidy(text)).casefold() not in NO_WORDS), "")


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _is_instrumental(asked: ClipMenu) -> bool:
    asked_so = asked.made_by is not None and asked.made_by.brief.instrumental
    return asked_so or _tidy(asked.clip.lyrics).casefold() in NO_WORDS - {""}

"""Pure: a server's personas and voices as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.musicapi.catalog import label_of
from cogs.cards.status import WAITING, relative
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.consent import given_line
from cogs.text.escape import escape_markdown, fitting_lines_and_more
from data.ids import PersonaId
from data.rows import Consent, Persona

NAME_SHOWN = 100


def personas_card(found: Sequence[Persona], consents: Mapping[PersonaId, Consent]) -> discord.Embed:
    """Who is there, what each was made of, by whom and when, and who agreed to a voice; as many as an embed holds."""
    lines = fitting_lines_and_more(
        [_line(each, consents.get(each.id)) for each in found],
        discord_limits.EMBED_DESCRIPTION,
        lambda count: say("personas-more", count=count),
        count=len(found),
    )
    text = "\n".join(lines) or say("no-personas-yet")
    return discord.Embed(title=say("personas-title"), description=text, colour=WAITING)


def _line(persona: Persona, consent: Consent | None) -> str:
    name = escape_markdown(persona.name, NAME_SHOWN) or say("persona-unnamed")
    made = given_line(consent) if consent else f"<@{persona.user_id}> · {relative(persona.created_at)}"
    return f"**{name}** · {say('persona-kind', kind=persona.kind.value)} · {label_of(persona.family)} · {made}"

"""The form of a new song that begins with a few words, not with lyrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.forms.modals import Form, hint_for, money

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.musicapi.offers import Limits
    from bot.status.queries import Quote
    from cogs.components.replies import Interaction


def prompt_form(
    sent: Callable[[Interaction, Mapping[str, str]], Awaitable[None]],
    limits: Limits,
    quote: Quote,
    title: str,
    *,
    filled: Mapping[str, str],
) -> Form:
    """Prompt, style, title and lyrics of a new song, `filled` with what is known already, by field."""
    form = Form(title, sent)
    form.say(money(quote))
    prompt = filled.get("prompt", "")
    hint = hint_for(prompt, limits.prompt, "Such as: r&b pop about the last train home")
    form.ask("prompt", "What the song should be like", hint=hint, limit=limits.prompt, default=prompt, needed=True)
    style = filled.get("style", "")
    hint = hint_for(style, limits.style, "Genre, voice, tempo, mood")
    form.ask("style", "Style", hint=hint, limit=limits.style, default=style)
    form.ask("title", "Title", hint="Optional", limit=limits.title, default=filled.get("title", ""))
    lyrics = filled.get("lyrics", "")
    hint = hint_for(lyrics, limits.lyrics, "Optional; without any, the model writes its own")
    form.ask("lyrics", "Lyrics", hint=hint, limit=limits.lyrics, default=lyrics, long=True)
    return form

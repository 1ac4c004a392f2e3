"""How long an interaction's token edits and posts, what it reaches, and how Discord says that it is over."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.probe.discord_api import DiscordApi, Sleep
from bot.probe.discord_facts import (
    EPHEMERAL,
    FOLLOW_UP,
    OLD,
    ORIGINAL,
    TOKEN_LIMIT,
    UNKNOWN_TOKEN,
    YOUNG,
    Table,
    is_refused,
    words,
)
from bot.probe.discord_messages import NOBODY, see_rate_headers

ANSWERS: Final = "Encore's probe: the form has arrived. This goes away by itself."
LATER: Final = "Encore's probe: the token still edits. This goes away by itself."
IS_EPHEMERAL: Final = 1 << 6  # docs: Message, Message Flags
# docs: Receiving and Responding: a token is good for 15 minutes; the bot leaves it a minute before that.
STILL_GOOD, OVER = 14 * 60.0, 15 * 60.0 + 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was answered with a deferral; `path` carries its token, and `moment` is when it came."""

    path: str
    application_id: str
    messages: str  # the path of the channel's messages, which the bot's own token deletes
    moment: float


async def use_token(api: DiscordApi, table: Table, sent: Submitted, say: Callable[[str], None], sleep: Sleep) -> None:
    """Fill in the deferral, follow it up, and edit it until its token is over."""
    original = f"{sent.path}/messages/@original"
    said = {"content": ANSWERS, **NOBODY}
    edited = await api.ask(ORIGINAL, "PATCH", original, said, by_token=True, posts=sent.messages)
    table.see(ORIGINAL, edited, same=edited.status == 200 and edited.object.get("content") == ANSWERS)
    if edited.status != 200:
        table.end(f"the deferral could not be filled in ({words(edited)})")
        return
    api.forget(original)  # by its id, the bot's own token deletes it when this one is over
    see_rate_headers(table, TOKEN_LIMIT, edited)
    followed = await api.ask(FOLLOW_UP, "POST", sent.path, said, by_token=True, posts=sent.messages)
    is_another = followed.status == 200 and followed.object.get("id") != edited.object.get("id")
    table.see(FOLLOW_UP, followed, same=is_another)
    await _follow_up_privately(api, table, sent)
    made_up = api.path_of(secrets.token_urlsafe(96), application_id=sent.application_id, message="/messages/@original")
    unknown = await api.ask(UNKNOWN_TOKEN, "PATCH", made_up, said, by_token=True)
    table.see(UNKNOWN_TOKEN, unknown, same=None)

    say("Nothing more is asked of you: for 15 minutes, the probe waits until the form's token is over.")
    await sleep(max(0.0, sent.moment + STILL_GOOD - time.monotonic()))
    young = await api.ask(YOUNG, "PATCH", original, {"content": LATER, **NOBODY}, by_token=True)
    table.see(YOUNG, young, same=young.status == 200)
    await sleep(OVER - STILL_GOOD)
    old = await api.ask(OLD, "PATCH", original, said, by_token=True)
    table.see(OLD, old, same=is_refused(old, 401, 50027))


async def _follow_up_privately(api: DiscordApi, table: Table, sent: Submitted) -> None:
    """Say something to the person alone, which nothing but this token can take back."""
    said = {"content": ANSWERS, "flags": IS_EPHEMERAL, **NOBODY}
    messages = f"{sent.path}/messages"
    told = await api.ask(EPHEMERAL, "POST", sent.path, said, by_token=True, posts=messages)
    flags, message_id = told.object.get("flags"), told.object.get("id")
    is_private = isinstance(flags, int) and bool(flags & IS_EPHEMERAL)
    seen = f"200, {'with' if is_private else 'without'} the flag" if told.status == 200 else ""
    table.see(EPHEMERAL, told, same=told.status == 200 and is_private, seen=seen)
    if told.status == 200 and isinstance(message_id, str):
        await api.delete(EPHEMERAL, f"{messages}/{message_id}")

"""What becomes of messages that the bot posts, edits and deletes with its own token, and how Discord refuses some."""

from __future__ import annotations

import secrets
from typing import Any, Final

from bot.probe.discord_api import DiscordApi
from bot.probe.discord_facts import (
    BUCKETS,
    EDIT,
    GONE,
    HEADERS,
    LAYOUT,
    NONCE,
    NOWHERE,
    OVERLONG,
    POST,
    RATE_HEADERS,
    REPLY,
    Fact,
    Table,
    is_refused,
    words,
)
from bot.probe.discord_place import Place
from bot.probe.recorder import Recorded

SAYS: Final = "Encore's probe: this goes away by itself."
NOBODY: Final[dict[str, Any]] = {"allowed_mentions": {"parse": []}}
CARD: Final = "A card that an edit adds."
IS_LAYOUT: Final = 1 << 15  # docs: Message, Message Flags, IS_COMPONENTS_V2
LONGEST_CONTENT: Final = 2000


async def ask_messages(api: DiscordApi, table: Table, place: Place) -> bool:
    """Post, edit, delete and be refused; False where the bot cannot post in the channel at all."""
    posted = await api.ask(POST, "POST", place.messages, {"content": SAYS, **NOBODY}, posts=place.messages)
    message_id = posted.object.get("id")
    table.see(POST, posted, same=posted.status == 200 and posted.object.get("content") == SAYS)
    if posted.status != 200 or not isinstance(message_id, str):
        table.end(f"the bot could not post in the channel ({words(posted)})")
        return False
    see_rate_headers(table, HEADERS, posted)
    path = f"{place.messages}/{message_id}"
    await _edit(api, table, path, posted)
    await _post_twice(api, table, place)
    await _post_layout(api, table, place)
    await api.delete(GONE, path)
    await _meet_refusals(api, table, place, message_id)
    return True


def see_rate_headers(table: Table, fact: Fact, answer: Recorded) -> None:
    """Note which of the documented rate-limit headers an answer has."""
    missing = [name for name in RATE_HEADERS if name not in answer.headers]
    numbers = ("limit", "remaining", "reset-after")
    seen = ", ".join(f"{name} {answer.headers.get(f'x-ratelimit-{name}', '-')[:12]}" for name in numbers)
    table.see(fact, answer, same=not missing, seen=f"not there: {', '.join(missing)}" if missing else seen)


async def _edit(api: DiscordApi, table: Table, path: str, posted: Recorded) -> None:
    # The bot edits cards below a content that stays.
    edited = await api.ask(EDIT, "PATCH", path, {"embeds": [{"description": CARD}]})
    kept, cards = edited.object.get("content") == SAYS, edited.object.get("embeds")
    same = edited.status == 200 and kept and bool(cards)
    table.see(EDIT, edited, same=same, seen=_edit_words(edited, kept=kept, cards=bool(cards)))
    buckets = [answer.headers.get("x-ratelimit-bucket") for answer in (posted, edited)]
    if None in buckets:
        table.miss(BUCKETS, why="X-RateLimit-Bucket is not there")
    else:
        shared = "one bucket" if buckets[0] == buckets[1] else "a bucket each"
        table.see(BUCKETS, edited, same=None, seen=f"to post and to edit have {shared}")


def _edit_words(edited: Recorded, *, kept: bool, cards: bool) -> str:
    if edited.status != 200:
        return ""
    return f"the content {'stays' if kept else 'is gone'}, the card {'is there' if cards else 'is not there'}"


async def _post_twice(api: DiscordApi, table: Table, place: Place) -> None:
    """As the bot does where it does not know whether a message was posted."""
    said = {"content": SAYS, "nonce": secrets.token_hex(12), "enforce_nonce": True, **NOBODY}
    first = await api.ask(NONCE, "POST", place.messages, said, posts=place.messages)
    if first.status != 200:
        table.see(NONCE, first, same=False)
        return
    second = await api.ask(NONCE, "POST", place.messages, said, posts=place.messages)
    same = second.status == 200 and second.object.get("id") == first.object.get("id")
    seen = "one message" if same else "two messages"
    table.see(NONCE, second, same=same, seen=seen if second.status == 200 else "")


async def _post_layout(api: DiscordApi, table: Table, place: Place) -> None:
    said = {"flags": IS_LAYOUT, "components": [{"type": 10, "content": SAYS}], **NOBODY}  # 10: a text display
    answer = await api.ask(LAYOUT, "POST", place.messages, said, posts=place.messages)
    flags = answer.object.get("flags")
    has_flag = isinstance(flags, int) and bool(flags & IS_LAYOUT)
    seen = f"200, {'with' if has_flag else 'without'} the flag" if answer.status == 200 else ""
    table.see(
        LAYOUT, answer, same=answer.status == 200 and has_flag and bool(answer.object.get("components")), seen=seen
    )


async def _meet_refusals(api: DiscordApi, table: Table, place: Place, gone: str) -> None:
    """The refusals that tell the bot what to do next; `gone` is the id of a message that is deleted."""
    edited = await api.ask(GONE, "PATCH", f"{place.messages}/{gone}", {"content": SAYS})
    table.see(GONE, edited, same=is_refused(edited, 404, 10008))
    replied = {"message_id": gone, "channel_id": place.path.rpartition("/")[2]}
    said = {"content": SAYS, "message_reference": replied, **NOBODY}
    reply = await api.ask(REPLY, "POST", place.messages, said, posts=place.messages)
    table.see(REPLY, reply, same=reply.status == 400)
    nowhere = f"/channels/{gone}/messages"  # no channel has the id of a message, but for threads of it
    sent = await api.ask(NOWHERE, "POST", nowhere, {"content": SAYS, **NOBODY}, posts=nowhere)
    table.see(NOWHERE, sent, same=is_refused(sent, 404, 10003))
    long = {"content": "x" * (LONGEST_CONTENT + 1), **NOBODY}
    refused = await api.ask(OVERLONG, "POST", place.messages, long, posts=place.messages)
    table.see(OVERLONG, refused, same=is_refused(refused, 400, 50035))

"""What becomes of files that the bot posts: how they are listed, kept and replaced, and how large they may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.musicapi.values import array, mapping
from bot.probe.discord_api import DiscordApi
from bot.probe.discord_facts import FILE, KEPT, LARGEST, MEBIBYTE, REPLACED, TOO_LARGE, UNBOOSTED, Table, is_refused
from bot.probe.discord_messages import NOBODY, SAYS
from bot.probe.discord_place import Place
from bot.probe.recorder import Recorded

FIRST, SECOND, THIRD = (f"encore-probe-{n}.txt" for n in (1, 2, 3))
LARGE: Final = "encore-probe.bin"


async def ask_files(api: DiscordApi, table: Table, place: Place) -> None:
    """Post files, edit which of them a message has, and try the largest one and one that is too large."""
    await _edit_files(api, table, place)
    said = {"content": SAYS, "attachments": [{"id": 0, "filename": LARGE}], **NOBODY}
    taken = await api.ask(
        LARGEST, "POST", place.messages, said, files=[(LARGE, bytes(UNBOOSTED))], posts=place.messages
    )
    listed = [each for each in _files(taken) if each.get("size") == UNBOOSTED]
    table.see(LARGEST, taken, same=taken.status == 200 and bool(listed))
    beyond = [(LARGE, bytes(place.limit + 1))]
    refused = await api.ask(TOO_LARGE, "POST", place.messages, said, files=beyond, posts=place.messages)
    documented = f"{place.limit // MEBIBYTE} MiB documented: "
    same = is_refused(refused, 413, 40005)
    table.see(TOO_LARGE, refused, same=same, seen=f"{documented}{refused.status}" if refused.status == 200 else "")


async def _edit_files(api: DiscordApi, table: Table, place: Place) -> None:
    text = SAYS.encode()
    said = {"content": SAYS, "attachments": [{"id": 0, "filename": FIRST}], **NOBODY}
    posted = await api.ask(FILE, "POST", place.messages, said, files=[(FIRST, text)], posts=place.messages)
    files = _files(posted)
    first = files[0] if files else mapping(None)
    listed = first.get("filename") == FIRST and first.get("size") == len(text) and isinstance(first.get("url"), str)
    table.see(FILE, posted, same=posted.status == 200 and listed)
    message_id, file_id = posted.object.get("id"), first.get("id")
    if posted.status != 200 or not isinstance(message_id, str) or not isinstance(file_id, str):
        table.miss(KEPT, REPLACED, why="there was no message with a file")
        return
    path = f"{place.messages}/{message_id}"
    both = {"attachments": [{"id": file_id}, {"id": 0, "filename": SECOND}]}
    kept = await api.ask(KEPT, "PATCH", path, both, files=[(SECOND, text)])
    is_there = any(each.get("id") == file_id and each.get("filename") == FIRST for each in _files(kept))
    same = kept.status == 200 and is_there and SECOND in _names(kept)
    table.see(KEPT, kept, same=same, seen=_count(kept))
    alone = {"attachments": [{"id": 0, "filename": THIRD}]}
    replaced = await api.ask(REPLACED, "PATCH", path, alone, files=[(THIRD, text)])
    table.see(REPLACED, replaced, same=replaced.status == 200 and _names(replaced) == [THIRD], seen=_count(replaced))


def _files(answer: Recorded) -> list[Mapping[str, Any]]:
    return [mapping(each) for each in array(answer.object.get("attachments"))]


def _names(answer: Recorded) -> list[Any]:
    return [each.get("filename") for each in _files(answer)]


def _count(answer: Recorded) -> str:
    count = len(_files(answer))
    return f"200, with {count} file{'' if count == 1 else 's'}" if answer.status == 200 else ""

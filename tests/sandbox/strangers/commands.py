"""The steps about commands and answers; what the programs do is in `programs/README.md`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.sandbox.strangers.stage import NAME, START
from tests.sandbox.strangers.step import Script

if TYPE_CHECKING:
    from tests.sandbox.strangers.stage import Stage

TOGETHER = 10  # commands that are typed at once
SCRIPT = Script()
OPTIONS = {"text": 3, "number": 4, "flag": 5, "user": 6, "role": 8, "channel": 7, "file": 11}


@SCRIPT.step("Login")
async def login(stage: Stage) -> None:
    await asyncio.wait_for(stage.discord.ready(), START)
    session = stage.discord.gateway.sessions[-1]
    assert (session.shard, session.shards) == (0, 1)


@SCRIPT.step("Commands")
async def commands(stage: Stage) -> None:
    echo = stage.command("echo")
    assert {option["name"]: option["type"] for option in echo["options"]} == OPTIONS
    text, number = echo["options"][:2]
    assert (text["required"], text["min_length"], text["max_length"]) == (True, 1, 100)
    assert (number["min_value"], number["max_value"]) == (1, 10)
    assert stage.command("pick")["options"][0]["autocomplete"]


@SCRIPT.step("Answer")
async def answer(stage: Stage) -> None:
    said = await stage.reads(stage.ask("echo", {"text": "hi ✓"}), "echo: hi ✓, -, -, -, -, -, -")
    assert (said.author.name, said.private_to) == (NAME, None)


@SCRIPT.step("All options")
async def options(stage: Stage) -> None:
    given = {
        "text": "hi",
        "number": 7,
        "flag": True,
        "user": stage.noah.user,
        "role": stage.singers,
        "channel": stage.songs,
        "file": ("tune.wav", b"RIFF....WAVE"),
    }
    await stage.reads(stage.ask("echo", given), "echo: hi, 7, yes, noah, singers, songs, tune.wav 12")


@SCRIPT.step("Subcommands")
async def subcommands(stage: Stage) -> None:
    await stage.reads(stage.ask("shelf add", {"name": "blues"}), "shelf add blues")


@SCRIPT.step("Completion")
async def completion(stage: Stage) -> None:
    stage.command("pick")
    offered = await stage.mia.autocomplete(stage.songs.id, "pick", {"word": "alp"}, "word")
    assert [choice["value"] for choice in offered] == ["alpha", "alpine"]
    await stage.reads(stage.ask("pick", {"word": "alpine"}), "picked alpine")


@SCRIPT.step("Deferral and edits")
async def deferral(stage: Stage) -> None:
    asked = stage.ask("defer")
    first = await asked.answered()
    assert first.deferred
    said = await stage.reads(asked, "done again")
    assert [embed["title"] for embed in said.embeds] == ["Edited"]
    assert said.edits >= 1


@SCRIPT.step("Follow-ups")
async def followups(stage: Stage) -> None:
    asked = stage.ask("followup")
    await stage.reads(asked, "one")
    await stage.posted("two, edited")
    await stage.until(lambda: len(asked.followups) == 2)
    await stage.until(lambda: all(one.content != "three" for one in stage.songs.messages.values()))


@SCRIPT.step("Private answers")
async def private_answers(stage: Stage) -> None:
    asked = stage.ask("secret")
    said = await stage.reads(asked, "secret")
    more = await stage.posted("also secret")
    assert said.private_to == more.private_to == stage.mia.user.id
    assert not {said, more} & set(stage.noah.messages(stage.songs.id))


@SCRIPT.step("Files")
async def files(stage: Stage) -> None:
    asked = stage.ask("files", {"file": ("tune.wav", bytes(range(256)) * 40)})
    said = await stage.reads(asked, "kept")
    (kept,) = said.attachments
    assert (kept.filename, kept.data) == ("note.txt", b"note")
    assert kept.description in (None, "a note")
    assert b'filename="copy.bin"' in b"".join(one.request.body[:2000] for one in stage.discord.traffic)


@SCRIPT.step("A user's menu")
async def user_menu(stage: Stage) -> None:
    stage.command("Greet", 2)
    await stage.reads(stage.mia.use_menu(stage.songs.id, "Greet", stage.noah.user), "hello noah")


@SCRIPT.step("A message's menu")
async def message_menu(stage: Stage) -> None:
    stage.command("Quote", 3)
    words = stage.noah.say(stage.songs.id, "to be quoted")
    await stage.reads(stage.mia.use_menu(stage.songs.id, "Quote", words), "> to be quoted")


@SCRIPT.step("Errors")
async def errors(stage: Stage) -> None:
    """Published codes: empty message, invalid form body, unknown message, no access, closed direct messages."""
    asked = stage.ask("errors", {"place": str(stage.private.id), "user": stage.noah.user})
    await stage.reads(asked, "50006 50035 10008 50001 50007")


@SCRIPT.step("Ten commands at once")
async def at_once(stage: Stage) -> None:
    """Discord has no bucket on the route of answers (documentation: Rate Limits), so none may wait for another."""
    asked = [stage.ask("echo", {"text": f"at once {number}"}) for number in range(TOGETHER)]
    answers = await asyncio.gather(*(one.answered() for one in asked))
    assert [one.failed for one in answers] == [False] * TOGETHER

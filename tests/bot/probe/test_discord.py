"""The probe of Discord in the simulated one: over real HTTP and a real gateway, in the sandbox's own time."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.probe.discord import Asked, ask_discord
from bot.probe.discord_facts import OLD, YOUNG
from bot.probe.discord_person import PERSON_TIMEOUT
from bot.probe.records import record
from bot.probe.redaction import Redactor
from bot.probe.rows import Api, Verdict
from bot.settings import Settings
from sandbox.discord.entities import Overwrite
from sandbox.discord.permissions import Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import Answer, json_answer
from tests.sandbox.discord.api import Place, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.probe.rows import Row
    from sandbox.discord.invocations import Invocation
    from sandbox.wire.exchange import Request

TYPED = "01761234567"  # which redaction alone would take for a count
TIMEOUT = 60.0  # seconds for anything at all
STEPS = ["Posting messages …", "Posting files …"]


class Stage:
    """A simulated Discord, an operator's settings for it, and what the probe said to them."""

    def __init__(self, place: Place, server: DiscordServer) -> None:
        self.place, self.server = place, server
        self.said: list[str] = []
        self.waited: list[float] = []
        self.hears: Callable[[str], None] = lambda _: None
        self.opened: list[Invocation] = []

    def settings(self, **more: str) -> Settings:
        known = {"DISCORD_TOKEN": self.place.world.token, "DISCORD_API_URL": self.server.api_url}
        return Settings.from_environment({**known, "MUSICAPI_KEY": "not-asked-here", **more})

    async def ask(
        self, channel_id: int | None = None, *, person: bool = False, into: Asked | None = None, **env: str
    ) -> Asked:
        where = self.place.songs.id if channel_id is None else channel_id
        settings = self.settings(**env)
        asking = ask_discord(settings, where, person=person, say=self.say, sleep=self.sleep, into=into)
        return await asyncio.wait_for(asking, TIMEOUT)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)
        self.hears(sentence)

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        if seconds == PERSON_TIMEOUT and self.hears == self.do_as_asked:
            await asyncio.Event().wait()  # somebody is there
        self.place.clock.advance(seconds)

    def do_as_asked(self, sentence: str) -> None:
        """Press the button, and send the form, as soon as the probe asks for it."""
        if "press the button" in sentence:
            message = self.place.mia.messages(self.place.songs.id)[-1]
            self.opened.append(self.place.mia.press(message, "Open the form"))
        elif "fill in the form" in sentence:
            self.opened.append(self.place.mia.submit(self.opened[-1], {"Any words": TYPED}))

    @property
    def left(self) -> list[str]:
        """What stands in the test channel."""
        return [message.content for message in self.place.songs.messages.values()]

    @property
    def posts(self) -> int:
        """How many messages the probe asked to be made."""
        return sum(
            each.request.method == "POST" and each.request.path.endswith("/messages") for each in self.server.traffic
        )


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    clock = HeldClock()
    world = DiscordWorld(clock, name="Encore")
    place = settle(world, clock)
    async with DiscordServer(world, clock) as server:
        yield Stage(place, server)


def by_check(rows: list[Row]) -> dict[str, Row]:
    return {row.check: row for row in rows}


def verdicts(rows: list[Row], *, besides: Verdict) -> dict[str, str]:
    """What was seen of the rows that are not as documented, nor of this verdict."""
    return {row.check: f"{row.verdict}: {row.seen}" for row in rows if row.verdict not in (Verdict.SAME, besides)}


def written(stage: Stage, asked: Asked) -> str:
    redactor = Redactor(stage.settings().secrets)
    redactor.hide(asked.secrets)
    hosts = {Api.DISCORD: "discord.com"}
    return record(asked.rows, asked.exchanges, redactor, hosts=hosts, made_at=datetime(2026, 11, 22, tzinfo=UTC))


async def test_without_a_person_all_is_as_documented_and_nothing_stays(stage: Stage) -> None:
    asked = await stage.ask()
    assert verdicts(asked.rows, besides=Verdict.UNDOCUMENTED) == {}
    seen = {check: row.seen for check, row in by_check(asked.rows).items()}
    assert seen["server"] == "premium_tier 0"
    assert seen["nonce"] == "one message"
    assert seen["edit"] == "the content stays, the card is there"
    assert seen["rate-limit buckets"] == "to post and to edit have a bucket each"
    assert seen["deleted message"] == "404, code 10008: there is no such message"
    assert seen["file over the limit"] == "413, code 40005: too large"
    assert seen["post: rate limit"].startswith("limit 5, remaining 4, reset-after 5.0")
    assert [len(asked.rows), stage.left, stage.said] == [19, [], STEPS]
    assert 429 not in [each.status for each in asked.exchanges]  # it waits where the headers ask it to


@pytest.mark.parametrize("shards", [1, 4])
async def test_where_somebody_presses_and_sends_all_is_as_documented_and_nothing_stays(
    stage: Stage, shards: int
) -> None:
    stage.place.world.shards = shards
    stage.hears = stage.do_as_asked
    asked = await stage.ask(person=True)
    assert verdicts(asked.rows, besides=Verdict.UNDOCUMENTED) == {}
    seen = {check: row.seen for check, row in by_check(asked.rows).items()}
    assert seen["press"] == "all 8 are there"
    assert seen["press: file limit"] == "10,485,760 bytes, with 10,485,760 documented"
    assert seen["callback: rate limit"] == "has none"
    assert seen["second callback"] == "400, code 40060: answered already"
    assert seen["form sent"] == f"a text of {len(TYPED)} characters"
    assert seen["made-up token"] == "404, code 10015"
    assert seen["token after 15 minutes"] == "401, code 50027: the token is over"
    assert "stop the bot" in stage.said[0]
    assert [len(asked.rows), len(stage.said), stage.left] == [34, 6, []]
    assert stage.waited.index(65.0) > stage.waited.index(max(stage.waited))


async def test_the_record_holds_no_token_and_nobodys_name(stage: Stage) -> None:
    stage.hears = stage.do_as_asked
    asked = await stage.ask(person=True)
    text = written(stage, asked)
    tokens = [interaction.token for interaction in stage.place.world.interactions.values()]
    assert len(tokens) == 2
    people = [user.name for user in stage.place.world.users.values() if not user.bot]
    for private in (stage.place.world.token, *tokens, TYPED):
        assert private not in text
    for name in (*people, stage.place.guild.name, stage.place.songs.name):
        assert not re.search(rf"\b{name}\b", text), name
    for user in stage.place.world.users.values():
        assert str(user.id) not in text
    exchanges: list[dict[str, Any]] = json.loads(text)["exchanges"]
    events = [each for each in exchanges if each["method"] == "EVENT"]
    assert [each["body"]["attachment_size_limit"] for each in events] == [10_485_760] * 2
    assert [each["body"]["type"] for each in events] == [3, 5]
    forms = [each["asked"] for each in exchanges if each["check"] == "file"]
    assert forms[0]["attachments"] == [{"id": 0, "filename": "[text of 18 characters]"}]
    assert stage.place.world.token not in repr(asked)


async def test_where_nobody_presses_what_needs_a_person_is_unseen(stage: Stage) -> None:
    asked = await stage.ask(person=True)
    missed = [row for row in asked.rows if row.verdict is Verdict.UNSEEN]
    assert {row.seen for row in missed} == {"nobody pressed the button within 5 minutes"}
    assert len(missed) == 14  # all of them but the session
    assert by_check(asked.rows)["gateway session"].verdict is Verdict.SAME
    assert stage.left == []


async def test_where_nobody_sends_the_form_what_comes_after_it_is_unseen(stage: Stage) -> None:
    def press_alone(sentence: str) -> None:
        if "press the button" in sentence:
            stage.do_as_asked(sentence)

    async def sleep(seconds: float) -> None:
        if seconds == PERSON_TIMEOUT and stage.opened and not stage.opened[0].interaction.answered.is_set():
            await stage.opened[0].interaction.answered.wait()
            await asyncio.Event().wait()
        stage.place.clock.advance(seconds)

    stage.hears = press_alone
    asking = ask_discord(stage.settings(), stage.place.songs.id, person=True, say=stage.say, sleep=sleep)
    rows = (await asyncio.wait_for(asking, TIMEOUT)).rows
    missed = {row.check: row.seen for row in rows if row.verdict is Verdict.UNSEEN}
    assert set(missed.values()) == {"nobody sent the form within 5 minutes"}
    assert next(iter(missed)) == "form sent"
    assert stage.left == []


async def test_a_token_that_is_not_taken(stage: Stage) -> None:
    asked = await stage.ask(person=True, DISCORD_TOKEN="not.the.token-of-anybody")
    rows = by_check(asked.rows)
    assert (rows["token"].verdict, rows["token"].seen) == (Verdict.UNSEEN, "401: Discord does not take the token")
    others = {row.seen for check, row in rows.items() if check != "token"}
    assert others == {"the token was not taken"}
    assert len(asked.exchanges) == 1  # refusals are counted, and close Discord's door


async def test_a_channel_that_is_not_there_or_not_seen(stage: Stage) -> None:
    rows = by_check((await stage.ask(1234)).rows)
    assert rows["channel"].seen == "404, code 10003: there is no such channel"
    assert rows["post"].verdict is Verdict.UNSEEN
    rows = by_check((await stage.ask(stage.place.private.id)).rows)
    assert rows["channel"].verdict is Verdict.UNSEEN
    assert rows["post"].seen == "the channel cannot be used (403, code 50001: the bot does not see the channel)"


async def test_a_channel_where_the_bot_may_not_post(stage: Stage) -> None:
    world, songs = stage.place.world, stage.place.songs
    world.set_overwrite(songs, Overwrite(world.bot.id, 1, deny=Permission.SEND_MESSAGES))
    rows = by_check((await stage.ask(person=True)).rows)
    assert rows["post"].verdict is Verdict.UNSEEN
    assert rows["post"].seen == "403, code 50013: the bot lacks a permission there"
    assert rows["file"].verdict is rows["press"].verdict is Verdict.UNSEEN
    assert stage.posts == 1


async def test_what_the_bot_may_not_attach_or_embed_hides_nothing_else(stage: Stage) -> None:
    world, songs = stage.place.world, stage.place.songs
    denied = Permission.ATTACH_FILES | Permission.EMBED_LINKS
    world.set_overwrite(songs, Overwrite(world.bot.id, 1, deny=denied))
    rows = by_check((await stage.ask()).rows)
    hidden = {"edit", "file", "file of 10 MiB", "file over the limit", "file kept", "file replaced"}
    assert {check for check, row in rows.items() if row.verdict is Verdict.UNSEEN} == hidden
    assert not [row for row in rows.values() if row.verdict is Verdict.DIFFERS]
    assert rows["file kept"].seen == "there was no message with a file"
    assert rows["nonce"].verdict is Verdict.SAME
    assert stage.left == []


async def test_a_boosted_server_takes_larger_files(stage: Stage) -> None:
    stage.place.world.set_premium_tier(stage.place.guild, 2)
    asked = await stage.ask()
    assert verdicts(asked.rows, besides=Verdict.UNDOCUMENTED) == {}
    sizes = [len(each.request.body) for each in stage.server.traffic]
    assert max(sizes) > 50 * 1024 * 1024


def _second(word: bytes) -> Callable[[Request], bool]:
    """Whether a request is the second one with this word in its body."""
    found = itertools.count()
    return lambda request: word in request.body and next(found) == 1


@pytest.mark.parametrize(
    ("method", "path", "where", "answer", "check", "seen"),
    [
        (
            *("GET", "/gateway/bot", None),
            json_answer(200, {"url": "wss://gateway.example", "session_start_limit": {"total": 1, "remaining": True}}),
            *("gateway", "total 1; not there: remaining, reset_after, max_concurrency"),
        ),
        (
            *("PATCH", r"/messages/\d+$", None),
            json_answer(200, {"id": "1", "content": "", "embeds": [{}]}),
            *("edit", "the content is gone, the card is there"),
        ),
        (*("POST", "/messages$", _second(b"enforce_nonce"), json_answer(200, {"id": "1"})), "nonce", "two messages"),
        (
            *("POST", "/messages$", _second(b"encore-probe.bin")),
            Answer(413, b"<html>", content_type="text/html"),
            *("file over the limit", "413"),
        ),
        (
            *("POST", "/messages$", lambda each: b"message_reference" in each.body),
            json_answer(200, {"id": "1"}),
            *("reply to a deleted message", "200"),
        ),
        (*("POST", "/callback$", _second(b"type")), json_answer(204, None), "second callback", "204"),
        (
            *("PATCH", "@original$", lambda each: b"still edits" in each.body),
            json_answer(404, {"code": 10008, "message": "Unknown Message"}),
            *("token after 14 minutes", "404, code 10008: there is no such message"),
        ),
    ],
)
async def test_what_is_not_as_documented_differs_and_nothing_else_does(
    stage: Stage, method: str, path: str, where: Any, answer: Answer, check: str, seen: str
) -> None:
    stage.hears = stage.do_as_asked
    stage.server.trouble.answer_instead(method, path, answer, where=where)
    rows = (await stage.ask(person=True)).rows
    assert {row.check: row.seen for row in rows if row.verdict is Verdict.DIFFERS} == {check: seen}
    assert stage.left == []


async def test_a_discord_that_is_silent(stage: Stage) -> None:
    stage.server.trouble.down = True
    rows = (await stage.ask(person=True)).rows
    assert {row.verdict for row in rows} == {Verdict.UNSEEN}
    assert rows[0].seen == "no answer: the connection broke"


async def test_what_is_no_discord_is_told_and_ends_it(stage: Stage) -> None:
    page = Answer(200, b"<html>", content_type="text/html")
    stage.server.trouble.answer_instead("GET", ".*", page, times=9)
    rows = by_check((await stage.ask()).rows)
    assert (rows["token"].verdict, rows["token"].seen) == (Verdict.DIFFERS, "200")
    assert rows["channel"].seen == "Discord did not answer: 200"


async def test_a_429_is_waited_for_once_and_one_that_is_too_long_is_not(stage: Stage) -> None:
    busy = json_answer(429, {"message": "You are being rate limited.", "retry_after": 7.5, "global": False})
    short = Answer(429, busy.body, headers={"Retry-After": "8"})
    stage.server.trouble.answer_instead("POST", "/messages$", short)
    asked = await stage.ask()
    assert verdicts(asked.rows, besides=Verdict.UNDOCUMENTED) == {}
    assert 8.0 in stage.waited
    assert [each.status for each in asked.exchanges if each.check == "post"] == [429, 200]
    for answer, times in ((short, 2), (Answer(429, busy.body, headers={"Retry-After": "61"}), 1)):
        stage.server.trouble.answer_instead("POST", "/messages$", answer, times=times)
        rows = by_check((await stage.ask()).rows)
        assert (rows["post"].verdict, rows["post"].seen) == (Verdict.UNSEEN, "429: Discord asks to wait")
    assert 61.0 not in stage.waited
    assert stage.left == []


async def test_an_answer_that_is_lost_is_not_asked_for_again_and_its_message_is_told(stage: Stage) -> None:
    held = stage.server.trouble.pause("POST", "/messages$", "after")
    asking = asyncio.create_task(stage.ask())
    await held.reached()
    held.drop()
    rows = by_check((await asking).rows)
    assert rows["post"].verdict is Verdict.UNSEEN
    assert stage.posts == 1
    assert stage.said[1:] == ["1 of the probe's messages may still be in the channel. Please delete them there."]


async def test_whoever_is_interrupted_leaves_nothing_behind(stage: Stage) -> None:
    held = stage.server.trouble.pause("POST", "/messages$", "after", lambda each: b"enforce_nonce" in each.body)
    asking = asyncio.create_task(stage.ask())
    await held.reached()
    assert len(stage.left) == 2  # one of them is posted, and not known yet
    asking.cancel()
    held.release()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert stage.left == []


async def test_whoever_is_interrupted_at_once_has_nothing_to_delete(stage: Stage) -> None:
    for steps in range(20):  # of the event loop, in which the first request begins
        asking = asyncio.create_task(stage.ask())
        for _ in range(steps):
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert (stage.posts, stage.said) == (0, [])


async def test_whoever_is_interrupted_while_a_person_is_waited_for_leaves_nothing_behind(stage: Stage) -> None:
    asking: asyncio.Task[Asked]
    asked = Asked()

    def interrupt(sentence: str) -> None:
        if "press the button" in sentence:
            asking.cancel()

    stage.hears = interrupt
    asking = asyncio.create_task(stage.ask(person=True, into=asked))
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert stage.left == []
    rows = by_check(asked.rows)
    assert rows["file replaced"].verdict is Verdict.SAME
    assert rows["press"].seen == "the probe ended before"
    assert asked.exchanges[-1].method == "DELETE"
    await asyncio.wait_for(stage.server.gone(), TIMEOUT)


async def test_what_was_seen_is_there_before_anything_is_waited_for(stage: Stage) -> None:
    """Whoever keeps it whenever something is said has it, whatever becomes of the probe meanwhile."""
    asked, kept = Asked(), dict[str, str]()

    def keep(sentence: str) -> None:
        kept[sentence.split(" ")[0]] = written(stage, asked)
        stage.do_as_asked(sentence)

    async def sleep(seconds: float) -> None:
        if seconds == PERSON_TIMEOUT:
            await asyncio.Event().wait()
        stage.place.clock.advance(seconds)

    stage.hears = keep
    settings, where = stage.settings(), stage.place.songs.id
    await asyncio.wait_for(ask_discord(settings, where, person=True, say=stage.say, sleep=sleep, into=asked), TIMEOUT)
    before_the_quarter_of_an_hour = json.loads(kept["Nothing"])
    rows = {row["check"]: row["verdict"] for row in before_the_quarter_of_an_hour["rows"]}
    assert [check for check, verdict in rows.items() if verdict == "not seen"] == [YOUNG.check, OLD.check]
    assert {each["check"] for each in before_the_quarter_of_an_hour["exchanges"]} >= {
        "file over the limit",
        "form sent",
    }
    tokens = [interaction.token for interaction in stage.place.world.interactions.values()]
    for text in kept.values():
        assert [token for token in (stage.place.world.token, *tokens) if token in text] == []


async def test_what_cannot_be_filled_in_is_taken_away_by_its_token(stage: Stage) -> None:
    stage.hears = stage.do_as_asked
    stage.server.trouble.answer_instead("PATCH", "@original$", json_answer(500, {"message": "broken", "code": 0}))
    rows = by_check((await stage.ask(person=True)).rows)
    assert rows["edit of @original"].verdict is Verdict.UNSEEN
    assert rows["token after 15 minutes"].seen == "the deferral could not be filled in (500)"
    assert stage.left == []

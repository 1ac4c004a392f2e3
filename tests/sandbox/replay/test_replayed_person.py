"""The record of a probe for which somebody pressed and typed, replayed: all but the gateway, which no record holds."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.probe.discord import SAID, ask_discord
from bot.probe.discord_facts import WITH_PERSON
from bot.probe.records import record
from bot.probe.redaction import Redactor
from bot.probe.rows import Api, Verdict
from bot.settings import Settings
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.replay.recording import OWN, Recording, read_recording
from sandbox.replay.service import ReplayServer
from sandbox.wire.clock import HeldClock, RunningClock
from tests.bot.probe.test_discord import TIMEOUT, Stage, by_check
from tests.sandbox.discord.api import settle

if TYPE_CHECKING:
    from pathlib import Path

    from bot.probe.discord import Asked

TOKENS_END = ["200", "404", "200", "401"]  # of the edits by token: at once, with a made-up one, after 14 and 15 minutes


async def probed() -> tuple[Asked, str]:
    """What a probe saw with somebody who does as they are told, and its file's text."""
    clock = HeldClock()
    world = DiscordWorld(clock, name="Encore")
    place = settle(world, clock)
    async with DiscordServer(world, clock) as server:
        stage = Stage(place, server)
        stage.hears = stage.do_as_asked
        asked = await stage.ask(person=True)
        redactor = Redactor(stage.settings().secrets, SAID)
        redactor.hide(asked.secrets)
        hosts, made_at = {Api.DISCORD: "discord.com"}, datetime(2026, 11, 22, tzinfo=UTC)
        return asked, record(asked.rows, asked.exchanges, redactor, hosts=hosts, made_at=made_at)


def as_older_probes_wrote(text: str) -> str:
    """The same, with the events' names as they were before they had a path."""
    older, times = re.subn(r'"/interaction_create"', '"[text of 18 characters]"', text)
    assert times == 2
    return older


@pytest.fixture
async def recorded(tmp_path: Path) -> tuple[Asked, Recording]:
    asked, text = await probed()
    file = tmp_path / "probed.json"
    file.write_text(text, encoding="utf-8")
    return asked, read_recording(file)


def _without_hosts(body: object) -> object:
    """An answer with the addresses in it as paths: in a replay they lead to the replay."""
    return json.loads(re.sub(r"https?://[\w.:-]+/", "/", json.dumps(body)))


async def test_a_record_with_events_is_read_however_they_are_named(tmp_path: Path) -> None:
    _, text = await probed()
    file, older = tmp_path / "probed.json", tmp_path / "older.json"
    file.write_text(text, encoding="utf-8")
    older.write_text(as_older_probes_wrote(text), encoding="utf-8")
    recording = read_recording(file)
    assert read_recording(older) == recording
    assert text.count('"EVENT"') == 2
    assert {each.method for each in recording.exchanges} == {"GET", "POST", "PATCH", "DELETE"}


async def test_whoever_asks_in_the_same_order_is_answered_the_same(recorded: tuple[Asked, Recording]) -> None:
    _, recording = recorded
    exchanges = recording.of("discord")
    edits: list[str] = []
    async with (
        ReplayServer(recording, "discord", RunningClock()) as server,
        httpx.AsyncClient(base_url=server.api_url, trust_env=False) as http,
    ):
        for each in exchanges:
            headers = {"Authorization": "Bot anybody"} if each.authorization == OWN else {}
            answer = await http.request(each.method, each.path, json=each.asked, headers=headers)
            assert answer.status_code == each.status, each.path
            if each.body is not None and "gateway" not in each.path:
                assert _without_hosts(answer.json()) == _without_hosts(each.body)
            if each.method == "PATCH" and each.path.startswith("/webhooks/"):
                edits.append(str(answer.status_code))
    assert edits == TOKENS_END
    assert server.misses == {}


async def test_a_probe_finds_the_same_again_but_for_what_a_person_does(recorded: tuple[Asked, Recording]) -> None:
    first, recording = recorded
    channel = next(each.path for each in recording.of("discord") if each.path.startswith("/channels/"))
    clock = HeldClock()

    async def sleep(seconds: float) -> None:
        clock.advance(seconds)

    async with ReplayServer(recording, "discord", RunningClock()) as server:
        env = {"DISCORD_TOKEN": "any", "DISCORD_API_URL": server.api_url, "MUSICAPI_KEY": "not-asked-here"}
        asking = ask_discord(
            Settings.from_environment(env),
            int(channel.rpartition("/")[2]),
            person=True,
            say=lambda _: None,
            sleep=sleep,
        )
        again = by_check((await asyncio.wait_for(asking, TIMEOUT)).rows)
    of_person = {fact.check for fact in WITH_PERSON}
    seen = by_check(first.rows)
    assert again.keys() == seen.keys()
    assert {check for check in seen if again[check] != seen[check]} == of_person
    assert {again[check].verdict for check in of_person} == {Verdict.UNSEEN}
    assert {again[check].seen for check in of_person} == {"no connection to the gateway"}

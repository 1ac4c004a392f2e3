"""`python -m sandbox replay`: what a probe recorded is answered again, over HTTP."""

from __future__ import annotations

import asyncio
import json
import signal
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import TaskNotFound, Unanswered
from bot.musicapi.operations import Operation
from bot.musicapi.responses.account import Credits
from bot.musicapi.responses.reports import AcceptedTask
from sandbox.cli import main
from sandbox.replay.recording import WRONG_KEY, Recording, read_recording
from sandbox.replay.service import ReplayServer
from sandbox.wire.clock import HeldClock, RunningClock
from tests.bot.musicapi.asking import ask
from tests.sandbox.test_cli import Command

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.replay.recording import Api

FILE = Path(__file__).with_name("recording.json")
SONG, UNKNOWN, _, _, EXTENSION = (f"00000000-0000-4000-8000-{number:012}" for number in range(1, 6))
CHANNEL = "/channels/100000000000000002"
SONG_ASKED = {"task_type": "create_music", "mv": "FUZZ-1.1 Pro"}


@pytest.fixture
def recording() -> Recording:
    return read_recording(FILE)


@asynccontextmanager
async def replayed(recording: Recording, api: Api, **how: Any) -> AsyncIterator[tuple[ReplayServer, httpx.AsyncClient]]:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(ReplayServer(recording, api, how.pop("clock", RunningClock()), **how))
        base = server.api_url + ("/api/v1" if api == "musicapi" else "")
        yield server, await stack.enter_async_context(httpx.AsyncClient(base_url=base, trust_env=False))


async def test_the_bots_own_client_finds_what_was_answered(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (server, _), MusicAPI(server.api_url, "any-key-will-do") as musicapi:
        assert await musicapi.credits() == Credits(50, 12)
        accepted = await musicapi.create(ask(Operation.CREATE, "riffusion", "FUZZ-1.1 Pro", prompt="rain"))
        assert isinstance(accepted, AcceptedTask)
        assert accepted.task_id == SONG
        polled = [await musicapi.task("riffusion", SONG, Operation.CREATE, expected=2) for _ in range(4)]
        assert [report.state for report in polled] == ["running", "running", "done", "done"]
        assert [clip.duration for clip in polled[-1].clips] == [142.36, 142.36]
        with pytest.raises(TaskNotFound, match=r"task not found\."):
            await musicapi.task("riffusion", "5d0a2f0e-27c1-4a8e-9d43-6f4c8c2d9e11", Operation.CREATE, expected=2)
        with pytest.raises(Unanswered):
            await musicapi.create(ask(Operation.CREATE, "nuro", "nuro", lyrics="[Verse]\n" + "rain\n" * 80))
    assert server.misses == {}


async def test_of_several_answers_each_comes_once_and_then_the_last(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (_, http):
        asked = [(await http.get(f"/riffusion/task/{SONG}")) for _ in range(4)]
        assert [answer.status_code for answer in asked] == [202, 200, 200, 200]
        assert asked[1].json() != asked[2].json() == asked[3].json()


async def test_a_key_that_was_refused_is_refused_again_and_no_other(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (_, http):
        nobodys = {"Authorization": WRONG_KEY}
        said = [(await http.get("/get-credits", headers=each)).status_code for each in ({}, nobodys, {})]
    assert said == [200, 401, 200]


@pytest.mark.parametrize(
    ("asked", "status", "task_id"),
    [
        (SONG_ASKED, 200, SONG),
        ({"task_type": "extend_music", "mv": "FUZZ-1.1 Pro"}, 200, EXTENSION),
        ({"task_type": "extend_music", "mv": "FUZZ-9"}, 200, EXTENSION),
        ({"task_type": "create_music", "mv": "FUZZ-0.8"}, 410, None),
        ({"task_type": "swap_music_sound"}, 200, SONG),  # nobody recorded one: by the path
        (["no object"], 200, SONG),
    ],
)
async def test_creates_are_told_apart_by_what_is_asked(
    recording: Recording, asked: Any, status: int, task_id: str | None
) -> None:
    async with replayed(recording, "musicapi") as (_, http):
        answer = await http.post("/riffusion/create", json=asked)
        assert (answer.status_code, answer.json().get("task_id")) == (status, task_id)


@pytest.mark.parametrize(
    ("kind", "version", "status"), [("vocal", "v2.0", 504), ("vocal", "v9", 504), ("encore-probe", "encore-probe", 400)]
)
async def test_what_has_no_task_type_is_told_apart_too(
    recording: Recording, kind: str, version: str, status: int
) -> None:
    """A nonsense that was asked before anything real is not what somebody gets who asks for a song."""
    async with replayed(recording, "musicapi") as (_, http):
        asked = {"type": kind, "lyrics": "la", "version": version}
        assert [(await http.post("/nuro/create", json=asked)).status_code for _ in range(2)] == [status, status]


async def test_a_path_is_found_with_its_query_or_without(recording: Recording) -> None:
    async with replayed(recording, "discord") as (_, http):
        lengths = [len((await http.get(f"{CHANNEL}/messages?limit={limit}")).json()) for limit in (2, 1, 50)]
        assert lengths == [2, 1, 1]  # the last query is in no recording


@pytest.mark.parametrize("version", ["/api/v10", "/api", "/api/v9"])
async def test_discord_is_found_at_every_version(recording: Recording, version: str) -> None:
    async with replayed(recording, "discord") as (server, http):
        answer = await http.get(f"{server.url}{version}/users/@me")
        assert answer.json()["id"] == "100000000000000001"


async def test_ids_that_nobody_recorded_stand_for_those_of_the_same_place(recording: Recording) -> None:
    unknown = SONG.replace("8000", "9000").upper()
    async with replayed(recording, "musicapi") as (_, http):
        answers = [(await http.get(f"/riffusion/task/{task}")).status_code for task in (unknown, SONG, unknown)]
        assert answers == [400, 202, 400]  # as of the task that nobody had made, and not as of the song
    async with replayed(recording, "discord") as (_, http):
        assert (await http.get("/channels/1399999999999999999")).json()["id"] == CHANNEL.rpartition("/")[2]
        token = "aW50ZXJhY3Rpb246MTM5OTk5OTk5OTk5OTk5OTk5OQ"
        answer = await http.post(f"/interactions/1399999999999999999/{token}/callback", json={"type": 5})
        assert (answer.status_code, answer.json()["code"]) == (404, 10062)


async def test_what_nobody_recorded_says_so_and_is_counted(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (server, http):
        missing = [await http.get("/sonic/task/x"), await http.get("/sonic/task/x"), await http.delete("/get-credits")]
    assert [answer.status_code for answer in missing] == [501, 501, 501]
    assert missing[0].json() == {"message": "Nothing was recorded for GET /sonic/task/x."}
    assert server.misses == {"GET /sonic/task/x": 2, "DELETE /get-credits": 1}


async def test_however_much_is_missing_little_is_remembered(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.replay.service.MOST_MISSES", 2)
    async with replayed(recording, "musicapi") as (server, http):
        for path in ("/a", "/b", "/c", "/d", "/a", "/" + "e" * 3_000):
            await http.get(path)
    assert server.misses == {"GET /a": 2, "GET /b": 1, "anything else": 3}


async def test_headers_come_as_recorded_but_for_those_of_the_day(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (_, http):
        answer = await http.get("/get-credits")
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert (answer.headers["x-ratelimit-remaining"], answer.headers["server"]) == ("59", "cloudflare")
        assert answer.headers["date"] != "Fri, 20 Nov 2026 06:00:00 GMT"
        assert int(answer.headers["content-length"]) == len(answer.content)
        text = await http.post("/studio/create", json={})
    assert (text.status_code, text.text, text.headers["content-type"]) == (503, "upstream connect error", "text/plain")
    assert text.headers["retry-after"] == "7"


async def test_an_answer_without_a_body_has_none(recording: Recording) -> None:
    async with replayed(recording, "discord") as (_, http):
        answer = await http.delete(f"{CHANNEL}/messages/100000000000000003")
    assert (answer.status_code, answer.content) == (204, b"")


async def test_silence_is_silence(recording: Recording) -> None:
    async with replayed(recording, "musicapi") as (_, http):
        with pytest.raises(httpx.RemoteProtocolError):
            await http.post("/lyria/create", json={})


async def test_nobody_is_sent_to_the_real_gateway(recording: Recording) -> None:
    async with replayed(recording, "discord") as (server, http):
        found = (await http.get("/gateway/bot")).json()
        assert (found["url"], found["shards"]) == (f"ws://127.0.0.1:{server.port}/not-recorded", 1)
        assert (await http.get(found["url"].replace("ws:", "http:"))).status_code == 501


class WatchedClock(HeldClock):
    """Says when somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: asyncio.Queue[float] = asyncio.Queue()

    async def sleep(self, seconds: float) -> None:
        self.waits.put_nowait(seconds)
        await super().sleep(seconds)


async def test_paced_it_takes_as_long_as_it_took(recording: Recording) -> None:
    clock = WatchedClock()
    async with replayed(recording, "musicapi", clock=clock, paced=True) as (_, http):
        assert (await http.get(f"/riffusion/task/{UNKNOWN}")).status_code == 400
        assert clock.waits.get_nowait() == 0
        slow = asyncio.create_task(http.get(f"/riffusion/task/{SONG}"))
        assert await asyncio.wait_for(clock.waits.get(), 5) == 0.5
        clock.advance(0.5)
        assert (await asyncio.wait_for(slow, 5)).status_code == 202


async def test_the_command_prints_what_to_paste_and_at_the_end_what_was_missing() -> None:
    ports = ("--musicapi-port", "0", "--discord-port", "0")
    command = await Command.start(*ports, "replay", str(FILE))
    lines = [await command.line() for _ in range(4)]
    settings = dict(line.split("=") for line in lines[:3])
    assert list(settings) == ["MUSICAPI_URL", "MUSICAPI_HOST", "DISCORD_API_URL"]
    assert (settings["MUSICAPI_HOST"], lines[3]) == ("api.musicapi.ai", "Stop with Ctrl-C.")
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{settings['MUSICAPI_URL']}/api/v1/get-credits")).json()["credits"] == 50
        assert (await http.get(f"{settings['DISCORD_API_URL']}/users/@me")).json()["bot"] is True
        for path in ("sonic", "sonic", "a%1b%5b2J"):
            assert (await http.get(f"{settings['MUSICAPI_URL']}/{path}")).status_code == 501
    command.process.send_signal(signal.SIGINT)
    said = [await command.line(), await command.line()]
    assert said == ["Nothing was recorded for GET /sonic, 2 times.", "Nothing was recorded for GET /a%1B%5B2J."]
    assert await asyncio.wait_for(command.process.wait(), 20) == 130


async def test_an_api_that_was_not_asked_is_not_served(tmp_path: Path) -> None:
    whole = json.loads(FILE.read_text())
    whole["exchanges"] = [each for each in whole["exchanges"] if each["api"] == "discord"]
    file = tmp_path / "probe.json"
    file.write_text(json.dumps(whole))
    command = await Command.start("--discord-port", "0", "replay", str(file))
    assert (await command.line()).startswith("DISCORD_API_URL=http://127.0.0.1:")
    assert await command.line() == "Stop with Ctrl-C."
    assert await command.end(signal.SIGTERM) == (143, "\nStopped.\n")


WRONG: dict[str, Any] = {
    "`api` of exchange 2 is none": {"api": "spotify"},
    "`method` of exchange 2 is none": {"method": "get"},
    "`path` of exchange 2 is none": {"path": "get-credits"},
    "`status` of exchange 2 is none": {"status": 999},
    "`silence` of exchange 2 is none": {"silence": None},
    "`headers` of exchange 2 is no object": {"headers": []},
    "`headers` of exchange 2 is none": {"headers": {"server": "a\r\nset-cookie: b"}},
    "`is_text` of exchange 2 is none": {"is_text": 1},
    "`body` of exchange 2 is none": {"is_text": True},
    "`seconds` of exchange 2 is none": {"seconds": 1e999},
}


@pytest.mark.parametrize("problem", WRONG)
def test_an_exchange_that_cannot_be_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], problem: str) -> None:
    whole = json.loads(FILE.read_text())
    whole["exchanges"][1] |= WRONG[problem]
    file = tmp_path / "probe.json"
    file.write_text(json.dumps(whole).replace("Infinity", "1e999"))
    assert main(["replay", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} cannot be replayed: {problem}.\n"


@pytest.mark.parametrize("seconds", [-1, 3601, True, None, "1", pytest.param(10**400, id="more than a float holds")])
def test_times_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], seconds: Any) -> None:
    whole = json.loads(FILE.read_text())
    whole["exchanges"][0]["seconds"] = seconds
    file = tmp_path / "probe.json"
    file.write_text(json.dumps(whole))
    assert main(["replay", str(file)]) == 2
    assert "`seconds` of exchange 1 is none" in capsys.readouterr().err


@pytest.mark.parametrize("status", [None, True, "200", 101, 199, 600])
def test_statuses_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], status: Any) -> None:
    whole = json.loads(FILE.read_text())
    whole["exchanges"][0]["status"] = status
    file = tmp_path / "probe.json"
    file.write_text(json.dumps(whole))
    assert main(["replay", str(file)]) == 2
    assert "`status` of exchange 1 is none" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", sorted(json.loads(FILE.read_text())["exchanges"][0].keys() - {"check", "other_headers"})
)
def test_a_missing_key_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    whole = json.loads(FILE.read_text())
    del whole["exchanges"][2][name]
    file = tmp_path / "probe.json"
    file.write_text(json.dumps(whole))
    assert main(["replay", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} cannot be replayed: exchange 3 has no `{name}`.\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no JSON."),
        ("\x00\xff", "is no JSON."),
        ("[" * 100_000, "is no JSON."),
        ('{"encore_probe": NaN}', "is no JSON."),
        ("[]", "cannot be replayed: the file is no object."),
        (
            '{"encore_probe": true}',
            "cannot be replayed: it is no file of `python -m bot probe`, as it has no number `encore_probe`.",
        ),
        ('{"encore_probe": 2}', "cannot be replayed: its format is 2, and this sandbox reads 1."),
        ('{"encore_probe": 1}', "cannot be replayed: the file has no `hosts`."),
        ('{"encore_probe": 1, "hosts": {"discord": 1}}', "cannot be replayed: a value of `hosts` is no host's name."),
        ('{"encore_probe": 1, "hosts": {}}', "cannot be replayed: the file has no `exchanges`."),
        (
            '{"encore_probe": 1, "hosts": {}, "exchanges": []}',
            "cannot be replayed: `exchanges` is no list with something in it.",
        ),
        (
            FILE.read_text().replace('"discord": "discord.com"', '"else": "discord.com"'),
            "cannot be replayed: `hosts` has no `discord`.",
        ),
    ],
)
def test_what_no_probe_left_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    file = tmp_path / "probe.json"
    file.write_text(text, encoding="latin-1")
    assert main(["replay", str(file)]) == 2
    assert capsys.readouterr() == ("", f"{file} {problem}\n")


def test_a_file_that_cannot_be_read_or_is_huge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    for path, problem in (
        (tmp_path / "none.json", "cannot be read: No such file or directory."),
        (tmp_path, "cannot be read: Is a directory."),
        (huge, "is larger than 64 MiB: no probe leaves such a file."),
    ):
        assert main(["replay", str(path)]) == 2
        assert capsys.readouterr().err == f"{path} {problem}\n"

"""The real probe, in MusicAPI's three moods: each comes out as what it is, and nothing is spent without being asked."""

from __future__ import annotations

import asyncio
import json
import shlex
import signal
import stat
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.bot_process import ROOT
from sandbox.world import Sandbox, free_port
from tests.e2e.conftest import SPEED

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

    from sandbox.musicapi.moods.mood import MoodName
    from sandbox.wire.traffic import Exchange

TIMEOUT = 240.0  # seconds
A_FEW = 60  # credits: a song of each family that there is, and some of what is made of one
# Free of charge, and not what the documents say.
DIFFERENT: dict[str, set[str]] = {
    "documented": {"nuro: not taken"},  # its document knows no nuro, which the vendor's pages do
    "observed": set(),
}
DIFFERENT_TO_BUY: dict[str, set[str]] = {
    "documented": {"nuro: create: accepted"},
    "observed": {"sonic: create: polls"},  # where it is asked while a clip is `processing`, which no page lists
}


@dataclass(frozen=True)
class Probed:
    """What a probe said, and its file."""

    code: int
    out: str
    err: str
    file: dict[str, Any]

    def rows(self, verdict: str) -> dict[str, str]:
        """What was seen, by what was looked at."""
        return {row["check"]: row["seen"] for row in self.file["rows"] if row["verdict"] == verdict}


async def start(sandbox: Sandbox, folder: Path, *words: str, **env: str) -> Process:
    """The command, which writes into `probed.json` in the folder."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "probe", "--file", str(folder / "probed.json"), *words),
        cwd=ROOT,
        env=sandbox.env(database_url=f"sqlite:///{folder}/never.db") | {"MUSICAPI_CREATE_INTERVAL": "0.15"} | env,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def probe(sandbox: Sandbox, folder: Path, *words: str, typed: str = "", **env: str) -> Probed:
    """What the command says and leaves in a file."""
    process = await start(sandbox, folder, *words, **env)
    out, err = await asyncio.wait_for(process.communicate(typed.encode()), TIMEOUT)
    assert not (folder / "never.db").exists()
    file = folder / "probed.json"
    said = json.loads(file.read_text()) if file.exists() else {}
    return Probed(process.returncode or 0, out.decode(), err.decode(), said)


@pytest.mark.parametrize("mood", ["documented", "observed"])
async def test_what_costs_nothing_comes_out_as_the_mood_is(tmp_path: Path, mood: MoodName) -> None:
    async with Sandbox(SPEED, vendor=mood) as sandbox:
        probed = await probe(sandbox, tmp_path)
        assert (probed.code, probed.err) == (1 if DIFFERENT[mood] else 0, ""), probed.out
        assert probed.rows("differs").keys() == DIFFERENT[mood]
        assert probed.rows("not seen") == {}
        assert len(probed.rows("as documented")) > 8
        assert sandbox.vendor.account.charged == 0
        assert stat.S_IMODE((tmp_path / "probed.json").stat().st_mode) == 0o600
        written = (tmp_path / "probed.json").read_text()
        for secret in (sandbox.vendor.key, sandbox.world.token):
            assert secret not in written + probed.out


async def test_at_its_worst_nothing_breaks_and_what_is_odd_is_named(tmp_path: Path) -> None:
    async with Sandbox(SPEED, vendor="hostile", seed=3) as sandbox:
        probed = await probe(sandbox, tmp_path)
        assert (probed.code, probed.err) == (1, ""), probed.out
        assert probed.rows("differs") or probed.rows("not seen")
        assert sandbox.vendor.account.charged == 0
        assert "Traceback" not in probed.out


@pytest.mark.parametrize("mood", ["documented", "observed"])
async def test_one_of_each_is_bought_and_no_more_than_was_agreed_to(tmp_path: Path, mood: MoodName) -> None:
    async with Sandbox(SPEED, vendor=mood, clip_seconds=30.0) as sandbox:
        probed = await probe(sandbox, tmp_path, "--spend", str(A_FEW), typed="spend\n")
        assert probed.err == "", probed.err
        assert "This spends up to 60 credits" in probed.out
        assert 0 < sandbox.vendor.account.charged <= A_FEW
        made = Counter(create.path for create in sandbox.vendor.creates if create.accepted)
        assert set(made.values()) == {1}, made
        assert len(made) > 8
        assert {name for name in probed.rows("differs") if name not in DIFFERENT[mood]} <= DIFFERENT_TO_BUY[mood]
        seen = probed.rows("as documented") | probed.rows("not documented")
        assert seen["riffusion: create: price"] == "12 credits"
        assert seen["riffusion: create: result"] == "clips: 2"
        assert seen["riffusion: create: fields"].startswith("all of them")
        assert seen["riffusion: create: file"].startswith("m4a, ")
        assert seen["sonic: bpm: result"] == "Tempo"
        written = (tmp_path / "probed.json").read_text()
        for clip in sandbox.vendor.library.clips:
            assert clip not in written


async def test_what_costs_more_than_documented_is_named_and_leaves_less_for_the_rest(tmp_path: Path) -> None:
    async with Sandbox(SPEED, clip_seconds=30.0) as sandbox:
        # As for whoever believes to speak with the other host, where producer costs 10: it charges 12 here.
        host = {"MUSICAPI_HOST": "api.aimusicapi.ai"}
        probed = await probe(sandbox, tmp_path, "--spend", "23", typed="spend\n", **host)
        assert probed.rows("differs")["producer: create: price"] == "12 credits"
        assert "cost more than is documented" in "".join(probed.rows("not seen").values())
        assert sandbox.vendor.account.charged <= 23


@pytest.mark.parametrize("typed", ["", "no\n", "yes\n"])
async def test_nothing_is_asked_where_nobody_agrees(tmp_path: Path, typed: str) -> None:
    async with Sandbox(SPEED) as sandbox:
        probed = await probe(sandbox, tmp_path, "--spend", "60", typed=typed)
        assert (probed.code, probed.file) == (2, {})
        assert probed.err == "Nobody agreed, so nothing was asked and nothing was spent.\n"
        assert not list(sandbox.musicapi.traffic)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--spend", "-1"), "--spend takes a number of credits from 1 to 10000."),
        (("--spend", "10001"), "--spend takes a number of credits from 1 to 10000."),
        (("--spend", "many"), "Argument --spend: invalid int value: 'many'"),
        (("--spend", "0"), "--spend takes a number of credits from 1 to 10000."),
        (("--person",), "--person needs --channel: somebody presses a button there."),
        (("--channel", "0"), "--channel takes the id of a channel, such as 1234567890123456789."),
        (("--channel", "-1"), "--channel takes the id of a channel, such as 1234567890123456789."),
        (("--channel", "99999999999999999999"), "--channel takes the id of a channel"),
        (("--channel", "songs"), "Argument --channel: invalid int value: 'songs'"),
        (("--key", "other"), "No MusicAPI key is called so; the keys are called default."),
        (("--file", "/no/such/folder/probed.json"), "cannot be written"),
    ],
)
async def test_wrong_words_are_said_in_one_line(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    async with Sandbox(SPEED) as sandbox:
        probed = await probe(sandbox, tmp_path, *words)
        assert probed.code == 2
        assert said in probed.err
        assert probed.err.count("\n") == 1
        assert not list(sandbox.musicapi.traffic)


async def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "probed.json").write_text("{}")
    async with Sandbox(SPEED) as sandbox:
        probed = await probe(sandbox, tmp_path)
        assert probed.code == 2
        assert "is there already, and nothing is overwritten" in probed.err
        assert (tmp_path / "probed.json").read_text() == "{}"


async def test_a_musicapi_that_is_away_is_a_table_without_answers(tmp_path: Path) -> None:
    async with Sandbox(SPEED) as sandbox:
        away = f"http://127.0.0.1:{free_port()}"
        probed = await probe(sandbox, tmp_path, MUSICAPI_URL=away)
        assert (probed.code, probed.err) == (1, "")
        assert set(probed.rows("not seen").values()) >= {"no answer (ConnectError)"}
        assert probed.rows("differs") == {}


async def _stop_while_it_buys(sandbox: Sandbox, folder: Path, sent: signal.Signals) -> tuple[int | None, str, str]:
    """Send the signal once the first song was ordered; how the probe ended, and all that it said."""
    ordered = asyncio.Event()

    def notice(exchange: Exchange) -> None:
        # By its lyrics: what nobody can make is asked for on the same path, before.
        if exchange.request.path.endswith("nuro/create") and b"lyrics" in exchange.request.body:
            ordered.set()

    sandbox.musicapi.traffic.listeners.append(notice)
    process = await start(sandbox, folder, "--spend", "30", POLL_INTERVAL="30")
    assert process.stdin is not None
    process.stdin.write(b"spend\n")
    async with asyncio.timeout(TIMEOUT):
        await ordered.wait()
        process.send_signal(sent)
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_whoever_stops_it_keeps_what_was_seen(tmp_path: Path, sent: signal.Signals) -> None:
    # What runs in the background ignores Ctrl-C, and hands that on.
    before = signal.signal(sent, signal.default_int_handler)
    try:
        async with Sandbox(SPEED) as sandbox:
            code, out, err = await _stop_while_it_buys(sandbox, tmp_path, sent)
    finally:
        signal.signal(sent, before)
    assert (code, err) == (130, "Stopped before it was done.\n"), out
    assert "nothing is spent" in out
    said = json.loads((tmp_path / "probed.json").read_text())
    rows = {row["check"]: row["seen"] for row in said["rows"]}
    assert said["complete"] is False
    assert "credits" in rows
    assert rows["nuro: create"] == "it was stopped, and may have been charged"
    assert rows["riffusion: create"] == "it was stopped before"


async def test_whoever_is_killed_has_what_was_seen_until_then(tmp_path: Path) -> None:
    async with Sandbox(SPEED) as sandbox:
        code, _, _ = await _stop_while_it_buys(sandbox, tmp_path, signal.SIGKILL)
    assert code == -signal.SIGKILL
    said = json.loads((tmp_path / "probed.json").read_text())
    assert "nothing is spent" in {row["check"] for row in said["rows"]}
    assert said["complete"] is False


@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ("{} --spend 60 <&-", 2, "Nobody agreed, so nothing was asked and nothing was spent."),
        ("printf '\\377\\n' | {} --spend 60", 2, "Nobody agreed, so nothing was asked and nothing was spent."),
        ("{} | head -n 1; exit 7", 7, ""),
        ("{} >/dev/full; exit 7", 7, ""),
        ("{} >&-; exit 7", 7, ""),
        ("ALL_PROXY=socks5://127.0.0.1:9 MUSICAPI_URL=https://musicapi.example {}", 2, "The proxy of the environment"),
    ],
)
async def test_odd_surroundings_lose_nothing(tmp_path: Path, shell: str, code: int, said: str) -> None:
    async with Sandbox(SPEED) as sandbox:
        file = tmp_path / "probed.json"
        env = sandbox.env(database_url=f"sqlite:///{tmp_path}/never.db") | {"MUSICAPI_CREATE_INTERVAL": "0.15"}
        command = shell.format(f"{shlex.quote(sys.executable)} -m bot probe --file {shlex.quote(str(file))}")
        process = await asyncio.create_subprocess_shell(
            command, cwd=ROOT, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        _, err = await asyncio.wait_for(process.communicate(), TIMEOUT)
        assert process.returncode == code
        assert err.decode().startswith(said)
        assert err.decode().count("\n") == bool(said)
        assert file.exists() is (not said)
        assert not said or not list(sandbox.musicapi.traffic)
        assert said or json.loads(file.read_text())["complete"] is True


async def test_discord_is_asked_in_one_channel_and_nothing_is_left_there(tmp_path: Path) -> None:
    async with Sandbox(SPEED, vendor="documented", identify_interval=0.0) as sandbox:
        before = list(sandbox.songs.messages)
        probed = await probe(sandbox, tmp_path, "--channel", str(sandbox.songs.id))
        assert probed.err == ""
        discord = [row for row in probed.file["rows"] if row["api"] == "discord"]
        assert len(discord) > 15
        assert {row["verdict"] for row in discord} <= {"as documented", "not documented"}
        assert list(sandbox.songs.messages) == before
        assert "\nDiscord\n" in probed.out
        written = (tmp_path / "probed.json").read_text()
        for secret in (sandbox.world.token, str(sandbox.songs.id), sandbox.studio.name):
            assert secret not in written


async def test_a_channel_that_is_not_there_is_a_row(tmp_path: Path) -> None:
    async with Sandbox(SPEED, vendor="documented") as sandbox:
        probed = await probe(sandbox, tmp_path, "--channel", "1")
        assert (probed.code, probed.err) == (1, "")
        assert "Traceback" not in probed.out
        assert {row["verdict"] for row in probed.file["rows"] if row["api"] == "discord"} >= {"not seen"}

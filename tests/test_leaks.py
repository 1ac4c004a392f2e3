"""What watches over the secrets of all other tests does find them, in several test processes too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from sandbox.bot_process import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONFTEST = """
from tests.leaks import Leaks

def pytest_configure(config):
    config.pluginmanager.register(Leaks())
"""
TESTS = """
import json
import pytest
from sandbox.bot_process import BotProcess
from sandbox.discord import interactions
from sandbox.discord.entities import InteractionType
from sandbox.musicapi.state import Create
from sandbox.wire.exchange import EMPTY, Request
from sandbox.wire.traffic import Exchange
from sandbox.world import Sandbox

PROMPT = "a “marked” prompt of\\nmia's"

@pytest.fixture(scope="module")
def place(tmp_path_factory):
    sandbox = Sandbox()
    data = {"options": [{"type": 3, "name": "prompt", "value": PROMPT}, {"type": 3, "name": "model", "value": "sonic"}]}
    asked = interactions.start(sandbox.world, InteractionType.COMMAND, sandbox.mia, sandbox.songs, data)
    key = "webhook-key-0123456789"
    sandbox.vendor.creates.append(Create(0, "sonic", {"webhook_secret": key}, 200, None, "sonic/create", True))
    secrets = {
        "bot": sandbox.world.token,
        "vendor": sandbox.vendor.key,
        "interaction": asked.token,
        "webhook": key,
        "prompt": json.dumps(PROMPT),
        "model": "sonic",
    }
    return sandbox, BotProcess({}, tmp_path_factory.mktemp("bot") / "bot.log"), secrets

@pytest.mark.parametrize("what", ["bot", "vendor", "interaction", "webhook", "prompt", "model"])
def test_log(place, what):
    _, bot, secrets = place
    with bot.log.open("a") as log:
        log.write(f"job_queued job=1 what={secrets[what]}\\n")

@pytest.mark.parametrize("what", ["bot", "prompt"])
def test_printed(place, what):
    print("said:", place[2][what])

@pytest.mark.parametrize("to", ["discord", "musicapi"])
@pytest.mark.parametrize("what", ["vendor", "interaction", "webhook", "prompt"])
def test_sent(place, what, to):
    sandbox, _, secrets = place
    request = Request("POST", "/", body=secrets[what].encode())
    getattr(sandbox, to).traffic.add(Exchange(0.0, request, EMPTY, 0.0))

def test_quiet(place):
    pass
"""
LEAKS = {
    *(f"test_log[{what}]" for what in ("bot", "vendor", "interaction", "webhook", "prompt")),
    *(f"test_printed[{what}]" for what in ("bot", "prompt")),
    # MusicAPI is told the words and the webhook's key, and Discord shows the words.
    *(f"test_sent[{sent}]" for sent in ("vendor-discord", "interaction-discord", "webhook-discord")),
    *(f"test_sent[{sent}]" for sent in ("vendor-musicapi", "interaction-musicapi")),
}


def test_the_test_that_let_a_secret_out_is_named_and_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_leaky.py").write_text(TESTS)
    (tmp_path / "test_other.py").write_text("def test_nothing():\n    pass\n")
    options = ["-n", "1", "--dist", "loadfile", "-p", "no:cacheprovider", "-rE", "-q", "--show-capture=no"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", tmp_path, "-c", os.devnull, tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    named = set(re.findall(r"(?m)^ERROR \S*?::(\S+)", run.stdout))
    assert named == LEAKS, run.stdout
    assert run.returncode == 1
    assert "the bot's token is in what was captured" in run.stdout
    assert "an interaction's token is in a request to Discord" in run.stdout
    assert "webhook-key-0123456789" not in run.stdout, "the report would print it once more"

"""A reader of others' sound that somebody took over: what it can still do."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.media import confinement, isolation
from sandbox.bot_process import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# A file that makes the reader do what its sender wants, instead of measuring it.
ATTACK = """
import json, os, socket, subprocess, sys, tempfile
from pathlib import Path
from bot.media import isolation, probe

def attempt(deed):
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"

def attack(audio, *, enough):
    secret, port, parent = Path(sys.argv[1]), int(sys.argv[2]), os.getppid()
    temporary = Path(tempfile.gettempdir(), "song")
    deeds = {
        "read the sound": audio.read,
        "read Python's files": Path(os.__file__).read_bytes,
        "write a temporary file": lambda: temporary.write_bytes(b"sound"),
        "write a large file": lambda: os.truncate(temporary, isolation.FILE + 1),
        "remove a temporary file": temporary.unlink,
        "read a secret": secret.read_bytes,
        "change a secret": lambda: secret.open("ab"),
        "list a folder": lambda: os.listdir(secret.parent),
        "change Python's files": lambda: Path(os.__file__).open("ab"),
        "read the bot's environment": Path("/proc", str(parent), "environ").read_bytes,
        "start a program": lambda: subprocess.run([sys.executable, "-c", ""]),
        "signal the bot": lambda: os.kill(parent, 0),
        "send something away": lambda: socket.create_connection(("127.0.0.1", port)),
    }
    sys.stderr.write(json.dumps({name: attempt(deed) for name, deed in deeds.items()}))

probe.probe_seconds = attack
sys.exit(isolation._main("length", "60"))
"""
ENDLESS = """
import sys
from bot.media import isolation, probe

def count(audio, *, enough):
    while True:
        pass

isolation.CPU = 1
probe.probe_seconds = count
sys.exit(isolation._main("length", "60"))
"""
MAY = {"read the sound", "read Python's files", "write a temporary file", "remove a temporary file"}


def run(code: str, folder: Path, *values: str) -> subprocess.CompletedProcess[bytes]:
    """Run it where the reader is run."""
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code, *values], input=b"sound", capture_output=True, env=environment, check=False
    )


@pytest.mark.skipif(not confinement.landlock_version(), reason="this kernel has no Landlock")
def test_a_reader_that_was_taken_over_reaches_nothing(tmp_path: Path) -> None:
    temporary, secret = tmp_path / "temporary", tmp_path / "encore.db"
    temporary.mkdir()
    secret.write_text("tokens")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = run(ATTACK, temporary, str(secret), str(listening.getsockname()[1]))
    done = json.loads(ended.stderr)
    may = set(MAY)
    may |= set() if confinement.landlock_version() >= confinement.SINCE_TCP else {"send something away"}
    may |= set() if confinement.landlock_version() >= confinement.SINCE_SIGNALS else {"signal the bot"}
    assert {deed for deed, how in done.items() if how == "done"} == may
    assert {how for how in done.values() if how != "done"} == {"PermissionError", "OSError"}
    assert done["write a large file"] == "OSError"
    assert secret.read_text() == "tokens"


def test_a_system_without_it_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "landlock_version", lambda: 0)
    assert confinement.confine([], []) is False
    assert list(ROOT.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the time of a process")
def test_a_reader_that_never_ends_is_ended(tmp_path: Path) -> None:
    assert run(ENDLESS, tmp_path).returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    assert isolation.CPU == 120

"""Whoever tests another bot may use `sandbox/discord` and `sandbox/wire` as they are: nothing in them is about ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.bot_process import ROOT

ROOMS = ("wire", "discord")
MODULES = [path for room in ROOMS for path in sorted((ROOT / "sandbox" / room).rglob("*.py"))]
# What only this bot or its vendor is about; a bot that plays chess would wonder about each of them.
OF_OURS = re.compile(
    r"encore|music|suno|riffusion|sonic|producer|nuro|vendor|\bsongs?\b|\bclips?\b|credits?\b|lyrics|\bcogs?\b",
    re.IGNORECASE,
)
IMPORTED = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("bot", "cogs", "data", "discord", "sandbox")))
"""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("word", ["an Encore bot", "sandbox.musicapi", "a song", "of the vendor's", "credits"])
def test_a_word_of_ours_is_found(word: str) -> None:
    assert OF_OURS.search(word)


@pytest.mark.parametrize("room", ROOMS)
def test_no_word_of_ours_stands_in_what_others_may_use(room: str) -> None:
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in MODULES
        if path.relative_to(ROOT).parts[1] == room
        for number, line in enumerate([path.stem, *path.read_text(encoding="utf-8").splitlines()])
        if OF_OURS.search(line)
    ]
    assert lines == []


def test_what_others_may_use_brings_nothing_else_with_it() -> None:
    """Imported in a process of its own, where no test has imported anything before."""
    names = [name_of(path) for path in MODULES]
    run = subprocess.run(
        [sys.executable, "-c", IMPORTED, *names], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert set(run.stdout.split()) == {"sandbox", *names}

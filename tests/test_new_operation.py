"""A new operation is five files, its spec, family, words, simulation and proof: one is written and ordered here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("bot", "cogs", "data", "sandbox", "tests")

# Where each line goes: the file, the line that it is put in front of, and what is put there.
EDITS = (
    ("bot/musicapi/operations.py", '    VOX = "vox"', '    PULSE = "pulse"\n'),
    (
        "bot/musicapi/operations.py",
        "        Operation.VOX: ",
        "        Operation.PULSE: _answer_of_clip(takes_nothing=True),\n",
    ),
    (
        "bot/musicapi/families/sonic.py",
        "        of_clip(operation=Operation.BPM, ",
        '        of_clip(operation=Operation.PULSE, path="sonic/pulse", price=3, read_answer=_read_tempo),\n',
    ),
    (
        "cogs/text/en/operations.ftl",
        "operation-vox = ",
        """operation-pulse = Pulse
    .hint = How fast it beats
    .verb = feel a pulse
    .making = Feeling it
    .lineage = Pulse of
    .this = this
    .subject = This
""",
    ),
    (
        "sandbox/musicapi/families/sonic/tools.py",
        '    InstantOperation("bpm", ',
        '    InstantOperation("pulse", Prices(3, 3), "pulse", _tempo),\n',
    ),
)
PROOF = """

@proves("sonic", Operation.PULSE, hosts=BOTH)
async def test_pulse(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.PULSE):
        message = await bench.choose(song, Operation.PULSE)
    assert "Pulse" in text(message)
    assert "BPM" in text(message)
"""
PROOF_FILE = "tests/e2e/test_sonic_tools.py"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """A copy of the code that may be edited."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield tmp_path
    shutil.rmtree(tmp_path)


def add_operation(house: Path) -> set[str]:
    """Write an operation that MusicAPI might offer tomorrow, and return the files that it took."""
    for name, before, line in EDITS:
        path = house / name
        code = path.read_text(encoding="utf-8")
        assert code.count(before) == 1, f"{name} holds {before!r} {code.count(before)} times"
        path.write_text(code.replace(before, line + before), encoding="utf-8")
    with (house / PROOF_FILE).open("a", encoding="utf-8") as proofs:
        proofs.write(PROOF)
    return {PROOF_FILE, *(name for name, _, _ in EDITS)}


@pytest.mark.timeout(240)
def test_a_new_operation_is_written_in_five_files_and_works_on_both_hosts(house: Path) -> None:
    assert len(add_operation(house)) == 5
    tests = [f"{PROOF_FILE}::test_pulse", "tests/bot/musicapi/test_operations.py", "tests/cogs/text"]
    # It works in English everywhere until somebody has said it in the other languages, which these tests demand.
    tests += ["--ignore", "tests/cogs/text/test_translations.py"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert " skipped" not in ran.stdout

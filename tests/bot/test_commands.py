"""`python -m bot` with a word: one program, of which each command is one line to read and one exit code."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands import parser
from data import key_values
from data.engine.database import Database

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("check", "health", "support", "operations", "migrate", "backup", "restore", "move", "archive")


def bot(folder: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """`python -m bot` as an operator runs it: its exit code, and what it says on stdout and on stderr."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


async def test_a_backup_goes_round_by_way_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DATABASE_URL=sqlite:///{tmp_path}/encore.db\nPOLL_INTERVAL=wrong, but not read\n")
    database = await Database.open(f"sqlite:///{tmp_path}/encore.db")
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "b")

    async def said(*words: str, **environment: str) -> tuple[int, str, str]:
        return await asyncio.to_thread(bot, tmp_path, *words, **environment)

    assert await said("backup", "b.db") == (0, "b.db holds all 1 rows of the database.\n", "")
    assert await said("backup", "b.db") == (1, "", "b.db is there already: name a file that is not.\n")
    assert await said("check") == (0, "The database is sound.\n", "")
    assert await said("operations") == (0, "MusicAPI refused no operation.\n", "")
    assert (await said("health", WORKER_ID="w"))[::2] == (
        1,
        "Encore is not healthy: The worker 'w' has no heartbeat yet.\n",
    )
    await database.close()
    code, _, refusal = await said("restore", "b.db")
    assert (code, refusal) == (
        1, "The database to write to has rows: back it up, and restore with --overwrite.\n"
    )  # fmt: skip
    assert await said("restore", "--overwrite", "b.db") == (0, "The database holds all 1 rows of b.db.\n", "")
    code, moved, _ = await said("move", "sqlite:///encore.db", "sqlite:///new.db")
    assert (code, moved.startswith("All 1 rows are in the new database")) == (0, True)
    assert await said("move", "sqlite:///encore.db", "mysql://x/y") == (
        2, "", "Only sqlite:///… and postgresql://… databases are supported.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["restart"], "invalid choice: 'restart' (choose from 'gateway', 'worker', 'check'"),
        (["backup"], "required: FILE"),
        (["check", "now"], "Unrecognized arguments: now"),
        (["--verbose"], "required: COMMAND"),
    ],
)
def test_wrong_words_are_one_line_and_exit_code_2(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    out, refusal = capsys.readouterr()
    assert (ended.value.code, out, len(refusal.splitlines())) == (2, "", 1)
    assert says in refusal


def test_help_names_every_command_and_runs_no_bot(tmp_path: Path) -> None:
    code, out, refusal = bot(tmp_path, "--help")
    assert (code, refusal) == (0, "")
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("    ")]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)
    assert bot(tmp_path, "restart")[0] == 2


def test_without_a_word_it_runs_the_bot(tmp_path: Path) -> None:
    code, _, refusal = bot(tmp_path)
    assert (code, refusal.splitlines()[0]) == (2, "Encore cannot start:")


@pytest.mark.parametrize("words", [("doctor",), ("probe", "--spend", "60"), ("support",)])
def test_a_screen_without_utf_8_is_told_what_it_can_show(tmp_path: Path, words: tuple[str, ...]) -> None:
    where = {"MUSICAPI_KEY": "a-key-that-nobody-has", "MUSICAPI_URL": "http://127.0.0.1:9"}
    _, out, err = bot(tmp_path, *words, PYTHONIOENCODING="ascii", DATABASE_URL="sqlite:///encore.db", **where)
    assert "Error" not in err
    assert "?" in out + err

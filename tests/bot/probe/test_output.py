"""Whoever stops reading, and whatever else lies in the folder: neither costs a probe what it saw."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from bot.probe.output import NotReserved, Screen, replace_file, reserve_file


def test_a_terminal_that_was_closed_ends_nothing() -> None:
    terminal, ours = os.openpty()
    with os.fdopen(ours, "w", encoding="utf-8") as out:
        os.close(terminal)
        screen = Screen(out)
        screen.say("The first sentence fails as the device does (EIO).")
        screen.say("The next one goes nowhere.")


def test_a_disk_that_is_full_ends_nothing() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as out:
        screen = Screen(out)
        screen.say("There is no space left for this.")
        screen.say("Nor for this.")


def test_a_reader_that_went_away_ends_nothing() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as out:
        os.close(reading)
        screen = Screen(out)
        screen.say("Nobody reads this.")
        screen.say("Nor this.")


def test_an_output_that_is_closed_or_was_never_there_ends_nothing() -> None:
    out = io.StringIO()
    out.close()
    Screen(out).say("Nobody reads this.")
    Screen(None).say("Nobody reads this.")


def test_what_a_terminal_has_no_character_for_is_said_all_the_same() -> None:
    written = io.BytesIO()
    with io.TextIOWrapper(written, encoding="ascii") as out:
        screen = Screen(out)
        screen.say("Type “spend” to go on: ", end="")
        screen.say("riffusion …")
        assert written.getvalue() == b"Type ?spend? to go on: riffusion ?\n"


def test_a_file_is_its_owners_alone_and_replaced_as_a_whole(tmp_path: Path) -> None:
    file = reserve_file(str(tmp_path / "probed.json"))
    for text in ("{}", '{"rows": []}'):
        replace_file(file, text)
        assert file.read_text() == text
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("all that I have")
    (tmp_path / "probed.json.part").symlink_to(tmp_path / "precious")
    (tmp_path / "other.json.part").write_text("mine")
    (tmp_path / "other.json.part").chmod(0o644)
    for name in ("probed.json", "other.json"):
        file = reserve_file(str(tmp_path / name))
        replace_file(file, "{}")
        assert (file.read_text(), file.is_symlink(), stat.S_IMODE(file.stat().st_mode)) == ("{}", False, 0o600)
    assert (tmp_path / "precious").read_text() == "all that I have"
    assert (tmp_path / "probed.json.part").is_symlink()
    assert (tmp_path / "other.json.part").read_text() == "mine"


def test_where_a_file_cannot_be_replaced_the_one_before_stays(tmp_path: Path) -> None:
    file = reserve_file(str(tmp_path / "probed.json"))
    replace_file(file, "{}")
    with pytest.raises(UnicodeEncodeError):
        replace_file(file, "x" * 10_000 + "\ud800")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("{}", [file])


@pytest.mark.parametrize(
    ("name", "said"), [("", "is there already, and nothing is overwritten"), ("no/such.json", "cannot be written")]
)
def test_what_cannot_be_reserved_is_said(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotReserved, match=said):
        reserve_file(str(tmp_path / (name or "file")))


def test_the_longest_name_that_a_file_can_have_can_be_replaced(tmp_path: Path) -> None:
    file = reserve_file(str(tmp_path / ("p" * 255)))
    replace_file(file, "{}")
    assert file.read_text() == "{}"

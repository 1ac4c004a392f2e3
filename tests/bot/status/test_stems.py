"""Parts of a song are called by what they are, and stand as on a mixing desk."""

from __future__ import annotations

import pytest

from bot.musicapi.responses.reports import ReportedFile
from bot.status.stems import named_parts
from sandbox.musicapi.sound.stems import GROUPINGS


def names(*given: str, titles: tuple[str, ...] = ()) -> list[str]:
    return [file.name for file in named_parts((ReportedFile(name, f"https://x/{name}") for name in given), titles)]


@pytest.mark.parametrize(
    ("called", "part"),
    [
        ("Late (Vocals)", "Vocals"),
        ("LATE - Drums", "Drums"),
        ("Open Letters (Bass)", "Bass"),
        ("Open Letters [Synth Pad]", "Synth Pad"),
        ("Late", "Late"),
        ("Later bass", "Later bass"),
        ("Late ()", "Late ()"),
    ],
)
def test_a_part_is_not_called_by_the_song_whatever_the_song_is_called(called: str, part: str) -> None:
    assert names(called, titles=("", "Late", "Open Letters")) == [part]


def test_the_voice_comes_first_then_the_rhythm_and_what_is_left_comes_last() -> None:
    given = ("Other", "Bass", "Drums", "Violin", "Backing Vocals", "Theremin", "Guitar", "Vocals")
    wanted = ["Vocals", "Backing Vocals", "Drums", "Bass", "Guitar", "Violin", "Theremin", "Other"]
    assert names(*given) == wanted
    assert names(*reversed(given)) == wanted


@pytest.mark.parametrize("count", sorted(GROUPINGS))
def test_nothing_is_lost_and_each_keeps_its_address(count: int) -> None:
    given = tuple(f"Late ({name})" for name in reversed(list(GROUPINGS[count])))
    parts = named_parts((ReportedFile(name, f"https://x/{name}") for name in given), ("Late",))
    assert sorted(part.url for part in parts) == sorted(f"https://x/{name}" for name in given)
    assert all(part.url == f"https://x/Late ({part.name})" for part in parts)
    assert parts[0].name == "Vocals"


def test_parts_of_one_kind_keep_their_order() -> None:
    assert names("Bass 2", "Drums", "Bass 1") == ["Drums", "Bass 2", "Bass 1"]

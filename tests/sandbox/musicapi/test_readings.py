"""What nobody knows of the vendor is decided by the seed: each way by some seed, and the harshest by seed 0."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields

from sandbox.musicapi.readings import GONE, Readings

OTHERS: dict[str, set[float]] = {
    "refund_lag": {0.0, 5.0, 15.0, 60.0},
    "basic_stems": {2, 4},
    "full_stems": {12, 24},
    "joined_clips": {1, 2},
    "remasters": {1, 2},
    "stem_names": {0, 1},
    "gone": set(GONE),
}


def test_every_reading_comes_up() -> None:
    drawn: defaultdict[str, set[float]] = defaultdict(set)
    for seed in range(200):
        readings = Readings.drawn(seed)
        for field in fields(Readings):
            drawn[field.name].add(getattr(readings, field.name))
    assert drawn == {field.name: OTHERS.get(field.name, {False, True}) for field in fields(Readings)}


def test_a_seed_is_one_reading() -> None:
    assert Readings.drawn(0) == Readings()
    assert Readings.drawn(7) == Readings.drawn(7)
    assert Readings.drawn(7) != Readings.drawn(8)


def test_how_long_a_text_is() -> None:
    assert Readings().length("🎵a") == 3
    assert Readings(counts_utf16=False).length("🎵a") == 2
    assert Readings().length("\ud83c") == 1  # half an emoji, which JSON can carry

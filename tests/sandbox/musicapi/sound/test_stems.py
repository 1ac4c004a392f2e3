"""The stems of a song are its instruments apart: together they are the song."""

from __future__ import annotations

import numpy as np
import pytest

from sandbox.musicapi.sound.brief import Stretch
from sandbox.musicapi.sound.mixer import DRUMS, render
from sandbox.musicapi.sound.patches import PATCHES
from sandbox.musicapi.sound.stems import ALL, GROUPINGS, instrument, stems
from sandbox.musicapi.sound.strings import RINGING
from tests.sandbox.musicapi.sound.songs import song

SECONDS, RATE = 20.0, 22_050


def test_every_sound_has_an_instrument_that_is_in_one_stem_of_each_grouping() -> None:
    basses = {name for name in PATCHES if name.endswith("bass") or name in ("808", "reese")}
    heard = {instrument("drums", name) for name in DRUMS} | {
        instrument("riff", name) for name in (*PATCHES, *RINGING) if name not in basses
    }
    heard |= {instrument("bass", name) for name in basses} | {instrument(part, "") for part in ("lead", "harmony")}
    assert heard == set(ALL)
    for count, grouping in GROUPINGS.items():
        assert len(grouping) == count
        assert sorted(name for names in grouping.values() for name in names) == sorted(ALL)


@pytest.mark.parametrize("words", ["happy pop", "edm", "jazz", "metal"])
@pytest.mark.parametrize("count", [2, 4])
def test_the_stems_together_are_the_song(words: str, count: int) -> None:
    brief = song(words, seconds=SECONDS)
    whole = render(brief, SECONDS, RATE, 2).astype(float)
    parts = [render(stem.brief, SECONDS, RATE, 2).astype(float) for stem in stems(brief, count)]
    assert float(np.corrcoef(whole.ravel(), np.sum(parts, axis=0).ravel())[0, 1]) > 0.97
    assert all(part.std() > 100 for part in parts)
    assert all(abs(np.corrcoef(parts[0].ravel(), part.ravel())[0, 1]) < 0.4 for part in parts[1:])


def test_nobody_sings_in_an_instrumental() -> None:
    voice, band = stems(song(seconds=6.0, lead=False), 2)
    assert (voice.name, band.name) == ("Vocals", "Instrumental")
    assert not render(voice.brief, 6.0, RATE, 1).any()
    assert render(band.brief, 6.0, RATE, 1).std() > 100


def test_a_stem_of_an_extension_is_as_long_as_it() -> None:
    longer = song(seconds=12.0).extended(8.0, Stretch(6.0, "[Bridge]\nand so on"), whole=False)
    for stem in stems(longer, 12):
        assert stem.brief.seconds == longer.seconds
        assert render(stem.brief, longer.seconds, RATE, 1).shape == (1, round(longer.seconds * RATE))

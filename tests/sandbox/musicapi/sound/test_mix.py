"""The samples: loud enough, never too loud, nowhere silent, the same every time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sandbox.musicapi.audio import record
from sandbox.musicapi.sound.genres import GENRES
from sandbox.musicapi.sound.kit import KITS, stroke
from sandbox.musicapi.sound.master import LOUDNESS, loudness
from sandbox.musicapi.sound.melody import Sung
from sandbox.musicapi.sound.mixer import DRUMS, render
from sandbox.musicapi.sound.patches import PATCHES
from sandbox.musicapi.sound.patterns import BEATS
from sandbox.musicapi.sound.singer import FORMANTS, sung
from sandbox.musicapi.sound.strings import RINGING
from tests.sandbox.musicapi.sound.songs import song

RATE = 22_050
SECONDS = 16.0


def heard(words: str, *, seconds: float = SECONDS, channels: int = 2) -> np.ndarray:
    return render(song(words, seconds=seconds), seconds, RATE, channels).astype(np.float32) / 32_768


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.names[0])
def test_every_genre_is_mastered(genre: object) -> None:
    words = next(each.names[0] for each in GENRES if each is genre)
    sound = heard(words)
    assert sound.shape == (2, int(SECONDS * RATE))
    assert loudness(sound[:, : -3 * RATE], RATE) == pytest.approx(LOUDNESS, abs=2.0)
    assert 0.3 < np.abs(sound).max() <= 0.9
    assert abs(sound.mean()) < 0.01
    assert np.abs(sound[:, -20:]).max() < 0.01  # it fades out
    blocks = sound[:, : int((SECONDS - 3) * RATE)].reshape(2, -1, RATE // 2)
    assert np.sqrt((blocks**2).mean(axis=(0, 2))).min() > 0.01  # no half second is silent
    assert np.abs(np.diff(sound)).max() < 0.8  # no click


@pytest.mark.parametrize("channels", [1, 2])
def test_sketches_sound_too(channels: int) -> None:
    for words in ("pop", "metal", "ambient"):
        sound = heard(words, seconds=3.0, channels=channels)
        assert 0.3 < np.abs(sound).max() <= 0.9
        assert np.sqrt((sound**2).mean()) > 0.05


def test_the_same_brief_is_the_same_sound() -> None:
    first, again = (render(song(), 5.0, RATE, 2) for _ in range(2))
    assert first.dtype == np.int16
    assert np.array_equal(first, again)
    assert not np.array_equal(first, render(song(tune="another"), 5.0, RATE, 2))
    assert record(song(), 3.0, "m4a", "A") == record(song(), 3.0, "m4a", "A")


def test_another_take_is_another_mix() -> None:
    brief = song()
    other = replace(brief, stretches=(replace(brief.stretches[0], take=2),))
    assert not np.array_equal(render(brief, 5.0, RATE, 2), render(other, 5.0, RATE, 2))


def test_stereo_is_wide_and_holds_together() -> None:
    left, right = heard("happy pop")
    assert 0.3 < np.corrcoef(left, right)[0, 1] < 0.99


def test_the_beat_of_the_sound_is_the_tempo_asked_for() -> None:
    sound = render(song("techno 120 bpm", lead=False, lyrics="", seconds=24.0), 24.0, RATE, 1)[0].astype(np.float64)
    hop = RATE // 100
    spectra = np.abs(np.fft.rfft(sound[: len(sound) // hop * hop].reshape(-1, hop)))
    onsets = np.maximum(0, np.diff(np.log1p(spectra), axis=0)).sum(axis=1)
    onsets -= onsets.mean()
    likeness = np.correlate(onsets, onsets, "full")[len(onsets) :]
    best = 30 + int(np.argmax(likeness[29:80]))  # lags of 0.3 to 0.8 s, by hundredths
    assert best == pytest.approx(50, abs=1)


def test_fields_of_sound_are_all_there() -> None:
    sound = heard("happy pop").mean(axis=0)
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    at = np.fft.rfftfreq(len(sound), 1 / RATE)
    shares = [
        spectrum[(at >= low) & (at < high)].sum() / spectrum.sum()
        for low, high in ((30, 150), (150, 1000), (1000, 9000))
    ]
    assert min(shares) > 0.03
    assert max(shares) < 0.8


@pytest.mark.parametrize("name", [*PATCHES, *RINGING])
def test_instruments_are_in_tune_and_begin_and_end_softly(name: str) -> None:
    player = PATCHES.get(name) or RINGING[name]
    for pitch in (40, 57, 76):
        sound = np.atleast_2d(player.play(pitch, 1.0, RATE, 0.5, 2))
        assert np.isfinite(sound).all()
        assert np.abs(sound[:, 0]).max() < 0.3 * np.abs(sound).max()
        assert np.abs(sound[:, -1]).max() < 0.02 * np.abs(sound).max()
    tone = np.atleast_2d(player.play(57, 2.0, RATE, 0.5, 1))[0].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone)), 1 << 18))
    at = np.fft.rfftfreq(1 << 18, 1 / RATE)
    near = (at > 208) & (at < 232)
    assert 1200 * np.log2(at[near][np.argmax(spectrum[near])] / 220.0) == pytest.approx(0, abs=6)


@pytest.mark.parametrize("singer", FORMANTS)
def test_a_singer_is_in_tune_and_has_vowels(singer: str) -> None:
    at, bright = np.fft.rfftfreq(1 << 18, 1 / RATE), dict[str, float]()
    for vowel in "aeiou":
        voice = sung([Sung(0.0, 1.6, 57, vowel, "t", "s", 0, "lead", 1.0)], singer, RATE).astype(np.float64)
        middle = voice[RATE // 4 : RATE * 3 // 2]
        spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 18))
        near = (at > 205) & (at < 236)
        assert 1200 * np.log2(at[near][np.argmax(spectrum[near])] / 220.0) == pytest.approx(0, abs=15)
        bright[vowel] = spectrum[(at > 1300) & (at < 2200)].sum() / spectrum[(at > 150) & (at < 1000)].sum()
        assert abs(voice[-1]) < 1e-3
    assert bright["i"] > 1.3 * bright["u"]
    assert bright["e"] > 1.3 * bright["o"]


@pytest.mark.parametrize("kit", KITS)
def test_kits_have_every_drum(kit: str) -> None:
    assert {drum for beat in BEATS.values() for drum in beat} | {"crash", "open"} <= set(DRUMS)
    for drum in DRUMS:
        sound = stroke(drum, kit, RATE)
        assert np.isfinite(sound).all()
        assert np.abs(sound).max() == pytest.approx(1.0, abs=0.2)
        assert abs(sound[-1]) < 1e-3

"""How nuro's lists are filled from a person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.families import nuro
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from data.brief import Details
from tests.bot.musicapi.asking import WHOLE_LYRICS, ask

if TYPE_CHECKING:
    from bot.musicapi.requests import Body


def asked(**said: Any) -> Body:
    return nuro.NURO.body(ask(Operation.CREATE, "nuro", "nuro", **said), Host.MUSICAPI)


def test_a_song_says_everything_that_is_required() -> None:
    assert asked(style="upbeat k-pop, bright female vocals", lyrics=WHOLE_LYRICS, title="Not sent") == {
        "type": "vocal",
        "lyrics": WHOLE_LYRICS,
        "genre": "Pop",
        "mood": "Happy",
        "gender": "Female",
        "timbre": "Bright",
        "duration": 60,
    }


def test_an_instrumental_is_described() -> None:
    sent = {"type": "bgm", "version": "v2.0", "description": "calm piano, slow", "duration": 120}
    assert asked(prompt="calm piano", style="slow", instrumental=True) == sent
    for length, seconds in ((20.0, 30), (45.4, 45), (200.0, 120)):
        assert asked(prompt="x", instrumental=True, details=Details(length=length))["duration"] == seconds


def test_the_vendors_lists_are_whole() -> None:
    assert (len(nuro.GENRES), len(nuro.MOODS), len(nuro.TIMBRES)) == (23, 13, 9)
    assert nuro.GENRE in nuro.GENRES
    assert nuro.MOOD in nuro.MOODS
    assert nuro.TIMBRE in nuro.TIMBRES


@pytest.mark.parametrize("values", [nuro.GENRES, nuro.MOODS, nuro.TIMBRES])
def test_every_value_can_be_had_by_its_name(values: Any) -> None:
    for value in values:
        assert nuro.meant_by(f"something {value.lower()}, please", values, "") == value


@pytest.mark.parametrize(
    ("said", "genre"),
    [
        ("a pop rock anthem", "Pop Rock"),
        ("Rock", "Rock"),
        ("heavy metal", "Rock"),
        ("boom bap beats", "Hip Hop/Rap"),
        ("r&b", "R&B/Soul"),
        ("rap", "Hip Hop/Rap"),
        ("trap with 808s", "Trap Rap"),
        ("lo-fi beats", "Electronic"),
        ("bossa nova in the sun", "Bossa Nova"),
        ("acoustic ballad", "Folk"),
        ("jazz pop", "Jazz Pop"),
        ("therapy", "Pop"),
        ("", "Pop"),
        ("(", "Pop"),
    ],
)
def test_genres_by_their_words(said: str, genre: str) -> None:
    assert asked(style=said, lyrics=WHOLE_LYRICS)["genre"] == genre


@pytest.mark.parametrize(
    ("said", "mood", "timbre"),
    [
        ("sad piano, husky voice", "Sorrow/Sad", "Husky"),
        ("dreamy synths, sweet singer", "Dreamy/Ethereal", "Sweet_AUDIO_TIMBRE"),
        ("energetic, autotune", "Dynamic/Energetic", "Electrified voice"),
        ("love song", "Romantic", "Warm"),
        ("", "Chill", "Warm"),
    ],
)
def test_moods_and_timbres_by_their_words(said: str, mood: str, timbre: str) -> None:
    body = asked(prompt=said, lyrics=WHOLE_LYRICS)
    assert (body["mood"], body["timbre"]) == (mood, timbre)


@pytest.mark.parametrize(
    ("said", "wished", "gender"),
    [
        ("male voice", "", "Male"),
        ("female voice", "", "Female"),
        ("a man and a woman", "", "Female"),
        ("a human choir", "", "Female"),
        ("", "", "Female"),
        ("female voice", "m", "Male"),
        ("male voice", "f", "Female"),
    ],
)
def test_who_sings(said: str, wished: Any, gender: str) -> None:
    assert asked(style=said, lyrics=WHOLE_LYRICS, details=Details(gender=wished))["gender"] == gender


@pytest.mark.parametrize(("characters", "seconds"), [(300, 60), (960, 120), (2_000, 240)])
def test_as_long_as_the_words_take_to_sing(characters: int, seconds: int) -> None:
    assert asked(lyrics="x" * characters)["duration"] == seconds
    assert asked(lyrics="x" * characters, details=Details(length=90.6))["duration"] == 91

"""Every container holds the same music, and can be read."""

from __future__ import annotations

import io
from typing import Any

import av
import pytest

from sandbox.musicapi.audio import record, transcribe
from tests.sandbox.musicapi.sound.songs import song
from tests.sandbox.musicapi.sound.test_midi import read_file

CODECS = {"m4a": "aac", "mp3": "mp3float", "wav": "pcm_s16le", "mp4": "aac"}


@pytest.mark.parametrize("seconds", [3.0, 12.0])
@pytest.mark.parametrize("container", ["m4a", "mp3", "wav", "mp4"])
def test_a_file_can_be_read(container: Any, seconds: float) -> None:
    opened: Any = av.open(io.BytesIO(record(song(seconds=seconds), seconds, container, "A title")))
    with opened as file:
        stream = file.streams.audio[0]
        frames = list(file.decode(stream))
        assert stream.codec_context.name == CODECS[container]
        assert sum(frame.samples for frame in frames) / stream.rate == pytest.approx(seconds, abs=0.1)
        assert max(abs(frame.to_ndarray()).max() for frame in frames) > 0.3 * (32_767 if container == "wav" else 1)
        assert file.metadata["title"] == "A title"


def test_a_film_shows_a_picture_as_long_as_it_sounds() -> None:
    opened: Any = av.open(io.BytesIO(record(song(seconds=12.0), 12.0, "mp4", "A title")))
    with opened as file:
        pictures = [frame.to_ndarray(format="rgb24") for frame in file.decode(file.streams.video[0])]
        assert len(pictures) == 12
        assert pictures[0].shape == (512, 512, 3)
        assert pictures[0].std() > 10


def test_the_same_brief_is_the_same_midi() -> None:
    assert transcribe(song()) == transcribe(song())
    assert len(read_file(transcribe(song()))[1]) > 5

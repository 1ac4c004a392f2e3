"""What operations found out, as rows hold it: written and read alike, those of years ago included."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.musicapi import answers
from bot.musicapi.answers import (
    Answer,
    EnrichedStyle,
    LyricsDraft,
    LyricsTimeline,
    MidiInstruments,
    NewPersona,
    NewVoice,
    PickedVoice,
    Tempo,
    TimedWord,
    WrittenLyrics,
)

# A published format: rows of every version hold these.
STORED: list[tuple[dict[str, Any], Answer]] = [
    ({"avg": 120.5, "min": 118.0, "max": 122.0}, Tempo(120.5, 118.0, 122.0)),
    ({"vox_id": "v", "starts_at": 1.0, "ends_at": 9.5}, PickedVoice("v", 1.0, 9.5)),
    ({"vox_id": "v", "starts_at": None, "ends_at": None}, PickedVoice("v", None, None)),
    (
        {"words": [{"text": "[Verse]\nLa", "start": 1.5, "end": 2.0}]},
        LyricsTimeline((TimedWord("[Verse]\nLa", 1.5, 2.0),)),
    ),
    ({"persona_id": "p"}, NewPersona("p")),
    ({"voice_id": "v"}, NewVoice("v")),
    ({"voice_id": ""}, NewVoice("")),
    ({"versions": [{"title": "T", "lyrics": "La\nla"}]}, WrittenLyrics((LyricsDraft("T", "La\nla"),))),
    ({"style": "lofi, rain"}, EnrichedStyle("lofi, rain")),
    ({"instruments": ["Piano", "Drums"]}, MidiInstruments(("Piano", "Drums"))),
    ({"instruments": []}, MidiInstruments(())),
]


@pytest.mark.parametrize(("stored", "answer"), STORED, ids=str)
def test_an_answer_is_stored_and_loaded(stored: dict[str, Any], answer: Answer) -> None:
    assert answers.to_json(answer) == stored
    assert answers.from_json(json.loads(json.dumps(stored))) == answer


@pytest.mark.parametrize(
    ("stored", "answer"),
    [
        ({}, None),
        ({"of a later version": 1}, None),
        ({"avg": None}, None),
        ({"avg": 92}, Tempo(92, 92, 92)),
        ({"vox_id": "v"}, PickedVoice("v", None, None)),
        ({"words": 1}, LyricsTimeline(())),
        (
            {"words": [None, {"text": "la"}, {"text": "la", "start": 1, "end": 2}]},
            LyricsTimeline((TimedWord("la", 1, 2),)),
        ),
        ({"versions": None}, WrittenLyrics(())),
        ({"versions": [None, 3, {"lyrics": "la"}]}, WrittenLyrics((LyricsDraft("", "la"),))),
        ({"instruments": 5}, MidiInstruments(())),
        ({"style": None}, EnrichedStyle("")),
    ],
    ids=str,
)
def test_a_row_that_says_too_little_is_read_as_far_as_it_goes(stored: dict[str, Any], answer: Answer | None) -> None:
    assert answers.from_json(stored) == answer

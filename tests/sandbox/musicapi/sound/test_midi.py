"""The MIDI files can be read, and hold the notes of the score."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace

import pytest

from sandbox.musicapi.sound.midi import midi_file, tracks
from sandbox.musicapi.sound.score import voices, write
from sandbox.musicapi.sound.stems import stems
from tests.sandbox.musicapi.sound.songs import song


@dataclass
class Read:
    """One track of a file, times in ticks."""

    name: str = ""
    tempo: int | None = None  # microseconds of a quarter
    program: int | None = None
    channels: set[int] = field(default_factory=set[int])
    notes: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    ended: bool = False


def number(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        value, more, at = value << 7 | data[at] & 0x7F, data[at] & 0x80, at + 1
        if not more:
            return value, at


def track(data: bytes) -> Read:
    read, at, now = Read(), 0, 0
    sounding: dict[int, tuple[int, int]] = {}
    while at < len(data):
        assert not read.ended
        wait, at = number(data, at)
        now += wait
        status, at = data[at], at + 1
        if status == 0xFF:
            kind, at = data[at], at + 1
            size, at = number(data, at)
            body, at = data[at : at + size], at + size
            if kind == 0x03:
                read.name = body.decode()
            elif kind == 0x51:
                read.tempo = int.from_bytes(body, "big")
            else:
                assert (kind, body) == (0x2F, b"")
                read.ended = True
        elif status & 0xF0 == 0xC0:
            read.program, at = data[at], at + 1
        else:
            pitch, velocity, at = data[at], data[at + 1], at + 2
            assert max(pitch, velocity) < 128
            read.channels.add(status & 0x0F)
            if status & 0xF0 == 0x90:
                assert pitch not in sounding
                assert velocity
                sounding[pitch] = (now, velocity)
            else:
                assert status & 0xF0 == 0x80
                begin, loud = sounding.pop(pitch)
                assert begin < now
                read.notes.append((begin, now, pitch, loud))
    assert read.ended
    assert not sounding
    return read


def read_file(data: bytes) -> tuple[int, list[Read]]:
    """Ticks of a quarter, and the tracks."""
    kind, size, form, count, division = struct.unpack(">4sIHHH", data[:14])
    assert (kind, size, form) == (b"MThd", 6, 1)
    read, at = list[Read](), 14
    while at < len(data):
        kind, size = struct.unpack(">4sI", data[at : at + 8])
        assert kind == b"MTrk"
        read.append(track(data[at + 8 : at + 8 + size]))
        at += 8 + size
    assert (at, count) == (len(data), len(read))
    return division, read


@pytest.mark.parametrize("words", ["happy pop", "jazz", "metal", "orchestral", "hip hop 808"])
def test_a_file_holds_what_is_played(words: str) -> None:
    brief = song(words, seconds=60.0)
    played, tempo = tracks(brief), write(brief).tune.tempo
    ticks, (first, *others) = read_file(midi_file(played, tempo))
    assert first.tempo == round(60_000_000 / tempo)
    assert [track.name for track in others] == [track.name for track in played]
    channels = [channel for track in others for channel in track.channels]
    for told, track in zip(others, played, strict=True):
        assert len(told.notes) == len(track.notes)
        assert (told.channels == {9}) == track.drums == (told.program is None)
        second = tempo / 60 * ticks
        begins = sorted(note[0] / second for note in told.notes)
        assert begins == pytest.approx([note.start for note in track.notes], abs=0.01)
        assert all(0 <= note.start < note.end <= 60.0 for note in track.notes)
    assert len(channels) - channels.count(9) == len(set(channels) - {9})  # an instrument has a channel to itself


def test_the_voice_is_the_singers() -> None:
    brief = song(seconds=60.0)
    (voice,) = (track for track in tracks(brief) if track.name == "Vocals")
    lead = [note for note in voices(brief) if note.part == "lead"]
    assert [note.pitch for note in voice.notes] == [note.pitch for note in lead]
    assert [note.start for note in voice.notes] == pytest.approx([note.at for note in lead], abs=0.001)


def test_a_stem_has_its_own_notes_only() -> None:
    brief = song()
    names = {stem.name: [track.name for track in tracks(stem.brief)] for stem in stems(brief, 4)}
    assert names["Bass"] == ["Bass"]
    assert names["Vocals"] == ["Vocals", "Backing Vocals"]
    assert names["Drums"] == ["Drums"]
    assert tracks(replace(brief, heard=frozenset())) == ()


def test_without_notes_it_is_a_file_still() -> None:
    assert read_file(midi_file((), 120.0)) == (480, [Read(tempo=500_000, ended=True)])

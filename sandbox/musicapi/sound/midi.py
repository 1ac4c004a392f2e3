"""The score as MIDI: what each instrument plays, and a Standard MIDI File of it."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.score import write
from sandbox.musicapi.sound.stems import GROUPINGS, instrument

TRACKS = 12  # as many as there are full stems
TICKS = 480  # of a quarter
DRUM_CHANNEL = 9  # the tenth: percussion in General MIDI
STRUCK = 0.1  # seconds: drums have no length of their own
SHORTEST = 0.02  # seconds
# Programs of General MIDI (from 0), by the names of the stems.
PROGRAMS = {
    "Vocals": 53,
    "Backing Vocals": 52,
    "Bass": 33,
    "Guitar": 25,
    "Keyboard": 0,
    "Strings": 48,
    "Synth": 80,
    "FX": 14,
    "Brass": 61,
    "Woodwinds": 73,
}
# Keys of General MIDI's percussion.
KEYS = {
    "kick": 36,
    "rim": 37,
    "snare": 38,
    "clap": 39,
    "low": 41,
    "hat": 42,
    "pedal": 44,
    "open": 46,
    "tom": 47,
    "crash": 49,
    "ride": 51,
    "tambourine": 54,
    "conga": 63,
    "shaker": 70,
}
GROUPS = {name: group for group, names in GROUPINGS[TRACKS].items() for name in names}


@dataclass(frozen=True, slots=True)
class MidiNote:
    """One note from `start` to `end`, in seconds of the clip."""

    start: float
    end: float
    pitch: int
    velocity: int  # 1 to 127


@dataclass(frozen=True, slots=True)
class Track:
    """What one group of instruments plays, in order of time."""

    name: str
    notes: tuple[MidiNote, ...]

    @property
    def drums(self) -> bool:
        """Whether its pitches are drums."""
        return self.name not in PROGRAMS


def tracks(brief: Brief) -> tuple[Track, ...]:
    """Who plays in the clip, and what; of a stem, only who is heard in it."""
    played: dict[str, list[MidiNote]] = {group: [] for group in GROUPINGS[TRACKS]}
    for name, note in _notes(brief):
        if brief.heard is None or name in brief.heard:
            played[GROUPS[name]].append(note)
    return tuple(Track(group, tuple(_apart(notes))) for group, notes in played.items() if notes)


def midi_file(played: Iterable[Track], tempo: float) -> bytes:
    """A Standard MIDI File of format 1 at `tempo` quarters a minute: a track for the tempo, and one for each."""
    chunks = [_chunk([(0, 0, b"\xff\x51\x03" + round(60_000_000 / tempo).to_bytes(3, "big"))])]
    free = (channel for channel in range(16) if channel != DRUM_CHANNEL)
    for track in played:
        channel = DRUM_CHANNEL if track.drums else next(free)
        name = track.name.encode()
        events = [(0, 0, b"\xff\x03" + _length(len(name)) + name)]
        if not track.drums:
            events.append((0, 0, bytes((0xC0 | channel, PROGRAMS[track.name]))))
        for note in track.notes:
            begin, end = (round(moment * tempo / 60 * TICKS) for moment in (note.start, note.end))
            events.append((begin, 2, bytes((0x90 | channel, note.pitch, note.velocity))))
            events.append((max(begin + 1, end), 1, bytes((0x80 | channel, note.pitch, 0))))
        chunks.append(_chunk(events))
    return b"MThd" + struct.pack(">IHHH", 6, 1, len(chunks), TICKS) + b"".join(chunks)


def _notes(brief: Brief) -> Iterator[tuple[str, MidiNote]]:
    score = write(replace(brief, heard=None))
    for note in score.notes:
        drum = note.part == "drums"
        pitch, seconds = (KEYS[note.voice], STRUCK) if drum else (note.pitch, note.seconds)
        yield instrument(note.part, note.voice), _note(note.at, seconds, pitch, note.loudness)
    for sung in score.sung:
        yield instrument(sung.part, ""), _note(sung.at, sung.seconds, sung.pitch, sung.loudness)


def _note(at: float, seconds: float, pitch: int, loudness: float) -> MidiNote:
    begin = max(0.0, at)  # an extension alone begins within notes of its source
    velocity = min(127, max(1, round(100 * loudness)))
    return MidiNote(round(begin, 3), round(max(begin + SHORTEST, at + seconds), 3), min(127, max(0, pitch)), velocity)


def _apart(notes: list[MidiNote]) -> Iterator[MidiNote]:
    """The notes in order of time, each ended before its pitch begins anew."""
    begins: dict[int, float] = {}  # of the following note of the pitch
    cut = list[MidiNote]()
    for note in sorted(notes, key=lambda note: (-note.start, -note.velocity)):
        if begins.get(note.pitch) != note.start:  # of two at once the louder one is heard
            cut.append(replace(note, end=min(note.end, begins.get(note.pitch, note.end))))
            begins[note.pitch] = note.start
    return reversed(cut)


def _chunk(events: list[tuple[int, int, bytes]]) -> bytes:
    """A track of (tick, order within the tick, message), with the time from each message to the next and an end."""
    data, before = bytearray(), 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        data += _length(tick - before) + message
        before = tick
    data += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(data)) + bytes(data)


def _length(number: int) -> bytes:
    """A number in groups of seven bits, the highest first, as the format writes lengths and times."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))

"""Scales, chords and how one chord leads to the next; pitches are MIDI numbers."""

from __future__ import annotations

from dataclasses import dataclass

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}
# Verse and chorus of one song, a digit a bar: chords by their place in the scale.
TURNS: dict[str, tuple[tuple[str, str], ...]] = {
    "major": (
        ("1564", "4156"),
        ("1645", "1564"),
        ("1345", "6415"),
        ("6415", "1564"),
        ("1415", "4516"),
        ("1264", "4561"),
    ),
    "minor": (
        ("1637", "6137"),
        ("1476", "1637"),
        ("1674", "6714"),
        ("1467", "6371"),
        ("1716", "4167"),
        ("1634", "1673"),
    ),
    "dorian": (("1414", "7414"), ("1434", "1374"), ("1745", "4174"), ("1217", "7141")),
    "mixolydian": (("1741", "4171"), ("1547", "1741"), ("1714", "7415")),
    "lydian": (("1215", "2156"), ("1262", "6215"), ("1512", "2165")),
    "phrygian": (("1211", "6271"), ("1727", "1261"), ("1272", "6712")),
    "harmonic minor": (("1415", "4651"), ("1465", "1451"), ("1645", "6451")),
}
JAZZ = (("2516", "4251"), ("1625", "2514"), ("2511", "6251"), ("1425", "2536"))
BLUES = (("111144115415", "111144115415"),)


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic (pitch class 0 to 11) and the name of a mode."""

    root: int
    mode: str

    def pitch(self, degree: int) -> int:
        """The pitch of a step of the scale; step 0 is the tonic in MIDI's lowest octave, and every octave has 7."""
        octave, step = divmod(degree, 7)
        return self.root + 12 * octave + MODES[self.mode][step]

    def has(self, pitch: int) -> bool:
        """Whether the pitch is in the scale, in any octave."""
        return (pitch - self.root) % 12 in MODES[self.mode]

    def degree(self, pitch: int) -> int:
        """The step of the scale at or just below `pitch`."""
        octave, above = divmod(pitch - self.root, 12)
        return 7 * octave + sum(step <= above for step in MODES[self.mode]) - 1


@dataclass(frozen=True, slots=True)
class Chord:
    """Thirds above a step of the scale: three tones, with the seventh four, with the ninth five."""

    degree: int
    tones: int = 3

    @property
    def degrees(self) -> tuple[int, ...]:
        """Its steps of the scale, from its root up."""
        return tuple(self.degree + 2 * third for third in range(self.tones))

    def classes(self, key: Key) -> frozenset[int]:
        """Its pitch classes."""
        return frozenset(key.pitch(degree) % 12 for degree in self.degrees)

    def nearest(self, degree: int) -> int:
        """The step nearest to `degree` that belongs to its triad, the higher one of two."""
        places = {(self.degree + third) % 7 for third in (0, 2, 4)}
        return min(
            (degree + move for move in (0, 1, -1, 2, -2) if (degree + move) % 7 in places),
            key=lambda d: abs(d - degree),
        )


def near(pitch: int, centre: float) -> int:
    """The same tone in the octave around `centre`."""
    return pitch + 12 * round((centre - pitch) / 12)


def voiced(key: Key, chord: Chord, centre: int, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The chord's tones, low to high, moved as little as can be from those `before`, or around `centre`."""
    target = (sum(before) / len(before) * 2 + centre) / 3 if before else float(centre)
    tones = [key.pitch(degree) for degree in chord.degrees]
    if chord.tones > 4:
        tones = tones[1:]  # the bass has the root
    close = [tuple(sorted(near(tone, centre + shift) for tone in tones)) for shift in (-4, 0, 4)]
    return min(close, key=lambda voicing: (abs(sum(voicing) / len(voicing) - target), voicing))

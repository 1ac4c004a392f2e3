"""How beats, basses and chords move within a bar: a letter for each sixteenth."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = 16  # to a bar
LOUDNESS = {"x": 1.0, "o": 0.6, "g": 0.3}

# x = hit, o = softer, g = a ghost of one.
BEATS: dict[str, dict[str, str]] = {
    "none": {},
    "pop": {"kick": "x.....o.x.o.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
    "backbeat": {
        "kick": "x..o....x.o.....",
        "snare": "....x..g.g..x..g",
        "hat": "x.oox.o.x.oox.o.",
        "clap": "....o.......o...",
    },
    "rock": {"kick": "x.....x.x.x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
    "punk": {"kick": "x...x..xx...x...", "snare": "..x...x...x...x.", "hat": "x.x.x.x.x.x.x.x."},
    "metal": {"kick": "x.oox.oox.oox.oo", "snare": "....x.......x...", "hat": "x...x...x...x..."},
    "house": {
        "kick": "x...x...x...x...",
        "clap": "....x.......x...",
        "open": "..x...x...x...x.",
        "hat": "g.ogg.ogg.ogg.og",
    },
    "techno": {
        "kick": "x...x...x...x...",
        "open": "..x...x...x...x.",
        "hat": "g.gxg.gxg.gxg.gx",
        "rim": "...o..o....o..o.",
        "clap": "....o.......o...",
    },
    "disco": {
        "kick": "x...x...x...x...",
        "snare": "....x.......x...",
        "open": "..x...x...x...x.",
        "hat": "x.o.x.o.x.o.x.oo",
        "tambourine": "x.o.x.o.x.o.x.o.",
    },
    "eighties": {
        "kick": "x...x...x...x...",
        "snare": "....x.......x...",
        "hat": "x.x.x.x.x.x.x.x.",
        "clap": "....o.......o...",
    },
    "lazy": {
        "kick": "x......x..x.....",
        "snare": "....x.......x..g",
        "hat": "x.o.x.o.x.o.x.o.",
        "shaker": "..g...g...g...g.",
    },
    "boombap": {"kick": "x..x......x.....", "snare": "....x..g....x...", "hat": "x.o.x.o.x.o.x.oo"},
    "trap": {
        "kick": "x......o..x.....",
        "snare": "........x.......",
        "hat": "x.x.x.xxx.x.xxox",
        "clap": "........x.......",
    },
    "halftime": {"kick": "x.....x.........", "snare": "........x.......", "hat": "x.o.x.o.x.o.x.oo"},
    "breaks": {
        "kick": "x.........x.....",
        "snare": "....x..g.g..x..g",
        "hat": "x.o.x.o.x.o.x.o.",
        "shaker": "g.ggg.ggg.ggg.gg",
    },
    "shuffle": {"kick": "x.....o.x.......", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
    "swing": {
        "kick": "o.......g.......",
        "ride": "x...x.o.x...x.o.",
        "pedal": "....o.......o...",
        "snare": "......g.......g.",
    },
    "funk": {"kick": "x..x......x..o..", "snare": "....x..g.g..x..g", "hat": "xoxoxoxoxoxoxoxo"},
    "onedrop": {"kick": "........x.......", "rim": "........x..o....", "hat": "x.o.x.o.x.o.x.oo"},
    "dembow": {
        "kick": "x...x...x...x...",
        "snare": "...x..x....x..x.",
        "shaker": "x.o.x.o.x.o.x.o.",
        "conga": "o.....xo..o...xo",
    },
    "bossa": {"kick": "x..ox..ox..ox..o", "rim": "x..x..x...x..x..", "shaker": "xoooxoooxoooxooo"},
    "train": {"kick": "x...x...x...x...", "snare": "ogxgogxgogxgogxo", "tambourine": "..o...o...o...o."},
    "soft": {"kick": "o.......o.......", "rim": "....o.......o...", "shaker": "x.o.x.o.x.o.x.o."},
    "epic": {"kick": "x.......x.....o.", "tom": "x..x..x.x..xx.oo", "low": "x.......x......."},
}
# Steps of the chord: 1, 3, 5, 6 of its scale, 8 its octave, a = a step below the next root.
BASSES: dict[str, str] = {
    "round": "1.......1...5...",
    "bounce": "1..1....5.1...a.",
    "long": "1...............",
    "sub": "1.........1..5..",
    "eighths": "1.1.1.1.1.1.1.1.",
    "octaves": "1.8.1.8.1.8.1.8.",
    "offbeat": "..1...1...1...1.",
    "pulse": "..1..11...1..1.8",
    "wobble": "1.1.11..1..11.11",
    "walking": "1...3...5...a...",
    "slap": "1..8..1.8.5.1.a8",
    "dub": "1...5.8.....3.1.",
    "twobeat": "1.......5.......",
    "tumbao": "1.....5.....8...",
    "bossa": "1.....5.5.....1.",
    "ostinato": "1..1..1.1..1..5.",
}


@dataclass(frozen=True, slots=True)
class Comp:
    """How chords are struck: in quieter and fuller sections, how long of the way to the next, and in which manner."""

    calm: str
    full: str
    length: float
    manner: str = "block"  # or strum, broken


COMPS: dict[str, Comp] = {
    "held": Comp("x...............", "x...............", 1.0),
    "half": Comp("x.......x.......", "x...x...x...x...", 0.95),
    "late": Comp("x.........o.....", "x.....o...x.....", 0.85),
    "charleston": Comp("x.....o.........", "x.....x.......o.", 0.5),
    "stabs": Comp("x.....x.........", "x..x..x...x..x..", 0.6),
    "gate": Comp("x...............", "x.xx.xx.x.xx.xx.", 0.7),
    "piano house": Comp("x.......o.......", "x..x..x..x..x.x.", 0.6),
    "funk": Comp("..x...x..ox...x.", "..x.o.x..ox.o.xo", 0.35, "strum"),
    "skank": Comp("....x.......x...", "....x.......x...", 0.3, "strum"),
    "strum": Comp("x...x.oxx...x.o.", "x.o.x.oxo.oxx.ox", 0.9, "strum"),
    "downstrokes": Comp("x.......x.......", "x.o.x.o.x.o.x.o.", 0.95),
    "chug": Comp("x.oox.oox.oox.oo", "x.......x...x...", 0.9),
    "bossa": Comp("x..x....o.x..x..", "x..x..x...x..x..", 0.8),
    "montuno": Comp("x..x..x..x..x...", "x.xx.x.xx.xx.x.x", 0.6),
    "picking": Comp("x.o.x.o.x.o.x.o.", "xoxoxoxoxoxoxoxo", 2.0, "broken"),
    "alberti": Comp("x.o.x.o.x.o.x.o.", "xoooxoooxoooxooo", 1.4, "broken"),
    "arpeggio": Comp("x.o.x.o.x.o.x.o.", "xoooxoooxoooxooo", 0.9, "broken"),
}


def played(pattern: str, bar: int, feel: float) -> list[tuple[float, str]]:
    """Steps and letters of one bar; a feel of 0.5 takes two bars for the pattern, one of 2 half a bar."""
    if feel < 1:
        half = (bar % 2) * STEPS // 2
        return [(2.0 * step, mark) for step, mark in enumerate(pattern[half : half + STEPS // 2]) if mark != "."]
    times = round(feel)
    return [
        (turn * STEPS / times + step / times, mark)
        for turn in range(times)
        for step, mark in enumerate(pattern)
        if mark != "."
    ]

"""The stems of a song: its instruments in groups, each group heard alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sandbox.musicapi.sound.brief import Brief

# Who plays what: an instrument by the names of its sounds, as patches, strings and kits call them.
INSTRUMENTS: Mapping[str, tuple[str, ...]] = {
    "Guitar": ("nylon guitar", "steel guitar", "clean guitar", "power guitar"),
    "Lead Guitar": ("lead guitar",),
    "Keyboard": ("piano", "rhodes"),
    "Organ": ("organ",),
    "Bells": ("bell", "music box", "marimba"),
    "Strings": ("strings", "strings short", "celli", "harp"),
    "Fiddle": ("fiddle",),
    "Choir": ("choir",),
    "Synth": ("supersaw", "pluck", "chip", "square lead", "chip lead"),
    "Synth Pad": ("warm pad", "glass pad", "chip pad"),
    "Brass": ("brass", "trumpet", "horn"),
    "Woodwinds": ("flute", "sax"),
    "Kick": ("kick",),
    "Snare": ("snare", "rim"),
    "Clap": ("clap",),
    "Toms": ("tom", "low"),
    "Hi-Hat": ("hat", "pedal", "open"),
    "Ride": ("ride",),
    "Crash": ("crash",),
    "Shaker": ("shaker", "tambourine"),
    "Percussion": ("conga",),
}
OF_SOUND = {sound: name for name, sounds in INSTRUMENTS.items() for sound in sounds}
OF_PART = {"lead": "Vocals", "harmony": "Backing Vocals", "bass": "Bass"}  # whatever they sound like
ALL = (*OF_PART.values(), *INSTRUMENTS)

DRUMS = ("Kick", "Snare", "Clap", "Toms", "Hi-Hat", "Ride", "Crash")
SUNG = ("Vocals", "Backing Vocals", "Choir")
# How many stems there are, and what each holds; the counts are those of musicapi.md 3.21.
GROUPINGS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    2: {"Vocals": SUNG, "Instrumental": tuple(name for name in ALL if name not in SUNG)},
    4: {
        "Vocals": SUNG,
        "Drums": (*DRUMS, "Shaker", "Percussion"),
        "Bass": ("Bass",),
        "Other": tuple(name for name in ALL if name not in (*SUNG, *DRUMS, "Shaker", "Percussion", "Bass")),
    },
    12: {
        "Vocals": ("Vocals",),
        "Backing Vocals": ("Backing Vocals", "Choir"),
        "Drums": DRUMS,
        "Bass": ("Bass",),
        "Guitar": ("Guitar", "Lead Guitar"),
        "Keyboard": ("Keyboard", "Organ"),
        "Percussion": ("Shaker", "Percussion"),
        "Strings": ("Strings", "Fiddle"),
        "Synth": ("Synth", "Synth Pad"),
        "FX": ("Bells",),
        "Brass": ("Brass",),
        "Woodwinds": ("Woodwinds",),
    },
    24: {name: (name,) for name in ALL},
}


@dataclass(frozen=True, slots=True)
class Stem:
    """One group of instruments, and the song with nothing but them."""

    name: str
    brief: Brief


def stems(brief: Brief, count: int) -> tuple[Stem, ...]:
    """The song in 2, 4, 12 or 24 stems; some may be silent."""
    return tuple(
        Stem(name, replace(brief, heard=frozenset(instruments))) for name, instruments in GROUPINGS[count].items()
    )


def instrument(part: str, sound: str) -> str:
    """Who plays a note of this part with this sound."""
    return OF_PART.get(part) or OF_SOUND[sound]

"""A few words about a style, made into many."""

from __future__ import annotations

from random import Random

LONGEST = 1000  # characters, as many as sonic takes for tags
SOUNDS = ("warm analog synths", "brushed drums", "round bass", "tape-soft piano", "wide guitars", "airy pads")
VOICES = ("close, breathy vocals", "a clear lead voice", "layered harmonies", "an intimate delivery")
ROOMS = ("recorded dry and close", "in a large, dark hall", "with a slow build into a bright chorus", "mixed for night")


def new_style(tags: str, rng: Random) -> str:
    """The tags, and what they leave open."""
    said = ", ".join(part for part in (part.strip() for part in tags.split(",")) if part)
    more = (*rng.sample(SOUNDS, 2), rng.choice(VOICES), rng.choice(ROOMS))
    return f"{said}, {', '.join(more)}"[:LONGEST]

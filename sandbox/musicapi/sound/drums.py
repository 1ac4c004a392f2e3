"""The drummer: a beat that follows the section, and fills into the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.form import Section
from sandbox.musicapi.sound.patterns import BEATS, LOUDNESS, STEPS, played
from sandbox.musicapi.sound.style import Dress

FILLS = (
    ("snare", "g.o.x.xx"),
    ("tom", "x.xo.oxx"),
    ("tom", "x..x..xx"),
    ("snare", "xoxoxxxx"),
    ("snare", "....x.xx"),
    ("low", "x.o.x.oo"),
)
BUILD = "x...x...x.x.xxxx"
LIGHT = frozenset(("hat", "shaker", "rim", "ride", "pedal", "tambourine"))
QUIET, FULL = 0.5, 0.9  # energies


@dataclass(frozen=True, slots=True)
class Hit:
    """One stroke: a step of its bar and a loudness up to 1."""

    step: float
    drum: str
    loudness: float


def drum(dress: Dress, seed: str, section: Section, bar: int, take: int) -> Iterator[Hit]:
    """The strokes of one bar of the section."""
    beat = BEATS[dress.genre.beat]
    if not beat or not dress.drums:
        return
    rng = seeded("drums", seed, take, bar)
    ending = bar == section.end - 1
    rest = section.last and ending  # the last bar belongs to the ring of the chord
    for name, pattern in beat.items():
        if _silent(name, section, bar):
            continue
        for step, mark in played(pattern, bar, dress.feel):
            filled = ending and section.bars > 2 and step >= STEPS - 4 and name not in ("kick", "open")
            if not rest and not filled:
                yield Hit(step, name, LOUDNESS[mark] * rng.uniform(0.85, 1.0))
    if section.energy >= FULL and bar == section.first:
        yield Hit(0, "crash", 0.9)
    if section.energy >= FULL and "open" not in beat and "hat" in beat and (bar - section.first) % 2:
        yield Hit(14, "open", 0.7)
    if ending and section.bars > 2 and not rest:
        yield from _fill(section, rng.choice(FILLS), "tom" if "tom" in beat else "")


def _silent(name: str, section: Section, bar: int) -> bool:
    """Whether this drum rests: introductions begin light, bridges float."""
    if section.kind == "bridge":
        return name not in LIGHT or bar < section.first + section.bars // 4
    if section.energy < QUIET:
        begun = bar >= section.first + section.bars // 2
        return name not in LIGHT if section.kind == "intro" and begun else not (section.kind == "outro" and not begun)
    return False


def _fill(section: Section, fill: tuple[str, str], instead: str) -> Iterator[Hit]:
    if section.kind in ("prechorus", "bridge") or section.energy < QUIET:
        for step, mark in enumerate(BUILD):
            if mark != ".":
                yield Hit(step, instead or "snare", 0.25 + 0.5 * step / STEPS)
        return
    name, pattern = fill
    for step, mark in enumerate(pattern[4:]):
        if mark != ".":
            yield Hit(STEPS - 4 + step, instead or name, LOUDNESS[mark] * 0.85)

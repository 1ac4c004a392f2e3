"""The melody: phrases of two bars whose strong beats rest on the chord, and the words laid on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.form import PHRASE, Section
from sandbox.musicapi.sound.grid import Grid
from sandbox.musicapi.sound.lyrics import Syllable
from sandbox.musicapi.sound.patterns import STEPS
from sandbox.musicapi.sound.style import Tune
from sandbox.musicapi.sound.theory import Chord, near

STRONG = STEPS // 2
# How a phrase rises and falls, in steps of the scale at every strong beat and at its end.
SHAPES = (
    (0, 2, 4, 2, 0),
    (4, 3, 2, 1, 0),
    (0, 1, 2, 4, 4),
    (2, 4, 2, 1, 0),
    (4, 4, 2, 2, 1),
    (2, 0, 2, 4, 2),
    (0, 4, 3, 2, 1),
)
LIFT = {"verse": 0, "prechorus": 1, "chorus": 3, "bridge": 2}  # steps of the scale
LETTERS = ("ABAC", "AABC", "ABAB", "AABA")
TONIC = {"female": 58, "male": 47}  # the lowest tonic that they sing is around this pitch
HUMMED = {"verse": "u", "prechorus": "o", "chorus": "a", "bridge": "o"}
HOLD, LAST_HOLD = 8, 12  # steps
FEWEST, MOST = 3, 22  # notes of a phrase
BREATH = 3  # steps at the end of a phrase


@dataclass(frozen=True, slots=True)
class Tone:
    """One note of a phrase in steps of time and of the scale."""

    step: int
    steps: float
    degree: int


@dataclass(frozen=True, slots=True)
class Sung:
    """One sung note in seconds; `word` numbers the lyrics' words, -1 for none; `joined` goes on from the one before."""

    at: float
    seconds: float
    pitch: int
    vowel: str
    onset: str
    coda: str
    word: int
    part: str  # "lead" or "harmony"
    loudness: float
    joined: bool = False


def chord_at(tune: Tune, section: Section, bar: int) -> Chord:
    """The chord of a bar of the section, counted from the song's beginning."""
    turn = {"verse": tune.verse, "prechorus": tune.verse, "bridge": tune.bridge}.get(section.kind, tune.chorus)
    return turn[(bar - section.first) % len(turn)]


def phrase(rng: Random, chords: list[Chord], count: int, lift: int) -> list[Tone]:
    """`count` notes over a bar to each chord; fewer where there is no room."""
    end = STEPS * len(chords) - BREATH
    late = rng.random() < 0.35  # begins after the beat
    metric = {0: 4.0, 4: 3.0, 8: 3.8, 12: 3.0}

    def weight(step: int) -> float:
        strong = metric.get(step % STEPS, 2.0 if step % 2 == 0 else 0.2)
        return strong + rng.random() * 2.2 - (3.0 if late and step < 2 else 0.0)

    weights = {step: weight(step) for step in range(end)}
    steps = sorted(sorted(weights, key=lambda step: -weights[step])[:count])
    shape = rng.choice(SHAPES)
    tones = list[Tone]()
    for place, step in enumerate(steps):
        last = place + 1 == len(steps)
        until = steps[place + 1] if not last else end + BREATH - 1
        index, within = divmod(step * 4 / (STEPS * len(chords)), 1)
        between = shape[int(index)] * (1 - within) + shape[int(index) + 1] * within
        degree = lift + round(between + rng.choice((-1, 0, 0, 0, 1)) * (step % STRONG != 0))
        if step % STRONG == 0 or last:
            degree = chords[step // STEPS].nearest(degree)
        tones.append(Tone(step, min(LAST_HOLD if last else HOLD, until - step), degree))
    return tones


def varied(rng: Random, tones: list[Tone]) -> list[Tone]:
    """The phrase as another performance sings it: some passing notes are others, the frame stays."""
    return [
        Tone(tone.step, tone.steps, tone.degree + rng.choice((-1, 1)))
        if tone.step % STRONG and place + 1 < len(tones) and rng.random() < 0.3
        else tone
        for place, tone in enumerate(tones)
    ]


def sing(tune: Tune, seed: str, section: Section, grid: Grid, singer: str, take: int) -> Iterator[Sung]:
    """The sung notes of a section, its lines shared out to its phrases in order."""
    letters = seeded("letters", seed, section.kind).choice(LETTERS)
    phrases = (section.bars + PHRASE - 1) // PHRASE
    tonic = tune.key.degree(near(tune.key.root, TONIC[singer]))
    for number in range(phrases):
        planned, sung = _share(section.plan, number, phrases), _share(section.lines, number, phrases)
        if not planned and not sung and section.voice == "words" and (section.plan or section.lines):
            continue  # a breath between lines
        letter = letters[number % 4]
        rng = seeded("phrase", seed, section.kind, letter)
        count = len(planned) or rng.randint(5, 9)
        bars = range(section.first + number * PHRASE, min(section.end, section.first + (number + 1) * PHRASE))
        chords = [chord_at(tune, section, bar) for bar in bars]
        lift = LIFT.get(section.kind, 0)
        tones = phrase(rng, chords, max(FEWEST, min(MOST * len(chords) // PHRASE, count)), lift)
        if take > 1:
            tones = varied(seeded("take", seed, section.kind, section.number, number, take), tones)
        lead = list(_laid(tones, sung, section, grid, bars[0], tune, tonic))
        yield from lead
        if section.kind == "chorus":
            yield from _harmony(lead, tune)


def _share(lines: tuple[tuple[Syllable, ...], ...], number: int, phrases: int) -> list[Syllable]:
    share = len(lines) / phrases
    mine = lines[round(number * share) : round((number + 1) * share)]
    return [syllable for line in mine for syllable in line]


def _laid(
    tones: list[Tone], syllables: list[Syllable], section: Section, grid: Grid, bar: int, tune: Tune, tonic: int
) -> Iterator[Sung]:
    """Each syllable on its note; more of them divide the notes, fewer are drawn over several."""
    loudness = 0.8 + 0.2 * section.energy
    for place, tone in enumerate(tones):
        begin = place * len(syllables) // len(tones)
        mine = syllables[begin : max(begin + 1, (place + 1) * len(syllables) // len(tones))]
        fresh = len(syllables) >= len(tones) or place == 0 or begin != (place - 1) * len(syllables) // len(tones)
        pitch = tune.key.pitch(tonic + tone.degree)
        for part, syllable in enumerate(mine or [None]):
            step, steps = tone.step + tone.steps * part / max(1, len(mine)), tone.steps / max(1, len(mine))
            at, seconds = grid.at(bar, step), grid.long(bar, step, steps * 0.97)
            if syllable is None:
                vowel = HUMMED.get(section.kind, "o")
                yield Sung(at, seconds, pitch, vowel, "", "", -1, "lead", loudness * 0.8, joined=place % 3 != 0)
            else:
                onset = syllable.onset if fresh else ""
                yield Sung(
                    at, seconds, pitch, syllable.vowel, onset, syllable.coda, syllable.word, "lead", loudness, not fresh
                )


def _harmony(lead: list[Sung], tune: Tune) -> Iterator[Sung]:
    for note in lead:
        third = tune.key.pitch(tune.key.degree(note.pitch) + 2)
        yield Sung(
            note.at, note.seconds, third, note.vowel, "", "", note.word, "harmony", note.loudness * 0.5, note.joined
        )

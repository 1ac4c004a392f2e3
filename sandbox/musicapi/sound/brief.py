"""What a clip is to sound like: everything that its music follows from, in a few values."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a song that was made at once; `kept` seconds of its `seconds` are left when it was continued."""

    seconds: float
    lyrics: str = ""
    lead: bool = True  # whether there is a voice
    take: int = 1  # two takes of a song are two performances
    plan: str | None = None  # the lyrics that gave the form, when others are sung to it
    kept: float | None = None

    @property
    def length(self) -> float:
        """How many seconds of it there are."""
        return self.seconds if self.kept is None else self.kept


@dataclass(frozen=True, slots=True)
class Brief:
    """One clip of a song; the same brief is the same music, sample for sample."""

    tune: str  # the seed of key, chords and melody
    words: str  # settle tempo, key and chords
    dress: str  # settle instruments and beat; other words than `words` make a cover
    stretches: tuple[Stretch, ...]
    touch: int = 1  # two covers of a song differ in who plays
    start: float = 0.0  # seconds into the song; an extension may be the new part alone
    heard: frozenset[str] | None = None  # the only instruments that sound; None: all of them

    @property
    def seconds(self) -> float:
        """How long the clip is."""
        return sum(stretch.length for stretch in self.stretches) - self.start

    def extended(self, at: float, new: Stretch, *, whole: bool) -> Brief:
        """The song going on as `new` from `at` seconds into this clip; `whole` keeps what was before."""
        kept, left = list[Stretch](), self.start + at
        for stretch in self.stretches:
            length = min(stretch.length, left)
            if length > 0:
                kept.append(stretch if length == stretch.length else replace(stretch, kept=length))
            left -= length
        return replace(self, stretches=(*kept, new), start=self.start if whole else self.start + at)

    def covered(self, dress: str, touch: int, lyrics: str, *, lead: bool) -> Brief:
        """The same melody and chords in another dress; with other words where `lyrics` are given."""
        stretches = tuple(
            replace(
                stretch,
                lead=lead,
                lyrics=lyrics or stretch.lyrics,
                plan=stretch.lyrics if stretch.plan is None else stretch.plan,
            )
            for stretch in self.stretches
        )
        return replace(self, dress=dress or self.dress, touch=touch, stretches=stretches)

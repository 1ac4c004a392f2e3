"""Songs to look at: briefs with lyrics as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.musicapi.sound.brief import Brief, Stretch

if TYPE_CHECKING:
    from sandbox.musicapi.sound.form import Section
    from sandbox.musicapi.sound.score import Score

LYRICS = """[Verse 1]
I left the window open to the rain
and every street was humming out your name
we counted all the colours of the night
you said that morning never came so bright

[Pre-Chorus]
so hold on, hold on
the river is coming home

[Chorus]
sing it louder than the thunder
carry me over, carry me under
nothing is lost if we follow the light
sing it again for the rest of the night

[Verse 2]
I keep a little silver in my hand
a paper boat, a footprint in the sand
the years go by as quiet as the snow
and only you and I will ever know

[Chorus]
sing it louder than the thunder
carry me over, carry me under
nothing is lost if we follow the light
sing it again for the rest of the night

[Outro]
"""


def song(
    words: str = "happy pop", *, seconds: float = 150.0, lyrics: str = LYRICS, lead: bool = True, tune: str = "7/1"
) -> Brief:
    """A song by these words, sung unless `lead` is taken away."""
    return Brief(tune, words, words, (Stretch(seconds, lyrics, lead),))


def laid(score: Score) -> list[Section]:
    """All sections of a score in order."""
    return [section for passage in score.passages for section in passage.sections]

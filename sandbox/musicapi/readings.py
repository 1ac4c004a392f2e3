"""What nobody knows of the vendor, decided one way or the other by the seed (musicapi.md 12.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sandbox.musicapi.dice import dice


@dataclass(frozen=True, slots=True)
class Readings:
    """One reading of the unknown; the defaults are the harshest and belong to seed 0."""

    counts_utf16: bool = True  # lengths are counted in UTF-16 units, as JavaScript does: an emoji is two
    empty_is_missing: bool = True  # a required text that is empty counts as not given
    whole_seconds: bool = True  # riffusion's continue_at must be an integer, as its page says
    needs_overlap: bool = True  # producer extends from before the end only: of 60 s, from 55-58 (vendor's blog)
    riffusion_extension_has_source: bool = False  # else only the new part comes back, as on sonic
    partial_failure_refunds: bool = False  # whether one dead clip of two gives half the price back
    accepts_with_code: bool = True  # some accepted creates say `code`, as some pages do; live ones were seen without
    refund_lag: float = 15.0  # seconds until get-credits shows a refund

    @classmethod
    def drawn(cls, seed: int) -> Self:
        """The readings of this seed."""
        if seed == 0:
            return cls()
        rng = dice("readings", seed)
        toss = [rng.random() < 0.5 for _ in range(7)]
        return cls(*toss, refund_lag=rng.choice((0.0, 0.0, 5.0, 15.0, 60.0)))

    def length(self, text: str) -> int:
        """How long the vendor finds `text`."""
        return len(text.encode("utf-16-le", "surrogatepass")) // 2 if self.counts_utf16 else len(text)

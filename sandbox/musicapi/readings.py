"""What nobody knows of the vendor, decided one way or the other by the seed (musicapi.md 12.2)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from sandbox.musicapi.rng import seeded

# What a family that is not served any more may answer, by HTTP status: nobody knows (musicapi.md 5, 12.2).
GONE = (410, 500, 502, 403)
EARLIEST = 7  # what was tossed for first is tossed for first still: a seed keeps its world


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
    replacement_is_whole: bool = False  # riffusion, sonic: else only the new section comes back
    uploads_are_apart: bool = True  # riffusion, producer: a task type for the other kind of clip is refused
    uploads_are_limited: bool = True  # what has no type for uploaded clips does not take them: stems, remaster, mashup…
    uploads_have_least: bool = True  # an upload below 6 s is refused, as the older page says
    uploads_cost_extra: bool = True  # upload-extend and upload-cover cost an upload on top
    upload_fails_in_band: bool = True  # producer accepts an address before it has fetched it
    paces_everything: bool = True  # the pace of creates holds for every POST
    failed_step_is_200: bool = True  # a failed step of upload-extend and the like; else it is a 400
    voice_is_persona: bool = False  # whether persona_music takes the id of a voice
    bare_upload_result: bool = True  # producer's uploaded clip is told by little more than its id
    basic_stems: int = 4  # 2 or 4 (musicapi.md 12.1)
    full_stems: int = 24  # 12 or 24
    joined_clips: int = 1  # how many clips a concat gives; fixed nowhere
    remasters: int = 2  # and a remaster
    stem_names: int = 0  # where a stem says what it is: 0 in its title, 1 as its title
    labels_inside: bool = True  # sonic's aligned lyrics: a label stands in the text of the word that follows it
    repeats_cost: bool = False  # whether the same POST again, for a MIDI file that was not ready, is charged again
    gone: int = GONE[0]  # the HTTP status that a family answers with that is not served any more

    @classmethod
    def drawn(cls, seed: int) -> Self:
        """The readings of this seed."""
        if seed == 0:
            return cls()
        rng, later = seeded("readings", seed), seeded("later readings", seed)
        tosses = [field.name for field in fields(cls) if isinstance(field.default, bool)]
        drawn = {name: rng.random() < 0.5 for name in tosses[:EARLIEST]}
        lag = rng.choice((0.0, 0.0, 5.0, 15.0, 60.0))
        return cls(
            **drawn,
            **{name: later.random() < 0.5 for name in tosses[EARLIEST:]},
            refund_lag=lag,
            basic_stems=later.choice((2, 4)),
            full_stems=later.choice((12, 24)),
            joined_clips=later.choice((1, 2)),
            remasters=later.choice((1, 2)),
            stem_names=later.randrange(3) % 2,  # drawn of three, so that what follows stays what it was
            gone=later.choice(GONE),
        )

    def length(self, text: str) -> int:
        """How long the vendor finds `text`."""
        return len(text.encode("utf-16-le", "surrogatepass")) // 2 if self.counts_utf16 else len(text)

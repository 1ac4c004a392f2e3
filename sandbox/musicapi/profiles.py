"""The vendor's two hosts as data: what each charges, has retired and insists on (musicapi.md 0.2, 2.0, 3.0, 12.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.musicapi.works import Commission

PRODUCER_EDITS = (
    "extend_music",
    "extend_upload_music",
    "replace_music",
    "replace_upload_music",
    "cover_music",
    "cover_upload_music",
)
PRODUCER_GONE = ("music_variation", "swap_music_vocals", "swap_music_sound")


@dataclass(frozen=True, slots=True)
class Profile:
    """One host: prices in credits per call, retired (family, task type) pairs, and its manners."""

    host: str
    prices: Mapping[str, int]
    retired: frozenset[tuple[str, str]]
    typed_errors: bool  # every error is {"type", "error"}
    out_of_credits: int  # HTTP status
    status_field: bool  # producer tasks carry a top-level `status` and never answer 202
    cdn_choice_required: bool  # sonic refuses a create without `use_suno_cdn`
    duration_taken: bool  # sonic takes `duration`; elsewhere it is a validation error
    old_names: bool  # sonic models come back as `chirp-*`
    # Sonic's older models with own lyrics, and every extension, cost less on the newer host.
    cheaper_sonic: int | None = None

    def price(self, commission: Commission) -> int:
        """Credits for one call."""
        cheap = commission.plain or commission.task_type.startswith("extend")
        if commission.family == "sonic" and self.cheaper_sonic is not None and cheap:
            return self.cheaper_sonic
        return self.prices[commission.family]


MUSICAPI = Profile(
    host="musicapi",
    prices={"riffusion": 12, "producer": 12, "sonic": 15},
    retired=frozenset(("producer", kind) for kind in PRODUCER_GONE),
    typed_errors=False,
    out_of_credits=403,
    status_field=False,
    cdn_choice_required=False,
    duration_taken=False,
    old_names=False,
)

AIMUSICAPI = Profile(
    host="aimusicapi",
    prices={"riffusion": 12, "producer": 10, "sonic": 14},  # riffusion's is not published there
    retired=frozenset(("producer", kind) for kind in PRODUCER_GONE + PRODUCER_EDITS),
    typed_errors=True,
    out_of_credits=402,
    status_field=True,
    cdn_choice_required=True,
    duration_taken=True,
    old_names=True,
    cheaper_sonic=10,
)

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
# Credits for what answers at once; of one each by a client's table the vendor confirms the WAV (musicapi.md 3.0).
TOOLS = {
    "sonic/wav": 1,
    "sonic/midi": 1,
    "sonic/bpm": 1,
    "sonic/vox": 1,
    "sonic/upsample_tags": 1,
    "sonic/aligned_lyrics": 1,
    "sonic/persona": 1,
    "sonic/lyrics": 2,  # of 10 "lyrics credits", 2 and free, the later number (musicapi.md 6)
    "sonic/make_lyrics": 2,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One host: prices in credits per call, retired (family, task type) pairs, and its manners.

    A price is found by family and task type ("sonic/concat_music"), else by family.
    """

    host: str
    prices: Mapping[str, int]
    retired: frozenset[tuple[str, str]]
    gone: frozenset[str]  # families that answer 410 to everything, polls too
    typed_errors: bool  # every error is {"type", "error"}
    out_of_credits: int  # HTTP status
    status_field: bool  # producer tasks carry a top-level `status` and never answer 202
    cdn_choice_required: bool  # sonic refuses a create without `use_suno_cdn`
    duration_taken: bool  # sonic takes `duration`; elsewhere it is a validation error
    old_names: bool  # sonic models come back as `chirp-*`
    takes_all_model: bool  # sample and mashup take sonic-v4-5-all
    upload_calls_back: bool  # sonic's upload takes `callback_url` and then is a task
    producer_makes_more: bool  # lyrics and videos
    # Sonic's older models with own lyrics, and every extension, cost less on the newer host.
    cheaper_sonic: int | None = None

    def price(self, commission: Commission, *, upload_extra: bool = False) -> int:
        """Credits for one call; `upload_extra` where one that begins with an upload costs that upload, too."""
        own = self.prices.get(f"{commission.family}/{commission.task_type}")
        extra = self.prices["sonic/upload"] if upload_extra and commission.step in ("extend", "cover") else 0
        cheap = commission.plain or commission.task_type.startswith(("extend", "upload_extend", "persona"))
        if own is None and commission.family == "sonic" and self.cheaper_sonic is not None and cheap:
            own = self.cheaper_sonic
        return (self.prices[commission.family] if own is None else own) + extra


MUSICAPI = Profile(
    host="musicapi",
    prices={
        "riffusion": 12,
        "riffusion/upload": 2,  # as on the white label; here it is not published
        "producer": 12,
        "producer/upload": 2,
        "producer/download": 2,
        "sonic": 15,
        "sonic/concat_music": 2,
        "sonic/upload": 2,
        "sonic/stems_basic": 15,
        "sonic/stems_full": 75,
        "sonic/create_voice": 4,  # as on the newer host; here it is not published
        "nuro": 10,
        "studio": 15,
        **TOOLS,
    },
    retired=frozenset(("producer", kind) for kind in PRODUCER_GONE),
    gone=frozenset(),
    typed_errors=False,
    out_of_credits=403,
    status_field=False,
    cdn_choice_required=False,
    duration_taken=False,
    old_names=False,
    takes_all_model=False,
    upload_calls_back=False,
    producer_makes_more=False,
)

AIMUSICAPI = Profile(
    host="aimusicapi",
    prices={
        "riffusion": 12,  # not published there
        "riffusion/upload": 2,
        "producer": 10,
        "producer/upload": 2,
        "producer/download": 2,
        "producer/lyrics_create": 1,
        "producer/video_clip": 5,
        "sonic": 14,
        "sonic/concat_music": 2,
        "sonic/remaster": 10,
        "sonic/add_vocals": 10,
        "sonic/add_instrumental": 10,
        "sonic/replace_section": 10,
        "sonic/upload": 2,
        "sonic/download": 2,
        "sonic/stems_basic": 20,
        "sonic/stems_full": 50,
        "sonic/create_voice": 4,
        "nuro": 10,
        "studio": 15,
        **TOOLS,
    },
    retired=frozenset(("producer", kind) for kind in PRODUCER_GONE + PRODUCER_EDITS),
    gone=frozenset(("nuro",)),
    typed_errors=True,
    out_of_credits=402,
    status_field=True,
    cdn_choice_required=True,
    duration_taken=True,
    old_names=True,
    takes_all_model=True,
    upload_calls_back=True,
    producer_makes_more=True,
    cheaper_sonic=10,
)

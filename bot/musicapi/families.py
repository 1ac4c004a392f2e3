"""What riffusion, producer, nuro and studio offer on each host; data. Prices are credits a call.

Where the vendor's own pages disagree, the newest page of that host counts; where none names a price, the highest one
stands here that any page gives for such a call, so that a hold always covers it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.musicapi import nuro, producer, riffusion, studio
from bot.musicapi.offers import Family, Gives, Limits, Model, Offer, Operation, Source, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

# `sound` is required on riffusion's extend page, `instruction` on producer's cover page.
_A_STYLE: Final = frozenset[Text]({"style"})
_A_PROMPT: Final = frozenset[Text]({"prompt"})
_SECTION: Final = frozenset({"starts_at", "ends_at"})
_AN_ADDRESS: Final = frozenset({"url"})

NO_TEXTS: Final = Limits(prompt=0, style=0, lyrics=0, title=80)  # a title names the job and is not sent
# Seconds; docs.musicapi.ai/special-scenarios. What riffusion and producer take is on no page.
UPLOADS: Final = (6.0, 480.0)


def offers(*made: Offer) -> Mapping[Operation, Offer]:
    """The offers by what is asked."""
    return MappingProxyType({offer.operation: offer for offer in made})


# docs.musicapi.ai, riffusion pages of 2025-06: prompt and sound 200, lyrics 3,000, title 80.
RIFFUSION_LIMITS: Final = Limits(prompt=200, style=200, lyrics=riffusion.LONGEST_LYRICS, title=80)


def _riffusion_edit(operation: Operation, takes: frozenset[str] = frozenset()) -> Offer:
    return Offer(operation, 12, 2, RIFFUSION_LIMITS, _A_STYLE, source=Source.ANY, takes=takes)


# docs.musicapi.ai/credits-usage-guide of 2025-06-19: 12 a call; no other price is known for the second host. An upload
# costs 2 wherever a page names its price. There are no callbacks: the webhook guide leaves riffusion out.
RIFFUSION: Final = Family(
    "riffusion",
    "Riffusion",
    # The vendor claims under a minute for a full song; the percentiles around it are ours until the bot has learnt.
    tuple(
        Model(name, name, (25.0, 45.0, 75.0), good_for=good_for, length="3–4 min")
        for name, good_for in (
            ("FUZZ-1.1 Pro", "whole songs, fast"),
            ("FUZZ-1.1", "drafts, fast"),
            ("FUZZ-1.0 Pro", "the older sound, whole songs"),
            ("FUZZ-1.0", "the older sound, drafts"),
        )
    ),
    offers(
        Offer(Operation.CREATE, 12, 2, RIFFUSION_LIMITS),
        _riffusion_edit(Operation.EXTEND),
        _riffusion_edit(Operation.COVER),
        _riffusion_edit(Operation.REPLACE_SECTION, _SECTION),
        _riffusion_edit(Operation.SWAP_SOUND),
        _riffusion_edit(Operation.SWAP_VOCALS),
        Offer(
            Operation.UPLOAD,
            2,
            1,
            NO_TEXTS,
            path="riffusion/upload",
            at_once=True,
            takes=_AN_ADDRESS,
            lengths=UPLOADS,
        ),
    ),
    "m4a",
    riffusion.body,
    riffusion.TEXTS,
)

# The vendor publishes only the title's 80 for producer. The others are ours, as long as its other families take.
PRODUCER_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=80)
PRODUCER_EXTEND_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=0)
PRODUCER_EDIT_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=0, title=80)  # an instruction, no lyrics
_PRODUCER_LENGTHS: Final = (1.0, 240.0)  # seconds, docs.musicapi.ai/api-450367154

# Since 2026-04 every FUZZ name is an alias of the one model on api.musicapi.ai, so one name is enough. Timing: "most
# tasks 30-60 s" in 2025, "1-3 min" on the product pages.
PRODUCER_MODELS: Final = (
    Model("FUZZ-2.0", "Lyria 3 Pro", (30.0, 60.0, 150.0), good_for="one song, edited by instruction", length="≤ 4 min"),
)
# docs.aimusicapi.ai/producer-api-overview, without the models that it says often fail.
PRODUCER_TWIN_MODELS: Final = tuple(
    Model(name, name, typical, good_for=good_for, length="≤ 4 min")
    for name, typical, good_for in (
        ("FUZZ-2.0", (18.0, 24.0, 30.0), "one song, fast"),
        ("FUZZ-2.0 Pro", (20.0, 25.0, 30.0), "one song, more polish"),
        ("FUZZ-2.0 Raw", (18.0, 24.0, 30.0), "one song, less polish"),
        ("FUZZ-1.1 Pro", (30.0, 40.0, 50.0), "the older sound"),
        ("FUZZ-1.0 Pro", (18.0, 24.0, 30.0), "the oldest sound, fast"),
    )
)


# docs.aimusicapi.ai/doc-2058751: 2 each. On api.musicapi.ai the last known price, of 2025-10, is the same.
_PRODUCER_UPLOAD: Final = Offer(
    Operation.UPLOAD,
    2,
    1,
    NO_TEXTS,
    path="producer/upload",
    callbacks=True,
    takes=_AN_ADDRESS,
    lengths=UPLOADS,
    typical=(5.0, 15.0, 40.0),
)
_PRODUCER_DOWNLOAD: Final = Offer(
    Operation.DOWNLOAD,
    2,
    1,
    NO_TEXTS,
    path="producer/download",
    source=Source.ANY,
    gives=Gives.FILES,
    callbacks=True,
    formats=("mp3", "wav"),
    typical=(5.0, 10.0, 20.0),  # a client measured 5 to 15 s
)


def _producer(models: tuple[Model, ...], *made: Offer) -> Family:
    return Family("producer", "Producer", models, offers(*made), "m4a", producer.body, producer.TEXTS)


PRODUCER: Final = _producer(
    PRODUCER_MODELS,
    Offer(Operation.CREATE, 12, 1, PRODUCER_LIMITS, callbacks=True, lengths=_PRODUCER_LENGTHS),
    Offer(
        Operation.EXTEND,
        12,
        1,
        PRODUCER_EXTEND_LIMITS,
        source=Source.ANY,
        callbacks=True,
        lengths=_PRODUCER_LENGTHS,
    ),
    Offer(
        Operation.COVER,
        12,
        1,
        PRODUCER_EDIT_LIMITS,
        _A_STYLE,
        source=Source.ANY,
        callbacks=True,
        takes=frozenset({"audio_weight"}),
    ),
    Offer(
        Operation.REPLACE_SECTION,
        12,
        1,
        PRODUCER_EDIT_LIMITS,
        source=Source.ANY,
        callbacks=True,
        takes=_SECTION,
    ),
    _PRODUCER_UPLOAD,
    _PRODUCER_DOWNLOAD,
)
# Everything of `/producer/create` but create_music is answered with 410 here.
PRODUCER_TWIN: Final = _producer(
    PRODUCER_TWIN_MODELS,
    Offer(Operation.CREATE, 10, 1, PRODUCER_LIMITS, callbacks=True),
    _PRODUCER_UPLOAD,
    _PRODUCER_DOWNLOAD,
    Offer(
        Operation.WRITE_LYRICS,
        1,
        1,
        Limits(prompt=1000, style=1000, lyrics=0, title=80),
        _A_PROMPT,
        path="producer/lyrics-create",
        gives=Gives.ANSWER,
        typical=(5.0, 10.0, 30.0),
    ),
    Offer(
        Operation.VIDEO,
        5,
        1,
        NO_TEXTS,
        path="producer/video-clip",
        source=Source.ANY,
        gives=Gives.FILES,
        typical=(20.0, 60.0, 150.0),
    ),
)

# docs.musicapi.ai/get-nuro-music: 10 credits, "about 30 s"; 37 to 69 s were seen. The second host answers 410.
NURO: Final = Family(
    "nuro",
    "Nuro",
    (Model("nuro", "Nuro", (30.0, 45.0, 70.0), good_for="your own lyrics, English or Chinese", length="1–4 min"),),
    offers(
        Offer(
            Operation.CREATE,
            10,
            1,
            Limits(prompt=199, style=199, lyrics=2000, title=80),
            callbacks=True,
            takes=frozenset({"gender"}),
            lengths=(30.0, 240.0),
            shortest_lyrics=300,
        )
    ),
    "wav",
    nuro.body,
    nuro.TEXTS,
)

# 15 credits and two songs by the guide of 2025-06-19. "Unavailable" since; what it answers now is not known.
STUDIO: Final = Family(
    "studio",
    "Studio",
    (
        Model("studio130-v1.5", "130 v1.5", (60.0, 120.0, 240.0), good_for="longer pieces"),
        Model("studio32-v1.5", "32 v1.5", (30.0, 60.0, 120.0), good_for="short pieces"),
    ),
    offers(
        Offer(
            Operation.CREATE,
            15,
            2,
            Limits(prompt=400, style=400, lyrics=1000, title=80),
            _A_STYLE,
            takes=frozenset({"avoid"}),
        )
    ),
    "mp3",
    studio.body,
    studio.TEXTS,
)

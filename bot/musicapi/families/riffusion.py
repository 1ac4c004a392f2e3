"""Riffusion: two songs from words, and edits of clips that keep their lyrics.

Field names, types and what is required are those of docs.musicapi.ai (riffusion-craete-with-prompt,
riffusion-create-with-lyrics, riffusion-extend-music, riffusion-swap-music-vocals, api-314451567) and of the vendor's
SDK. Of the pages of cover, replace and swap sound no field table is known, so these send every field that their
siblings do.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Final

from bot.musicapi.families import shared
from bot.musicapi.offers import Family, Limits, Model, Offer
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest

LONGEST_LYRICS: Final = 3_000  # characters

# docs.musicapi.ai, riffusion pages of 2025-06.
LIMITS: Final = Limits(prompt=200, style=200, lyrics=LONGEST_LYRICS, title=80)

# The vendor claims under a minute for a full song; the percentiles around it are ours until the bot has learnt.
MODELS: Final = tuple(
    Model(name, name, (25.0, 45.0, 75.0), good_for=good_for, minutes=(3, 4))
    for name, good_for in (
        ("FUZZ-1.1 Pro", "whole-songs-fast"),
        ("FUZZ-1.1", "drafts-fast"),
        ("FUZZ-1.0 Pro", "the-older-sound-whole-songs"),
        ("FUZZ-1.0", "the-older-sound-drafts"),
    )
)


def _create(request: SongRequest) -> Body:
    sent: Body = {"mv": request.model}
    if request.words:
        sent |= {"custom_mode": True, "lyrics": request.words, "make_instrumental": False}
        return _with_title(request, {**sent, "sound": request.sound} if request.sound else sent)
    if request.brief.instrumental:
        # `make_instrumental` is documented for custom mode alone, where lyrics may be left out.
        sent |= {"custom_mode": True, "sound": request.description, "make_instrumental": True}
        return _with_title(request, sent)
    return {**sent, "custom_mode": False, "prompt": request.description}  # description mode reads no title


def _edit(request: SongRequest) -> Body:
    return _with_title(
        request,
        {
            "mv": request.model,
            "custom_mode": True,
            "continue_clip_id": request.source.clip_id,
            "lyrics": request.sung,
            "sound": request.sound,
        },
    )


def _extend(request: SongRequest) -> Body:
    # The page says integer. Rounded down, so that the point never lies past the clip's end.
    return {**_edit(request), "continue_at": math.floor(request.extend_from or 0.0)}


def _replace(request: SongRequest) -> Body:
    return {**_edit(request), **shared.section(request, "replace_start_time", "replace_end_time")}


def _swap(request: SongRequest) -> Body:
    # The page requires lyrics, and a swap keeps what is sung: without new words, the clip's own are said again.
    return {**_edit(request), "lyrics": request.words or request.kept[:LONGEST_LYRICS]}


def _with_title(request: SongRequest, sent: Body) -> Body:
    return {**sent, "title": request.name} if request.name else sent


# `sound` is required on the page of extend.
_edited = partial(Offer, price=12, clips=2, limits=LIMITS, needs=shared.NEEDS_STYLE)

# docs.musicapi.ai/credits-usage-guide of 2025-06-19: 12 a call; no other price is known for the second host. An upload
# costs 2 wherever a page names its price. There are no webhooks: the webhook guide leaves riffusion out.
RIFFUSION: Final = Family(
    "riffusion",
    "Riffusion",
    MODELS,
    shared.offers_of(
        Offer(
            operation=Operation.CREATE,
            price=12,
            clips=2,
            limits=LIMITS,
            fields=_create,
            task_type="create_music",
        ),
        _edited(
            operation=Operation.EXTEND,
            fields=_extend,
            task_type="extend_music",
        ),
        _edited(
            operation=Operation.COVER,
            fields=_edit,
            task_type="cover_music",
        ),
        _edited(
            operation=Operation.REPLACE_SECTION,
            fields=_replace,
            task_type="replace_music",
            takes=shared.SECTION,
        ),
        _edited(
            operation=Operation.SWAP_SOUND,
            fields=_swap,
            task_type="swap_music_sound",
        ),
        _edited(
            operation=Operation.SWAP_VOCALS,
            fields=_swap,
            task_type="swap_music_vocals",
        ),
        shared.recording_offer(
            operation=Operation.UPLOAD,
            price=2,
            fields=lambda request: {"url": request.details.url},
            path="riffusion/upload",
            at_once=True,
        ),
    ),
    "m4a",
    {"prompt": "prompt", "sound": "style", "lyrics": "lyrics", "title": "title"},
)

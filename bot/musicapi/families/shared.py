"""What several families have in common: names of fields, files that all make alike, lyrics that two of them write."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from bot.musicapi.answers import LyricsDraft, WrittenLyrics
from bot.musicapi.offers import FileFields, Limits, Offer, Text
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest
from bot.musicapi.values import LONGEST_LYRICS, LONGEST_TITLE, array, elements, line, lyrics, mapping

NO_TEXTS: Final = Limits(prompt=0, style=0, lyrics=0, title=80)  # a title names the job and is not sent
# Seconds; docs.musicapi.ai/special-scenarios. What riffusion and producer take is on no page.
UPLOADS: Final = (6.0, 480.0)

NEEDS_STYLE: Final = frozenset[Text]({"style"})
SECTION: Final = frozenset({"starts_at", "ends_at"})
ADDRESS: Final = frozenset({"url"})

SOUND: Final = ("file_url", "wav_url", "audio_url", "mp3_url", "m4a_url", "stem_url", "download_url", "url")


def offers_of(*made: Offer) -> Mapping[Operation, Offer]:
    """The offers by what is asked."""
    return MappingProxyType({offer.operation: offer for offer in made})


def clip_alone(request: SongRequest) -> Body:
    """The fields of what needs a clip and no more."""
    return {"clip_id": request.source.clip_id}


def section(request: SongRequest, first: str, last: str) -> Body:
    """The section in seconds, under the names that an endpoint has for it; what was not named is left out."""
    named = {first: request.details.starts_at, last: request.details.ends_at}
    return {field: round(moment, 2) for field, moment in named.items() if moment is not None}


def written_lyrics(found: Mapping[str, Any]) -> WrittenLyrics | None:
    """The drafts of an answer: sonic has them as `results`, producer as any other elements."""
    results = found.get("results")
    drafts = map(mapping, array(results)) if isinstance(results, list) else elements(found)
    written = [
        LyricsDraft(line(draft.get("title"), LONGEST_TITLE), words[:LONGEST_LYRICS])
        for draft in drafts
        if (words := lyrics(draft.get("lyrics")) or lyrics(draft.get("text")))
    ]
    return WrittenLyrics(tuple(written)) if written else None


# Of the two server errors named here the vendor's pages say that nothing was begun and nothing charged.
recording_offer = partial(Offer, limits=NO_TEXTS, takes=ADDRESS, lengths=UPLOADS)
lyrics_offer = partial(Offer, unbegun=((504, ""),), read_answer=written_lyrics, needs=frozenset[Text]({"prompt"}))
download_offer = partial(
    Offer,
    price=2,
    limits=NO_TEXTS,
    unbegun=((502, "did not return a job"),),
    unknown_clip=True,
    files=FileFields(("file_url", "audio_url", *SOUND), "Song"),
)

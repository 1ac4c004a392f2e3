"""What is bought for a number of credits: one of each operation, the cheapest first, each of a clip made before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.errors import RequestRefused
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Family, Offer, Source
from bot.musicapi.operations import NEW_SONG, Operation, SectionRule, StartsFrom
from bot.musicapi.requests import NO_SOURCE, SongRequest, SourceClip
from data.brief import Brief, Details
from data.rows import ClipState, ReportedClip

LYRICS: Final = """[Verse]
Rain on the harbor wall
Boats that come and go
Lamps along the empty road
Counting what we know
[Chorus]
Stay a while, stay a while
Morning is not far
Stay a while, stay a while
Underneath the star
[Verse]
Gulls above the market square
Nets that dry in rows
Every hand that waves goodbye
Every wind that blows
[Outro]
Stay a while"""
PROMPT: Final = "calm piano"
STYLE: Final = "warm, slow"
TITLE: Final = "Harbor lamps"
ASKED: Final = (PROMPT, STYLE, TITLE, LYRICS)
# All that is said of a song, then less and less: some operations take a few of the texts alone.
BRIEFS: Final = (
    Brief(prompt=PROMPT, style=STYLE, title=TITLE, lyrics=LYRICS),
    Brief(style=STYLE, title=TITLE, lyrics=LYRICS),
    Brief(prompt=PROMPT, style=STYLE, title=TITLE),
    Brief(style=STYLE),
    Brief(prompt=PROMPT),
    Brief(),
)
SECTION: Final = (5.0, 15.0)  # seconds; what every family takes for one
# They need what nobody has who only tries them out: a persona, a recording of one's own, a second song.
LEFT_OUT: Final = frozenset({Operation.PERSONA_SONG, Operation.VOICE, Operation.MASHUP})


@dataclass(frozen=True, slots=True)
class Purchase:
    """One operation of one family, and what the catalog says that it costs."""

    family: Family
    offer: Offer

    @property
    def name(self) -> str:
        """Such as `riffusion: extend`."""
        return f"{self.family.name}: {self.offer.operation}"

    @property
    def price(self) -> int:
        """In credits."""
        return self.offer.price


def choose(catalog: Catalog, budget: int) -> list[Purchase]:
    """What `budget` credits buy: a new song of as many families as it pays for, then other operations, the cheap first.

    What is made of a clip is bought of those families alone of which a new song is. They come in the order in which
    they can be made.
    """
    bought, left = list[Purchase](), budget
    everything = [Purchase(family, offer) for family in catalog.families for offer in family.offers.values()]
    for each in sorted(everything, key=lambda each: (each.offer.operation is not NEW_SONG, each.price)):
        if each.price <= left and _can_be_made(each, bought):
            bought.append(each)
            left -= each.price
    return bought


def _can_be_made(purchase: Purchase, bought: Sequence[Purchase]) -> bool:
    spec = purchase.offer.operation.spec
    made = {each.family.name for each in bought if each.offer.operation is NEW_SONG}
    if purchase.offer.operation in LEFT_OUT or spec.needs_extension or purchase.offer.source is Source.UPLOADED:
        return False
    return spec.starts_from is StartsFrom.WORDS or purchase.family.name in made


def request_for(purchase: Purchase, catalog: Catalog, clip: ReportedClip | None) -> SongRequest | None:
    """What is asked; `clip` is a finished one of the family. None: it cannot be asked, or not of this clip."""
    spec, offer, family = purchase.offer.operation.spec, purchase.offer, purchase.family
    source, address = NO_SOURCE, ""
    if spec.starts_from is not StartsFrom.WORDS:
        if clip is None or clip.duration is None:
            return None
        # What takes a recording gets the song that was just made: it is nobody's but the operator's.
        address = clip.audio_url if spec.starts_from is StartsFrom.RECORDING else ""
        if spec.starts_from is StartsFrom.CLIP:
            source = SourceClip(clip.clip_id, clip.duration, lyrics=clip.lyrics or LYRICS)
    details = Details(url=address, length=clip.duration if address and clip is not None else None)
    if spec.section is SectionRule.REQUIRED:
        details = replace(details, starts_at=SECTION[0], ends_at=SECTION[1])
    models = [model.name for model in family.models if offer.models is None or model.name in offer.models]
    for brief in BRIEFS:
        said = replace(brief, details=details)
        request = SongRequest(offer.operation, family.name, models[0] if models else "", said, source)
        try:
            catalog.check_request(request)
        except RequestRefused:
            continue  # it takes fewer words
        return request
    return None


def find_finished(clips: Sequence[ReportedClip]) -> ReportedClip | None:
    """The first clip that others can be made of."""
    return next((each for each in clips if each.state is ClipState.SUCCEEDED and each.audio_url), None)


def credits_of(amount: float) -> str:
    """An amount in words."""
    return f"{amount:g} credit{'' if amount == 1 else 's'}"

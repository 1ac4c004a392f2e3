"""Requests that each operation of the catalog takes: as little as it needs, and as much as it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.errors import RequestRefused
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Source
from bot.musicapi.operations import Operation, SectionRule, StartsFrom
from bot.musicapi.requests import NO_SOURCE, SongRequest
from bot.musicapi.responses.reports import TaskReport
from cogs.text.errors import sentence_for
from data.brief import BRIEF_NAMES, Details

if TYPE_CHECKING:
    from bot.musicapi.offers import Family, Host
    from bot.musicapi.responses.reports import Accepted

CLIP = "f524dd12-cb7a-4eb6-b2fb-780f0ed07d9c"
OTHER = "0b8e0bd4-1d5e-4a63-9df3-7e1a0d7a1c55"
URL = "https://example.com/recording.mp3"
LYRICS = "[Verse]\nRain on the harbor wall\nBoats that come and go\n[Chorus]\nStay a while, stay a while\n"
WHOLE_LYRICS = (LYRICS * 5).strip()  # as many as nuro asks for

DETAILS: dict[str, Any] = {
    "starts_at": 1.0,
    "ends_at": 2.5,
    "other_clip": 7,
    "other_clip_id": OTHER,
    "persona_id": "persona-1",
    "vox_id": "vox-1",
    "url": URL,
    "variation": "subtle",
    "avoid": "metal",
    "gender": "f",
    "style_weight": 0.25,
    "weirdness": 1,
    "audio_weight": 0.0,
}


def refusal(catalog: Catalog, request: SongRequest) -> str | None:
    """Why `request` cannot be taken, in the sentences that people read; None where it can."""
    try:
        catalog.check_request(request)
    except RequestRefused as error:
        said, _, cost = sentence_for(error).partition("\n")
        assert cost == "-# Nothing was charged."
        return said
    return None


def ask(operation: Operation, family: str, model: str, **said: Any) -> SongRequest:
    """A request out of flat words: those of a brief, and `source_` for what is known of the source clip."""
    return changed(SongRequest(operation, family, model), **said)


def changed(request: SongRequest, **said: Any) -> SongRequest:
    """The request with other words, which are as flat as in `ask`."""
    brief = {name: said.pop(name) for name in BRIEF_NAMES if name in said}
    told = {name.removeprefix("source_"): said.pop(name) for name in [*said] if name.startswith("source_")}
    source = request.source
    if told:
        source = replace(source, **told)
        source = source if source.clip_id else NO_SOURCE
    return replace(request, brief=replace(request.brief, **brief), source=source, **said)


def catalog_of(host: Host) -> Catalog:
    """Everything that `host` offers."""
    return Catalog(host, FAMILIES[host])


def result_of(accepted: Accepted) -> TaskReport:
    """What a create was answered with, where that is the result itself."""
    assert isinstance(accepted, TaskReport)
    assert accepted.state != "running"
    return accepted


def model_for(family: Family, operation: Operation) -> str:
    """The first model that the operation takes."""
    models = family.offers[operation].models
    return next(model.name for model in family.models if models is None or model.name in models)


def least(family: Family, operation: Operation, **more: Any) -> SongRequest:
    """A request with no more than the operation needs."""
    offer = family.offers[operation]
    details: dict[str, Any] = {}
    if operation.spec.section is SectionRule.REQUIRED:
        details |= {"starts_at": 1.0, "ends_at": 2.5}
    if operation.spec.needs_second_clip:
        details["other_clip_id"] = OTHER
    if operation.spec.needs_persona:
        details["persona_id"] = "persona-1"
    if operation.spec.starts_from is StartsFrom.RECORDING:
        details["url"] = URL
    said: dict[str, Any] = {}
    if operation.spec.needs_words:
        said["prompt"] = "r&b pop"
    said |= {text: "warm" for text in offer.needs if text != "lyrics"}
    if "lyrics" in offer.needs or offer.shortest_lyrics:
        said["lyrics"] = WHOLE_LYRICS
    if offer.source is not Source.NONE:
        said |= {"source_clip_id": CLIP, "source_duration": 100.5}
    said["source_uploaded"] = offer.source is Source.UPLOADED
    request = ask(operation, family.name, model_for(family, operation), details=Details(**details), **said)
    return changed(request, **more)


def every(family: Family, operation: Operation, model: str | None = None) -> list[SongRequest]:
    """A request of each kind: bare, described, with lyrics, without a voice, of a recording, with all that it takes."""
    offer, bare = family.offers[operation], least(family, operation)
    known = family.model(model or bare.model)
    assert known is not None
    bare = replace(bare, model=known.name)
    made = [bare, changed(bare, prompt="r&b pop", style="warm", title="Harbor")]
    if family.limits(operation, known.name).lyrics:
        made.append(changed(made[1], lyrics=WHOLE_LYRICS))
        if "lyrics" not in offer.needs:
            made.append(changed(made[1], lyrics="", instrumental=True))
    if offer.source is Source.ANY:
        made += [changed(each, source_uploaded=True) for each in made]
    of_recording = operation.spec.starts_from is StartsFrom.RECORDING
    taken = {name: DETAILS[name] for name in offer.takes - known.lacks if name != "url" or of_recording}
    if offer.lengths:
        taken["length"] = sum(offer.lengths) / 2
    wished = changed(made[1], details=replace(made[1].details, **taken))
    return [*made, wished, *(changed(bare, details=Details(format=each)) for each in offer.formats)]  # type: ignore[arg-type] - each is one of the details

"""The shapes of the catalog: models, limits, offers and families."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from bot.musicapi.answers import Answer
from bot.musicapi.operations import Gives, Operation, StartsFrom
from bot.musicapi.requests import Body, SongRequest

Text: TypeAlias = Literal["prompt", "style", "lyrics", "title"]


class Source(StrEnum):
    """Which clips an offer starts from."""

    NONE = "none"
    PLATFORM = "platform"  # those that MusicAPI made
    UPLOADED = "uploaded"  # those that a person brought
    ANY = "any"


class Host(StrEnum):
    """The vendor's fronts, which differ in prices, operations and required fields."""

    MUSICAPI = "api.musicapi.ai"
    TWIN = "api.aimusicapi.ai"

    @classmethod
    def of(cls, base_url: str) -> Host:
        """The front that answers at `base_url`; any other address is taken for the first front, as a proxy would be."""
        return cls.TWIN if urlsplit(base_url).hostname == cls.TWIN else cls.MUSICAPI


@dataclass(frozen=True, slots=True)
class Typical:
    """How long a kind of song takes: the 10th, 50th and 90th percentile, in seconds."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The most characters of each text (UTF-16 units, so that an emoji counts twice); 0: the text is not taken."""

    prompt: int  # of prompt and style together where no lyrics are given
    style: int
    lyrics: int
    title: int

    def within(self, other: Limits) -> Limits:
        """The shorter of both, text by text."""
        return Limits(*map(min, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a family; `typical` is how long a create takes at the 10th, 50th and 90th percentile, in seconds."""

    name: str
    label: str
    typical: tuple[float, float, float]
    limits: Limits | None = None  # where the model takes shorter texts than its family's offers
    good_for: str = ""  # what to choose it for, by the name that the catalog of words has for that
    minutes: tuple[int, int] = (0, 0)  # how long its songs are, from and to; 0: nobody says
    lacks: frozenset[str] = frozenset()  # what it does not take of the details that its family's offers take


@dataclass(frozen=True, slots=True)
class FileFields:
    """Where the files of an answer stand, and what they are called."""

    addresses: tuple[str, ...]  # the fields that hold an address, the surest first
    name: str  # of a file that nothing tells from the others, for people
    are_parts: bool = False  # each is a part of the song, and says which


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One operation of one family on one host: what it costs a call, what it takes, how it is asked and answered."""

    operation: Operation
    price: int  # credits a call, however many clips come of it
    clips: int = 1  # the fewest that a finished task names, clips or files: more are taken as they come
    limits: Limits
    fields: Callable[[SongRequest], Body]  # the body of its POST, but for the two that stand below
    task_type: str = ""  # what `<family>/create` calls it where its clip is no recording
    twin_fields: tuple[tuple[str, Any], ...] = ()  # what the second host requires on top
    path: str = ""  # below /api/v1/; empty: `<family>/create`
    at_once: bool = False  # the POST's own answer is the result: there is no task to poll
    webhooks: bool = False  # takes `webhook_url` and `webhook_secret`
    step: str = ""  # of two requests in one, the one whose task counts
    unbegun: tuple[tuple[int, str], ...] = ()  # server errors, by status and words, after which nothing was begun
    unknown_clip: bool = False  # a 404 says that the clip is not known, or is gone by now
    read_answer: Callable[[Mapping[str, Any]], Answer | None] | None = None  # None: the answer does not say it
    nothing_found: str = ""  # why a job fails whose answer holds nothing; empty: it is no answer at all
    files: FileFields | None = None
    clips_taken: Source = Source.ANY  # of an operation that starts from one
    needs: frozenset[Text] = frozenset()  # what an edit cannot do without
    models: frozenset[str] | None = None  # the only models that it takes; None: any of the family, or none at all
    longest_section: float | None = None  # seconds; None: as long as the clip
    fresh_for: timedelta | None = None  # how old the source clip may be
    typical: tuple[float, float, float] | None = None  # as a model's, where it differs from a create's
    takes: frozenset[str] = frozenset()  # the names of those Details that it takes, but for length and format
    lengths: tuple[float, float] | None = None  # seconds that may be wished for, or that an upload may last
    formats: tuple[str, ...] = ()  # that may be chosen, the first where none is
    shortest_lyrics: int = 0  # characters; above 0, what is sung has to be given

    @property
    def source(self) -> Source:
        """Which clips it starts from."""
        return self.clips_taken if self.operation.spec.starts_from is StartsFrom.CLIP else Source.NONE

    @property
    def gives(self) -> Gives:
        """What comes of it."""
        return self.operation.spec.gives

    def body(self, request: SongRequest, host: Host) -> Body:
        """What is sent for `request` to `host`."""
        # In every family alike, what is called otherwise for a recording is called so: `extend_upload_music`.
        task_type = self.task_type.replace("_music", "_upload_music") if request.source.uploaded else self.task_type
        named: Body = {"task_type": task_type} if task_type else {}
        return {**named, **self.fields(request), **(dict(self.twin_fields) if host is Host.TWIN else {})}


@dataclass(frozen=True, slots=True)
class Family:
    """A group of endpoints on one host; the first model is the default."""

    name: str
    label: str
    models: tuple[Model, ...]
    offers: Mapping[Operation, Offer]
    audio: Literal["m4a", "mp3", "wav"]
    texts: Mapping[str, Text]  # which limit holds for which field of a body
    # The songs of an answer that describes them in this family's own way, as the others would; None: it does not.
    read_songs: Callable[[Any], Sequence[Mapping[str, Any]] | None] | None = None

    def model(self, name: str) -> Model | None:
        """The model called so, if the family has it."""
        return next((model for model in self.models if model.name == name), None)

    def limits(self, operation: Operation, model: str) -> Limits:
        """The lengths that `operation` takes with `model`; KeyError where the operation is not offered."""
        found, offer = self.model(model), self.offers[operation]
        own = found.limits if found and offer.gives is Gives.SONGS else None  # files and answers are made by no model
        return offer.limits.within(own) if own else offer.limits

    def body(self, request: SongRequest, host: Host) -> Body:
        """What is sent for `request` to `host`; KeyError where the operation is not offered."""
        return self.offers[request.operation].body(request, host)

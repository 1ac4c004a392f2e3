"""The shapes of the catalog: operations, models, limits, offers and families."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from bot.musicapi.requests import Body, SongRequest


class Operation(StrEnum):
    """What is asked of a family."""

    CREATE = "create"
    PERSONA_SONG = "persona_song"  # a new song in the voice of a persona
    EXTEND = "extend"
    COVER = "cover"
    REPLACE_SECTION = "replace_section"
    SWAP_SOUND = "swap_sound"
    SWAP_VOCALS = "swap_vocals"
    FULL_SONG = "full_song"  # an extension joined to what it extends; MusicAPI calls it concat
    REMASTER = "remaster"
    ADD_VOCALS = "add_vocals"
    ADD_INSTRUMENTAL = "add_instrumental"
    SAMPLE = "sample"
    MASHUP = "mashup"
    UPLOAD = "upload"
    UPLOAD_EXTEND = "upload_extend"
    UPLOAD_COVER = "upload_cover"
    STEMS_BASIC = "stems_basic"
    STEMS_FULL = "stems_full"
    WAV = "wav"
    MIDI = "midi"
    DOWNLOAD = "download"  # the clip's file in a chosen format
    VIDEO = "video"
    BPM = "bpm"
    VOX = "vox"  # the voice of a stretch of the clip, for a persona
    LYRICS_TIMELINE = "lyrics_timeline"
    PERSONA = "persona"  # a persona made of a clip
    VOICE = "voice"  # a voice made of a recording
    WRITE_LYRICS = "write_lyrics"
    ENRICH_STYLE = "enrich_style"  # MusicAPI calls it upsample tags


class Gives(StrEnum):
    """What comes of an operation."""

    SONGS = "songs"  # clips, each with its buttons
    FILES = "files"  # stems, a WAV, a MIDI file, a video
    ANSWER = "answer"  # something to read: a tempo, lyrics, a style, a persona


class Source(StrEnum):
    """Which clip an operation starts from."""

    NONE = "none"
    PLATFORM = "platform"  # one that MusicAPI made
    UPLOADED = "uploaded"  # one that a person brought
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
        return Limits(
            min(self.prompt, other.prompt),
            min(self.style, other.style),
            min(self.lyrics, other.lyrics),
            min(self.title, other.title),
        )


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a family; `typical` is how long a create takes at the 10th, 50th and 90th percentile, in seconds."""

    name: str
    label: str
    typical: tuple[float, float, float]
    limits: Limits | None = None  # where the model takes shorter texts than its family's offers
    good_for: str = ""  # a few words for people: what to choose it for
    length: str = ""  # how long its songs are, such as “up to 4 min”
    lacks: frozenset[str] = frozenset()  # what it does not take of the details that its family's offers take


Text: TypeAlias = Literal["prompt", "style", "lyrics", "title"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One operation of one family on one host: what it costs a call, how many clips it gives, what it takes."""

    operation: Operation
    price: int  # credits a call, however many clips come of it
    clips: int  # the fewest that a finished task names, clips or files: more are taken as they come
    limits: Limits
    needs: frozenset[Text] = frozenset()  # what an edit cannot do without
    path: str = ""  # below /api/v1/; empty: `<family>/create`
    source: Source = Source.NONE
    gives: Gives = Gives.SONGS
    at_once: bool = False  # the POST's own answer is the result: there is no task to poll
    callbacks: bool = False  # takes `webhook_url` and `webhook_secret`
    models: frozenset[str] | None = None  # the only models that it takes; None: any of the family, or none at all
    longest_section: float | None = None  # seconds; None: as long as the clip
    fresh_for: timedelta | None = None  # how old the source clip may be
    typical: tuple[float, float, float] | None = None  # as a model's, where it differs from a create's
    takes: frozenset[str] = frozenset()  # the names of those Details that it takes, but for length and format
    lengths: tuple[float, float] | None = None  # seconds that may be wished for, or that an upload may last
    formats: tuple[str, ...] = ()  # that may be chosen, the first where none is
    shortest_lyrics: int = 0  # characters; above 0, what is sung has to be given


@dataclass(frozen=True, slots=True)
class Family:
    """A group of endpoints on one host; the first model is the default."""

    name: str
    label: str
    models: tuple[Model, ...]
    offers: Mapping[Operation, Offer]
    audio: Literal["m4a", "mp3", "wav"]
    body: Callable[[SongRequest, Host], Body]  # what a request looks like on the wire
    texts: Mapping[str, Text]  # which limit holds for which field of the body

    @property
    def default_model(self) -> str:
        """The model of whoever names none."""
        return self.models[0].name

    def model(self, name: str) -> Model | None:
        """The model called so, if the family has it."""
        return next((model for model in self.models if model.name == name), None)

    def limits(self, operation: Operation, model: str) -> Limits:
        """The lengths that `operation` takes with `model`; KeyError where the operation is not offered."""
        found, offer = self.model(model), self.offers[operation]
        own = found.limits if found and offer.gives is Gives.SONGS else None  # files and answers are made by no model
        return offer.limits.within(own) if own else offer.limits

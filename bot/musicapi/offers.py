"""The shapes of the catalog: operations, models, limits, offers and families."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.musicapi.requests import Body, SongRequest


class Operation(StrEnum):
    """What is asked of a family."""

    CREATE = "create"
    EXTEND = "extend"
    COVER = "cover"

    @property
    def task_type(self) -> str:
        """MusicAPI's word for it, the same in every family."""
        return f"{self}_music"


class Host(StrEnum):
    """The vendor's fronts, which differ in prices, operations and required fields."""

    MUSICAPI = "api.musicapi.ai"
    TWIN = "api.aimusicapi.ai"

    @classmethod
    def of(cls, base_url: str) -> Host:
        """The front that answers at `base_url`; any other address is taken for the first front, as a proxy would be."""
        return cls.TWIN if urlsplit(base_url).hostname == cls.TWIN else cls.MUSICAPI


@dataclass(frozen=True, slots=True)
class Limits:
    """The most characters of each text (UTF-16 units, so that an emoji counts twice); 0: the text is not taken."""

    prompt: int  # of prompt and style together where no lyrics are given
    style: int
    lyrics: int
    title: int


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a family; `typical` is how long a create takes at the 10th, 50th and 90th percentile, in seconds."""

    name: str
    label: str
    typical: tuple[float, float, float]
    limits: Limits | None = None  # where the model takes other lengths than its family's offer


Text: TypeAlias = Literal["prompt", "style", "lyrics", "title"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One operation of one family on one host: what it costs a call, how many clips it gives, what it takes."""

    operation: Operation
    price: int  # credits a call, however many clips come of it
    clips: int
    limits: Limits
    needs: frozenset[Text] = frozenset()  # what an edit cannot do without


@dataclass(frozen=True, slots=True)
class Family:
    """A group of endpoints on one host; the first model is the default."""

    name: str
    label: str
    models: tuple[Model, ...]
    offers: Mapping[Operation, Offer]
    audio: Literal["m4a", "mp3"]
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
        found = self.model(model)
        own = found.limits if found else None
        return own or self.offers[operation].limits

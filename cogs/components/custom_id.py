"""What a button, a menu or a form is about, as its `custom_id`: published formats that must work for years.

A message keeps its buttons, and a form may stay open, while the bot is restarted, replaced or run by several processes.
So nothing about them is kept in memory: each format is one class, whose template is what is written and what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar, Final, Self

from bot.musicapi.operations import Operation
from cogs.components.song_action import CaseAction, PlaceAction, PlaylistAction, SongAction
from data.ids import ClipId, DraftId, JobId
from data.library.search import Shelf


class Action(StrEnum):
    """What a button below a clip asks for."""

    EXTEND = "extend"
    COVER = "cover"
    MORE = "more"  # a menu of everything else
    FULL_SONG = "full"  # joins an extension to what it extends


class Setting(StrEnum):
    """What a switch in `/settings` is about."""

    MY_NOTICES = "my-notices"
    SERVER_NOTICES = "server-notices"


class Position(StrEnum):
    """Where a switch is put by its button."""

    ON = "on"
    OFF = "off"


class Example(StrEnum):
    """A song that is made by one press, for whoever does not know what to type."""

    RAIN = "rain"
    BIRTHDAY = "birthday"
    DRIVE = "drive"


class ModelScope(StrEnum):
    """Whose default model a menu chooses."""

    MINE = "mine"  # the member's own, in every server
    SERVER = "server"


LYRICS: Final = "lyrics"  # what the menu below More… calls the words of its clip

_ROW_ID: Final = r"[1-9][0-9]{0,17}"
# What each field of a template looks like in a name, and what reads it.
_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], object]]]] = {
    "action": ("|".join(Action), Action),
    "operation": ("|".join(Operation), Operation),
    "setting": ("|".join(Setting), Setting),
    "position": ("|".join(Position), Position),
    "example": ("|".join(Example), Example),
    **dict.fromkeys(("clip_id", "job_id", "draft_id", "playlist_id", "case_id"), (_ROW_ID, int)),
    "before": (rf"0|{_ROW_ID}", int),
    "version": (r"[1-9]", int),
    "price": (r"[0-9]{1,6}", int),
    "prices": (r"[0-9]{0,6}(?:-[0-9]{0,6}){2}", str),
    **dict.fromkeys(("model", "typed"), (r".*", str)),
    "page": (r"0|[1-9][0-9]{0,2}", int),
    "scope": ("|".join(ModelScope), ModelScope),
    "section": (r"[a-z]+(?:-[a-z]+)*", str),
    "seen": (r"(?:[0-9a-f]{6}(?:-[0-9a-f]{6}){0,5})?", str),
    "song_action": ("|".join(SongAction), SongAction),
    "shelf": ("|".join(Shelf), Shelf),
    "list_action": ("|".join(PlaylistAction), PlaylistAction),
    "case_action": ("|".join(CaseAction), CaseAction),
    "place_action": ("|".join(PlaceAction), PlaceAction),
}
_PATTERNS: Final = {name: f"(?P<{name}>{pattern})" for name, (pattern, _) in _FIELDS.items()}


@dataclass(frozen=True, slots=True)
class CustomId:
    """One format; its fields are what the `custom_id` says."""

    template: ClassVar[str]

    @property
    def custom_id(self) -> str:
        """The published name, at most 100 characters."""
        return self.template.format_map(asdict(self))

    @classmethod
    def read(cls, custom_id: str) -> Self | None:
        """What a name says; None for another format, another version, or a forged one."""
        match = re.fullmatch(cls.template.format_map(_PATTERNS), custom_id)
        return cls(**{name: _FIELDS[name][1](said) for name, said in match.groupdict().items()}) if match else None


@dataclass(frozen=True, slots=True)
class ClipButton(CustomId):
    """Does something with a clip."""

    template = "clip:v1:{action}:{clip_id}"
    action: Action
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class OperationMenu(CustomId):
    """The menu below More…; what is chosen is the name of an operation, which is as old as the rows of the jobs.

    Or it is `LYRICS`, which no operation is called: the words of the clip.
    """

    template = "pick:v1:{clip_id}"
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class SingButton(CustomId):
    """Sings one version of what a job wrote, counted from 1."""

    template = "sing:v1:{job_id}:{version}"
    job_id: JobId
    version: int


@dataclass(frozen=True, slots=True)
class StyleButton(CustomId):
    """Makes a song in the style that a job found."""

    template = "style:v1:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class ConfirmButton(CustomId):
    """Orders what was kept, although its price rose: once, for the member who typed it."""

    template = "confirm:v1:{draft_id}"
    draft_id: DraftId


@dataclass(frozen=True, slots=True)
class EditDraftButton(CustomId):
    """Opens a form with everything of an order that was kept, for the member who typed it."""

    template = "change:v1:{draft_id}"
    draft_id: DraftId


@dataclass(frozen=True, slots=True)
class AgainButton(CustomId):
    """Makes another take of what a job made, at the price that the button says."""

    template = "job:v1:again:{job_id}:{price}"
    job_id: JobId
    price: int


@dataclass(frozen=True, slots=True)
class RetryButton(CustomId):
    """Asks once more for what a failed job could not make, at the price that the button says."""

    template = "job:v1:retry:{job_id}:{price}"
    job_id: JobId
    price: int


@dataclass(frozen=True, slots=True)
class EditButton(CustomId):
    """Opens a form with everything that was typed for a job."""

    template = "job:v1:edit:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class CancelButton(CustomId):
    """Takes a job out of the line."""

    template = "job:v1:cancel:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class ReopenButton(CustomId):
    """Opens a form that could not be taken, with what was typed in it: for the member who typed it."""

    template = "reopen:v1:{draft_id}"
    draft_id: DraftId


@dataclass(frozen=True, slots=True)
class SettingButton(CustomId):
    """Puts a switch where the button says, however it stands by then."""

    template = "set:v1:{setting}:{position}"
    setting: Setting
    position: Position


@dataclass(frozen=True, slots=True)
class ExampleButton(CustomId):
    """Makes an example, for the price that the button says."""

    template = "example:v1:{example}:{price}"
    example: Example
    price: int


@dataclass(frozen=True, slots=True)
class CreditsPage(CustomId):
    """Turns to a page of what the server's credits went on, counted from 0."""

    template = "credits:v1:{page}"
    page: int


@dataclass(frozen=True, slots=True)
class ModelMenu(CustomId):
    """Chooses a default model; what is chosen is `family/model`, or to forget the default."""

    template = "model:v1:{scope}"
    scope: ModelScope


@dataclass(frozen=True, slots=True)
class PostButton(CustomId):
    """Posts for everybody what a job found out for its person alone."""

    template = "post:v1:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class OperationButton(CustomId):
    """Makes something of a clip, as the menu below More… does."""

    template = "make:v1:{operation}:{clip_id}"
    operation: Operation
    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class SingerButton(CustomId):
    """Makes a song in the voice of the persona that a job made."""

    template = "singer:v1:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class PersonaSongForm(CustomId):
    """A new song in the voice of the persona that a job made."""

    template = "form:v1:singer:{job_id}:{price}"
    job_id: JobId
    price: int


@dataclass(frozen=True, slots=True)
class SongForm(CustomId):
    """A new song; the model is `family/model`, a family, or empty if none was named."""

    template = "form:v1:song:{price}:{model}"
    price: int
    model: str = ""


@dataclass(frozen=True, slots=True)
class WrittenSongForm(CustomId):
    """A new song that begins with one version of written lyrics."""

    template = "form:v1:sing:{job_id}:{version}:{price}"
    job_id: JobId
    version: int
    price: int


@dataclass(frozen=True, slots=True)
class DraftSongForm(CustomId):
    """A new song that begins with a message too long for a field."""

    template = "form:v1:draft:{draft_id}:{price}"
    draft_id: DraftId
    price: int


@dataclass(frozen=True, slots=True)
class EditedSongForm(CustomId):
    """What begins with everything that was typed for a job."""

    template = "form:v1:edit:{job_id}:{price}"
    job_id: JobId
    price: int


@dataclass(frozen=True, slots=True)
class ClipForm(CustomId):
    """What is made of a clip."""

    template = "form:v1:clip:{operation}:{clip_id}:{price}"
    operation: Operation
    clip_id: ClipId
    price: int


@dataclass(frozen=True, slots=True)
class UploadForm(CustomId):
    """A recording; `prices` are of keeping, extending and covering it, empty where not offered; `model` may be too."""

    template = "form:v1:upload:{prices}:{model}"
    prices: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class VoiceForm(CustomId):
    """A voice made of a recording."""

    template = "form:v1:voice:{price}"
    price: int

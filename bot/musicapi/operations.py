"""What MusicAPI can be asked for, and all that is true of each operation in every family.

What differs from family to family or from host to host (price, models, limits) is in the offers; what people call an
operation is in `cogs/text/operation_words.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final


class Operation(StrEnum):
    """What is asked of a family; the names are in the rows of the jobs and on published menus."""

    CREATE = "create"
    PERSONA_SONG = "persona_song"  # a new song in the voice of a persona
    EXTEND = "extend"
    COVER = "cover"
    FULL_SONG = "full_song"  # an extension joined to what it extends; MusicAPI calls it concat
    REPLACE_SECTION = "replace_section"
    SWAP_SOUND = "swap_sound"
    SWAP_VOCALS = "swap_vocals"
    ADD_VOCALS = "add_vocals"
    ADD_INSTRUMENTAL = "add_instrumental"
    REMASTER = "remaster"
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
    LYRICS_TIMELINE = "lyrics_timeline"
    BPM = "bpm"
    VOX = "vox"  # the voice of a section of the clip, for a persona
    PERSONA = "persona"  # a persona made of a clip
    VOICE = "voice"  # a voice made of a recording
    WRITE_LYRICS = "write_lyrics"
    ENRICH_STYLE = "enrich_style"  # MusicAPI calls it upsample tags

    @property
    def spec(self) -> OperationSpec:
        """All that is true of this operation everywhere."""
        return SPECS[self]


class StartsFrom(StrEnum):
    """What an operation is made from."""

    WORDS = "words"
    CLIP = "clip"  # a clip that MusicAPI knows
    RECORDING = "recording"  # a person's own audio, at an address


NEW_SONG: Final = Operation.CREATE  # what is asked for where nothing else is said
SONG_WITH_PERSONA: Final = Operation.PERSONA_SONG


class Gives(StrEnum):
    """What comes of an operation."""

    SONGS = "songs"  # clips, each with its buttons
    FILES = "files"  # stems, a WAV, a MIDI file, a video
    ANSWER = "answer"  # something to read: a tempo, lyrics, a style, a persona


class SectionRule(StrEnum):
    """Whether a section of the clip can be named, from where to where."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Entry(StrEnum):
    """Where people ask for an operation."""

    COMMAND = "command"
    BUTTON = "button"  # one of its own below every clip
    MENU = "menu"  # the menu below More…


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationSpec:
    """What one operation needs, takes and gives, in every family and on both hosts."""

    starts_from: StartsFrom
    entry: Entry
    gives: Gives = Gives.SONGS
    is_small: bool = False  # gives a few lines to read: told to who asked alone, who may post them
    is_new_song: bool = False  # people call it a new song: it begins with nothing but their words
    is_upload: bool = False  # its clip is the person's recording itself: no model composes anything
    needs_words: bool = False  # takes no request without a prompt, a style or lyrics
    needs_persona: bool = False  # takes no request without the persona that sings
    needs_second_clip: bool = False  # takes no request without another clip
    needs_extension: bool = False  # starts from clips alone that came of an operation that `extends`
    extends: bool = False  # goes on from a moment of its source, to which the result can be joined
    section: SectionRule = SectionRule.NONE  # the section of its source that the person may or must name
    asks_lyrics: bool = False  # its form below More… asks for lyrics, where the offer takes any
    asks_style: bool = False  # its form below More… asks for a style, where the offer takes one
    shows_style: bool = False  # that form has the source's style filled in
    keeps_lyrics: bool = False  # changes the sound alone: what is sung in the source is sung again
    takes_nothing: bool = False  # takes nothing but its clip, so it can begin without a form
    is_repeatable: bool = False  # its POST may have to be sent again until the answer holds the result
    times_lyrics: bool = False  # finds out when each word of a clip is sung, which the clip then keeps
    makes_persona: bool = False  # makes a persona or a voice, kept by the server under the title that was typed
    takes_voice_of: Operation | None = None  # takes the voice along that this operation picked out of the same clip


_of_words = partial(OperationSpec, starts_from=StartsFrom.WORDS, entry=Entry.COMMAND)
_of_recording = partial(OperationSpec, starts_from=StartsFrom.RECORDING, entry=Entry.COMMAND)
_of_clip = partial(OperationSpec, starts_from=StartsFrom.CLIP, entry=Entry.MENU)
_song_of_clip = partial(_of_clip, asks_lyrics=True, asks_style=True)
_file_of_clip = partial(_of_clip, gives=Gives.FILES)
_answer_of_clip = partial(_of_clip, gives=Gives.ANSWER)
_small_of_clip = partial(_answer_of_clip, is_small=True)

# In the order of the menu below More….
SPECS: Final[Mapping[Operation, OperationSpec]] = MappingProxyType(
    {
        Operation.CREATE: _of_words(is_new_song=True, needs_words=True),
        Operation.PERSONA_SONG: _of_words(is_new_song=True, needs_words=True, needs_persona=True),
        Operation.EXTEND: _of_clip(entry=Entry.BUTTON, extends=True),
        Operation.COVER: _of_clip(entry=Entry.BUTTON),
        Operation.FULL_SONG: _of_clip(needs_extension=True, takes_nothing=True),
        Operation.REPLACE_SECTION: _song_of_clip(section=SectionRule.REQUIRED, shows_style=True),
        Operation.SWAP_SOUND: _of_clip(asks_style=True, keeps_lyrics=True),
        Operation.SWAP_VOCALS: _of_clip(asks_style=True, keeps_lyrics=True),
        Operation.ADD_VOCALS: _song_of_clip(section=SectionRule.OPTIONAL),
        Operation.ADD_INSTRUMENTAL: _of_clip(section=SectionRule.OPTIONAL, asks_style=True),
        Operation.REMASTER: _of_clip(),
        Operation.SAMPLE: _song_of_clip(section=SectionRule.REQUIRED, needs_words=True),
        Operation.MASHUP: _song_of_clip(needs_second_clip=True, needs_words=True),
        Operation.UPLOAD: _of_recording(is_upload=True),
        Operation.UPLOAD_EXTEND: _of_recording(extends=True),
        Operation.UPLOAD_COVER: _of_recording(),
        Operation.STEMS_BASIC: _file_of_clip(takes_nothing=True),
        Operation.STEMS_FULL: _file_of_clip(takes_nothing=True),
        Operation.WAV: _file_of_clip(takes_nothing=True),
        # The POST of these two is repeated by the vendor's SDK (midi) and by a client (download).
        Operation.MIDI: _file_of_clip(takes_nothing=True, is_repeatable=True),
        Operation.DOWNLOAD: _file_of_clip(is_repeatable=True),
        Operation.VIDEO: _file_of_clip(takes_nothing=True),
        Operation.LYRICS_TIMELINE: _small_of_clip(takes_nothing=True, times_lyrics=True),
        Operation.BPM: _small_of_clip(takes_nothing=True),
        Operation.VOX: _small_of_clip(section=SectionRule.OPTIONAL),
        Operation.PERSONA: _small_of_clip(makes_persona=True, takes_voice_of=Operation.VOX),
        Operation.VOICE: _of_recording(gives=Gives.ANSWER, makes_persona=True),
        Operation.WRITE_LYRICS: _of_words(gives=Gives.ANSWER, is_small=True),
        Operation.ENRICH_STYLE: _of_words(gives=Gives.ANSWER, is_small=True),
    }
)
_UNKNOWN: Final = _of_words()


def spec_of(operation: str) -> OperationSpec:
    """What is true of the operation of a row; a song and no more, where only a later version knows the operation."""
    return SPECS[Operation(operation)] if operation in set(Operation) else _UNKNOWN

"""The only exceptions that a person gets to read: what happened, as data; `cogs/text/errors.py` says it in words.

PersonError           what its problem says; those that something is done about have a class of their own
├── RequestRefused    MusicAPI would not take the request: a limit or a contradiction, found before anything is sent
├── ModelUnavailable  the model is unknown, switched off or retired
├── ClipGone          the clip was deleted, belongs to another server, or never existed
├── ClipUnfit         the clip is too old for this, or of a kind that it cannot start from
├── AlreadyAsked      this very interaction has a job
└── PriceRose         what is asked for costs more than its form said: the person is asked again

Nothing was charged when one of them is raised.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final


class Problem(StrEnum):
    """What exactly went wrong; the catalog's message of the same name says it, with the error's facts."""

    ABOVE_MEMBER_SHARE = "above_member_share"
    ADDRESS_TOO_LONG = "address_too_long"
    ALREADY_ASKED = "already_asked"
    ASKED_JUST_NOW = "asked_just_now"
    BLOCKED_HERE = "blocked_here"
    BUTTON_NOT_YOURS = "button_not_yours"
    BUTTON_OF_ROLES = "button_of_roles"
    BUTTON_UNKNOWN = "button_unknown"
    CARD_GONE = "card_gone"
    CANCEL_NOT_YOURS = "cancel_not_yours"
    CANNOT_POST = "cannot_post"
    CASE_GONE = "case_gone"
    CASE_NOT_DELETED = "case_not_deleted"
    CASE_NOT_OVER = "case_not_over"
    CASE_NOT_YOURS = "case_not_yours"
    CHANNEL_CLOSED = "channel_closed"
    CHANNEL_NOT_OPEN = "channel_not_open"
    CLIP_DELETED = "clip_deleted"
    CLIP_NOT_HERE = "clip_not_here"
    CLIP_TOO_OLD = "clip_too_old"
    CLIP_UNKNOWN = "clip_unknown"
    COMMAND_CHANGED = "command_changed"
    COOLING_DOWN = "cooling_down"
    CONTROL_CHARACTERS = "control_characters"
    DIFFERENT_FAMILIES = "different_families"
    DOWNLOAD_EMPTY = "download_empty"
    DOWNLOAD_UNDER_WAY = "download_under_way"
    DRAFT_GONE = "draft_gone"
    END_NEEDED = "end_needed"
    FILE_OR_ADDRESS = "file_or_address"
    FORM_UNKNOWN = "form_unknown"
    GRANT_OUT_OF_RANGE = "grant_out_of_range"
    INSTRUMENTAL_WITH_LYRICS = "instrumental_with_lyrics"
    INTERRUPTED = "interrupted"
    JOB_NOT_HERE = "job_not_here"
    JOB_BEING_SENT = "job_being_sent"
    JOB_GAVE_NOTHING = "job_gave_nothing"
    JOB_OVER = "job_over"
    JOB_UNKNOWN = "job_unknown"
    KEY_GONE = "key_gone"  # also the reason of a failed job, which cogs/text/failures.py knows
    LENGTH_UNKNOWN = "length_unknown"
    LYRICS_GONE = "lyrics_gone"
    LYRICS_NEED_MORE = "lyrics_need_more"
    MEMBER_SHARE = "member_share"
    MEMBER_BLOCKED = "member_blocked"
    MENTION = "mention"
    MODEL_UNKNOWN = "model_unknown"
    MOMENT_PAST_END = "moment_past_end"
    MOMENT_TOO_EARLY = "moment_too_early"
    MOMENT_UNREADABLE = "moment_unreadable"
    NAME_TAKEN = "name_taken"
    NOT_AN_EXTENSION = "not_an_extension"
    NOT_FOR_THIS_CLIP = "not_for_this_clip"
    NOT_IN_A_SERVER = "not_in_a_server"
    NOT_IN_THE_MENU = "not_in_the_menu"
    NOT_YOUR_PERSONA = "not_your_persona"
    NO_MODEL = "no_model"
    NO_MODEL_FOR_NEW_SONGS = "no_model_for_new_songs"
    NO_OTHER_CLIP = "no_other_clip"
    NO_PROMPT = "no_prompt"
    NO_SECTION = "no_section"
    NO_SONGS_YET = "no_songs_yet"
    NO_MODERATORS = "no_moderators"
    NO_SUCH_CLIP = "no_such_clip"
    NO_WORDS_IN_MESSAGE = "no_words_in_message"
    ONLY_MANAGERS = "only_managers"
    ONLY_OPERATORS = "only_operators"
    ONLY_OWN_SONGS = "only_own_songs"
    ONLY_RECORDINGS = "only_recordings"
    OPERATION_NOT_HERE = "operation_not_here"
    OPERATION_RETIRED = "operation_retired"
    OPERATION_RETIRED_FOR_MODEL = "operation_retired_for_model"
    OUT_OF_CREDITS = "out_of_credits"
    OUT_OF_CREDITS_FOR_A_SONG = "out_of_credits_for_a_song"
    PAUSED = "paused"
    PERSONA_DELETED = "persona_deleted"
    PERSONA_UNKNOWN = "persona_unknown"
    PICTURE_GONE = "picture_gone"
    PLAYLISTS_FULL = "playlists_full"
    PLAYLIST_FULL = "playlist_full"
    PLAYLIST_GONE = "playlist_gone"
    PLAYLIST_NAME_TAKEN = "playlist_name_taken"
    POST_UNAPPROVED = "post_unapproved"
    PRICE_ROSE = "price_rose"
    QUEUE_FULL = "queue_full"
    QUEUE_FULL_OF_MEMBER = "queue_full_of_member"
    QUEUE_FULL_OF_SERVER = "queue_full_of_server"
    QUOTA_OUT_OF_RANGE = "quota_out_of_range"
    RECORDING_BUSY = "recording_busy"
    RECORDING_EXPIRED = "recording_expired"
    RECORDING_IS_VIDEO = "recording_is_video"
    RECORDING_NOT_YOURS = "recording_not_yours"
    RECORDING_SILENT = "recording_silent"
    RECORDING_SLOW = "recording_slow"
    RECORDING_TOO_LARGE = "recording_too_large"
    RECORDING_TOO_LONG = "recording_too_long"
    RECORDING_TOO_SHORT = "recording_too_short"
    RECORDING_UNREACHABLE = "recording_unreachable"
    RECORDING_UNUSABLE = "recording_unusable"
    REPORTED_ALREADY = "reported_already"
    REPORTED_JUST_NOW = "reported_just_now"
    REPORT_EMPTY = "report_empty"
    REPORT_NO_SONG = "report_no_song"
    RIGHTS_NEEDED = "rights_needed"
    ROLE_CLOSED = "role_closed"
    ROLE_NEEDED = "role_needed"
    SECOND_CLIP_GONE = "second_clip_gone"
    SERVER_BLOCKED = "server_blocked"
    SERVER_NOT_AN_ID = "server_not_an_id"
    SERVER_PAUSED = "server_paused"
    SERVER_UNKNOWN = "server_unknown"
    SHOWCASE_NOT_YOURS = "showcase_not_yours"
    SONGS_AT_ONCE = "songs_at_once"
    SONG_NOT_YOURS = "song_not_yours"
    STYLE_GONE = "style_gone"
    THREAD_LOCKED = "thread_locked"
    TITLE_TOO_LONG = "title_too_long"
    UNEXPECTED = "unexpected"
    VENDOR_STOPPED = "vendor_stopped"
    WORD_LISTED = "word_listed"

    # What `bot.musicapi.rules` finds besides. `family` is a label; texts are counted in UTF-16 units, music in seconds.
    AVOID_TOO_LONG = "avoid_too_long"
    DETAIL_NOT_TAKEN = "detail_not_taken"
    EXTENDS_NOTHING = "extends_nothing"
    FORMAT_NOT_MADE = "format_not_made"
    HALF_A_SECTION = "half_a_section"
    LENGTH_OF_MUSIC = "length_of_music"
    LENGTH_OF_RECORDING = "length_of_recording"
    LYRICS_MISSING = "lyrics_missing"
    LYRICS_NOT_TAKEN = "lyrics_not_taken"
    LYRICS_TOO_SHORT = "lyrics_too_short"
    NOT_OFFERED = "not_offered"
    NOT_WITH_THIS_MODEL = "not_with_this_model"
    NO_PERSONA = "no_persona"
    NO_RECORDING = "no_recording"
    NO_SECOND_CLIP = "no_second_clip"
    NO_SUCH_FAMILY = "no_such_family"
    NO_SUCH_MODEL = "no_such_model"
    NO_WORDS = "no_words"
    OUTSIDE_THE_CLIP = "outside_the_clip"
    SAME_CLIP_TWICE = "same_clip_twice"
    SECTION_BEFORE_START = "section_before_start"
    SECTION_PAST_END = "section_past_end"
    SECTION_REVERSED = "section_reversed"
    SECTION_TOO_LONG = "section_too_long"
    SECTION_TOO_SHORT = "section_too_short"
    SOURCE_UNKNOWN = "source_unknown"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    WEIGHT_OUT_OF_RANGE = "weight_out_of_range"

    # What `bot.musicapi.objections` reads of MusicAPI's own words.
    ARTIST_NAMED = "artist_named"
    LANGUAGE_NOT_SUNG = "language_not_sung"
    LYRICS_COPYRIGHTED = "lyrics_copyrighted"
    LYRICS_MALFORMED = "lyrics_malformed"
    PRODUCER_TAG = "producer_tag"
    RECORDING_COPYRIGHTED = "recording_copyrighted"
    RECORDING_NOT_FETCHED = "recording_not_fetched"
    RECORDING_NOT_READ = "recording_not_read"
    TEXT_REFUSED_AS_TOO_LONG = "text_refused_as_too_long"
    WORDS_FLAGGED = "words_flagged"
    WORDS_INAPPROPRIATE = "words_inappropriate"
    WORDS_NOT_UNDERSTOOD = "words_not_understood"


class PersonError(Exception):
    """Something that a person is told: a `problem` with its `facts`, or words of the catalog that cogs said already."""

    def __init__(self, problem: Problem | str, **facts: Any) -> None:
        super().__init__(" ".join([str(problem), *(f"{name}={value!r}" for name, value in facts.items())]))
        self.problem: Final = problem
        self.facts: Final = facts


class RequestRefused(PersonError):
    """MusicAPI would not take the request, as `bot.musicapi.rules` found."""


class ModelUnavailable(PersonError):
    """The model is unknown, switched off by the operator, or retired by the vendor."""


class ClipGone(PersonError):
    """The clip was deleted, belongs to another server, or never existed."""


class ClipUnfit(PersonError):
    """The clip is too old for this, or of a kind that it cannot start from."""


class AlreadyAsked(PersonError):
    """This very interaction already has a job, so nothing is done twice."""


class PriceRose(PersonError):
    """What is asked for costs `price` credits now, which is more than the person agreed to."""

    def __init__(self, price: int) -> None:
        super().__init__(Problem.PRICE_ROSE, price=price)
        self.price = price

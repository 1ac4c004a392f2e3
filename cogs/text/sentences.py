"""Pure: sentences for what went wrong: what happened, what it cost, what to do next."""

from __future__ import annotations

from typing import assert_never

from bot.musicapi.operations import spec_of
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from data.rows import FailureKind, Job

UNEXPECTED = (
    "Something went wrong on our side; no credit is lost by it, please try again if nothing comes of it in a minute."
)
OLD_BUTTON = "This button is from another version of Encore and does nothing any more; nothing was charged."
OLD_FORM = "This form is from another version of Encore, so nothing was made or charged; please open it again."
OLD_COMMAND = "This command has changed; nothing was charged, please type it anew or restart your Discord."
YOUR_WORDS = "Your words are in the file."
NOT_HERE = "Encore makes songs in servers only; nothing was charged, please ask again in a channel of one."
CARD_GONE = "The message that was to show your song was deleted, so nothing was made or charged; please ask again."
PICTURE_GONE = "The message that was to show the picture was deleted; nothing was charged, please ask for it again."
ANSWER_LOST = "MusicAPI's answer was lost on the way; Encore waits for its call, and asks for nothing a second time."
NOTHING_MORE = "Nothing else can be made of this clip just now; nothing was charged, please use its other buttons."
NO_OTHER_CLIP = (
    "There is no second clip of this model family here to mix with; nothing was charged, "
    "please make another song first."
)
NOT_OFFERED = "That is not in the menu of this form; nothing was charged, please choose again."
NO_SECTION = "Please choose a part, or type from which second to which; nothing was charged."
NO_SUCH_CLIP = (
    "That is no song of this server that you can see; "
    "please choose a clip from the list, or leave it out for the newest."
)
NO_SONGS_YET = "This server has no songs yet that you can see; /song makes one."
NO_SUCH_PERSONA = "This server has no such persona; nothing was charged, please choose one from the list."
NO_PERSONAS_YET = "None yet: More… below a clip makes one, and /voice makes one of a recording."
ONLY_MANAGERS = "Only somebody who may manage this server can choose its model; nothing was changed."
# The fields in braces are what the sentence is about, safe to show.
OWN_DEFAULT = "From now on {model} makes your songs, unless you name another model."
SERVER_DEFAULT = (
    "From now on {model} makes this server's songs, unless a member has another default or names another model."
)
PERSONA_DELETED = "“{name}” is deleted; the songs that it sang stay."
SENT_BY_LETTER = "Encore could not write in <#{channel_id}>, so this comes to you here."
INTERRUPTED = "Encore was stopped in the middle of this; nothing was charged, please ask again."
BOT_REFUSED = (
    "Discord does not take the bot's token (401). Finished songs wait, and are posted as soon as it does. If this "
    "lasts, reset the token in the developer portal, put it into DISCORD_TOKEN and start the bot again."
)
NO_OWN_DEFAULT = "You have no default of your own any more; this server's counts, or the first model that can."
NO_SERVER_DEFAULT = "This server has no default any more; the first model that can makes its songs."
LYRICS_NEED_MORE = (
    "Lyrics are sung in an extension or a cover alone; nothing was charged, please choose one of them as “then”, or "
    "leave the lyrics out."
)
RIGHTS_NEEDED = (
    "Encore takes only recordings that you may use; nothing was charged, please answer True to “rights” if this is one."
)
FILE_OR_ADDRESS = "Please give either a file or an address; nothing was charged."
NO_WORDS = "This message holds no words to make a song of; nothing was charged."
LYRICS_GONE = "These lyrics are not there any more; nothing was charged, please write new ones."
STYLE_GONE = "This style is not there any more; nothing was charged, please ask for a new one."
END_NEEDED = "This clip's length is not known, so please say where the section ends; nothing was charged."
REASON_LIMIT = 300

# What forms say beside their labels.
A_STYLE = "Such as: warm soul, female voice, 80 bpm"
TOO_LONG = "Too long to be shown to the end; left as it is, all of it is kept"
CUT_OFF = "This is the beginning; the rest is more than the model takes"
TIMELINE_TEACHES = "“Lyrics timeline” below More… lets you choose its sections here."
LYRICS_TITLE = "Make a song from lyrics"
SONG_TITLE = "Make a song"

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def credits_of(count: int) -> str:
    """An amount as people say it."""
    return f"{count} credit" if count == 1 else f"{count} credits"


def month_name(month: str) -> str:
    """What people call a month such as `2026-11`."""
    return MONTHS[int(month.rpartition("-")[2]) - 1]


def price_line(price: int, left: int) -> str:
    """What something costs and what the server has left."""
    return f"Costs **{credits_of(price)}**; this server has {left} left this month."


def price_rose(price: int, shown: int) -> str:
    """That something costs more than its form said."""
    return f"This costs {credits_of(price)} now, not {shown} as the form said; nothing was charged yet."


def menu_line(position: int, title: str, left: int) -> str:
    """What stands above the menu of a clip; `title` is safe to show."""
    return f"Clip {position}, **{title}**: this server has {credits_of(left)} left this month."


def back(job: Job) -> str:
    """That the credits of a job are its server's again."""
    return f"the {credits_of(job.price)} {'is' if job.price == 1 else 'are'} back"


def failure(job: Job) -> str:
    """Why a job failed, in one sentence, with its credits back."""
    returned = back(job)
    said = escape_markdown(job.reason or "", REASON_LIMIT)
    this = words_for(job.operation).this
    it = "the song" if this == "this song" else "it"
    takes = "takes no new songs from us" if spec_of(job.operation).is_new_song else "does not do this for us"
    brief = job.brief
    typed = bool(brief.prompt or brief.style or brief.lyrics)  # where nothing was typed, there is nothing to change
    match job.failure:
        case FailureKind.REFUSED if said:
            instead = "change the words and ask again" if typed else "try something else"
            return f"MusicAPI refused {this} (“{said}”), {returned}; please {instead}."
        case FailureKind.REFUSED:
            return f"MusicAPI {takes} just now, {returned}; the operator was told, please try later."
        case FailureKind.NOT_SENT:
            return f"MusicAPI could not be reached, {returned}; please try again in a few minutes."
        case FailureKind.LOST:
            return f"MusicAPI's answer was lost on the way, {returned}; please ask for {it} again."
        case FailureKind.TIMED_OUT:
            return f"{this.capitalize()} took too long and was given up, {returned}; please ask for it again."
        case FailureKind.CANCELLED:
            return f"{this.capitalize()} was cancelled before it began, {returned}; please ask for it again."
        case FailureKind.FAILED if said:
            instead = " or change the words" if typed else ""
            return f"MusicAPI could not finish {this} (“{said}”), {returned}; please try again{instead}."
        case FailureKind.FAILED | None:
            return f"MusicAPI could not finish {this}, {returned}; please ask for it again."
        case _:
            assert_never(job.failure)


def missing_clip(expected: int, arrived: int) -> str:
    """Why fewer clips arrived than a song has; empty where none is missing."""
    if arrived >= expected:
        return ""
    return (
        f"Only {arrived} of {expected} clips came out; MusicAPI charges for the call as a whole, "
        "so the song was charged in full."
    )

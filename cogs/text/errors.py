"""Pure: what a person is told of a problem: what happened and what to do next, and below it what it cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.errors import PersonError, Problem
from bot.musicapi.offers import Text
from bot.musicapi.operations import Operation
from bot.orders.user_text import clock_time
from bot.orders.word_list import LONGEST_WORD
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of, hours_of, list_of, live_time, seconds_of

SMALL: Final = "\n-# "  # how a line in small print begins
LONGEST_NAMED: Final = 80  # characters of what MusicAPI names
MENTIONED: Final = 5  # channels or roles in one sentence
# None of these is about anything that costs or changes something.
_FREE: Final = frozenset({Problem.NO_SONGS_YET, Problem.NO_SUCH_CLIP})
_UNCHANGED: Final = frozenset(
    {
        Problem.CANCEL_NOT_YOURS,
        Problem.DOWNLOAD_EMPTY,
        Problem.DOWNLOAD_UNDER_WAY,
        Problem.CASE_GONE,
        Problem.CASE_NOT_DELETED,
        Problem.CASE_NOT_OVER,
        Problem.CASE_NOT_YOURS,
        Problem.GRANT_OUT_OF_RANGE,
        Problem.JOB_BEING_SENT,
        Problem.JOB_GAVE_NOTHING,
        Problem.JOB_OVER,
        Problem.JOB_UNKNOWN,
        Problem.NO_MODERATORS,
        Problem.NOT_YOUR_PERSONA,
        Problem.ONLY_MANAGERS,
        Problem.ONLY_OPERATORS,
        Problem.PERSONA_DELETED,
        Problem.POST_UNAPPROVED,
        Problem.QUOTA_OUT_OF_RANGE,
        Problem.REPORTED_ALREADY,
        Problem.REPORTED_JUST_NOW,
        Problem.REPORT_EMPTY,
        Problem.REPORT_NO_SONG,
        Problem.SERVER_NOT_AN_ID,
        Problem.SERVER_UNKNOWN,
        Problem.SONG_NOT_YOURS,
        Problem.PLAYLISTS_FULL,
        Problem.PLAYLIST_FULL,
        Problem.PLAYLIST_NAME_TAKEN,
        Problem.PLAYLIST_GONE,
        Problem.SHOWCASE_NOT_YOURS,
    }
)
_ASKED_TWICE: Final = frozenset({Problem.ALREADY_ASKED, Problem.ASKED_JUST_NOW})


def sentence_for(error: PersonError) -> str:
    """What a person is told of `error`: a sentence or two, and a small line that says what it cost."""
    if isinstance(error.problem, Problem):
        return sentence_of(error.problem, **error.facts)
    # What a cog said already may end with such a line of its own.
    return error.problem if SMALL in error.problem else f"{error.problem}\n{say('nothing-charged')}"


def sentence_of(problem: Problem, **facts: Any) -> str:
    """What a person is told of a problem that nobody raised, with its small line; `facts` as its error has them."""
    return "\n".join(line for line in (words_of(problem, **facts), _cost_of(problem)) if line)


def words_of(problem: Problem, **facts: Any) -> str:
    """What happened and what to do next, without a line of what it cost: where a card says that by itself."""
    spoken = {name: _SPOKEN[name](fact) if name in _SPOKEN else fact for name, fact in facts.items()}
    return say(message_of(problem), **spoken)


def message_of(problem: Problem) -> str:
    """The name of the catalog's message about `problem`."""
    return f"problem-{problem.value.replace('_', '-')}"


def detail_name(field: str) -> str:
    """What people call a detail that not every family takes, by the name of its field."""
    return say("detail-name", detail=field)


def permission_name(name: str) -> str:
    """What Discord's settings call a permission, by discord.py's name for it."""
    return say("permission-name", permission=name)


def _cost_of(problem: Problem) -> str:
    """What it cost, as a line in small print; empty where nothing could have."""
    if problem in _FREE:
        return ""
    if problem in _UNCHANGED:
        return say("nothing-changed")
    if problem in _ASKED_TWICE:
        return say("nothing-charged-twice")
    return say("nothing-lost") if problem is Problem.UNEXPECTED else say("nothing-charged")


def _verb(operation: Operation) -> str:
    return words_for(operation).verb


def _texts(names: tuple[Text, ...]) -> str:
    texts = list_of([say("field-name", field=name) for name in names])
    return say("texts-together", texts=texts) if len(names) > 1 else texts


def _mentions(kind: str, ids: tuple[str, ...]) -> str:
    """A few channels or roles, as Discord shows their names; private, it calls nobody."""
    return list_of([f"<{kind}{each}>" for each in ids[:MENTIONED]], either=True)


# How a fact is said that is not said as it is.
_SPOKEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "age": hours_of,
    "bound": lambda limit: say("objection-bound", limit=limit) if limit else "",
    "channels": lambda ids: _mentions("#", ids),
    "detail": detail_name,
    "ends_at": clock_time,
    "field": lambda name: say("field-name", field=name),
    "formats": lambda names: list_of(names, either=True),
    "least": clock_time,
    "left": credits_of,
    "length": clock_time,
    "longest": clock_time,
    "models": lambda names: list_of(names, either=True),
    "most": clock_time,
    "named": lambda words: say("objection-named", named=escape_markdown(words, LONGEST_NAMED)) if words else "",
    "opens": live_time,
    "operation": _verb,
    "permissions": lambda names: list_of([permission_name(each) for each in names]),
    "price": credits_of,
    "resets": live_time,
    "roles": lambda ids: _mentions("@&", ids),
    "seconds": seconds_of,
    "share": credits_of,
    "shortest": seconds_of,
    "starts_at": clock_time,
    "text": lambda name: say("text-needed", text=name),
    "texts": _texts,
    "word": lambda word: escape_markdown(word, LONGEST_WORD),
}

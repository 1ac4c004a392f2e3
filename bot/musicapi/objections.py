"""What MusicAPI objects to in what it was asked to make, read from its own words; pure.

It says so when it refuses a create, or later as the reason of a task that failed, in the same words for every family:

    [D] its error page (docs.musicapi.ai/error-handling, the same on docs.sunoapi.com): the sentences of 400 and 403
    [N] nuro's error page (docs.musicapi.ai/nuro-error-handling)
    [L] what clients of the live service report
    [U] the words of the model behind Sonic, as a reseller of the same model publishes them: no page of MusicAPI's has
        them, but the reason of a task that fails may be passed on as it came

What is not known here stays as MusicAPI said it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.errors import Problem


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong, what of somebody's words MusicAPI names, and which of its fields is longer than `limit`.

    `named` and `field` are empty, and `limit` is 0, where it does not say.
    """

    problem: Problem
    named: str = ""
    field: str = ""
    limit: int = 0


# The vendor quotes what it names, or puts it after a colon. What somebody typed must not decide what the vendor meant.
# An apostrophe within a word is no quote, and a reason that was cut may lack the closing one.
_NAMES: Final = re.compile(r":|(?<!\w)['\"‘“«「]")
_AFTER_COLON: Final = re.compile(r"[:：]\s*\S.*$", re.DOTALL)  # Chinese has a colon of its own
_QUOTED: Final = re.compile(r"(?<!\w)['\"‘“«「](?:.*['\"’”»」]|.*$)")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_PHRASES: Final = tuple(
    (problem, re.compile(phrase, re.IGNORECASE))
    for problem, phrase in (
        # [D] The song description contains artist names: '…' which is not allowed.
        # [U] Song Description contained artist name: …, Tags contained artist name: …
        (Problem.ARTIST_NAMED, r"\bartists?(?:'s?)? names?\b"),
        # [D] The song description contains producer tags: '…' which is not allowed.
        # [U] Song Description contained producer tag
        (Problem.PRODUCER_TAG, r"\bproducer tags?\b"),
        # [L] Uploading answers with a match of a catalogue or of a copyright. [U] Uploaded audio matches existing work
        # of art.
        (
            Problem.RECORDING_COPYRIGHTED,
            r"\bmatch(?:es|ed)?\b.*\b(?:copyright|work of art|catalog)|\baudio\b.*\bcopyright",
        ),
        # [D] The lyrics contain copyrighted content: '…'. Please use original lyrics.
        # [U] Lyrics contained copyrighted material, Prompt likely copyrighted
        (Problem.LYRICS_COPYRIGHTED, r"\b(?:lyrics|prompt)\b.*\bcopyright"),
        # [D] The lyrics contain inappropriate content: '…'. [U] Prompt contained inappropriate material
        (Problem.WORDS_INAPPROPRIATE, r"\binappropriate (?:content|material)\b"),
        # [D] The song description needs moderation review.
        # [U] Song Description flagged for moderation, Prompt flagged for moderation
        (Problem.WORDS_FLAGGED, r"\bneeds moderation\b|\bflagged for moderation\b"),
        # [D] The lyrics format is invalid. Please check and try again. [U] Prompt likely malformed
        (Problem.LYRICS_MALFORMED, r"\blyrics format is invalid\b|\bprompt likely malformed\b"),
        # [N] Input language not supported
        (Problem.LANGUAGE_NOT_SUNG, r"\binput language not supported\b"),
        # [N] Semantic error, please try again. [U] Unable to generate lyrics from song description
        (Problem.WORDS_NOT_UNDERSTOOD, r"\bsemantic error\b|\bunable to generate lyrics\b"),
        # [L] Audio URL is not accessible. Please provide a public direct audio file URL.
        (Problem.RECORDING_NOT_FETCHED, r"\baudio url is not accessible\b"),
        # [L] Invalid audio file
        (Problem.RECORDING_NOT_READ, r"\binvalid audio file\b"),
    )
)
_TOO_LONG: Final = tuple(
    re.compile(phrase, re.IGNORECASE)
    for phrase in (
        # [D] The title character length should be less than 80. The 'gpt_description_prompt' character length …
        r"(?:The )?'?(?P<field>\w+)'? character length should be less than (?P<limit>\d{1,6})\b",
        # [U] Tags too long.
        r"(?P<field>\w+) too long\b",
        # [U] style must be less than or equal 120
        r"(?P<field>\w+) must be less than or equal (?:to )?(?P<limit>\d{1,6})\b",
    )
)
PROBLEMS: Final = frozenset({Problem.TEXT_REFUSED_AS_TOO_LONG, *(problem for problem, _ in _PHRASES)})
# What the vendor's page prints where a real answer names somebody's words.
_PLACEHOLDER: Final = "specificError"
_TAIL: Final = re.compile(r"[\s.]*(?:which is not allowed|please use original lyrics)?[\s.]*$", re.IGNORECASE)
_QUOTES: Final = "'\"‘’“”«»「」"
_LONGEST_RUN: Final = 25  # characters without a space that may still be a name; longer, it may be a token or a key
_LETTERS: Final = re.compile(r"[A-Za-z0-9_./+=%~-]+")

# To be refused again with the same words is certain.
SETTLED: Final = frozenset(
    {
        Problem.ARTIST_NAMED,
        Problem.LANGUAGE_NOT_SUNG,
        Problem.LYRICS_COPYRIGHTED,
        Problem.LYRICS_MALFORMED,
        Problem.PRODUCER_TAG,
        Problem.TEXT_REFUSED_AS_TOO_LONG,
        Problem.WORDS_FLAGGED,
        Problem.WORDS_INAPPROPRIATE,
    }
)


def find_objection(reason: str) -> Objection | None:
    """Return what the vendor's words object to; None where they say nothing that is known."""
    for pattern in _TOO_LONG:
        if found := pattern.match(reason):
            said = found.groupdict()
            return Objection(Problem.TEXT_REFUSED_AS_TOO_LONG, field=said["field"].lower(), limit=_int(said))
    head = _NAMES.split(reason, maxsplit=1)[0]
    problem = next((problem for problem, phrase in _PHRASES if phrase.search(head)), None)
    return None if problem is None else Objection(problem, named=_named_word(reason[len(head) :]))


def own_words(reason: str) -> str:
    """A reason without what it quotes, which may be anything that somebody typed."""
    return _QUOTED.sub("…", reason)


def without_addresses(reason: str) -> str:
    """A reason that a channel may read: an address in it may be the way to somebody's file."""
    return _ADDRESS.sub("…", reason)


def to_log(reason: str) -> str:
    """A reason that may be logged: the name of the objection, else the vendor's own words.

    What follows a colon may be what somebody typed, without quotes.
    """
    objection = find_objection(reason)
    return objection.problem.value if objection else _AFTER_COLON.sub(": …", own_words(without_addresses(reason)))


def _named_word(rest: str) -> str:
    """What the vendor names, without its quotes; empty where it may be something else than words of a song."""
    named = _TAIL.sub("", rest.lstrip(": ")).strip(f" .{_QUOTES}")
    may_be_secret = "://" in named or any(len(run) >= _LONGEST_RUN for run in _LETTERS.findall(named))
    return "" if may_be_secret or named == _PLACEHOLDER or "[key]" in named else named


def _int(said: dict[str, str | None]) -> int:
    return int(said.get("limit") or 0)

"""Pure: amounts, times and lists as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from babel import Locale
from babel.lists import format_list

from bot.errors import Problem
from bot.musicapi.operations import spec_of
from cogs.text.catalog import ENGLISH, say, spoken
from data.rows import Job

WIDE_STOP = "。"  # of Japanese and Chinese
CAPITALS_KEPT = frozenset({"de"})  # languages whose nouns begin with one wherever they stand


def credits_of(count: int) -> str:
    """An amount as people say it."""
    return say("credits", count=count)


def seconds_of(seconds: float) -> str:
    """A short time as people say it, to a tenth of a second: “4.2 seconds”."""
    tenths = round(seconds, 1)
    return say("seconds", count=int(tenths) if tenths == int(tenths) else tenths)


def hours_of(span: timedelta) -> str:
    """A long time as people say it, in whole hours."""
    return say("hours", count=round(span.total_seconds() / 3600))


def live_time(timestamp: int) -> str:
    """A clock that Discord runs by itself, such as “in 2 minutes”; `timestamp` in seconds since 1970."""
    return f"<t:{timestamp}:R>"


def month_name(month: str) -> str:
    """What people call a month such as `2026-11`."""
    return say("month-name", month=int(month.rpartition("-")[2]))


def month_and_year(month: str) -> str:
    """A month such as `2026-11` among those of other years."""
    return say("month-and-year", month=month_name(month), year=month.partition("-")[0])


def day_of(moment: datetime) -> str:
    """A day where Discord's own clocks cannot stand, such as “20 Nov 2026”."""
    return say("day", day=str(moment.day), month=moment.month, year=str(moment.year))


def list_of(items: Sequence[str], *, either: bool = False) -> str:
    """Several things in one sentence: “a, b and c”, or, where one of them is meant, “a, b or c”."""
    return format_list(items, "or" if either else "standard", _list_locale())


def row_of(items: Iterable[str]) -> str:
    """Several things one after the other, with no word before the last: “a, b, c”."""
    pattern: str = Locale.parse(_list_locale()).list_patterns["standard"]["middle"]
    return pattern.removeprefix("{0}").removesuffix("{1}").join(items)


def paragraph_of(sentences: Iterable[str]) -> str:
    """Whole sentences one after the other; a wide full stop has its space in itself."""
    return " ".join(sentences).replace(f"{WIDE_STOP} ", WIDE_STOP)


def _list_locale() -> str:
    """Where lists are written as they are here: in English, without a comma before “and”."""
    language = spoken()
    return "en_GB" if language.partition("-")[0] == ENGLISH else language.replace("-", "_")


def inside(words: str) -> str:
    """A name that begins with a capital, as it stands in the middle of a line: German keeps it, others do not."""
    return words if spoken() in CAPITALS_KEPT else words[:1].lower() + words[1:]


def price_rose(price: int, shown: int) -> str:
    """That something costs more than its form said; the button below agrees."""
    risen = say("price-rose-question", price=credits_of(price), shown=shown)
    return f"{risen}\n{say('nothing-charged-yet')}"


def recording_command(operation: str) -> str:
    """The command that brings a recording for this operation."""
    return "/voice" if spec_of(operation).makes_persona else "/upload"


def back(job: Job) -> str:
    """That the credits of a job are its server's again, as the end of a sentence."""
    return say("credits-are-back", count=job.price)


def missing_clip(expected: int, arrived: int) -> str:
    """Why fewer clips arrived than a song has; empty where none is missing."""
    return "" if arrived >= expected else say("missing-clip", arrived=arrived, expected=expected)


# By what name forms and cards call what they raise and say.
CARD_GONE = Problem.CARD_GONE
NO_OTHER_CLIP = Problem.NO_OTHER_CLIP
NOT_OFFERED = Problem.NOT_IN_THE_MENU
NO_SECTION = Problem.NO_SECTION
ONLY_MANAGERS = Problem.ONLY_MANAGERS
LYRICS_NEED_MORE = Problem.LYRICS_NEED_MORE
RIGHTS_NEEDED = Problem.RIGHTS_NEEDED
FILE_OR_ADDRESS = Problem.FILE_OR_ADDRESS
NO_WORDS = Problem.NO_WORDS_IN_MESSAGE
LYRICS_GONE = Problem.LYRICS_GONE
STYLE_GONE = Problem.STYLE_GONE
END_NEEDED = Problem.END_NEEDED

"""A server's month as a panel: figures in words beside the bar, a line for each song, pages, nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.jobs.verdicts import UNDECIDED, rejection
from bot.musicapi.operations import Operation
from bot.status.snapshots import Statement, StatementLine
from cogs.cards.credits import LAST_PAGE, credits_panel
from cogs.text.operation_words import words_for
from data.guilds.viewers import Viewer
from data.ids import ERASED_MEMBER, ChannelId, JobId, MessageId, UserId
from data.rows import Account, EntryKind, FailureKind, Spending
from tests.cogs.making import ACCOUNT, CHANNEL, GUILD, MEMBER, MESSAGE, NOW

if TYPE_CHECKING:
    import discord

LINES = 12  # of a page
HUGE = 2**63 - 1


def spent(**more: Any) -> Spending:
    """A cover that was paid for; `more` overrides any column."""
    columns: dict[str, Any] = {
        "id": 1,
        "job_id": JobId(7),
        "month": "2026-11",
        "created_at": NOW,
        "kind": EntryKind.SETTLE,
        "credits": 15,
        "operation": "cover",
        "user_id": MEMBER,
        "channel_id": CHANNEL,
        "message_channel_id": CHANNEL,
        "message_id": MESSAGE,
        "title": "Harbor Lights",
        "prompt": "",
        "style": "bossa nova",
        "clip_title": "",
        "failure": None,
        "reason": None,
        "awaits_approval": None,
    }
    return Spending(**{**columns, **more})


def line(**more: Any) -> StatementLine:
    return StatementLine.of(spent(**more), Viewer(MEMBER, frozenset({CHANNEL})))


def statement(*lines: StatementLine, **more: Any) -> Statement:
    columns: dict[str, Any] = {
        "account": ACCOUNT,
        "resets_at": NOW + timedelta(days=10),
        "mine": 9,
        "lines": lines,
        "page": 0,
        "has_more": False,
    }
    return Statement(**{**columns, **more})


def texts(shown: discord.ui.LayoutView) -> list[str]:
    (frame,) = shown.to_components()
    return [part["content"] for part in frame["components"] if part["type"] == 10]


def buttons(shown: discord.ui.LayoutView) -> dict[str, str]:
    (frame,) = shown.to_components()
    *rows, _ = [part for part in frame["components"] if part["type"] == 1]  # the last has the other parts
    return {each["label"]: each["custom_id"] for row in rows for each in row["components"]}


def said(of: StatementLine) -> str:
    """A line without who asked and when."""
    text = texts(credits_panel(statement(of), GUILD))[1]
    who, when = f" · <@{of.user_id}>", f" · <t:{int(of.created_at.timestamp())}:R>"
    assert text.startswith("- ")
    assert text.endswith(f"{who}{when}")
    return text.removeprefix("- ").removesuffix(f"{who}{when}")


async def test_the_month_is_said_in_words_beside_its_bar() -> None:
    figures, _ = texts(credits_panel(statement(), GUILD))
    resets = int((NOW + timedelta(days=10)).timestamp())
    assert figures.splitlines() == [
        "## Credits of this server",
        "▰▰▱▱▱▱▱▱▱▱▱▱ 24 of 240 used · 12 held · 204 left",
        "At this pace they last all month.",
        "You used 9 this month.",
        f"New credits come <t:{resets}:R>.",
    ]


@pytest.mark.parametrize(
    ("allowance", "held", "used", "bar"),
    [
        (240, 0, 0, "▱" * 12),
        (240, 0, 1, "▰" + "▱" * 11),
        (240, 1, 238, "▰" * 11 + "▱"),
        (240, 0, 240, "▰" * 12),
        (0, 0, 0, "▰" * 12),
        (100, 0, 240, "▰" * 12),  # lowered since
    ],
)
async def test_a_bar_is_empty_or_full_only_where_the_month_is(allowance: int, held: int, used: int, bar: str) -> None:
    account = replace(ACCOUNT, allowance=allowance, held=held, spent=used)
    figures = texts(credits_panel(statement(account=account), GUILD))[0].splitlines()[1]
    assert figures.startswith(f"{bar} {used} of {allowance} used")
    assert ("held" in figures) is bool(held)


async def test_it_says_how_long_the_rest_lasts_at_this_pace() -> None:
    ends = NOW + timedelta(days=3)
    figures, _ = texts(credits_panel(statement(used_up_at=ends), GUILD))
    assert figures.splitlines()[2] == f"At this pace they last until <t:{int(ends.timestamp())}:D>."
    spent = statement(account=replace(ACCOUNT, spent=240), used_up_at=NOW)
    assert texts(credits_panel(spent, GUILD))[0].splitlines()[2] == "Nothing is left this month."


async def test_a_song_is_a_line_with_its_title_its_message_and_what_it_cost() -> None:
    address = f"https://discord.com/channels/{GUILD}/{CHANNEL}/{MESSAGE}"
    assert said(line()) == f"[Harbor Lights]({address}) · Cover · 15 credits"
    assert said(line(operation="create", title="", clip_title="Tide")) == f"[Tide]({address}) · 15 credits"
    assert said(line(credits=1)) == f"[Harbor Lights]({address}) · Cover · 1 credit"


async def test_what_is_held_and_what_came_back_is_called_so() -> None:
    assert said(line(kind=EntryKind.HOLD, message_id=None)) == "Harbor Lights · Cover · 15 held"
    assert said(line(kind=EntryKind.REFUND)).endswith(" · Cover · 15 given back")


async def test_a_song_of_another_month_says_which_month_paid() -> None:
    assert said(line(month="2026-10")).endswith(" · 15 credits of October")


async def test_a_song_of_somebody_whose_data_was_deleted_names_nobody() -> None:
    erased = line(user_id=ERASED_MEMBER, channel_id=ChannelId(0), message_id=None, title="", prompt="", style="")
    shown = texts(credits_panel(statement(erased), GUILD))[1]
    assert "somebody who left no data" in shown
    assert "<@" not in shown


async def test_a_song_without_any_words_is_called_by_what_was_asked_for() -> None:
    nameless = line(operation="upload", title="\u200b", style="", message_id=None)
    assert said(nameless) == f"{words_for('upload').name} · 15 credits"


@pytest.mark.promise(key="small-private")
async def test_what_one_person_was_told_alone_is_called_by_its_words_for_them_alone() -> None:
    asked = {"operation": "write_lyrics", "title": "", "style": "", "message_channel_id": None}
    topic, somebody = spent(**asked, prompt="how I propose to Ann"), Viewer(UserId(5), frozenset({CHANNEL}))
    assert said(StatementLine.of(topic, Viewer(MEMBER))) == "how I propose to Ann · Write lyrics · 15 credits"
    theirs = StatementLine.of(topic, somebody)
    assert theirs.title == ""
    assert said(theirs) == "Write lyrics · 15 credits"
    # Older ones were posted for everybody.
    posted = StatementLine.of(replace(topic, message_channel_id=CHANNEL), somebody)
    assert posted.title == "how I propose to Ann"


async def test_a_song_of_a_channel_that_the_person_cannot_see_has_neither_title_nor_message() -> None:
    mine = Viewer(UserId(5), frozenset({ChannelId(9)}))
    hidden = StatementLine.of(spent(prompt="secret", clip_title="secret"), mine)
    assert (hidden.title, hidden.message_channel_id, hidden.message_id) == (None, None, None)
    assert said(hidden) == "A song in another channel · 15 credits"


async def test_the_words_of_what_was_told_in_private_are_its_persons_alone() -> None:
    asked = {"operation": "write_lyrics", "title": "", "style": "", "prompt": "for Anna's birthday"}
    told = spent(**asked, message_channel_id=None)
    other = StatementLine.of(told, Viewer(UserId(MEMBER + 1), frozenset({CHANNEL})))
    assert said(other) == f"{words_for('write_lyrics').name} · 15 credits"
    assert said(line(**asked, message_channel_id=None)).startswith("for Anna")
    shown = StatementLine.of(spent(**asked), Viewer(UserId(MEMBER + 1), frozenset({CHANNEL})))
    assert shown.title == "for Anna's birthday", "its card was for everybody, before such cards were private"


@pytest.mark.promise(key="unapproved-words")
@pytest.mark.parametrize(
    "ended",
    [
        {"kind": EntryKind.HOLD, "awaits_approval": True},
        {"failure": FailureKind.CANCELLED, "reason": "3001", "awaits_approval": True},
        {"failure": FailureKind.CANCELLED, "reason": rejection("not here")},
        {"failure": FailureKind.CANCELLED, "reason": UNDECIDED},
        {"failure": FailureKind.CANCELLED, "reason": None},  # packed with its texts, whatever it was
    ],
)
async def test_what_no_moderator_let_through_is_called_by_its_words_for_its_member_alone(ended: dict[str, Any]) -> None:
    asked = spent(**{"kind": EntryKind.REFUND, "title": "a secret", "prompt": "another", **ended})
    assert StatementLine.of(asked, Viewer(UserId(MEMBER + 1), frozenset({CHANNEL}))).title == ""
    assert StatementLine.of(asked, Viewer(MEMBER)).title == "a secret"
    plain = replace(asked, failure=FailureKind.LOST, reason=None, awaits_approval=None)
    assert StatementLine.of(plain, Viewer(UserId(MEMBER + 1), frozenset({CHANNEL}))).title == "a secret"


async def test_other_peoples_titles_do_nothing() -> None:
    shown = said(line(title="**x** @everyone ](https://evil.example)", message_id=None))
    assert "@everyone" not in shown
    assert "](https" not in shown
    assert "**" not in shown


async def test_without_songs_it_says_how_to_make_one() -> None:
    assert texts(credits_panel(statement(), GUILD))[1] == "No songs yet. Make one with /song."
    assert buttons(credits_panel(statement(), GUILD)) == {}


async def test_pages_are_turned_by_buttons_as_far_as_there_are_any() -> None:
    def turning(page: int, *, has_more: bool) -> dict[str, str]:
        return buttons(credits_panel(statement(line(), page=page, has_more=has_more), GUILD))

    assert turning(0, has_more=True) == {"Older songs": "credits:v1:1"}
    assert turning(2, has_more=True) == {"Newer songs": "credits:v1:1", "Older songs": "credits:v1:3"}
    assert turning(2, has_more=False) == {"Newer songs": "credits:v1:1"}
    assert turning(LAST_PAGE, has_more=True) == {"Newer songs": f"credits:v1:{LAST_PAGE - 1}"}


@pytest.mark.parametrize("title", ["*_~`|>#[](<-+.!@" * 40, "\U0001f3b5" * 400, "x" * 400])
async def test_a_page_of_the_longest_lines_has_room_in_one_message(title: str) -> None:
    longest = max(Operation, key=lambda operation: len(words_for(operation).name))
    worst = StatementLine(
        title=title,
        operation=longest,
        kind=EntryKind.REFUND,
        credits=1_000_000,
        month="2026-09",
        user_id=UserId(HUGE),
        created_at=NOW,
        message_channel_id=ChannelId(HUGE),
        message_id=MessageId(HUGE),
    )
    account = Account(GUILD, "2026-11", 10_000_000, 1_000_000, 8_000_000)
    full = statement(*[worst] * LINES, account=account, mine=8_000_000, page=5, has_more=True)
    shown = credits_panel(full, GUILD)
    assert 0.4 * 4_000 < sum(len(text.encode("utf-16-le")) // 2 for text in texts(shown)) <= 4_000

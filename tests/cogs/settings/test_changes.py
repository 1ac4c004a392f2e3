"""The page of changes says everything that is written down, to whoever manages the server, in plain words."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

import bot
from cogs.settings.changes import PAGE, changes_panel, words_of
from cogs.settings.panel import SECTIONS, section_name
from data.guilds.admin_log import AdminAction
from data.ids import ERASED_MEMBER, GuildId, UserId
from data.tables import guilds
from sandbox.discord.component_rules import texts
from tests.cogs.making import NOW

ADMIN, MIA = UserId(7), 8
# What is written down and no section's, by its action and what it was about, and how the page says it.
OTHERS: dict[str, tuple[dict[str, Any], str]] = {
    "model.set": ({"model": "sonic/sonic-v5"}, "This server's model: sonic/sonic\\-v5"),
    "notices.set": ({"on": False}, "This server's notices: Off"),
    "persona.delete": ({"member": str(MIA)}, "deleted a persona of <@8>"),
    "showcase.set": ({"channel": "44", "hearts": 3}, "showcase: <#44>, from 3 favourites on"),
    "showcase.off": ({}, "turned the showcase off"),
    "song.rename": ({"clip": "5", "member": str(MIA)}, "renamed a song of <@8>"),
    "song.delete": ({"clip": "5", "member": str(MIA)}, "deleted a song of <@8>"),
    "order.approved": ({"job": "5", "member": str(MIA)}, "approved what <@8> ordered"),
    "order.rejected": ({"job": "5", "member": str(MIA)}, "rejected what <@8> ordered"),
    "report.deleted": ({"job": "5", "reporter": str(MIA)}, "deleted a song that <@8> reported"),
    "report.dismissed": ({"job": "5", "reporter": str(MIA)}, "dismissed what <@8> reported"),
    "member.block": ({"member": str(MIA)}, "blocked: <@8>"),
    "words.kept": ({"days": 30}, "words are forgotten after 30 days"),
    "quota.set": ({"credits": 500, "before": None}, "each month: 500 credits"),
    "grant": ({"credits": 1, "month": "2026-11"}, "1 credit more for November 2026"),
    "intake.pause": ({}, "paused new songs"),
    "intake.resume": ({}, "let new songs be made again"),
    "block.add": ({"kind": "guild", "id": "1"}, "blocked this server"),
    "block.remove": ({"kind": "guild", "id": "1"}, "no longer blocks this server"),
    "job.end": ({"job": "5", "was": "lost", "ending": "refund"}, "ended a stuck song"),
}
ELSEWHERE = {"operation.lift"}  # about no server: no server's page has it


def turns(found: list[AdminAction], before: int) -> list[str]:
    """The names of a page's buttons."""
    view = changes_panel(found, before=before, name_of=section_name)
    return [item.custom_id or "" for item in view.walk_children() if isinstance(item, discord.ui.Button)]


def change(action: str, facts: dict[str, Any], number: int = 1) -> AdminAction:
    """Something that was changed a while ago."""
    return AdminAction(number, GuildId(1), ADMIN, NOW - timedelta(hours=number), action, facts)


@pytest.mark.parametrize("action", OTHERS)
def test_each_change_is_said_in_words(action: str) -> None:
    facts, words = OTHERS[action]
    assert words_of(change(action, facts), section_name) == words


def test_what_is_undone_has_words_of_its_own() -> None:
    kept, usual, none = ("words.kept", "days"), ("quota.set", "credits"), ("model.set", "model")
    said = [words_of(change(action, {name: None}), section_name) for action, name in (kept, usual, none)]
    assert said == ["words are kept", "each month: the usual credits", "This server's model: nothing"]


def test_the_page_knows_every_action_that_is_written_down() -> None:
    code = "\n".join(path.read_text() for path in Path(bot.__path__[0]).rglob("*.py"))
    written = set(re.findall(r'action(?: =|=) ?"([a-z.]+)"', code)) | set(re.findall(r'else "([a-z]+\.[a-z]+)"', code))
    families = {"order.approved", "order.rejected", "report.deleted", "report.dismissed", "song.rename", "song.delete"}
    assert len(written) > 10
    assert written - ELSEWHERE <= set(OTHERS)
    assert set(OTHERS) - written <= families


def test_the_settings_are_said_by_the_names_and_values_that_their_panel_shows() -> None:
    facts = {
        "member_share": 25,
        "member_share_unit": "percent",
        "member_share_period": "day",
        "songs_at_once": None,
        "approval": True,
        "log_channel_id": "55",
        "language": "de",
    }
    first, second = words_of(change("settings.share", facts), section_name).splitlines()
    assert first == "changed: A member's share"
    assert second.removeprefix("-# ").split(", ") == [
        "How much: 25",
        "Counted in: Percent of the month's credits",
        "How often: Each day",
        "Songs at once for each member: nothing",
        "Ask moderators before a song is made: On",
        "Channel: <#55>",
        "What everybody reads: Deutsch",
    ]


def test_every_column_that_a_form_writes_has_a_name_on_the_page() -> None:
    columns = {
        *("member_share", "member_share_unit", "member_share_period", "songs_at_once", "cooldown_seconds", "pressers"),
        *("time_zone", "log_channel_id", "moderation_channel_id", "approval", "language"),
    }
    assert columns <= set(guilds.c.keys())
    for column in columns:
        assert "\n-# " in words_of(change("settings.pace", {column: None}), section_name), column


def test_rules_words_and_members_are_counted_and_named() -> None:
    facts = {
        "added": [["channel_only", "11", None], ["role_share", "12", 20], ["operation_never", "cover", None]],
        "removed": [["role_never", str(number), None] for number in range(20, 28)],
        "words_added": 1,
        "words_removed": 2,
        "blocked": [str(MIA)],
        "unblocked": [str(ERASED_MEMBER)],
    }
    said = words_of(change("settings.channels", facts), section_name)
    assert "Songs in these channels only, added: <#11>" in said
    assert "Shares by role, added: <@&12> 20" in said
    assert "Turn off, added: Cover" in said
    page = "".join(words_of(change("settings.channels", {name: value}), section_name) for name, value in facts.items())
    assert "No songs for these roles, taken away: <@&20>, <@&21>, <@&22>, <@&23>, <@&24>, 3 more" in page
    assert "1 word added" in page
    assert "2 words taken away" in page
    assert "blocked: <@8>" in page
    assert "no longer blocked: <@" not in page


def test_a_later_versions_change_is_named_and_other_peoples_words_are_harmless() -> None:
    assert words_of(change("garden_water.*x*", {"added": [["x", "y", None]]}), section_name) == (
        "something else (garden\\_water\\.\\*x\\*)"
    )
    assert words_of(change("settings.later", {"later": 1}), section_name) == "changed: later"
    said = words_of(change("settings.channels", {"added": [["later*", "1", None]]}), section_name)
    assert "later\\*, added: <@&1>" in said


def test_pages_turn_to_older_changes_and_back() -> None:
    found = [change("intake.pause", {}, number) for number in range(30, 30 - PAGE - 1, -1)]
    assert turns(found, 0) == [f"settings:v1:changes:{30 - PAGE + 1}"]
    assert turns(found, 40) == ["settings:v1:changes:0", f"settings:v1:changes:{30 - PAGE + 1}"]
    assert turns(found[:3], 40) == ["settings:v1:changes:0"]
    empty = changes_panel([], before=0, name_of=section_name)
    assert "Nothing was changed yet." in "\n".join(texts(empty.to_components()))


def test_a_page_of_the_longest_changes_has_room_for_all_of_them() -> None:
    everything = {
        "added": [[kind, str(10**18 + n), None] for kind in ("channel_only", "channel_never") for n in range(25)],
        "blocked": [str(10**18 + n) for n in range(25)],
        **dict.fromkeys(("log_channel_id", "moderation_channel_id"), str(10**18)),
    }
    found = [change("settings.channels", everything, number) for number in range(PAGE, 0, -1)]
    said = "\n".join(texts(changes_panel(found, before=0, name_of=section_name).to_components()))
    assert said.count("changed: Channels") == PAGE
    assert len(said) < 4_000


def test_every_section_has_a_name() -> None:
    assert all(section_name(each.key) == each.name() for each in SECTIONS)

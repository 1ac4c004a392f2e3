"""A command is the same in every way in which Discord may tell it, and another one with every difference that shows."""

from __future__ import annotations

from typing import Any

import pytest

from bot.doctor.same_commands import differing

OURS: dict[str, Any] = {
    "name": "song",
    "type": 1,
    "description": "Make a song",
    "nsfw": False,
    "contexts": [0],
    "integration_types": [0],
    "default_member_permissions": None,
    "options": [
        {"name": "prompt", "type": 3, "description": "What", "required": True, "min_length": 1, "autocomplete": False},
        {"name": "model", "type": 3, "description": "Which", "required": False, "choices": []},
    ],
}
# As Discord tells it: what is as usual is left out, what it knows is added.
TOLD: dict[str, Any] = {
    "id": "1",
    "application_id": "2",
    "version": "3",
    "name": "song",
    "name_localizations": None,
    "type": 1,
    "description": "Make a song",
    "description_localizations": None,
    "nsfw": False,
    "contexts": [0],
    "integration_types": [0],
    "dm_permission": True,
    "default_member_permissions": None,
    "options": [
        {"name": "prompt", "type": 3, "description": "What", "required": True, "min_length": 1},
        {"name": "model", "type": 3, "description": "Which"},
    ],
}


def test_what_discord_adds_and_leaves_out_makes_no_difference() -> None:
    assert differing([OURS], [TOLD]) == ()
    assert differing([OURS | {"contexts": [1, 0]}], [TOLD | {"contexts": [0, 1]}]) == ()
    nobody = {"default_member_permissions": 0}
    assert differing([OURS | nobody], [TOLD | {"default_member_permissions": "0"}]) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Make a tune"},
        {"default_member_permissions": "0"},
        {"options": TOLD["options"][:1]},
        {"options": TOLD["options"][::-1]},
        {"description_localizations": {"de": "Mach ein Lied"}},
        {"contexts": [0, 1]},
        {"type": 3},
        {"name": "Song"},
    ],
)
def test_what_people_would_notice_is_a_difference(change: dict[str, Any]) -> None:
    assert "song" in differing([OURS], [TOLD | change])


def test_commands_of_one_side_alone_are_named_in_their_order() -> None:
    assert differing([OURS], []) == ("song",)
    assert differing([OURS], [TOLD, TOLD | {"name": "old"}, TOLD | {"name": "Again", "type": 3}]) == ("Again", "old")

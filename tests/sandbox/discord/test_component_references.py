"""What components refer to: what is chosen already, emojis and SKUs; none of them may be invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.discord.test_bodies import button, chooser, component_problems, menu, premium, row

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def test_what_a_menu_may_have_chosen() -> None:
    """The document's `UserSelectDefaultValue` and its kin: what the menu offers, and nothing else."""
    good = [(5, "user"), (6, "role"), (7, "user"), (7, "role"), (8, "channel")]
    assert [component_problems(row(chooser(kind, name))) for kind, name in good] == [{}] * 5
    assert component_problems(row(chooser(7, "user", "role") | {"max_values": 2})) == {}
    assert component_problems(row(button(id=0), button("b", id=0)), row(button("c", id=3)) | {"id": 9}) == {}


@pytest.mark.parametrize("name", ["🔥", "♥", "❤️‍🔥", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_one_emoji_is_good_two_are_none(name: str) -> None:
    """Unicode's UTS #51, Emoji Sequences; Discord answers "Invalid emoji" to everything else."""
    assert component_problems(row(button(emoji={"name": name}))) == {}
    assert component_problems(row(button(emoji={"name": name * 2}))) != {}


@pytest.mark.parametrize(
    ("components", "path"),
    [
        ([row(button(emoji={"id": "5", "name": "fire"}))], (0, "components", 0, "emoji", "id")),
        (
            [row({**menu("x"), "options": [{"label": "x", "value": "x", "emoji": {"id": "5", "name": "fire"}}]})],
            (0, "components", 0, "options", 0, "emoji", "id"),
        ),
        ([row(premium())], (0, "components", 0, "sku_id")),
    ],
)
async def test_invented_emojis_and_skus_are_refused(
    api: Api, place: Place, components: list[Any], path: tuple[str | int, ...]
) -> None:
    """As Discord answers, at `emoji.id`; and a premium button sells a SKU of the application's."""
    refused = await api("POST", place.messages(), {"content": "a", "components": components})
    assert refused.problem("components", *path).endswith(("_INVALID_EMOJI", "_SKU_ID_INVALID"))
    asked = place.ask()
    body = {"type": 4, "data": {"content": "a", "components": components}}
    assert (await api("POST", place.callback(asked), body)).problem("data", "components", *path)
    if path[-1] == "id" and "options" in path:
        field = {"type": 18, "label": "Which", "component": components[0]["components"][0]}
        form = {"type": 9, "data": {"custom_id": "f", "title": "Form", "components": [field]}}
        inner = ("data", "components", 0, "component", "options", 0, "emoji", "id")
        assert (await api("POST", place.callback(asked), form)).problem(*inner) == "BUTTON_COMPONENT_INVALID_EMOJI"
    assert place.songs.messages == {}

"""A card with buttons and menus, and how a bot answers what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord.invocations import Invocation

if TYPE_CHECKING:
    from sandbox.discord.entities import Interaction, Message
    from tests.sandbox.discord.api import Api, Place

CARD = {
    "content": "Two clips",
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "Extend", "custom_id": "clip:v1:extend:1"},
                {"type": 2, "style": 1, "label": "Extend", "custom_id": "clip:v1:extend:2"},
                {"type": 2, "style": 2, "label": "Wait", "custom_id": "wait", "disabled": True},
                {"type": 2, "style": 5, "label": "Listen", "url": "https://example.org"},
            ],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "pick",
                    "placeholder": "Model",
                    "options": [{"label": "Fuzz", "value": "fuzz"}, {"label": "Sonic", "value": "sonic"}],
                }
            ],
        },
        {"type": 1, "components": [{"type": 5, "custom_id": "who", "max_values": 2}]},
    ],
}


def data_of(invocation: Invocation) -> Any:
    return invocation.interaction.data


async def reply(api: Api, place: Place, asked: Invocation | Interaction, kind: int, data: Any = None) -> None:
    interaction = asked.interaction if isinstance(asked, Invocation) else asked
    sent = await api("POST", place.callback(interaction), {"type": kind, **({"data": data} if data else {})})
    assert sent.status == 204, sent.body


async def card(api: Api, place: Place) -> Message:
    asked = place.ask()
    await reply(api, place, asked, 4, CARD)
    assert asked.original is not None
    return asked.original

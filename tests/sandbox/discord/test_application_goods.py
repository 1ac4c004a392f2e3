"""The application's own emojis, and what it sells."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from sandbox.discord import entitlements
from sandbox.discord.entities import Emoji
from sandbox.discord.goods import SkuKind
from sandbox.discord.interactions import interaction_payload

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place


def picture(size: int = 8, kind: str = "png", **more: Any) -> str:
    file = io.BytesIO()
    Image.new("RGB", (size, size)).save(file, kind, **more)
    return f"data:image/{kind};base64,{base64.b64encode(file.getvalue()).decode()}"


async def test_an_emoji_of_the_application_is_made_used_renamed_and_deleted(api: Api, place: Place) -> None:
    base = f"/applications/{place.world.application_id}/emojis"
    made = await api("POST", base, {"name": "drum", "image": picture()})
    assert made.status == 201, made.body
    assert (made.json["name"], made.json["animated"], made.json["user"]["id"]) == (
        "drum",
        False,
        str(place.world.bot.id),
    )
    said = place.mia.say(place.songs.id, "Listen")
    reaction = f"{place.messages()}/{said.id}/reactions/drum%3A{made.json['id']}/@me"
    assert (await api("PUT", reaction)).status == 204
    assert (await api("GET", base)).json["items"] == [made.json]
    one = f"{base}/{made.json['id']}"
    assert (await api("PATCH", one, {"name": "snare"})).json["name"] == "snare"
    assert (await api("GET", one)).json["name"] == "snare"
    assert (await api("DELETE", one)).status == 204
    assert (await api("GET", one)).code == 10014
    assert (await api("GET", "/applications/1/emojis")).code == 50001


async def test_what_is_no_emoji_is_said(api: Api, place: Place) -> None:
    """Documentation, Emoji Formats: up to 256 KiB; the name of the OpenAPI document, 2 to 32 characters."""
    base = f"/applications/{place.world.application_id}/emojis"
    assert (await api("POST", base, {"name": "a", "image": picture()})).problem("name") == "BASE_TYPE_BAD_LENGTH"
    assert (await api("POST", base, {"name": "drum", "image": "drum.png"})).problem("image") == "IMAGE_INVALID"
    broken = "data:image/png;base64," + base64.b64encode(b"no picture").decode()
    assert (await api("POST", base, {"name": "drum", "image": broken})).code == 50046
    large = "data:image/png;base64," + base64.b64encode(b"x" * 262_145).decode()
    assert (await api("POST", base, {"name": "drum", "image": large})).problem("image") == "BINARY_TYPE_MAX_SIZE"
    place.clock.advance(5)
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    moving = await api(
        "POST", base, {"name": "drum", "image": picture(kind="gif", save_all=True, append_images=frames)}
    )
    assert moving.json["animated"] is True
    again = await api("POST", base, {"name": "drum", "image": picture()})
    assert again.problem("name") == "APPLICATION_EMOJI_NAME_ALREADY_TAKEN"


async def test_a_test_entitlement_is_made_seen_in_interactions_and_deleted(api: Api, place: Place) -> None:
    """Documentation, Create Test Entitlement: "It will **not** contain … `starts_at`, or `ends_at`"."""
    base = f"/applications/{place.world.application_id}/entitlements"
    sku = entitlements.add_sku(place.world, "Studio time")
    heard: list[tuple[str, Any]] = []
    place.world.listeners.append(lambda event, data, _guild: heard.append((event, data)))
    body = {"sku_id": str(sku.id), "owner_id": str(place.mia.user.id), "owner_type": 2}
    made = await api("POST", base, body)
    assert made.status == 200, made.body
    assert (made.json["user_id"], made.json["starts_at"]) == (str(place.mia.user.id), None)
    guilds = (await api("POST", base, {**body, "owner_id": str(place.guild.id), "owner_type": 1})).json
    told = interaction_payload(place.world, place.ask())
    assert [one["id"] for one in told["entitlements"]] == [made.json["id"], guilds["id"]]
    assert told["entitlement_sku_ids"] == [str(sku.id)] * 2
    his = interaction_payload(place.world, place.ask(place.noah))
    assert [one["id"] for one in his["entitlements"]] == [guilds["id"]]
    assert (await api("DELETE", f"{base}/{made.json['id']}")).status == 204
    assert (await api("DELETE", f"{base}/{made.json['id']}")).code == 10029
    names = [event for event, _ in heard if event.startswith("ENT")]
    assert names == ["ENTITLEMENT_CREATE", "ENTITLEMENT_CREATE", "ENTITLEMENT_DELETE"]
    assert (await api("POST", base, {**body, "sku_id": "1"})).code == 10027
    assert (await api("POST", base, {**body, "owner_id": "1"})).code == 10013
    place.clock.advance(5)
    assert (await api("POST", base, {**body, "owner_type": 3})).problem("owner_type") == "BASE_TYPE_CHOICES"


async def test_entitlements_are_listed_as_asked_for(api: Api, place: Place) -> None:
    base = f"/applications/{place.world.application_id}/entitlements"
    time, credit = entitlements.add_sku(place.world, "Time"), entitlements.add_sku(place.world, "Credit")
    mine = entitlements.subscribe(place.world, place.mia.user, time)
    servers = entitlements.grant(place.world, credit, place.noah.user, place.guild)
    entitlements.cancel(place.world, mine)

    async def listed(query: str = "") -> list[int]:
        place.clock.advance(1)
        return [int(one["id"]) for one in (await api("GET", base + query)).json]

    assert await listed() == [mine.entitlement.id, servers.id]
    assert await listed(f"?user_id={place.mia.user.id}") == [mine.entitlement.id]
    assert await listed(f"?guild_id={place.guild.id}") == [servers.id]
    assert await listed(f"?sku_ids={credit.id}") == [servers.id]
    assert await listed(f"?limit=1&before={servers.id}") == [mine.entitlement.id]
    place.clock.advance(entitlements.MONTH)
    assert await listed("?exclude_ended=true") == [servers.id]
    entitlements.revoke(place.world, servers)
    assert await listed() == [mine.entitlement.id]
    assert await listed("?exclude_deleted=false") == [mine.entitlement.id, servers.id]
    one = (await api("GET", f"{base}/{servers.id}")).json
    assert (one["deleted"], one["guild_id"]) == (True, str(place.guild.id))


async def test_what_can_be_used_up_is_consumed(api: Api, place: Place) -> None:
    base = f"/applications/{place.world.application_id}/entitlements"
    sku = entitlements.add_sku(place.world, "Ten songs", SkuKind.CONSUMABLE)
    bought = entitlements.grant(place.world, sku, place.mia.user)
    assert (await api("POST", f"{base}/{bought.id}/consume")).status == 204
    assert (await api("GET", f"{base}/{bought.id}")).json["consumed"] is True
    other = entitlements.grant(place.world, entitlements.add_sku(place.world, "Time"), place.mia.user)
    assert (await api("POST", f"{base}/{other.id}/consume")).problem("entitlement_id")
    assert (await api("POST", f"{base}/1/consume")).code == 10029
    assert (await api("DELETE", f"{base}/{bought.id}")).code == 10029  # bought, not a test


async def test_subscriptions_run_end_and_are_over(api: Api, place: Place) -> None:
    sku = entitlements.add_sku(place.world, "Time")
    kept = entitlements.subscribe(place.world, place.mia.user, sku)
    base = f"/skus/{sku.id}/subscriptions"
    assert (await api("GET", base)).problem("user_id") == "BASE_TYPE_REQUIRED"
    (listed,) = (await api("GET", f"{base}?user_id={place.mia.user.id}")).json
    assert (listed["status"], listed["entitlement_ids"]) == (0, [str(kept.entitlement.id)])
    entitlements.cancel(place.world, kept)
    assert (await api("GET", f"{base}/{kept.id}")).json["status"] == 2
    place.clock.advance(entitlements.MONTH)
    assert (await api("GET", f"{base}/{kept.id}")).json["status"] == 1
    assert (await api("GET", f"{base}/1")).status == 404
    assert (await api("GET", "/skus/1/subscriptions")).code == 10027


async def test_buttons_show_emojis_and_sell_skus_that_are_there(api: Api, place: Place) -> None:
    sku, emoji = entitlements.add_sku(place.world, "Time"), Emoji(place.world.ids.next(), "drum")
    place.world.emojis[emoji.id or 0] = emoji
    shown = {"type": 2, "style": 1, "custom_id": "a", "emoji": {"id": str(emoji.id), "name": "drum"}}
    sold = {"type": 2, "style": 6, "sku_id": str(sku.id)}
    row = {"type": 1, "components": [shown, sold]}
    sent = await api("POST", place.messages(), {"content": "Listen", "components": [row]})
    assert sent.status == 200, sent.body
    del place.world.emojis[emoji.id or 0]
    refused = await api("POST", place.messages(), {"content": "Listen", "components": [row]})
    assert refused.problem("components", 0, "components", 0, "emoji", "id") == "BUTTON_COMPONENT_INVALID_EMOJI"

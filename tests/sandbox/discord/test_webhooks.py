from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.discord.entities import Interaction, MessageFlag
from sandbox.discord.interaction_deadlines import age_tokens

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place

AUDIO = ("one.m4a", b"first clip")
OTHER = ("two.mp3", b"second clip")


async def answered(api: Api, place: Place, **data: Any) -> Interaction:
    asked = place.ask()
    reply = await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued", **data}})
    assert reply.status == 204
    return asked


async def test_the_original_can_be_read_changed_and_deleted(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    place.clock.advance(10)
    changed = await api("PATCH", place.hook(asked), {"content": "Done"}, token=None)
    assert changed.json["content"] == "Done"
    assert changed.json["edited_timestamp"] is not None
    assert (await api("GET", place.hook(asked))).json["id"] == changed.json["id"]
    assert (await api("DELETE", place.hook(asked))).status == 204
    gone = await api("PATCH", place.hook(asked), {"content": "Again"})
    assert (gone.status, gone.code) == (404, 10008)


async def test_a_message_can_be_named_by_its_id_too(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    message_id = (await api("GET", place.hook(asked))).json["id"]
    changed = await api("PATCH", place.hook(asked, f"/messages/{message_id}"), {"content": "Done"})
    assert changed.json["content"] == "Done"


async def test_a_token_reaches_its_own_messages_only(api: Api, place: Place) -> None:
    mine, other = await answered(api, place), await answered(api, place)
    foreign = (await api("GET", place.hook(other))).json["id"]
    refused = await api("PATCH", place.hook(mine, f"/messages/{foreign}"), {"content": "Done"})
    assert (refused.status, refused.code) == (404, 10008)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_after_fifteen_minutes_the_token_is_dead(api: Api, place: Place, method: str) -> None:
    asked = await answered(api, place)
    place.clock.advance(899.99)
    assert (await api("GET", place.hook(asked))).status == 200
    place.clock.advance(0.01)
    dead = await api(method, place.hook(asked), {"content": "Done"} if method == "PATCH" else None)
    assert (dead.status, dead.code) == (401, 50027)
    followup = await api("POST", place.hook(asked, ""), {"content": "Done"})
    assert (followup.status, followup.code) == (401, 50027)


async def test_all_tokens_can_be_aged_at_once(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    age_tokens(place.world)
    assert (await api("GET", place.hook(asked))).code == 50027


async def test_before_the_answer_the_token_is_unknown(api: Api, place: Place) -> None:
    asked = place.ask()
    for method, path in (("POST", ""), ("PATCH", "/messages/@original"), ("GET", "/messages/@original")):
        refused = await api(method, place.hook(asked, path), None if method == "GET" else {"content": "Early"})
        assert (refused.status, refused.code) == (404, 10015)


async def test_a_token_of_another_application_is_unknown(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    refused = await api("GET", f"/webhooks/1/{asked.token}/messages/@original")
    assert (refused.status, refused.code) == (404, 10015)


async def test_a_followup_replies_to_the_original(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    followup = (await api("POST", place.hook(asked, ""), {"content": "And this"})).json
    original = (await api("GET", place.hook(asked))).json
    assert followup["type"] == 19
    assert followup["message_reference"]["message_id"] == original["id"]
    assert followup["interaction_metadata"]["original_response_message_id"] == original["id"]
    changed = await api("PATCH", place.hook(asked, f"/messages/{followup['id']}"), {"content": "Or that"})
    assert changed.json["content"] == "Or that"


async def test_a_followup_may_be_private(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    await api("POST", place.hook(asked, ""), {"content": "Psst", "flags": 64})
    assert [m.content for m in place.mia.messages(place.songs.id)] == ["Queued", "Psst"]
    assert [m.content for m in place.noah.messages(place.songs.id)] == ["Queued"]


async def test_a_deferral_is_fulfilled_by_an_edit(api: Api, place: Place) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), {"type": 5})
    assert asked.original is not None
    assert asked.original.loading
    place.clock.advance(60)
    got = (await api("PATCH", place.hook(asked), {"content": "Done"})).json
    assert (got["flags"], got["edited_timestamp"]) == (0, None)


async def test_the_first_followup_after_a_deferral_fills_it_in_and_cannot_change_who_sees_it(
    api: Api, place: Place
) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), {"type": 5, "data": {"flags": 64}})
    got = (await api("POST", place.hook(asked, ""), {"content": "Done"})).json
    assert got["id"] == str(asked.original.id if asked.original else 0)
    assert got["flags"] == MessageFlag.EPHEMERAL
    assert place.noah.messages(place.songs.id) == []


async def test_files_come_with_an_edit(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    told = [{"id": 0, "filename": "one.m4a", "description": "First take"}, {"id": 1}]
    got = (await api("PATCH", place.hook(asked), {"attachments": told}, files=[AUDIO, OTHER])).json
    first, second = got["attachments"]
    assert (first["filename"], first["description"], first["content_type"]) == ("one.m4a", "First take", "audio/mp4")
    assert (second["filename"], second["size"], second["content_type"]) == ("two.mp3", 11, "audio/mpeg")
    assert (await api.fetch(first["url"])).body == AUDIO[1]


async def test_without_the_attachments_key_files_are_added(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    await api("PATCH", place.hook(asked), {}, files=[AUDIO])
    got = (await api("PATCH", place.hook(asked), {"content": "Both"}, files=[OTHER])).json
    assert [a["filename"] for a in got["attachments"]] == ["one.m4a", "two.mp3"]
    untouched = (await api("PATCH", place.hook(asked), {"content": "Still both"})).json
    assert len(untouched["attachments"]) == 2


async def test_with_it_only_what_it_names_stays(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    before = (await api("PATCH", place.hook(asked), {}, files=[AUDIO])).json["attachments"][0]
    both = await api("PATCH", place.hook(asked), {"attachments": [{"id": before["id"]}, {"id": 0}]}, files=[OTHER])
    assert [a["filename"] for a in both.json["attachments"]] == ["one.m4a", "two.mp3"]
    second = both.json["attachments"][1]
    left = (await api("PATCH", place.hook(asked), {"attachments": [{"id": second["id"]}]})).json["attachments"]
    assert [a["id"] for a in left] == [second["id"]]
    assert (await api.fetch(before["url"])).status == 404
    none = (await api("PATCH", place.hook(asked), {"attachments": []})).json["attachments"]
    assert none == []


async def test_of_files_that_stay_an_edit_changes_the_description_and_the_spoiler(api: Api, place: Place) -> None:
    """Documentation, Attachment Request Structure; `is_spoiler` "sets the `IS_SPOILER` attachment flag"."""
    asked = await answered(api, place)
    told = [{"id": 0, "description": "First take", "is_spoiler": True}]
    first = (await api("PATCH", place.hook(asked), {"attachments": told}, files=[AUDIO])).json["attachments"][0]
    assert (first["description"], first["flags"]) == ("First take", 1 << 3)
    refused = await api("PATCH", place.hook(asked), {"attachments": [{"id": first["id"]}, {"id": "123456"}]})
    assert refused.status == 400
    told = [{"id": first["id"], "description": "Second take", "title": "Other", "filename": "b.m4a"}]
    second = (await api("PATCH", place.hook(asked), {"attachments": told})).json["attachments"][0]
    assert second == {**first, "description": "Second take", "url": second["url"], "proxy_url": second["url"]}
    bare = {"id": first["id"], "description": "", "is_spoiler": False}
    third = (await api("PATCH", place.hook(asked), {"attachments": [bare]})).json["attachments"][0]
    assert not {"description", "flags"} & third.keys()


async def test_a_refused_edit_leaves_descriptions_alone(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    file = (await api("PATCH", place.hook(asked), {}, files=[AUDIO])).json["attachments"][0]
    told = [{"id": file["id"], "description": "Mine"}]
    shown = {"components": [{"type": 13, "file": {"url": "attachment://gone.m4a"}}], "flags": 1 << 15}
    refused = await api("PATCH", place.hook(asked), {"attachments": told, "content": None, **shown})
    assert refused.status == 400
    assert "description" not in (await api("GET", place.hook(asked))).json["attachments"][0]


async def test_remixes_are_not_there(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    told = {"attachments": [{"id": 0, "is_remix": True}]}
    refused = await api("PATCH", place.hook(asked), told, files=[AUDIO])
    assert refused.problem("attachments", 0, "is_remix") == "SANDBOX_HAS_NONE"


async def test_a_file_that_is_not_there_cannot_be_kept(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    refused = await api("PATCH", place.hook(asked), {"attachments": [{"id": "123456"}]})
    assert refused.problem("attachments", 0, "id") == "ATTACHMENT_NOT_FOUND"


async def test_a_file_above_the_limit_is_413_and_changes_nothing(api: Api, place: Place) -> None:
    place.world.file_limit = 100
    asked = await answered(api, place)
    for path, method in (("/messages/@original", "PATCH"), ("", "POST")):
        body = {"content": "Done"}
        refused = await api(method, place.hook(asked, path), body, files=[("a.mp3", b"x" * 101)])
        assert (refused.status, refused.code) == (413, 40005)
    assert [m.content for m in place.mia.messages(place.songs.id)] == ["Queued"]
    assert (await api("PATCH", place.hook(asked), {}, files=[("a.mp3", b"x" * 100)])).status == 200


async def test_an_edit_may_not_leave_nothing(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    refused = await api("PATCH", place.hook(asked), {"content": None})
    assert (refused.status, refused.code) == (400, 50006)
    assert (await api("GET", place.hook(asked))).json["content"] == "Queued"


async def test_a_channel_that_is_gone_is_10003(api: Api, place: Place) -> None:
    asked = await answered(api, place)
    place.world.remove_channel(place.songs)
    refused = await api("PATCH", place.hook(asked), {"content": "Done"})
    assert (refused.status, refused.code) == (404, 10003)
    followup = await api("POST", place.hook(asked, ""), {"content": "Done"})
    assert (followup.status, followup.code) == (404, 10003)


async def test_a_token_reaches_a_channel_that_the_bot_cannot_see(api: Api, place: Place) -> None:
    asked = place.ask(channel=place.private)
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    assert (await api("PATCH", place.hook(asked), {"content": "Done"})).status == 200
    assert [m.content for m in place.mia.messages(place.private.id)] == ["Done"]


async def test_the_bot_hears_of_messages_only_where_it_sees(api: Api, place: Place) -> None:
    heard: list[str] = []
    place.world.listeners.append(lambda event, _, __: heard.append(event))
    asked = await answered(api, place)
    await api("PATCH", place.hook(asked), {"content": "Done"})
    await api("DELETE", place.hook(asked))
    assert heard == ["INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"]
    heard.clear()
    await api("POST", place.callback(place.ask(channel=place.private)), {"type": 4, "data": {"content": "Queued"}})
    await answered(api, place, flags=64)
    assert heard == ["INTERACTION_CREATE", "INTERACTION_CREATE"]


async def test_a_followup_is_read_and_deleted(api: Api, place: Place) -> None:
    asked = place.ask()
    await api("POST", place.callback(asked), {"type": 4, "data": {"content": "Queued"}})
    said = (await api("POST", place.hook(asked, ""), {"content": "And more"})).json
    path = place.hook(asked, f"/messages/{said['id']}")
    assert (await api("GET", path)).json["content"] == "And more"
    assert (await api("DELETE", path)).status == 204
    assert (await api("GET", path)).code == 10008

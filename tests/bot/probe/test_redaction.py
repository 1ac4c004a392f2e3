"""What a probe leaves can be sent on: nobody's data is in it, wherever it stood, and what it is about still is."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.probe.recorder import Recorded
from bot.probe.records import record
from bot.probe.redaction import SAYING, Redactor
from bot.probe.rows import Api, judge
from sandbox.replay.recording import read_recording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def base64_of(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


# Put together here, so that no scan takes one of them for a real one.
KEY = "mk_" + "Live9+q7/Zr2" * 2
BOT_TOKEN = ".".join((base64_of("118234567890123456"), "GhIjKl", "x9-_" * 7 + "Ab3"))
WEBHOOK_TOKEN = "Qw7-" * 16 + "z_4Q"
JWT = ".".join((base64_of('{"alg":"HS256"}'), base64_of('{"sub":"mia","iat":1516239022}'), "sIg_" * 8 + "9"))
INTERACTION_TOKEN = base64_of("interaction:1182345678901234567:" + "k3Y" * 20)
SNOWFLAKES = ("118234567890123456", "1182345678901234567")
UUIDS = ("6d7253ac-916e-49a8-b288-91ffa7f8a8cd", "f524dd12-cb7a-4eb6-b2fb-780f0ed07d9c")
NAME, NICK = "mia.rossi94", "Mia ☂ Rossi"
EMAIL = "o'mia+music@mail.rossi.example"
SIGNED = "https://cdn1.suno.ai/songs/mias-song.mp3?Expires=1763858123&Signature=hT9~kd&Key-Pair-Id=APK4"
INVITE = "https://discord.gg/r0sSiS"
WEBHOOK = f"https://discord.com/api/webhooks/{SNOWFLAKES[0]}/{WEBHOOK_TOKEN}"
SECRETS = {
    "key": KEY,
    "bot token": BOT_TOKEN,
    "webhook token": WEBHOOK_TOKEN,
    "jwt": JWT,
    "interaction token": INTERACTION_TOKEN,
    "snowflake": SNOWFLAKES[0],
    "another snowflake": SNOWFLAKES[1],
    "uuid": UUIDS[0],
    "another uuid": UUIDS[1],
    "e-mail": EMAIL,
    "signed address": SIGNED,
    "invite": INVITE,
    "bare invite": "discord.gg/r0sSiS",
    "webhook": WEBHOOK,
    "ip": "203.0.113.77",
    "ip6": "2001:db8:85a3::8a2e:370:7334",
    "handle": "mia.rossi#9424",
}
# What would still tell of it, where something was left over.
TELLING = {
    "key": ["live9+q7/zr2", "live9%2bq7"],
    "bot token": [BOT_TOKEN.split(".")[0], BOT_TOKEN.split(".")[2]],
    "jwt": JWT.split("."),
    "e-mail": ["mia+music", "rossi.example", "o'mia"],
    "signed address": ["mias-song", "signature", "ht9~kd", "apk4", "1763858123"],
    "invite": ["r0ssis"],
    "bare invite": ["r0ssis"],
    "webhook": [WEBHOOK_TOKEN, SNOWFLAKES[0]],
    "handle": ["rossi"],
}
DISGUISES = {
    "as it is": lambda said: said,
    "in a sentence": lambda said: f"The value {said} is wrong, try again.",
    "at its end": lambda said: f"Invalid value: {said}.",
    "in double quotes": lambda said: f'Incorrect API key provided: "{said}".',
    "in quotes": lambda said: f"No such thing as '{said}'!",
    "in brackets": lambda said: f"not found [{said}] ({said}) <{said}>",
    "after an equals sign": lambda said: f"value={said}; more",
    "upper-case": lambda said: f"BAD {said.upper()}",
    "lower-case": lambda said: f"bad {said.lower()}",
    "URL-encoded": lambda said: f"bad {quote(said, safe='')}",
    "URL-encoded twice": lambda said: quote(quote(said, safe=""), safe=""),
    "in JSON": lambda said: json.dumps({"username": "x", "error": said, said: [said]}),
    "in JSON in a sentence": lambda said: f"upstream said {json.dumps({'detail': {'message': said}})}, sorry",
}


def leaves(text: str, what: str) -> list[str]:
    """What of it stands in the text all the same."""
    return [part for part in (SECRETS[what], *TELLING.get(what, ())) if part.lower() in text.lower()]


def redactor() -> Redactor:
    return Redactor([KEY, BOT_TOKEN], ["calm piano"])


def left(*exchanges: Recorded, seen: str = "") -> str:
    row = judge(Api.MUSICAPI, "credits", documented="200", seen=seen, same=True)
    hosts = {Api.MUSICAPI: "api.musicapi.ai", Api.DISCORD: "discord.com"}
    return record([row], exchanges, redactor(), hosts=hosts, made_at=datetime(2026, 11, 20, tzinfo=UTC))


def exchange(body: Any = None, *, path: str = "/x", asked: Any = None, **more: Any) -> Recorded:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Recorded(Api.DISCORD, "check", "GET", path, asked, 200, body=raw, **more)


def bodies(text: str) -> list[Any]:
    return [each["body"] for each in json.loads(text)["exchanges"]]


FIELDS = (
    *sorted(SAYING),
    "id",
    "task_id",
    "data",
    "name",
    "username",
    "audio_url",
    "webhook_url",
    "title",
    "x",
    "code",
)
places = st.recursive(
    st.just(lambda said: said),
    lambda inner: st.one_of(
        st.builds(lambda field, place: lambda said: {field: place(said), "n": 1}, st.sampled_from(FIELDS), inner),
        st.builds(lambda place: lambda said: [None, place(said), 2], inner),
        st.builds(lambda place: lambda said: {said: place("x"), "message": "m"}, inner),
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(SECRETS)), st.sampled_from(sorted(DISGUISES)), places, st.sampled_from(sorted(DISGUISES)))
def test_nothing_is_left_wherever_it_stood(what: str, disguise: str, place: Any, other: str) -> None:
    said = DISGUISES[disguise](SECRETS[what])
    hidden = place(said)
    text = left(
        exchange(
            hidden, asked=hidden, headers={"server": said, "x-ratelimit-bucket": SECRETS[what], "set-cookie": said}
        ),
        exchange(DISGUISES[other](SECRETS[what]).encode()),
        seen=said,
    )
    assert leaves(text, what) == []


@pytest.mark.parametrize("what", SECRETS)
@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("field", ["message", "error", "x", "id", "code", "username"])
def test_nothing_is_left_of_a_sentence(what: str, disguise: str, field: str) -> None:
    said = DISGUISES[disguise](SECRETS[what])
    assert leaves(left(exchange({field: said, "message": said}), seen=said), what) == []


@pytest.mark.parametrize("what", SECRETS)
@pytest.mark.parametrize(
    "form", ["/a/{}", "/a/{}/callback", "/a?b={}&limit=10", "/a/b:{}", "/invites/{}", "/{}?{}", "/a?{}=1"]
)
@pytest.mark.parametrize("encodes", [True, False])
def test_nothing_is_left_in_a_path(what: str, form: str, *, encodes: bool) -> None:
    said = quote(SECRETS[what], safe="" if encodes else "/:@+='")  # a path has no bare question mark
    assert leaves(left(exchange({}, path=form.replace("{}", said))), what) == []


@pytest.mark.parametrize(
    "masked", [KEY[:12] + "***", "…" + KEY[-10:], "…" + KEY[-8:], KEY[3:14].upper(), f"{KEY[:13]}'{KEY[13:]}"]
)
def test_a_part_of_a_key_is_no_less_a_key(masked: str) -> None:
    text = left(exchange({"error": f"Incorrect API key provided: {masked}"}))
    assert [masked[at : at + 8] for at in range(len(masked) - 7) if masked[at : at + 8].lower() in text.lower()] == []
    assert "Incorrect API key provided: " in text


# What Discord and MusicAPI really answer with, by their documents.
USER = {
    "id": SNOWFLAKES[0],
    "username": NAME,
    "discriminator": "9424",
    "global_name": NICK,
    "avatar": "a_8342729096ea3675442027381ff50dfe",
    "email": EMAIL,
    "phone": "15551234567",
    "locale": "it",
    "bio": "I sing in Torino",
    "public_flags": 64,
    "banner": None,
    "accent_color": 16711680,
    "avatar_decoration_data": {"sku_id": "1144058844004233369", "asset": "a_fed43ab12698df65902ba06727e20c0e"},
    "primary_guild": {"identity_guild_id": SNOWFLAKES[1], "tag": "ROSSI", "badge": "7d1734ae5a615e82bc7a4033b98fade8"},
}
MEMBER = {
    "user": USER,
    "nick": "Miuccia of Torino",
    "roles": [SNOWFLAKES[1]],
    "joined_at": "2025-06-19T06:41:43.107472Z",
    "permissions": "2248473465835073",
}
MESSAGE = {
    "id": "1399999999999999999",
    "type": 0,
    "content": f"Ciao <@{SNOWFLAKES[0]}>, my number is 15551234567, join {INVITE}",
    "author": USER,
    "mentions": [{**USER, "member": MEMBER}],
    "attachments": [
        {
            "id": "1300000000000000007",
            "filename": "rossi-family.mp3",
            "content_type": "audio/mpeg",
            "size": 1024,
            "url": f"https://cdn.discordapp.com/attachments/{SNOWFLAKES[0]}/1/rossi-family.mp3?ex=65&is=66&hm=ab12",
        }
    ],
    "embeds": [
        {"type": "rich", "title": "Torino by night", "description": "for grandma", "fields": [{"value": "Nonna"}]}
    ],
    "components": [
        {"type": 1, "components": [{"type": 2, "custom_id": "probe:press", "label": "Ciao Mia", "style": 1}]}
    ],
    "reactions": [{"emoji": {"id": "1300000000000000011", "name": "mia_loves"}, "count": 3}],
    "thread": {"id": "1399999999999999999", "name": "Nonna's songs"},
    "poll": {"question": {"text": "Torino or Milano?"}, "answers": [{"answer_id": 1}]},
    "interaction_metadata": {"id": "1300000000000000012", "type": 2, "user": USER, "name": "song of mia"},
    "message_snapshots": [{"message": {"content": "a secret of mine", "type": 0}}],
}
GUILD = {
    "id": SNOWFLAKES[1],
    "name": "Casa Rossi",
    "vanity_url_code": "casarossi",
    "description": "family only",
    "features": ["COMMUNITY"],
    "member_count": 5,
    "preferred_locale": "it",
    "roles": [
        {"id": SNOWFLAKES[1], "name": "nonni", "color": 0, "permissions": "0", "tags": {"bot_id": "118234567890123499"}}
    ],
    "emojis": [{"id": "1300000000000000013", "name": "torino", "user": USER}],
}
INTERACTION = {
    "id": "1300000000000000014",
    "application_id": "118234567890123499",
    "type": 3,
    "token": INTERACTION_TOKEN,
    "member": MEMBER,
    "guild_locale": "it",
    "data": {
        "custom_id": "probe:press",
        "component_type": 2,
        "resolved": {"users": {SNOWFLAKES[0]: USER}},
        "options": [{"name": "prompt", "type": 3, "value": "a song for nonna"}],
    },
}
INVITE_OBJECT = {"type": 0, "code": "casarossi", "guild": GUILD, "inviter": USER, "expires_at": None}
OWN_WEBHOOK = {"id": SNOWFLAKES[0], "type": 1, "name": "casa hook", "token": WEBHOOK_TOKEN, "url": WEBHOOK}
APPLICATION = {
    "id": "118234567890123499",
    "name": "Rossi Radio",
    "owner": USER,
    "team": {"members": [{"user": USER, "role": "admin"}], "name": "I Rossi"},
    "verify_key": "5e2c7b" * 10,
    "interactions_endpoint_url": "https://rossi.example/interactions",
    "install_params": {"scopes": ["bot"], "permissions": "8"},
}
CREATE = {
    "task_type": "create_music",
    "mv": "FUZZ-2.0 Pro",
    "prompt": "a song for nonna",
    "gpt_description_prompt": "calm piano",
    "webhook_url": f"https://bot.rossi.example/hooks/{WEBHOOK_TOKEN}",
    "webhook_secret": "pasta-al-forno",
}
SONG = {
    "code": 200,
    "message": "success",
    "data": [
        {
            "clip_id": UUIDS[1],
            "state": "succeeded",
            "title": "Nonna's kitchen",
            "tags": "torino folk",
            "lyrics": "[Verse]\nMia sings",
            "image_url": f"https://storage.googleapis.com/corpusant/{NAME}/image/{UUIDS[1]}.jpg",
            "audio_url": SIGNED,
            "video_url": None,
            "created_at": "2025-06-19T06:41:43.107472Z",
            "mv": "FUZZ-2.0 Pro",
            "seed": "3966900172",
            "duration": "185.0165986394558",
            "timestamp": {"words": [{"text": "torino", "start": 4.458, "line_index": 0, "index_range": None}]},
        }
    ],
}
PRIVATE = (
    *(
        NAME,
        NICK,
        "mia",
        "rossi",
        "torino",
        "nonna",
        "nonni",
        "milano",
        "ciao",
        "grandma",
        "pasta",
        "family only",
        "miuccia",
    ),
    *("9424", "15551234567", "8342729096ea", "fed43ab1", "7d1734ae", "casarossi", "5e2c7b5e", "a secret of mine"),
    *(EMAIL, INVITE, WEBHOOK_TOKEN, INTERACTION_TOKEN, *SNOWFLAKES, *UUIDS, "13000000000000000", "1399999999"),
    *("hm=ab12", "corpusant", "signature", "118234567890123499", "1144058844004233369"),
)
OBJECTS = (USER, MEMBER, MESSAGE, GUILD, INTERACTION, INVITE_OBJECT, OWN_WEBHOOK, APPLICATION, SONG)


@pytest.mark.parametrize("found", OBJECTS)
def test_nothing_personal_is_left_of_what_they_answer(found: Any) -> None:
    path = f"/channels/{SNOWFLAKES[0]}/messages/1399999999999999999"
    text = left(exchange({"message": "ok", "found": found}, asked=CREATE, path=path), exchange([found]))
    assert [
        private for private in PRIVATE if json.dumps(private)[1:-1].lower() in text.lower() or private in text
    ] == []


@pytest.mark.parametrize("found", OBJECTS)
def test_the_shape_is_kept(found: Any) -> None:
    (made,) = bodies(left(exchange(found)))
    assert shape(made) == shape(found)


def shape(found: Any) -> Any:
    """Keys but for ids, lists' lengths, and what is no string as it is; of strings no more than that they are some."""
    if isinstance(found, dict):
        return {"id" if name.isdigit() else name: shape(each) for name, each in found.items()}
    if isinstance(found, list):
        return [shape(each) for each in found]
    return str if isinstance(found, str) else found


def test_what_it_is_about_is_kept() -> None:
    (song,) = bodies(left(exchange(SONG)))
    clip = song["data"][0]
    kept = ("state", "created_at", "mv", "seed", "duration")
    assert {name: clip[name] for name in kept} == {name: SONG["data"][0][name] for name in kept}
    assert clip["audio_url"] == "https://cdn1.suno.ai/[path].mp3"
    assert clip["title"] == "[text of 15 characters]"
    (asked,) = (each["asked"] for each in json.loads(left(exchange({}, asked=CREATE)))["exchanges"])
    assert (asked["task_type"], asked["mv"]) == ("create_music", "FUZZ-2.0 Pro")
    assert (asked["gpt_description_prompt"], asked["webhook_url"]) == ("calm piano", "https://host-000001/[path]")
    by_number = {"audio_url": "http://203.0.113.77:8080/a/b.wav?c=d", "image_url": "http://[2001:db8::1]/a.png"}
    assert bodies(left(exchange(by_number))) == [
        {"audio_url": "http://host-000001/[path].wav", "image_url": "http://host-000002/[path].png"}
    ]
    assert bodies(left(exchange({"url": "wss://gateway.discord.gg", "shards": 1}))) == [
        {"url": "wss://gateway.discord.gg", "shards": 1}
    ]


SENTENCES = (
    "Task failed due to timeout. Credits were previously refunded.",
    "The title character length should be less than 80.",
    "The remaining credits are not enough. You can buy more one-time credit packs or subscribe.",
    "Authorization header is missing.",
    "task not found.",
    'Model "sonic-v4-5-plus" is not supported, use "FUZZ-1.1 Pro" (v2.7.1).',
    "task_type not supported by the upstream model platform",
    "Must be 2000 or fewer in length.",
    "Invalid Form Body",
    "401: Unauthorized",
    "upstream error: InternalServerErrorException after 12.345678 s at 2025-06-19T06:41:43.107472Z",
    "标题字符长度应小于80个字符，请修改后重试",
    "error code: 1015 / 50% of 100",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_vendors_words_are_kept(sentence: str) -> None:
    names = ("type", "error", "message", "detail", "warning")
    assert bodies(left(exchange({name: [sentence] for name in names}), exchange({"error": sentence}))) == [
        {name: [sentence] for name in names},
        {"error": sentence},
    ]
    assert bodies(left(exchange(sentence.encode()))) == [sentence]


def test_discords_errors_are_kept() -> None:
    error = {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"embeds": {"0": {"title": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2"}]}}}},
    }
    limited = {"message": "You are being rate limited.", "retry_after": 64.57, "global": False, "code": 0}
    other = {"code": "unauthorized", "error": "bad api key"}
    assert bodies(left(exchange(error), exchange(limited), exchange(other))) == [error, limited, other]


def test_headers_that_say_what_the_api_does_are_kept() -> None:
    headers = {
        "content-type": "application/json; charset=utf-8",
        "date": "Fri, 20 Nov 2026 06:00:00 GMT",
        "retry-after": "1.5",
        "x-ratelimit-limit": "5",
        "x-ratelimit-reset": "1470173023.123",
        "x-ratelimit-scope": "shared",
        "server": "cloudflare",
        "via": "1.1 google",
        "cache-control": "max-age=0, no-store",
    }
    private = {"set-cookie": "__cfruid=abc", "cf-ray": "8f1-MXP", "x-request-id": UUIDS[0]}
    assert redactor().headers(headers | private) == headers
    assert redactor().headers({"Content-Type": "text/plain"}) == {"content-type": "text/plain"}


def test_an_id_is_the_same_everywhere_and_no_other() -> None:
    one, other = UUIDS
    text = left(
        exchange({"task_id": one, "data": [{"clip_id": other}, {"clip_id": one.upper()}]}, path="/riffusion/create"),
        exchange({"message": f"task {one.upper()} is not {other}."}, path=f"/riffusion/task/{one}"),
        exchange(
            {other: {"id": int(SNOWFLAKES[0])}, "guild": SNOWFLAKES[1]},
            path=f"/a/{SNOWFLAKES[0]}?after={SNOWFLAKES[1]}",
        ),
        exchange({"content": "x", "message": f"<@{SNOWFLAKES[0]}> <@!{SNOWFLAKES[1]}>"}, headers={"via": f"id-{one}"}),
        exchange({"task_id": "k3j9x2"}),
        exchange({"task_id": "k3j9x2", "id": "k3j9x3"}, path="/nuro/task/k3j9x2"),
    )
    first, second = (f"00000000-0000-4000-8000-{number:012}" for number in (1, 2))
    person, guild = "100000000000000001", "100000000000000002"
    made = json.loads(text)["exchanges"]
    assert made[0]["body"] == {"task_id": first, "data": [{"clip_id": second}, {"clip_id": first}]}
    assert made[1]["body"] == {"message": f"task {first} is not {second}."}
    assert made[1]["path"] == f"/riffusion/task/{first}"
    assert made[2]["path"] == f"/a/{person}?after={guild}"
    assert made[2]["body"] == {second: {"id": int(person)}, "guild": guild}
    assert made[3]["body"]["message"] == f"<@{person}> <@!{guild}>"
    assert made[3]["headers"] == {"via": f"id-{first}"}
    assert made[5]["path"] == "/nuro/task/id-000001"
    assert made[5]["body"] == {"task_id": "id-000001", "id": "id-000002"}


@given(
    st.lists(st.uuids(version=4), unique=True, max_size=20),
    st.lists(st.integers(10**17 + 10**6, 2**63), unique=True, max_size=20),
)
def test_different_ids_are_different(uuids: Sequence[Any], snowflakes: Sequence[int]) -> None:
    given_ids = [*map(str, uuids), *map(str, snowflakes)]
    (made,) = bodies(left(exchange(given_ids)))
    assert len(set(made)) == len(given_ids)
    assert not set(made) & set(given_ids)


@pytest.mark.parametrize("found", [*OBJECTS, CREATE])
def test_redacting_twice_changes_nothing_more(found: Any) -> None:
    one = redactor()
    once = one.body(found)
    assert one.body(once) == once


words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [*SECRETS.values(), *SENTENCES, *(hide(KEY) for hide in DISGUISES.values()), NAME, "{", "}", "%25"]
    ),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.lists(words, max_size=6).map(" ".join)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), words), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(values)
def test_whatever_comes_keeps_its_shape_and_is_redacted_once(found: Any) -> None:
    one = redactor()
    once = one.body(found)
    assert one.body(once) == once
    assert lengths(once) == lengths(found)
    json.dumps(once, allow_nan=False, ensure_ascii=False).encode()  # a file can hold it


def lengths(found: Any) -> Any:
    if isinstance(found, dict):
        return [lengths(each) for each in found.values()]
    return [lengths(each) for each in found] if isinstance(found, list) else None


@given(st.lists(words, max_size=8).map(" ".join))
def test_sentences_and_paths_are_redacted_once(said: str) -> None:
    one = redactor()
    sentence, path = one.words(said), one.path(f"/{said}")
    assert one.words(sentence) == sentence
    assert one.path(path) == path


def test_names_that_were_seen_are_known_in_sentences() -> None:
    said = {"message": f"{NAME} may not speak to {NICK.upper()}, says Miuccia of Torino", NAME: 1}
    text = left(exchange(said, path=f"/members/{NAME}"), exchange(MEMBER), seen=f"“{NAME}” is banned")
    body, _ = bodies(text)
    assert body == {"message": "[name] may not speak to [name], says [name]", "[name]": 1}
    assert json.loads(text)["rows"][0]["seen"] == "“[name]” is banned"
    assert NAME not in text


def test_a_bots_name_is_nobodys() -> None:
    error = {"message": "Encore is not in this server"}
    assert bodies(left(exchange({"username": "Encore", "bot": True}), exchange(error)))[1] == error


@pytest.mark.parametrize(
    "number",
    [
        *(int(SNOWFLAKES[0]), -int(SNOWFLAKES[0]), float(SNOWFLAKES[0]), 10**25 + 7),
        pytest.param(10**400, id="more than a float holds"),
    ],
)
def test_an_id_that_is_a_number_is_one_still(number: float) -> None:
    (made,) = bodies(left(exchange({"x": number})))
    assert made == {"x": 100000000000000001}


def test_keys_that_became_the_same_are_two_all_the_same() -> None:
    (made,) = bodies(
        left(exchange({"what he said!": 1, "what she told": 2, "what we said!": 3, KEY: 4, f"{KEY}{KEY}": 5}))
    )
    assert list(made.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 400 + b"]" * 400,
        b'{"a":' * 400 + b"1" + b"}" * 400,
        b'{"message": "\\ud800 half"}',
        b'{"message": "\\u001b[2Jgone"}',
        b'{"n": [NaN, Infinity, 1e999]}',
        b'{"message": "' + b"a %2525" * 5_000 + b'"}',
        b'{"message": "' + b"{}" * 3_000 + b'"}',
        b"\xff\xfe\x00",
        b"<html>" * 1_000,
        b"",
    ],
)
def test_whatever_an_api_answers_is_no_reason_to_lose_the_file(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "probe.json"
    file.write_text(left(exchange(body, asked=json_or_none(body))), encoding="utf-8")
    assert "\\u001b" not in file.read_text(encoding="utf-8")
    assert file.stat().st_size < 200_000
    assert len(read_recording(file).exchanges) == 1  # and it can be replayed


def json_or_none(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"rate limited", "rate limited"),
        (b"<!doctype html><title>mia</title>", "[page of 33 bytes]"),
        (b"\xff\xd8\xff", "[text of 3 bytes]"),
        (b"a word " * 50, "[text of 350 bytes]"),
        (b"null", None),
    ],
)
def test_a_body_that_is_no_json(body: bytes, shown: str | None) -> None:
    assert bodies(left(exchange(body))) == [shown]

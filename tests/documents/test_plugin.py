"""What stands between the tests and the sandbox bites: each mistake in a simulator fails the test that heard of it.

The mistakes are made in the simulators' own functions, in a run of its own with several test processes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.bot_process import ROOT
from tests import openapi
from tests.openapi import needs_document
from tests.sandbox.musicapi import document

THIS = Path(__file__)
OPTIONS = ("-n", "2", "-p", "no:cacheprovider", "-rE", "-q")
CONFTEST = """
from tests.documents.plugin import Documents

def pytest_configure(config):
    config.pluginmanager.register(Documents())
"""
TESTS = """
import asyncio
import inspect
import json
import signal
import subprocess
import sys
import textwrap

import pytest

from sandbox.discord import errors, http_interactions, installations, interactions
from sandbox.discord import message_payloads, payloads, ratelimit, shapes
from sandbox.discord.entities import InteractionType, Message
from sandbox.discord.gateway.authenticator import Identity
from sandbox.discord.gateway.gateway import Gateway
from sandbox.discord.gateway.session import Session
from sandbox.discord.messages import post
from sandbox.discord.outgoing import Reply
from sandbox.discord.rest import DiscordRest
from sandbox.discord.routes import users
from sandbox.discord.webhook_events import WebhookEvents
from sandbox.discord.world import DiscordWorld
from sandbox.musicapi.account import Account
from sandbox.musicapi.families.riffusion import Riffusion
from sandbox.musicapi.moods.documented import Documented
from sandbox.musicapi.vendor import KEY, Vendor
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import Request

CREATE = {"mv": "FUZZ-1.1 Pro", "custom_mode": False, "prompt": "r&b pop song"}


@pytest.fixture
def mistake(monkeypatch):
    def make(function, old, new):
        code = textwrap.dedent(inspect.getsource(function))
        assert code.count(old) == 1, code
        made = {}
        exec(compile(code.replace(old, new), "mistake", "exec", dont_inherit=False), dict(function.__globals__), made)
        monkeypatch.setattr(function, "__code__", made[function.__name__].__code__)
    return make


class Wire:
    def send(self, payload):
        pass


def everything():
    \"\"\"A little of all that the simulators say.\"\"\"
    asyncio.run(at_discord())
    asyncio.run(at_musicapi("observed"))
    asyncio.run(at_musicapi("documented"))


async def at_discord():
    world = DiscordWorld(HeldClock())
    gateway = Gateway(world)
    gateway.sessions.append(Session(Identity(0, 1, False, 1 | 1 << 9, False), Wire()))
    mia = world.add_user("mia")
    guild = world.add_guild("Studio", mia)
    songs = world.add_channel(guild, "songs")
    rest = DiscordRest(world)

    async def ask(method, path, body=None, token=world.token):
        headers = {"user-agent": "DiscordBot (test, 1)", "content-type": "application/json"}
        headers |= {"authorization": f"Bot {token}"}
        sent = b"" if body is None else json.dumps(body).encode()
        return await rest.handle(Request(method, f"/api/v10{path}", {}, headers, sent))

    await ask("GET", "/users/@me")
    await ask("GET", "/users/@me", token="wrong")
    await ask("POST", f"/channels/{songs.id}/messages", {"content": "x" * 4001})
    await ask("POST", f"/channels/{songs.id}/messages", {"content": "x"})
    post(world, Message(world.ids.next(), songs.id, guild.id, mia, world.clock.now(), "hello"))
    data = {"id": str(world.ids.next()), "name": "tune", "type": 1}
    interactions.start(world, InteractionType.COMMAND, mia, songs, data)
    events = world.settings.events
    events.url, events.status, events.types = "http://127.0.0.1:9/", 2, ["APPLICATION_AUTHORIZED"]
    installations.install(world, mia)
    await asyncio.sleep(0)
    await world.settings.outgoing.close()


async def at_an_endpoint(content):
    world = DiscordWorld(HeldClock())
    mia = world.add_user("mia")
    songs = world.add_channel(world.add_guild("Studio", mia), "songs")
    data = {"id": str(world.ids.next()), "name": "tune", "type": 1}
    asked = interactions.start(world, InteractionType.COMMAND, mia, songs, data)
    said = json.dumps({"type": 4, "data": {"content": content}}).encode()
    http_interactions.take(world, asked, Reply(200, "application/json", said))


async def at_musicapi(mood):
    vendor = Vendor(HeldClock(), clip_seconds=4.0, mood=mood)
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    await vendor.handle(Request("GET", "/api/v1/get-credits", {}, headers))
    await vendor.handle(Request("POST", "/api/v1/riffusion/create", {}, headers, json.dumps(CREATE).encode()))
    await vendor.handle(Request("POST", "/api/v1/riffusion/create", {}, {}, json.dumps(CREATE).encode()))
    odd = json.dumps({**CREATE, "continue_at": "soon"}).encode()
    await vendor.handle(Request("POST", "/api/v1/riffusion/create", {}, headers, odd))
    await vendor.handle(Request("POST", "/api/v1/nuro/create", {}, headers, json.dumps(CREATE).encode()))


def test_no_mistake():
    everything()


def test_wrong_type(mistake):
    mistake(payloads.user_payload, '"id": str(user.id)', '"id": user.id')
    everything()


def test_missing_name(mistake):
    mistake(payloads.user_payload, '"discriminator": "0421" if user.bot else "0",', "")
    everything()


def test_name_that_nobody_knows(mistake):
    mistake(payloads.own_user_payload, '"mfa_enabled": True,', '"mfa_enabled": True, "mood": "fine",')
    everything()


def test_refusal_without_code(mistake):
    mistake(errors.DiscordError.answer, ', "code": self.code', "")
    everything()


def test_undocumented_status(mistake):
    mistake(users.get_me, "json_answer(200", "json_answer(302")
    everything()


def test_unreadable_header(mistake):
    mistake(ratelimit.RateLimits.take, 'f"{wait:.3f}"', '"soon"')
    everything()


def test_too_kind(mistake):
    mistake(shapes.Text.read, "self.least, self.most, problems", "self.least, 9999, problems")
    everything()


def test_broken_route(mistake):
    mistake(users.get_me, "call.world.bot", "call.world.nobody")
    everything()


def test_no_answer(mistake):
    mistake(Account.statement, "self._book(now)", "self.nobody")
    with pytest.raises(AttributeError):
        everything()


def test_no_mistake_at_an_endpoint():
    asyncio.run(at_an_endpoint("x" * 2000))


def test_too_kind_to_an_endpoint(mistake):
    mistake(shapes.Text.read, "self.least, self.most, problems", "self.least, 9999, problems")
    asyncio.run(at_an_endpoint("x" * 2001))


def test_webhook_event_with_another_name(mistake):
    mistake(WebhookEvents.tell, '"timestamp": at', '"time": at')
    everything()


def test_event_without_a_name(mistake):
    mistake(message_payloads.event_payload, "return payload", 'return {**payload, "type": None}')
    everything()


def test_event_with_a_name_that_nobody_knows(mistake):
    mistake(interactions.interaction_payload, 'payload["member"] = {**', 'payload["member"] = {"mood": "fine", **')
    everything()


def test_credits_in_words(mistake):
    mistake(Account.statement, '"credits": self.credits', '"credits": "plenty"')
    everything()


def test_create_without_a_task(mistake):
    mistake(Riffusion.accepted, '"task_id": task.task_id', '"task": task.task_id')
    everything()


def test_credits_in_words_in_another_process():
    command = [sys.executable, "-m", "tests.documents.process", "killed"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


# What the other moods may do, and the documented one may not.


def test_name_beside_the_document(mistake):
    mistake(Documented.body, "return listed", 'return {**listed, "eta": 9}')
    everything()


def test_status_beside_the_document(mistake):
    mistake(Documented.answer, "return json_answer(status, told)", "return json_answer(429, told)")
    everything()


def test_request_beside_the_document(mistake):
    mistake(Documented.misfit, 'return f"{name} should be number."', "pass")
    everything()


def test_path_beside_the_document(mistake):
    mistake(Vendor._answer, " if self.mood.serves(place_of(request)) else None", "")
    everything()
"""
KILLED = """
import asyncio
import os
import signal

from sandbox.musicapi.account import Account
from sandbox.musicapi.vendor import KEY, Vendor
from sandbox.wire.clock import HeldClock
from sandbox.wire.exchange import Request

Account.statement = lambda *_: {"credits": None, "extra_credits": 0}
request = Request("GET", "/api/v1/get-credits", {}, {"authorization": f"Bearer {KEY}"})
asyncio.run(Vendor(HeldClock()).handle(request))
os.kill(os.getpid(), signal.SIGKILL)
"""
OF_DISCORD = frozenset(
    {
        "test_wrong_type",
        "test_missing_name",
        "test_name_that_nobody_knows",
        "test_refusal_without_code",
        "test_undocumented_status",
        "test_unreadable_header",
        "test_too_kind",
        "test_broken_route",
        "test_too_kind_to_an_endpoint",
        "test_webhook_event_with_another_name",
        "test_event_without_a_name",
        "test_event_with_a_name_that_nobody_knows",
    }
)
OF_MUSICAPI = frozenset(
    {
        "test_credits_in_words",
        "test_credits_in_words_in_another_process",
        "test_create_without_a_task",
        "test_no_answer",
    }
)
OF_A_MOOD = frozenset(
    {
        "test_name_beside_the_document",
        "test_status_beside_the_document",
        "test_request_beside_the_document",
        "test_path_beside_the_document",
    }
)


@pytest.mark.timeout(300)
@needs_document
@pytest.mark.skipif(not document.PATH.exists(), reason=f"{document.NAME} is not at hand")
def test_every_mistake_fails_the_test_that_heard_of_it_and_the_run(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_mistakes.py").write_text(TESTS)
    (tmp_path / "killed.py").write_text(KILLED)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, "-c", os.devnull, "--rootdir", tmp_path, tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "ENCORE_SHARED": str(openapi.PATH.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(re.findall(r"(?m)^ERROR \S*?::(\S+)", run.stdout)) == OF_DISCORD | OF_MUSICAPI | OF_A_MOOD, run.stdout
    assert run.returncode == 1
    assert "22 passed" in run.stdout, "each of them passed by what it says itself"
    counted = re.search(
        r"(?m)^Discord: (\d+) answers, (\d+) events, (\d+) requests, (\d+) responses of endpoints, "
        r"(\d+) sent to endpoints, (\d+) violations$",
        run.stdout,
    )
    assert counted is not None, run.stdout
    answers, events, requests, responses, sent, violations = map(int, counted.groups())
    assert min(answers, events, requests) > 13
    assert sent > responses == 1
    assert violations >= len(OF_DISCORD)
    counted = re.search(r"(?m)^MusicAPI: \d+ answers, .*, (\d+) violations$", run.stdout)
    assert counted is not None, run.stdout
    assert int(counted.group(1)) >= len(OF_MUSICAPI | OF_A_MOOD)
    for said in (
        "answer 500 to GET /users/@me: this status is not documented",
        "answer 302 to GET /users/@me: this status is not documented",
        "GET /users/@me: UserPIIResponse.mood is not in the document, and in no list",
        "request POST /channels/{channel_id}/messages: at content",
        "request POST /interactions/{interaction_id}/{interaction_token}/callback: at",
        "an event has ['data', 'time', 'type']",
        "no answer but AttributeError",
        "INTERACTION_CREATE .mood is not in the document, and in no list",
        "answer 200 to GET /get-credits: at credits: 'plenty' is not of type 'number'",
        "answer 200 to GET /get-credits: at credits: None is not of type 'number'",
        "GET /get-credits: CreditsResult.eta: neither in the document nor on a page, in the mood documented",
        "POST /riffusion/create: 429: neither in the document nor on a page",
        "POST /riffusion/create: asked with another continue_at: neither",
        "400 to POST /api/v1/nuro/create: no such path",
    ):
        assert said in run.stdout, said


def test_every_sandbox_that_a_test_starts_is_heard() -> None:
    """By `watched`, which alone knows how a process of the sandbox is begun."""
    begun = re.compile(r"""["']-m["'],\s*["']sandbox["']""")
    assert begun.search('[sys.executable, "-m", "sandbox", "song"]')
    assert [path for path in (ROOT / "tests").rglob("*.py") if begun.search(path.read_text("utf-8"))] == [THIS]

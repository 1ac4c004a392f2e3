"""What becomes of interactions: somebody presses a button and sends a form, and its token is used until it is over."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.musicapi.values import array, mapping
from bot.probe.discord_api import DiscordApi, Sleep
from bot.probe.discord_facts import (
    AGAIN,
    CALLBACK_LIMIT,
    DEFERRAL,
    FORM,
    GATEWAY_SESSION,
    PRESS,
    PRESS_FIELDS,
    PRESS_LIMIT,
    SUBMIT,
    Table,
    is_refused,
    words,
)
from bot.probe.discord_gateway import GatewaySession, Interaction, NoSession, open_session
from bot.probe.discord_messages import NOBODY
from bot.probe.discord_place import Place
from bot.probe.discord_token import Submitted, use_token
from bot.probe.recorder import Recorded, Recorder
from bot.probe.rows import Api
from bot.settings import Settings

PERSON_TIMEOUT: Final = 300.0  # seconds for the press, and again for the form
BUTTON: Final = "probe:v1:form"
FIELD: Final = "words"
ASKS: Final = "Encore's probe: please press the button. This goes away by itself."
PRESSED, SENT = 3, 5  # docs: Receiving and Responding, Interaction Type
DEFERRED, MODAL = 5, 9  # docs: Receiving and Responding, Interaction Callback Type
NOT_KEPT: Final = frozenset({"member", "user", "channel", "guild"})  # of an interaction: who somebody is, and where


class Person:
    """Whoever presses the probe's button, and what is asked of Discord then."""

    def __init__(
        self, settings: Settings, api: DiscordApi, recorder: Recorder, table: Table, place: Place, sleep: Sleep
    ) -> None:
        self._settings, self._api, self._recorder = settings, api, recorder
        self._table, self._place, self._sleep = table, place, sleep

    async def ask(self, say: Callable[[str], None]) -> None:
        """Have a button pressed, a form sent, and its token used; whatever is not reached is unseen."""
        if not self._place.gateway:
            self._table.end("Discord did not say where its gateway is")
            return
        try:
            sent = await self._have_form_sent(say)
        except NoSession as error:
            self._table.miss(GATEWAY_SESSION, why=str(error))
            self._table.end(str(error))
            return
        if sent is not None:
            await use_token(self._api, self._table, sent, say, self._sleep)

    async def _have_form_sent(self, say: Callable[[str], None]) -> Submitted | None:
        """The form that was sent and answered with a deferral; None, and a reason in the table, where none was."""
        url, token = self._settings.discord_api_url, self._settings.discord_token
        count = self._settings.shard_count or self._place.shards
        shard = self._place.shard_of(count), count
        async with open_session(
            token, api_url=url, gateway=self._place.gateway, shard=shard, sleep=self._sleep
        ) as session:
            self._table.find(GATEWAY_SESSION, same=True, seen="a session without intents began")
            pressed = await self._press(session, say)
            if pressed is None:
                return None
            form = await self._open_form(pressed)
            if form is None:
                return None
            say("Please fill in the form and send it, within 5 minutes.")
            return await self._take_form(session, form)

    async def _press(self, session: GatewaySession, say: Callable[[str], None]) -> Interaction | None:
        button = {"type": 2, "style": 1, "label": "Open the form", "custom_id": BUTTON}
        said = {"content": ASKS, "components": [{"type": 1, "components": [button]}], **NOBODY}
        posted = await self._api.ask(PRESS, "POST", self._place.messages, said, posts=self._place.messages)
        message_id = posted.object.get("id")
        if posted.status != 200 or not isinstance(message_id, str):
            self._table.end(f"the button could not be posted ({words(posted)})")
            return None

        def is_wanted(interaction: Interaction) -> bool:
            mine = mapping(interaction.get("message")).get("id") == message_id
            return (
                mine
                and interaction.get("type") == PRESSED
                and mapping(interaction.get("data")).get("custom_id") == BUTTON
            )

        say("Please press the button “Open the form” in the test channel, within 5 minutes.")
        pressed = await session.wait_for(is_wanted, PERSON_TIMEOUT)
        if pressed is None:
            self._table.end("nobody pressed the button within 5 minutes")
            return None
        self._keep(PRESS.check, pressed)
        return pressed

    def _look_at(self, pressed: Interaction) -> None:
        fields = (*PRESS_FIELDS, *(("guild_locale",) if self._place.guild_id else ()))
        missing = [name for name in fields if name not in pressed]
        seen = f"not there: {', '.join(missing)}" if missing else f"all {len(fields)} are there"
        self._table.find(PRESS, same=not missing, seen=seen)
        limit = pressed.get("attachment_size_limit")
        known = isinstance(limit, int)
        seen = f"{limit:,} bytes, with {self._place.limit:,} documented" if known else "no number"
        self._table.find(PRESS_LIMIT, same=known and limit >= self._place.limit, seen=seen)

    async def _open_form(self, pressed: Interaction) -> str | None:
        """Answer the press within its three seconds, look at it, and answer it once more; the form's custom_id."""
        form_id = f"{BUTTON}:{secrets.token_hex(4)}"
        field = {"type": 4, "custom_id": FIELD, "style": 1, "max_length": 100, "required": True}
        label = {"type": 18, "label": "Any words", "component": field}
        modal = {"type": MODAL, "data": {"custom_id": form_id, "title": "Encore's probe", "components": [label]}}
        path = _callback(self._api, pressed)
        opened = await self._api.ask(FORM, "POST", path, modal, by_token=True)
        self._look_at(pressed)
        self._table.see(FORM, opened, same=opened.status == 204)
        if opened.status != 204:
            self._table.end(f"the form was not opened ({words(opened)})")
            return None
        limits = [name for name in opened.headers if name.startswith("x-ratelimit-")]
        self._table.see(CALLBACK_LIMIT, opened, same=None, seen=f"has {', '.join(limits)}" if limits else "has none")
        second = await self._api.ask(AGAIN, "POST", path, {"type": DEFERRED}, by_token=True)
        self._table.see(AGAIN, second, same=is_refused(second, 400, 40060))
        return form_id

    async def _take_form(self, session: GatewaySession, form_id: str) -> Submitted | None:
        def is_wanted(interaction: Interaction) -> bool:
            return interaction.get("type") == SENT and mapping(interaction.get("data")).get("custom_id") == form_id

        sent = await session.wait_for(is_wanted, PERSON_TIMEOUT)
        if sent is None:
            self._table.end("nobody sent the form within 5 minutes")
            return None
        moment = time.monotonic()
        path = self._api.path_of(sent["token"], application_id=sent["application_id"])
        self._api.note(f"{path}/messages/@original")  # also where its answer is lost, “thinking…” may stand there
        # Before it is looked at: Discord waits for three seconds.
        deferred = await self._api.ask(DEFERRAL, "POST", _callback(self._api, sent), {"type": DEFERRED}, by_token=True)
        self._keep(SUBMIT.check, sent)
        value = _value(mapping(sent.get("data")))
        seen = f"a text of {len(value)} characters" if value else "no text in the label's component"
        self._table.find(SUBMIT, same=bool(value), seen=seen)
        self._table.see(DEFERRAL, deferred, same=deferred.status == 204)
        if deferred.status != 204:
            self._table.end(f"the form was not answered ({words(deferred)})")
            return None
        return Submitted(path, sent["application_id"], self._place.messages, moment)

    def _keep(self, check: str, interaction: Interaction) -> None:
        """Have an event recorded, without who somebody is and what they typed; as no answer, it has no status."""
        told = {name: _blank_typed(value) for name, value in interaction.items() if name not in NOT_KEPT}
        body = json.dumps(told).encode()
        event = Recorded(Api.DISCORD, check, "EVENT", "/interaction_create", None, None, body=body)
        self._recorder.add(event)


def _callback(api: DiscordApi, interaction: Interaction) -> str:
    return f"/interactions/{interaction['id']}/{api.hide(interaction['token'])}/callback"


def _value(data: Mapping[str, Any]) -> str:
    """What was typed into the form's field (docs: Component Reference, Label Interaction Response Structure)."""
    for label in map(mapping, array(data.get("components"))):
        field = mapping(label.get("component"))
        if label.get("type") == 18 and field.get("custom_id") == FIELD and isinstance(value := field.get("value"), str):
            return value
    return ""


def _blank_typed(found: Any, field: str = "") -> Any:
    """The same with nothing left of what somebody typed but its length: it may be a number, which redaction leaves."""
    if isinstance(found, dict):
        return {name: _blank_typed(each, name) for name, each in mapping(found).items()}
    if isinstance(found, list):
        return [_blank_typed(each, field) for each in array(found)]
    return "x" * len(found) if field == "value" and isinstance(found, str) else found

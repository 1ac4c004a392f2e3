"""Messages and forms of earlier versions, in the real process: everything that was ever put on one still works."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cogs.components.moderation_ids import RejectForm, ReportForm
from cogs.components.settings_ids import SectionForm
from cogs.router import COMPONENTS, FORMS, read_route
from data import clips, drafts, personas
from data.guilds import cases, limits
from data.guilds.cases import CaseKind
from data.ids import CaseId, ChannelId, GuildId, InteractionId, JobId, MessageId, UserId, VendorPersonaId
from data.jobs import schedule, transitions
from data.library import playlists
from data.rows import ClipState, JobState, PersonaKind, ReportedClip
from sandbox.discord.drafts import read_draft
from sandbox.discord.entities import Message, MessageFlag
from sandbox.discord.errors import Problems
from sandbox.discord.invocations import until
from sandbox.discord.message_writer import write
from sandbox.discord.messages import post
from sandbox.discord.modals import read_modal
from sandbox.discord.multipart import Form as Body
from tests.data.making import MONTH, job_in
from tests.e2e.conftest import open_stage
from tests.e2e.test_upload import recording

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.entities import Channel
    from sandbox.discord.invocations import Invocation
    from tests.e2e.conftest import Stage

BUTTON, MENU, ROW, TEXT, CONTAINER, LABEL, TEXT_INPUT, FILE, BOXES = 2, 3, 1, 10, 17, 18, 4, 19, 22
LYRICS = "[Verse 1]\nUnder the harbour light\n\n[Chorus]\nStay"
LASTING = {"MUSICAPI_CREATE_INTERVAL": "3600", "GUILD_MONTHLY_CREDITS": "2000"}  # what is ordered waits in line

# What the jobs of `earlier_jobs` gave, by number: the rows that the names below are about.
SONG, EXTENSION, FAILED, WRITTEN, STYLED, SINGER, TEMPO, FIRST, WAITING = range(1, 10)
REOPENED, RISEN, LONG, TYPED, GONE, RECORDING, VOICE = range(1, 8)  # drafts

FORM, TOLD, CARD, CHANGED, POSTED = "a form", "words for one person", "a card", "the message changed", "another message"
TAKEN_OUT, HANDED, ZIPPED = "out of the line", "a file for one person", "songs for one person"
EMPTY = "that there is nothing in it"
# As they stood below messages: the name, what the button or the menu said then, and what comes of it.
BUTTONS = [
    ("clip:v1:extend:1", "Extend clip 1", FORM),
    ("clip:v1:cover:2", "Cover clip 2", FORM),
    ("clip:v1:more:1", "More clip 1…", TOLD),
    ("clip:v1:full:3", "Full song of clip 1", CARD),
    (f"sing:v1:{WRITTEN}:1", "Sing version 1", FORM),
    (f"style:v1:{STYLED}", "Use this style", FORM),
    (f"confirm:v1:{RISEN}", "Make it for 15 credits", CARD),
    (f"job:v1:again:{SONG}:15", "Again · 15 credits", CARD),
    (f"job:v1:retry:{FAILED}:15", "Try again · 15 credits", CARD),
    (f"job:v1:edit:{SONG}", "Edit…", FORM),
    (f"job:v1:cancel:{WAITING}", "Cancel", TAKEN_OUT),
    (f"reopen:v1:{REOPENED}", "Open again", FORM),
    (f"change:v1:{GONE}", "Edit…", FORM),
    ("example:v1:rain:12", "Rainy lo-fi · 12 credits", CARD),
    ("example:v1:birthday:12", "Birthday song · 12 credits", CARD),
    ("example:v1:drive:12", "Night drive · 12 credits", CARD),
    (f"post:v1:{TEMPO}", "Post here", POSTED),
    ("make:v1:persona:1", "Make a persona", FORM),
    (f"singer:v1:{SINGER}", "Sing with it", FORM),
    ("case:v1:reject:2", "Reject…", FORM),
    ("case:v1:approve:1", "Approve", CHANGED),
]
# How the names begin that stand below what moderators decide.
MODERATORS = ("case:",)
PANELS = [
    ("set:v1:my-notices:off", "Turn off", CHANGED),
    ("set:v1:my-notices:on", "Turn on", CHANGED),
    ("set:v1:server-notices:off", "Turn off", CHANGED),
    ("set:v1:server-notices:on", "Turn on", CHANGED),
    ("settings:v1:tab:spending", "Spending", CHANGED),
    ("settings:v1:change:share", "Change", FORM),
    ("settings:v1:check", "Check…", TOLD),
    ("settings:v1:changes", "Show changes…", TOLD),
    ("settings:v1:changes:0", "Newest changes", CHANGED),
    ("credits:v1:0", "Newer songs", CHANGED),
    ("credits:v1:tab:chart", "Chart", CHANGED),
    ("credits:v1:members:0", "Back", CHANGED),
    (f"queue:v1:cancel:{WAITING}", "Cancel", CHANGED),
    ("queue:v1:look", "Look again", CHANGED),
    ("songs:v1:mine:0:", "Newer", CHANGED),
    ("song:v1:show:1", "Open", TOLD),
    ("song:v1:heart:1", "♥ Add to favourites", CHANGED),
    ("song:v1:unheart:1", "♥ Remove from favourites", CHANGED),
    ("song:v1:vote:1", "Keep 1", CHANGED),
    ("song:v1:unvote:1", "Take back: Keep 1", CHANGED),
    ("song:v1:rename:1", "Rename…", FORM),
    ("song:v1:add:1", "Add to playlist…", CHANGED),
    ("download:v1:server:0:", "Download all", ZIPPED),
    ("download:v1:list:2:0", "Download all", EMPTY),
    ("lists:v1", "My playlists", CHANGED),
    ("list:v1:page:2:0", "Back", CHANGED),
    ("place:v1:up:2:1:0", "1 Move up", CHANGED),
    ("song:v1:delete:1", "Delete…", CHANGED),
    ("privacy:v1:export", "Download my data", HANDED),
    ("privacy:v1:delete", "Delete my data…", TOLD),
    ("privacy:v1:erase:stay:ask", "Delete data, keep messages", CHANGED),
    ("privacy:v1:erase:go:ask", "Delete data and messages", CHANGED),
    ("privacy:v1:keep", "Keep my data", CHANGED),
]
LAST = [("privacy:v1:erase:stay:sure", "Yes, delete it for good", CHANGED)]  # what the others are about goes with it
# How the names begin that stand on the panels, and in other private answers.
ON_PANELS = (
    "set:",
    "settings:",
    "credits:",
    "model:",
    "queue:",
    "privacy:",
    "songs:",
    "song:",
    "list",
    "place:",
    "download:",
)
PRIVATE = ("pick:", "confirm:", "reopen:", "change:")
MENUS = [
    ("pick:v1:1", "remaster", FORM),
    ("pick:v1:2", "wav", CARD),
    ("pick:v1:1", "lyrics", CHANGED),
    ("lists:v1:add:1", "2", CHANGED),
    ("lists:v1:show", "2", CHANGED),
    ("credits:v1:ledger", MONTH, HANDED),
    ("model:v1:mine", "sonic/sonic-v5", CHANGED),
    ("model:v1:server", "sonic/sonic-v5", CHANGED),
    ("privacy:v1:words", "30", CHANGED),
]
RIGHTS = ("rights", "It is mine, or its owner agreed")
HUM = ("hum.wav", recording(8))
# As they were sent: the name, and the fields that the form had then with what was typed: each something else.
SENT: list[tuple[str, dict[str, Any]]] = [
    ("form:v1:song:15:", {"title": "Old", "style": "soul", "lyrics": LYRICS}),
    ("form:v1:song:15:sonic/sonic-v5", {"prompt": "slow soul"}),
    (f"form:v1:sing:{WRITTEN}:1:15", {"title": "", "style": "folk", "lyrics": LYRICS}),
    (f"form:v1:draft:{LONG}:15", {"title": "", "style": "jazz", "lyrics": LYRICS}),
    (f"form:v1:edit:{SONG}:15", {"prompt": "r&b pop", "title": "", "style": "", "lyrics": LYRICS}),
    (f"form:v1:singer:{SINGER}:15", {"prompt": "a sea shanty", "title": "", "style": "", "lyrics": ""}),
    ("form:v1:clip:extend:1:15", {"section": "", "moment": "0:09", "lyrics": "La", "style": "pop"}),
    ("form:v1:clip:cover:1:15", {"style": "bossa nova", "lyrics": LYRICS}),
    ("form:v1:clip:replace_section:1:15", {"starts_at": "0:03", "ends_at": "9", "lyrics": "La", "style": "pop"}),
    ("form:v1:upload:2-17-17:", {"file": HUM, "then": "keep", "words": "Hum", RIGHTS[0]: RIGHTS[1]}),
    (f"form:v1:typed-song:{TYPED}:15", {"prompt": "a waltz", "title": "", "style": "", "lyrics": ""}),
    (f"form:v1:typed-upload:{RECORDING}:2-17-17", {"file": HUM, "then": "keep", "title": "Typed"}),
    (f"form:v1:typed-voice:{VOICE}:15", {"file": HUM, "name": "Typed voice"}),
    ("form:v1:words:write_lyrics:2", {"prompt": "a lighthouse"}),
    ("form:v1:rename:1", {"title": "Newer"}),
    ("form:v1:list-new:1", {"name": "Summer"}),
    ("form:v1:list-name:1", {"name": "Winter"}),
    ("form:v1:voice:15", {"file": HUM, "name": "Old voice", RIGHTS[0]: RIGHTS[1]}),
]
# Both fields were empty when it was opened.
SETTINGS: tuple[str, dict[str, Any]] = (
    "form:v1:settings:pace:cec7ea-cec7ea",
    {"at-once": "2", "cooldown": "60"},
)
# These make nothing, and tell their person what they changed.
TELLING = frozenset({"form:v1:rename:1", "form:v1:list-new:1", "form:v1:list-name:1"})


async def _job(stage: Stage, tx: Any, operation: str, state: JobState = JobState.DONE, **more: Any) -> Job:
    """A job of mia's that is long over."""
    place = {"guild_id": GuildId(stage.sandbox.studio.id), "channel_id": ChannelId(stage.sandbox.songs.id)}
    who = {"user_id": UserId(stage.person().user.id), "family": "sonic", "model": "sonic-v5", "price": 15}
    result = more.pop("result", None)
    begun = JobState.RUNNING if state is JobState.DONE else state
    job = await job_in(tx, begun, operation=operation, **{**place, **who, **more})
    if state is JobState.DONE:
        if result is not None:
            await transitions.set_result(tx, job.id, result={"files": [], "answer": result})
        elif operation in ("create", "extend"):
            made = [
                ReportedClip(
                    f"{operation}-{n}",
                    ClipState.SUCCEEDED,
                    "sonic-v5",
                    "Old",
                    "pop",
                    LYRICS,
                    20.0,
                    "http://127.0.0.1/a",
                )
                for n in (1, 2)
            ]
            await clips.record(tx, job, made, now=datetime.now(UTC))
        assert await transitions.finish(tx, job.id, now=datetime.now(UTC))
    await schedule.mark_delivered(tx, job.id, now=datetime.now(UTC))
    return job


async def earlier_jobs(stage: Stage) -> None:
    """What the buttons are about, as the database has it."""
    mia, guild = UserId(stage.person().user.id), GuildId(stage.sandbox.studio.id)
    async with (await stage.database()).transaction() as tx:
        await _job(stage, tx, "create")
        await _job(stage, tx, "extend", source=1)
        await _job(stage, tx, "create", JobState.FAILED, prompt="a choir of gulls")
        await _job(stage, tx, "write_lyrics", result={"versions": [{"title": "Old", "lyrics": LYRICS}] * 2})
        await _job(stage, tx, "enrich_style", result={"style": "lofi, rain"})
        singer = await _job(stage, tx, "persona", source=1, title="Harbour", result={"persona_id": "p-1"})
        await personas.add(
            tx,
            singer,
            kind=PersonaKind.PERSONA,
            name="Harbour",
            vendor_id=VendorPersonaId("p-1"),
            now=datetime.now(UTC),
        )
        await _job(stage, tx, "bpm", source=1, result={"avg": 92, "min": 90, "max": 94})
        form = {"form": "form:v1:clip:extend:1:15", "fields": {"moment": "9999", "lyrics": "la", "style": ""}}
        brief = {"prompt": "slow soul", "details": {}}
        order = {"operation": "create", "model": "sonic/sonic-v5", "brief": brief}
        long = {"operation": "create", "model": "", "brief": {"lyrics": LYRICS, "details": {}}}
        command = {"form": "/song", "fields": {"prompt": "a waltz", "model": "polka"}}
        recording = {"form": "/upload", "fields": {"then": "keep", "rights": "True"}}
        voice = {"form": "/voice", "fields": {"name": "", "rights": "True"}}
        for owner in (mia, UserId(stage.person("admin").user.id)):
            await playlists.make(tx, guild_id=guild, user_id=owner, name="Old", now=datetime.now(UTC))
        gone = {**order, "model": "sonic/sonic-v0"}
        for number, job_id in enumerate((SONG, EXTENSION), 1):
            about, where = (guild, JobId(job_id), mia), (ChannelId(stage.sandbox.songs.id), MessageId(number))
            await cases.add(tx, CaseKind.APPROVAL, *about, words="", now=datetime.now(UTC))
            await cases.confirm(tx, CaseId(number), *where, now=datetime.now(UTC))
        for number, words in enumerate((form, order, long, command, gone, recording, voice), 1):
            known = {"interaction_id": InteractionId(number), "guild_id": guild, "user_id": mia}
            assert await drafts.add(tx, **known, words=words, price=15, now=datetime.now(UTC))


def kept(
    stage: Stage,
    parts: list[dict[str, Any]],
    *,
    is_panel: bool = False,
    is_private: bool = False,
    where: Channel | None = None,
) -> Message:
    """A message of the bot's that an earlier version left in the channel, or in another one for everybody."""
    world, channel = stage.sandbox.world, where or stage.sandbox.songs
    row = {"type": ROW, "components": parts}
    said: dict[str, Any] = {"embeds": [{"title": "Your song is ready"}], "components": [row]}
    if is_panel:
        inner = [{"type": TEXT, "content": "As it was"}, row]
        said = {"flags": MessageFlag.COMPONENTS_V2, "components": [{"type": CONTAINER, "components": inner}]}
    message = Message(world.ids.next(), channel.id, channel.guild_id, world.bot, world.clock.now())
    if where is None and (is_panel or is_private):
        message.private_to = stage.person("admin" if is_panel else "mia").user.id
    write(world, message, read_draft(Body(said)), may_mention_everyone=False)
    if message.private_to is not None:
        message.flags |= MessageFlag.EPHEMERAL
    post(world, message)
    return message


def button(name: str, label: str) -> dict[str, Any]:
    return {"type": BUTTON, "style": 2, "label": label, "custom_id": name}


def menu(name: str, value: str) -> dict[str, Any]:
    options = [{"label": "As it was called", "value": value}]
    return {"type": MENU, "custom_id": name, "placeholder": "What shall be made of it?", "options": options}


def form_of(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A form as a client shows it, with these fields."""

    def component(field: str, value: Any) -> dict[str, Any]:
        if field == "file":
            return {"type": FILE, "custom_id": field}
        if field == RIGHTS[0]:
            return {"type": BOXES, "custom_id": field, "options": [{"label": RIGHTS[1], "value": "1"}]}
        long = isinstance(value, str) and "\n" in value
        return {"type": TEXT_INPUT, "custom_id": field, "style": 2 if long else 1, "required": False}

    parts = [{"type": LABEL, "label": field, "component": component(field, value)} for field, value in fields.items()]
    problems = Problems()
    modal = read_modal({"custom_id": name, "title": "As it was", "components": parts}, problems)
    problems.refuse()
    return modal


async def see(stage: Stage, asked: Invocation, expected: str, message: Message, orders: int) -> None:
    """Wait until there is to be seen what was expected of a press, a choice or a sent form."""
    answer = await stage.soon(asked.answered())
    assert not answer.failed
    if expected == FORM:
        assert answer.modal is not None
    elif expected == TOLD:
        assert answer.message is not None
        assert answer.message.private_to == asked.interaction.user.id
        assert answer.message.components
    elif expected == ZIPPED:
        ended = await stage.soon(asked.until(lambda shown: " here." in shown.content))
        assert ended.private_to == asked.interaction.user.id
        assert [file.filename for sent in asked.followups for file in sent.attachments] == ["songs-1.zip"]
    elif expected == EMPTY:
        assert answer.message is not None
        assert "There is no song to download here." in answer.message.content
    elif expected == CARD:
        shown = await stage.shown(asked)
        assert shown.embeds, shown.content
        assert await stage.job(orders + 1) is not None
    elif expected == POSTED:
        await stage.find(lambda other: other.id > message.id and "92 BPM" in str(other.embeds) and not other.private_to)
    elif expected == HANDED:
        shown = await stage.soon(until(stage.sandbox.world, lambda: _with_file(asked)))
        assert shown.private_to == asked.interaction.user.id
    elif expected == CHANGED:
        await stage.soon(until(stage.sandbox.world, lambda: message.edits > 0))


def _with_file(asked: Invocation) -> Message | None:
    answers = [message for message in (asked.message, *asked.followups) if message is not None]
    return next((message for message in answers if message.attachments), None)


@asynccontextmanager
async def updated(tmp_path: Path) -> AsyncGenerator[Stage]:
    """A bot that was started after everything that is in its channel; whatever is ordered now waits in line."""
    async with open_stage(tmp_path, env=LASTING) as stage:
        await earlier_jobs(stage)
        stage.ask(prompt="whoever is first has their turn at once")
        await stage.until_state(JobState.RUNNING, FIRST)
        await stage.ask(prompt="to be cancelled").answered()
        await stage.restart()
        yield stage
        assert stage.lines("interaction_failed") == []


async def orders_of(stage: Stage) -> int:
    count = WAITING
    while await stage.job(count + 1) is not None:
        count += 1
    return count


@pytest.mark.promise(key="old-buttons")
async def test_every_button_and_menu_of_an_earlier_version_works(tmp_path: Path) -> None:
    pressed = set[object]()
    async with updated(tmp_path) as stage:
        shown = [(name, button(name, label), "", expected) for name, label, expected in [*BUTTONS, *PANELS]]
        shown += [(name, menu(name, value), value, expected) for name, value, expected in MENUS]
        shown += [(name, button(name, label), "", expected) for name, label, expected in LAST]
        for name, part, value, expected in shown:
            is_panel = name.startswith(ON_PANELS)
            message = kept(stage, [part], is_panel=is_panel, is_private=name.startswith(PRIVATE))
            is_managers = is_panel or name.startswith(MODERATORS)
            who, orders = stage.person("admin" if is_managers else "mia"), await orders_of(stage)
            asked = who.select(message, name, [value]) if value else who.press(message, name)
            try:
                await see(stage, asked, expected, message, orders)
            except AssertionError as error:
                raise AssertionError(f"{name} {value}: {error}; {asked.message and asked.message.content}") from error
            found = read_route(COMPONENTS, name)
            assert found is not None
            pressed.add(found[0].format)
        assert (await stage.settled(WAITING)).failure == "cancelled"
    assert pressed == {route.format for route in COMPONENTS}


async def send_settings(stage: Stage) -> None:
    """An admin's form changes the panel below which it was opened."""
    name, fields = SETTINGS
    admin, message = stage.person("admin"), kept(stage, [button("settings:v1:change:pace", "Change")], is_panel=True)
    opened = admin.press(message, "Change")
    assert (await opened.answered()).modal is not None
    opened.interaction.modal = form_of(name, fields)
    await see(stage, admin.submit(opened, fields), CHANGED, message, 0)
    assert "2 songs at once" in str(message.components)


async def send_rejection(stage: Stage) -> None:
    """A moderator's form changes the card below which it was opened; what is over is not decided any more."""
    admin, message = stage.person("admin"), kept(stage, [button("case:v1:reject:2", "Reject…")])
    opened = admin.press(message, "Reject…")
    assert (await opened.answered()).modal is not None
    opened.interaction.modal = form_of("form:v1:reject:2", {"words": "not here"})
    await see(stage, admin.submit(opened, {"words": "not here"}), CHANGED, message, 0)
    assert "nothing to decide" in str(message.embeds)


async def send_report(stage: Stage) -> None:
    """A member's report reaches the moderators."""
    async with (await stage.database()).transaction() as tx:
        where = {"moderation_channel_id": stage.sandbox.songs.id}
        await limits.put_values(tx, GuildId(stage.sandbox.studio.id), where)
    mia, message = stage.person(), kept(stage, [button("clip:v1:extend:1", "Extend clip 1")])
    opened = mia.press(message, "Extend clip 1")
    assert (await opened.answered()).modal is not None
    opened.interaction.modal = form_of(f"form:v1:report:{SONG}", {"words": "too loud"})
    told = (await stage.soon(mia.submit(opened, {"words": "too loud"}).answered())).message
    assert told is not None
    assert "look at it" in told.content
    await stage.find(lambda other: other.id > message.id and "was reported" in str(other.embeds))


@pytest.mark.promise(key="old-buttons")
async def test_every_form_of_an_earlier_version_is_taken_with_the_fields_that_it_had(tmp_path: Path) -> None:
    sent = set[object]()
    async with updated(tmp_path) as stage:
        mia, message = stage.person(), kept(stage, [button("clip:v1:extend:1", "Extend clip 1")])
        for name, fields in SENT:
            opened, orders = mia.press(message, "Extend clip 1"), await orders_of(stage)
            assert (await opened.answered()).modal is not None
            opened.interaction.modal = form_of(name, fields)
            asked = mia.submit(opened, fields)
            try:
                await see(stage, asked, TOLD if name in TELLING else CARD, message, orders)
            except AssertionError as error:
                raise AssertionError(f"{name}: {error}; {asked.message and asked.message.content}") from error
            found = read_route(FORMS, name)
            assert found is not None
            sent.add(found[0].format)
        await send_report(stage)
        await send_rejection(stage)
        await send_settings(stage)  # last: it limits what mia may open
        sent |= {SectionForm, RejectForm, ReportForm}
    assert sent == {route.format for route in FORMS}

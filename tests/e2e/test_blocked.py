"""Every command, button, menu and form by a blocked member: what is theirs works, what others would see does not.

A new command or format fails here until somebody has said what a blocked member may do with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from cogs.router import COMPONENTS, FORMS, read_route
from data import tables
from data.guilds import intake, member_blocks
from data.guilds.intake import BlockKind
from data.ids import GuildId, UserId
from tests.e2e import test_old_messages as earlier
from tests.e2e.test_who_may import COMMANDS, EVERYBODY, answer_to, paths, press, rows, said, send, studio, type_command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Stage

HERE, EVERYWHERE = "let you make nothing here", "The operator lets you make nothing here"

# What a blocked member does all the same: they look, choose for themselves, keep, take along and delete what is theirs.
TYPED = {"write": {"topic": "a lighthouse"}, "style": {"words": "lofi"}}
MESSAGE_MENU = 3
OWN_COMMANDS = {
    *("model list", "model mine", "persona list", "family", "songs", "credits", "queue"),
    *("settings", "privacy", "help", "about"),
}
OWN = [
    f"reopen:v1:{earlier.REOPENED}",  # what they typed is theirs; to send it is another thing
    f"change:v1:{earlier.GONE}",
    f"job:v1:cancel:{earlier.WAITING}",
    "set:v1:my-notices:off",
    "credits:v1:0",
    "credits:v1:tab:chart",
    "queue:v1:look",
    "songs:v1:mine:0:",
    "song:v1:show:1",
    "song:v1:add:1",
    "download:v1:server:0:",
    "download:v1:list:1:0",
    "lists:v1",
    "list:v1:page:1:0",
    "list:v1:rename:1:0",
    "place:v1:out:1:1:0",
    "song:v1:delete:1",
    "privacy:v1:export",
    "privacy:v1:delete",
    "privacy:v1:keep",
    "privacy:v1:erase:stay:ask",
]
OWN_MENUS = [("lists:v1:add:1", "1"), ("lists:v1:show", "1"), ("model:v1:mine", "sonic/sonic-v5")]
OWN_FORMS: list[tuple[str, dict[str, Any]]] = [
    ("form:v1:list-new:1", {"name": "Summer"}),
    ("form:v1:list-name:1", {"name": "Winter"}),
]
# What makes or posts something, or changes what others see.
NOT_BLOCKEDS = [
    "clip:v1:extend:1",
    "clip:v1:cover:2",
    "clip:v1:more:1",
    "clip:v1:full:3",
    f"sing:v1:{earlier.WRITTEN}:1",
    f"style:v1:{earlier.STYLED}",
    f"confirm:v1:{earlier.RISEN}",
    f"job:v1:again:{earlier.SONG}:15",
    f"job:v1:retry:{earlier.FAILED}:15",
    f"job:v1:edit:{earlier.SONG}",
    "example:v1:rain:12",
    f"post:v1:{earlier.TEMPO}",
    "make:v1:persona:1",
    f"singer:v1:{earlier.SINGER}",
    "song:v1:heart:1",
    "song:v1:unheart:1",
    "song:v1:vote:1",
    "song:v1:unvote:1",
    "song:v1:rename:1",
    "song:v1:bring:1",
]
NOT_BLOCKEDS_MENUS = [("pick:v1:1", "remaster"), ("pick:v1:2", "wav")]
NOT_BLOCKEDS_FORMS: list[tuple[str, dict[str, Any]]] = [
    *((name, given) for name, given in earlier.SENT if not name.startswith("form:v1:list-")),
    ("form:v1:report:1", {"words": "Too loud"}),
]
# What managers and moderators decide by Discord's own rights is nobody's who has none, blocked or not.
MANAGERS = {
    *("SettingsTab", "SectionButton", "SettingsCheck", "MembersPage", "LedgerMenu", "QueueCancel", "RetentionMenu"),
    *("CaseButton", "RejectForm", "SectionForm", "ChangesButton", "ChangesPage"),
}
LASTING = {"EraseButton"}  # what it is about goes with it: it is pressed last


async def block(stage: Stage, kind: str) -> str:
    """Block mia on the server or everywhere; returns what she is told from then on."""
    mia, now = UserId(stage.person("mia").user.id), datetime.now(UTC)
    async with (await stage.database()).transaction() as tx:
        if kind == "here":
            assert await member_blocks.block(tx, GuildId(stage.sandbox.studio.id), mia, by_id=UserId(1), now=now)
        else:
            assert await intake.block(tx, BlockKind.MEMBER, mia, user_id=UserId(1), now=now)
    return HERE if kind == "here" else EVERYWHERE


async def public(stage: Stage) -> dict[int, str]:
    """What everybody reads, wherever it stands."""
    shown = stage.sandbox.songs.messages.values()
    return {each.id: f"{each.content} {each.embeds} {len(each.attachments)}" for each in shown if not each.private_to}


def test_of_every_format_somebody_said_what_a_blocked_member_may_do_with_it() -> None:
    names = [*OWN, *NOT_BLOCKEDS, *(name for name, _ in (*OWN_MENUS, *NOT_BLOCKEDS_MENUS))]
    read = [read_route(COMPONENTS, name) for name in names]
    read += [read_route(FORMS, name) for name, _ in (*OWN_FORMS, *NOT_BLOCKEDS_FORMS)]
    known = {route[0].format.__name__ for route in read if route is not None}
    assert None not in read
    assert known | MANAGERS | LASTING == {route.format.__name__ for route in (*COMPONENTS, *FORMS)}


@pytest.mark.promise(key="blocked-here")
@pytest.mark.parametrize("kind", ["here", "everywhere"])
async def test_a_blocked_member_shows_others_nothing_and_keeps_what_is_theirs(tmp_path: Path, kind: str) -> None:
    async with studio(tmp_path) as stage:
        slash = [command for command in stage.sandbox.world.commands.values() if command.get("type", 1) == 1]
        assert {path for command in slash for path in paths(command)} == set(COMMANDS)
        opened = await press(stage, "mia", "clip:v1:extend:1")  # for forms that were open when she was blocked
        sentence, before, shown = await block(stage, kind), await rows(stage), await public(stage)

        for name in NOT_BLOCKEDS:
            assert sentence in said(await press(stage, "mia", name)), name
        for name, value in NOT_BLOCKEDS_MENUS:
            assert sentence in said(await press(stage, "mia", name, value)), name
        for name, given in NOT_BLOCKEDS_FORMS:
            assert sentence in said(await send(stage, "mia", opened, name, given)), name
        for path, (who, given) in COMMANDS.items():
            if who == EVERYBODY and path not in OWN_COMMANDS:
                asked = await type_command(stage, "mia", path, TYPED.get(path, given), stage.sandbox.songs)
                assert sentence in said(asked), (path, said(asked))
        menus = [each["name"] for each in stage.sandbox.world.commands.values() if each.get("type") == MESSAGE_MENU]
        assert len(menus) == 2
        message = earlier.kept(stage, [earlier.button("clip:v1:extend:1", "Extend clip 1")])
        message.content = "a line to sing"
        for name in menus:
            asked = stage.person("mia").use_menu(stage.sandbox.songs.id, name, message)
            await answer_to(stage, asked, name)
            assert sentence in said(asked), (name, said(asked))
        # What was typed in vain is kept for her, for a day; nothing else is.
        after = await rows(stage)
        assert {name for name in after if after[name] != before[name]} <= {"drafts"}
        left = await public(stage)
        assert {number: left[number] for number in shown} == shown
        forged = {"Your song is ready"}  # what stands on the messages that were pressed here
        new = [
            each for number, each in left.items() if number not in shown and not any(word in each for word in forged)
        ]
        assert [each for each in new if each.strip() != "[] 0"] == []

        for name in OWN:
            assert sentence not in said(await press(stage, "mia", name)), name
        for name, value in OWN_MENUS:
            assert sentence not in said(await press(stage, "mia", name, value)), name
        for name, given in OWN_FORMS:
            assert sentence not in said(await send(stage, "mia", opened, name, given)), name
        for path in OWN_COMMANDS:
            asked = await type_command(stage, "mia", path, COMMANDS[path][1], stage.sandbox.songs)
            assert sentence not in said(asked), path
        await press(stage, "mia", "privacy:v1:erase:stay:sure")
        async with (await stage.database()).reading() as tx:
            asked_for = (await tx.execute(select(tables.erasures.c.user_id))).scalars().all()
        assert list(asked_for) in ([stage.person("mia").user.id], [])

"""What a server's admins watch over, through the real process: words that they want in no song."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from data.guilds import admin_log
from data.ids import GuildId
from data.rows import RuleKind
from sandbox.discord.invocations import until
from tests.e2e.bare import bare_stage
from tests.e2e.conftest import labels, open_stage
from tests.e2e.test_limits import decided, open_form, panel, send, shown, told
from tests.e2e.test_privacy import SURE, agree, press

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Channel, Message
    from tests.e2e.conftest import Stage

TAB = "Moderation"


@pytest.mark.promise(key="word-list")
async def test_an_admin_lists_words_and_a_member_is_told_which_and_types_nothing_twice(stage: Stage) -> None:
    message = await panel(stage, tab=TAB)
    assert "**Word list** · Off" in shown(message)
    await send(stage, await open_form(stage, message, "Word list"), part0="lousy\nvery lousy\n")
    assert "**Word list** · 2 words" in shown(message)

    asked = stage.ask(prompt="a l.0.u.s.y day", title="Rain")
    sentence = await told(stage, asked)
    assert sentence == "This server allows no “lousy”. Take it out of the prompt.\n-# Nothing was charged."
    assert asked.message is not None
    opened = stage.person().press(asked.message, "Edit…")
    assert (await stage.soon(opened.answered())).modal is not None
    await stage.restart()
    sent = stage.person().submit(opened, {"style": "LOUSY pop"})
    assert "out of the prompt" in await told(stage, sent)
    assert sent.message is not None
    again = stage.person().press(sent.message, "Open again")
    assert (await stage.soon(again.answered())).modal is not None
    song = await stage.finished(stage.person().submit(again, {"prompt": "a fine day", "style": "pop"}))
    assert song.embeds[0]["title"] == "Rain"
    assert (await stage.account()).spent == 12

    # A name that is given afterwards, a member's forged panel, and a server that has no list.
    forged = stage.person("noah").press(await panel(stage, "noah"), "settings:v1:change:words", checked=False)
    assert "manage this server" in await told(stage, forged)
    assert not (await stage.soon(stage.ask("stranger", prompt="lousy", where=stage.sandbox.lounge).answered())).failed
    assert (await decided(stage)).subjects(RuleKind.WORD) == {"lousy", "very lousy"}
    assert any(label.startswith("Again") for label in labels(song))
    async with (await stage.database()).reading() as tx:
        log = await admin_log.of_guild(tx, GuildId(stage.sandbox.studio.id), limit=9)
    assert [(entry.user_id, entry.action, entry.facts) for entry in log] == [
        (stage.sandbox.admin.id, "settings.words", {"words_added": 2})
    ]


async def test_a_song_that_is_called_like_a_listed_word_can_be_worked_on(tmp_path: Path) -> None:
    async with bare_stage(tmp_path) as stage:
        song = await stage.song(title="Rain", model="sonic")
        await send(stage, await open_form(stage, await panel(stage, tab=TAB), "Word list"), part0="rain\ncover\n")
        opened = stage.person("noah").press(song, "1 Cover")
        assert (await stage.soon(opened.answered())).modal is not None
        refused = stage.person("noah").submit(opened, {"style": "rain sounds"})
        assert "out of the style" in await told(stage, refused)
        assert refused.message is not None
        again = stage.person("noah").press(refused.message, "Open again")
        assert (await stage.soon(again.answered())).modal is not None
        cover = await stage.finished(stage.person("noah").submit(again, {"style": "folk"}))
        assert cover.embeds[0]["title"] == r"Rain \(cover: folk\)"
        another = next(label for label in labels(cover) if label.startswith("Again"))
        take = await stage.finished(stage.person().press(cover, another))
        assert take.embeds[0]["title"] == r"Rain \(cover: folk\)"
        assert "out of the title" in await told(stage, stage.ask(prompt="fine", title="More rain"))


async def case_in(stage: Stage, channel: Channel, seen: int = 0) -> Message:
    """The newest card in the moderators' channel, once it is another one."""

    def newest() -> Message | None:
        cards = [each for each in channel.messages.values() if each.embeds and not each.private_to]
        return cards[-1] if len(cards) > seen else None

    return await stage.soon(until(stage.sandbox.world, newest))


@pytest.mark.promise(key="approval")
async def test_moderators_are_asked_first_and_decide_once(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        mods = stage.sandbox.world.add_channel(stage.sandbox.studio, "moderators")
        form = await open_form(stage, message := await panel(stage, tab=TAB), "Approval")
        assert "Choose the moderators' channel" in await told(stage, await send(stage, form, asks="yes"))
        form = await open_form(stage, message, "Approval")
        await send(stage, form, channel=[mods], asks="yes")
        assert f"**Approval** · On\n<#{mods.id}>" in shown(message)

        asked = stage.ask("noah", prompt="a ||secret|| @everyone song", title="Rain")
        card = await stage.shown(asked)
        assert card.embeds[0]["title"] == "Waiting for approval"
        assert "secret" not in str(card.embeds)
        assert labels(card) == ["Cancel"]
        case = await case_in(stage, mods)
        said = case.embeds[0]["description"]
        assert "Prompt: ||a \\|\\|secret\\|\\| @" in said
        assert f"/{card.id})" in said
        assert labels(case) == ["Approve", "Reject…"]

        # Who may not: a member, and a stranger who forges the press in a server of their own.
        for name, where in (("noah", case), ("mia", case)):
            assert "Only moderators" in await told(
                stage, stage.person(name).press(where, "case:v1:approve:1", checked=False)
            )
        theirs = await panel(stage, "stranger")
        forged = stage.person("stranger").press(theirs, "case:v1:approve:1", checked=False)
        assert "not there any more" in await told(stage, forged)
        assert (await stage.account()).held == 12
        await stage.restart()
        approved = stage.person("admin").press(case, "Approve")
        assert not (await stage.soon(approved.answered())).failed
        await stage.soon(until(stage.sandbox.world, lambda: "Approved by" in str(case.embeds)))
        assert labels(case) == []
        song = await stage.finished(asked)
        assert song.embeds[0]["title"] == "Rain"
        again = stage.person("admin").press(case, "case:v1:reject:1", checked=False)
        assert (await stage.soon(again.answered())).modal is None
        assert (await stage.account()).spent == 12

        # Rejected with a reason, which the member reads, with what they typed at hand.
        asked = stage.ask("noah", prompt="something else")
        await stage.shown(asked)
        case = await case_in(stage, mods, 1)
        opened = stage.person("admin").press(case, "Reject…")
        assert (await stage.soon(opened.answered())).modal is not None
        await send(stage, opened, words="Not *here*, please")
        ended = await stage.soon(asked.until(lambda message: "Not approved" in str(message.embeds)))
        assert "did not approve this: Not \\*here\\*, please" in ended.embeds[0]["description"]
        assert labels(ended) == ["Edit…"]
        assert "Rejected by" in str(case.embeds)

        # Cancelled by the member: the card says so by itself, in the server's language. A manager is not asked about.
        asked = stage.ask("noah", prompt="a third one")
        card = await stage.shown(asked)
        case = await case_in(stage, mods, 2)
        stage.sandbox.noah.locale = "fr"
        assert not (await stage.soon(stage.person("noah").press(card, "Cancel").answered())).failed
        await stage.soon(until(stage.sandbox.world, lambda: "nothing to decide" in str(case.embeds)))
        assert labels(case) == []
        late = stage.person("admin").press(case, "case:v1:approve:3", checked=False)
        assert not (await stage.soon(late.answered())).failed
        assert (await stage.finished(stage.ask("admin", prompt="of a manager"))).embeds
        account = await stage.account()
        assert (account.spent, account.held) == (24, 0)
        async with (await stage.database()).reading() as tx:
            log = await admin_log.of_guild(tx, GuildId(stage.sandbox.studio.id), limit=9)
        assert [entry.action for entry in log] == ["order.rejected", "order.approved", "settings.approval"]


@pytest.mark.promise(key="unapproved-words")
async def test_what_no_moderator_let_through_is_read_by_nobody_else(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        mods, world = stage.sandbox.world.add_channel(stage.sandbox.studio, "moderators"), stage.sandbox.world
        form = await open_form(stage, await panel(stage, tab=TAB), "Approval")
        await send(stage, form, channel=[mods], asks="yes")
        lyrics = "[Verse]\n" + "a secret line\n" * 40
        order = partial(stage.ask, "noah", prompt="secret words", title="A secret", lyrics=lyrics)

        async def is_kept_from_others(card: Message, job_id: int) -> bool:
            said = str([card.embeds, [each.data for each in card.attachments]])
            for name in ("queue", "credits"):
                asked = stage.person("mia").type_command(stage.sandbox.songs.id, name)
                answer = (await stage.soon(asked.answered())).message
                assert answer is not None
                said += shown(answer)
            for button in ("edit:{}", "again:{}:12", "retry:{}:12"):
                pressed = stage.person("mia").press(card, f"job:v1:{button.format(job_id)}", checked=False)
                assert "nothing that you can see" in await told(stage, pressed)
            return "secret" not in said

        rejected = order()
        card = await stage.shown(rejected)
        case = await case_in(stage, mods)
        assert await is_kept_from_others(card, 1)
        opened = stage.person("admin").press(case, "Reject…")
        assert (await stage.soon(opened.answered())).modal is not None
        await send(stage, opened, words="no")
        card = await stage.soon(rejected.until(lambda message: "Not approved" in str(message.embeds)))
        assert await is_kept_from_others(card, 1)
        edited = (await stage.soon(stage.person("noah").press(card, "Edit…").answered())).modal
        assert "a secret line" in str(edited)

        card = await stage.shown(order())
        await case_in(stage, mods, 1)
        assert not (await stage.soon(stage.person("noah").press(card, "Cancel").answered())).failed
        await stage.soon(until(world, lambda: "Cancelled" in str(card.embeds)))
        assert await is_kept_from_others(card, 2)

        # Their data goes while it waits, and the message stays.
        card = await stage.shown(order())
        await case_in(stage, mods, 2)
        await press(stage, await agree(stage, "noah", "Delete data, keep messages"), SURE, "noah")
        await stage.soon(until(world, lambda: "Waiting" not in str(card.embeds)))
        assert await is_kept_from_others(card, 3)
        assert (await stage.account()).held == 0


@pytest.mark.promise(key="blocked-here")
async def test_a_song_is_reported_deleted_and_its_maker_blocked(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        mods, songs = stage.sandbox.world.add_channel(stage.sandbox.studio, "moderators"), stage.sandbox.songs
        song, other = await stage.song("noah"), await stage.song("noah", prompt="another")
        report = stage.person("mia").use_menu(songs.id, "Report song", song)
        assert "no moderators' channel" in await told(stage, report)
        message = await panel(stage, tab=TAB)
        await send(stage, await open_form(stage, message, "Approval"), channel=[mods])
        report = stage.person("mia").use_menu(songs.id, "Report song", song)
        assert (await stage.soon(report.answered())).modal is not None
        await stage.restart()
        sent = stage.person("mia").submit(report, {"words": "Too ||loud|| @everyone"})
        assert "look at it" in await told(stage, sent)
        case = await case_in(stage, mods)
        said = case.embeds[0]["description"]
        assert f"<@{stage.sandbox.mia.id}> reported it" in said
        assert f"<@{stage.sandbox.noah.id}>" in said
        assert "||Too \\|\\|loud\\|\\| @" in said
        assert f"/{song.id})" in said
        assert labels(case) == ["Delete song", "Block member", "Dismiss"]
        assert "a moment ago" in await told(stage, stage.person("mia").use_menu(songs.id, "Report song", other))

        # Forged by a member, by a stranger, and as a button that such a card does not have.
        for name in ("delete", "block", "dismiss"):
            forged = stage.person("noah").press(case, f"case:v1:{name}:1", checked=False)
            assert "Only moderators" in await told(stage, forged)
            forged = stage.person("stranger").press(await panel(stage, "stranger"), f"case:v1:{name}:1", checked=False)
            assert "not there any more" in await told(stage, forged)
        forged = stage.person("admin").press(case, "case:v1:approve:1", checked=False)
        assert "another version" in await told(stage, forged)

        blocked = stage.person("admin").press(case, "Block member")
        assert f"<@{stage.sandbox.noah.id}> can make nothing here" in await told(stage, blocked)
        for asked in (stage.ask("noah"), stage.person("noah").press(other, "1 Extend")):
            assert "let you make nothing here" in await told(stage, asked)
        assert (await stage.soon(stage.person("mia").press(other, "1 Extend").answered())).modal is not None
        assert not (await stage.soon(stage.person("admin").press(case, "Delete song").answered())).failed
        await stage.soon(until(stage.sandbox.world, lambda: "was deleted by" in str(case.embeds)))
        assert song.id not in songs.messages
        assert other.id in songs.messages
        assert labels(case) == []

        message = await panel(stage, tab=TAB)
        assert "**Blocked members** · 1 member" in shown(message)
        await send(stage, await open_form(stage, message, "Blocked members"), members=[])
        assert "**Blocked members** · Off" in shown(message)
        assert not (await stage.soon(stage.ask("noah", prompt="again").answered())).failed
        async with (await stage.database()).reading() as tx:
            log = await admin_log.of_guild(tx, GuildId(stage.sandbox.studio.id), limit=9)
        assert [entry.action for entry in log][:3] == ["settings.blocked", "report.deleted", "song.delete"]

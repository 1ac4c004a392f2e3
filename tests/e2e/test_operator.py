"""`/operator` through the real process: by whoever runs the bot, and refused for everybody else, whatever they may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.guilds import admin_log
from data.ids import GuildId
from data.rows import FailureKind, JobState
from sandbox.discord.component_rules import texts
from sandbox.discord.entities import MessageFlag

if TYPE_CHECKING:
    from sandbox.discord.entities import Channel, Message
    from tests.e2e.conftest import Stage

ABSENT = "123456789012345678"  # the id of no server
COMMANDS: dict[str, dict[str, Any]] = {
    "quota": {"server": ABSENT, "credits": 500},
    "grant": {"server": ABSENT, "credits": 500},
    "pause": {},
    "resume": {},
    "retired": {},
    "jobs": {},
    "settle": {"job": 1, "ending": "refund"},
    "block": {"member": ABSENT},
    "doctor": {},
}


async def operate(stage: Stage, name: str, given: dict[str, Any] | None = None, *, who: str = "mia") -> str:
    """What somebody is told who types one of the commands, for them alone."""
    asked = stage.person(who).type_command(_where(stage, who).id, f"operator {name}", given or {}, checked=False)
    answer = await stage.soon(asked.answered())
    assert not answer.failed
    assert answer.message.private_to == stage.person(who).user.id
    return shown(answer.message)


def shown(message: Message) -> str:
    is_panel = message.flags & MessageFlag.COMPONENTS_V2
    return "\n".join(texts(message.components)) if is_panel else message.content


def _where(stage: Stage, who: str) -> Channel:
    return stage.sandbox.lounge if who == "stranger" else stage.sandbox.songs


async def refusal(stage: Stage, who: str = "noah") -> str:
    """What a member is told who asks for a song that is not made."""
    answer = await stage.soon(stage.ask(who, where=_where(stage, who)).answered())
    assert answer.message.private_to == stage.person(who).user.id
    assert "-# Nothing was charged." in answer.message.content
    return answer.message.content


def let_everybody_see_it(stage: Stage) -> None:
    """As an administrator of a server may, under Integrations, or whoever forges the command."""
    for command in stage.sandbox.world.commands.values():
        if command["name"] == "operator":
            command["default_member_permissions"] = None


async def test_only_who_runs_the_bot_operates_it_and_every_decision_holds_at_once(stage: Stage) -> None:
    world, studio = stage.sandbox.world, stage.sandbox.studio
    world.owner = stage.sandbox.mia  # a member without any permission
    server = str(studio.id)

    # What strangers see: administrators alone are offered it, members are not.
    offered = {who: stage.person(who).commands(_where(stage, who).id) for who in ("admin", "mia", "stranger")}
    names = {who: {command["name"] for command in commands} for who, commands in offered.items()}
    assert ["operator" in names[who] for who in ("admin", "mia", "stranger")] == [True, False, True]
    let_everybody_see_it(stage)
    for who in ("admin", "noah", "stranger"):
        for name, given in COMMANDS.items():
            told = await operate(stage, name, given, who=who)
            assert told == "Only those who run this bot can use this command.\n-# Nothing was changed.", (who, name)
        assert (
            await stage.person(who).autocomplete(_where(stage, who).id, "operator quota", {"server": "s"}, "server")
            == []
        )
    async with (await stage.database()).reading() as tx:
        for guild_id in (None, GuildId(studio.id)):
            assert await admin_log.of_guild(tx, guild_id, limit=1) == []

    # What a server may spend.
    found = await stage.person("mia").autocomplete(
        stage.sandbox.songs.id, "operator quota", {"server": "stud"}, "server"
    )
    assert [(each["name"], each["value"]) for each in found] == [("Studio", server)]
    assert "has the default of 240 credits each month" in await operate(stage, "quota", {"server": server})
    assert "has 10 credits each month" in await operate(stage, "quota", {"server": server, "credits": 10})
    assert "this server has 10 credits left" in await refusal(stage)
    told = await operate(stage, "grant", {"server": server, "credits": 20})
    assert "This month: 30 credits in all.\nGranted besides: 20 credits." in told
    for name, given, sentence in (
        ("quota", {"server": server, "credits": -1}, "A month can have 0 to 10,000,000 credits."),
        ("quota", {"server": server, "credits": 2**53 - 1}, "A month can have 0 to 10,000,000 credits."),
        ("grant", {"server": server, "credits": -5}, "A grant is 1 to 1,000,000 credits"),
        ("grant", {"server": server, "credits": 2**53 - 1}, "A grant is 1 to 1,000,000 credits"),
        ("grant", {"server": ABSENT, "credits": 5}, "Encore knows no server with this id."),
        ("quota", {"server": "Studio"}, "This is no id."),
        ("quota", {"server": "9" * 19}, "This is no id."),
        ("block", {"member": "@everyone"}, "This is no id."),
        ("settle", {"job": 404, "ending": "refund"}, "There is no job with this number."),
        ("settle", {"job": 2**63, "ending": "settle"}, "There is no job with this number."),
        ("retired", {"lift": "sonic/cover"}, "MusicAPI is not known to refuse that."),
    ):
        told = await operate(stage, name, given)
        assert sentence in told, (name, given)
    assert (await stage.song("noah")).attachments
    account = await stage.account()
    assert (account.spent, account.held) == (12, 0)

    # Pauses: what is under way goes on.
    stage.sandbox.vendor.orders.stall_next_task()
    stuck = stage.ask("noah")
    assert not (await stage.soon(stuck.answered())).failed
    await stage.until_state(JobState.RUNNING, 2)
    assert "Paused on **Studio**" in await operate(stage, "pause", {"server": server})
    assert "New songs are paused on this server." in await refusal(stage)
    assert "It was so before." in await operate(stage, "pause", {"server": server})
    assert "Paused on all servers" in await operate(stage, "pause")
    assert "New songs are paused. Those" in await refusal(stage, "stranger")
    await stage.restart()
    assert "New songs are paused." in await refusal(stage, "stranger")
    assert "Paused on **Studio**" in await operate(stage, "resume")
    assert "New songs are taken everywhere." in await operate(stage, "resume", {"server": server})

    # A job that is stuck is refunded by the operator's word, and once.
    told = await operate(stage, "jobs")
    assert "Being made: 1" in told
    assert "Nothing arrived of this job" in await operate(stage, "settle", {"job": 2, "ending": "settle"})
    assert (await stage.account()).held == 12
    assert "12 credits went back" in await operate(stage, "settle", {"job": 2, "ending": "refund"})
    for ending in ("refund", "settle"):
        assert "This job is over" in await operate(stage, "settle", {"job": 2, "ending": ending})
    assert (await stage.settled(2)).failure is FailureKind.TIMED_OUT
    account = await stage.account()
    assert (account.spent, account.held) == (12, 0)
    assert "it took too long" in await operate(stage, "jobs")

    # Blocks.
    noah = f"<@{stage.person('noah').user.id}>"
    assert f"Member {noah}" in await operate(stage, "block", {"member": noah})
    assert "The operator lets you make nothing here." in await refusal(stage)
    elsewhere = str(stage.sandbox.elsewhere.id)
    assert "Server **Elsewhere**" in await operate(stage, "block", {"server": elsewhere})
    assert "The operator lets this server make nothing." in await refusal(stage, "stranger")
    assert "Member" not in await operate(stage, "block", {"member": noah, "lift": True})
    assert "Nobody is blocked." in await operate(stage, "block", {"server": elsewhere, "lift": True})
    assert "has the default" in await operate(stage, "quota", {"server": server, "default": True})
    assert (await stage.song("noah")).attachments

    # Each change is written down, each refused one is not.
    async with (await stage.database()).reading() as tx:
        of_studio = await admin_log.of_guild(tx, GuildId(studio.id), limit=20)
        of_all = await admin_log.of_guild(tx, None, limit=20)
    assert {each.user_id for each in (*of_studio, *of_all)} == {stage.sandbox.mia.id}
    assert [each.action for each in reversed(of_studio)] == [
        *("quota.set", "grant", "intake.pause", "intake.resume", "job.end", "quota.set"),
    ]
    assert [each.action for each in reversed(of_all)] == ["intake.pause", "intake.resume", "block.add", "block.remove"]

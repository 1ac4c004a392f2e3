"""Sections of `/settings`: within Discord's limits in every state, strict with what is typed, kind to two admins."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import discord
import pytest

from bot.errors import PersonError
from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.status.server_settings import NO_CHANGES, Changes, Rule, ServerSettings
from cogs.components.settings_ids import SectionForm
from cogs.settings.general import known_zones
from cogs.settings.panel import SECTIONS, find_section, settings_panel
from cogs.settings.section import Shown, Tab, changes_of, section_form
from cogs.settings.spending import MOST_CREDITS, MOST_ROLES
from cogs.text.catalog import speaking
from cogs.text.languages import LANGUAGES
from data.guilds.default_models import DefaultModels
from data.guilds.limits import NO_LIMITS, GuildLimits
from data.guilds.member_blocks import MemberBlock
from data.guilds.notice_settings import NoticeSettings
from data.ids import ChannelId, UserId
from data.rows import Pressers, RuleKind, SharePeriod, ShareUnit
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import read_components
from sandbox.discord.errors import Problems
from sandbox.discord.modals import read_modal
from tests.cogs.making import ACCOUNT, CATALOG, GUILD, NOW

if TYPE_CHECKING:
    from datetime import datetime

BLOCKED = tuple(MemberBlock(UserId(number), UserId(1), NOW) for number in range(100, 125))
THERE, GONE, CATEGORY = "5001", "5099", "5050"
STRICT = GuildLimits(
    share=25,
    share_unit=ShareUnit.PERCENT,
    share_period=SharePeriod.DAY,
    songs_at_once=2,
    cooldown_seconds=60,
    pressers=Pressers.ROLES,
    time_zone="Europe/Berlin",
    rules={
        RuleKind.CHANNEL_ONLY: {THERE: None, GONE: None},
        RuleKind.ROLE_NEVER: {THERE: None, GONE: None},
        RuleKind.OPERATION_NEVER: {name.value: None for name in Operation},
        RuleKind.PRESSER: {THERE: None},
        RuleKind.ROLE_SHARE: {THERE: 10, GONE: None},
        RuleKind.WORD: {"bad": None, "very bad": None},
    },
)


# Ids are as long as Discord's, those that end with an even digit are there, and every role has an amount of its own.
MANY = tuple(str(1_500_000_000_000_000_000 + number) for number in range(300))
MOST_OF_ALL = GuildLimits(
    share=MOST_CREDITS,
    share_unit=ShareUnit.CREDITS,
    share_period=SharePeriod.MONTH,
    songs_at_once=100,
    cooldown_seconds=86_400,
    pressers=Pressers.ROLES,
    time_zone="America/Argentina/ComodRivadavia",
    log_channel_id=ChannelId(int(MANY[1])),
    moderation_channel_id=ChannelId(int(MANY[1])),
    approval=True,
    rules={
        **{kind: dict.fromkeys(MANY) for kind in RuleKind},
        RuleKind.OPERATION_NEVER: {name.value: None for name in Operation},
        RuleKind.ROLE_SHARE: {role: MOST_CREDITS - number for number, role in enumerate(MANY)},
        RuleKind.WORD: {f"{number} {'word' * 14}": None for number in range(200)},
    },
)


def shown(limits: GuildLimits = NO_LIMITS, *, manages: bool = True, now: datetime = NOW) -> Shown:
    """How it stands in a server that has `THERE`, as a role and as a channel, and not `GONE`.

    The bot does not see its `CATEGORY`, but a channel that lies in it.
    """
    there = {int(THERE), GUILD, *map(int, MANY[::2])}
    look = {name: lambda each: each if each in there else None for name in ("get_role", "get_channel_or_thread")}
    inside = [SimpleNamespace(category_id=None), SimpleNamespace(category_id=int(CATEGORY))]
    guild = cast("Any", SimpleNamespace(id=GUILD, get_channel=lambda _: None, channels=inside, **look))
    settings = ServerSettings(
        NoticeSettings(member=True, server=True), limits, DefaultModels("", ""), ACCOUNT, BLOCKED, 30
    )
    return Shown(settings, CATALOG, guild, manages, now)


def test_the_language_of_all_is_chosen_or_left_to_discord() -> None:
    assert sent("language", shown(), language="ja").values == {"language": "ja"}
    japanese = shown(GuildLimits(language="ja"))
    assert sent("language", japanese, language="discord").values == {"language": None}
    with pytest.raises(PersonError):
        sent("language", shown(), language="tlh")
    for limits, locale, said in (
        (NO_LIMITS, None, "As Discord says"),
        (NO_LIMITS, discord.Locale.latin_american_spanish, "As Discord says: Español"),
        (GuildLimits(language="ja"), discord.Locale.german, "日本語"),
        (GuildLimits(language="tlh"), discord.Locale.german, "As Discord says: Deutsch"),
    ):
        panel = settings_panel(replace(shown(limits), locale=locale)).to_components()
        assert f"**Language** · {said}" in "\n".join(texts(panel)).split("\n")


def sent(section: str, before: Shown, now: Shown | None = None, /, **fields: str | tuple[str, ...]) -> Changes:
    """What a form changes that was opened `before`, with these fields touched and sent `now`; `_` stands for a dash."""
    found = find_section(section, cast("Any", "unknown"))
    form = section_form(found, before)
    about = SectionForm.read(form.custom_id)
    assert about is not None
    assert found.fields is not None
    as_shown = {field.name: tuple(filter(None, field.value.split(","))) for field in found.fields(before)}
    touched = {
        name.replace("_", "-"): values if isinstance(values, tuple) else (values,) for name, values in fields.items()
    }
    return changes_of(found, now or before, about, {**as_shown, **touched})


@pytest.mark.parametrize("limits", [NO_LIMITS, STRICT], ids=["nothing decided", "much decided"])
@pytest.mark.parametrize("tab", Tab)
def test_every_part_fits_into_one_message_and_says_how_it_stands(limits: GuildLimits, tab: Tab) -> None:
    problems = Problems()
    components = settings_panel(shown(limits), tab).to_components()
    read_components(components, (), problems, v2=True)
    problems.refuse()
    parts = list(walk(components))
    assert len(parts) <= 40
    assert sum(map(len, texts(components))) <= 4_000
    for section in SECTIONS:
        if section.tab is tab:
            assert any(text.startswith(f"**{section.name()}** · ") for text in texts(components))


@pytest.mark.parametrize("limits", [NO_LIMITS, STRICT], ids=["nothing decided", "much decided"])
@pytest.mark.parametrize("section", [each for each in SECTIONS if each.fields is not None], ids=lambda each: each.key)
def test_every_form_is_one_that_discord_takes_and_changes_nothing_untouched(section: Any, limits: GuildLimits) -> None:
    before, problems = shown(limits), Problems()
    form = section_form(section, before)
    read_modal(form.to_dict(), problems)
    problems.refuse()
    assert len(form.custom_id) <= 100
    # Whatever somebody else made of it meanwhile.
    for now in (before, shown(), shown(STRICT)):
        assert sent(section.key, before, now) == NO_CHANGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_of_everything_fits_in_every_language(language: str) -> None:
    with speaking(language):
        before = shown(MOST_OF_ALL)
        for tab in Tab:
            components, problems = settings_panel(before, tab).to_components(), Problems()
            read_components(components, (), problems, v2=True)
            problems.refuse()
            assert sum(map(utf16_length, texts(components))) <= 4_000
        for section in (each for each in SECTIONS if each.fields is not None):
            form, problems = section_form(section, before), Problems()
            read_modal(form.to_dict(), problems)
            problems.refuse()
            assert len(form.custom_id) <= 100


def test_shares_by_role_are_shown_as_far_as_they_fit_and_counted() -> None:
    panel = "\n".join(texts(settings_panel(shown(MOST_OF_ALL), Tab.SPENDING).to_components()))
    named = [role for role in MANY if role in panel]
    assert 20 < len(named) < len(MANY)
    assert f"\nand {len(MANY) - len(named)} more\n" in panel
    few = replace(MOST_OF_ALL, rules={RuleKind.ROLE_SHARE: dict.fromkeys(MANY[:5], 7)})
    assert "\nand " not in "\n".join(texts(settings_panel(shown(few), Tab.SPENDING).to_components()))


def test_so_many_roles_have_a_share_of_their_own_and_no_more() -> None:
    kind, roles = RuleKind.ROLE_SHARE, {str(number): 5 for number in range(1, MOST_ROLES + 1)}
    full = shown(GuildLimits(rules={kind: roles}))
    with pytest.raises(PersonError, match=f"At most {MOST_ROLES} roles can have shares.*\n.*Nothing was changed"):
        sent("role-share", full, roles=("1", "5001"), amount="7")
    assert sent("role-share", full, roles=("1",), amount="7") == Changes(added=(Rule(kind, "1", 7),))
    one_less = Changes(removed=(Rule(kind, "1"),))
    assert sent("role-share", full, roles=("1",), kind="as-everybody") == one_less
    # What was kept before there was a limit can be changed and taken away.
    over = shown(GuildLimits(rules={kind: {**roles, "777": 5, GONE: 5}}))
    assert sent("role-share", over, roles=("777",), amount="7") == Changes(added=(Rule(kind, "777", 7),))
    swapped = Changes(added=(Rule(kind, "888"),), removed=(Rule(kind, GONE),))
    assert sent("role-share", over, roles=("888",), kind="no-limit", gone=(GONE,)) == swapped


def test_members_see_what_is_theirs_alone() -> None:
    components = settings_panel(shown(STRICT, manages=False)).to_components()
    assert [part["label"] for _, part in walk(components) if part["type"] == 2] == ["Turn off: My notices"]


@pytest.mark.parametrize("typed", ["101", "0", "-5", "1e3", "ten", "5.5", "٥", "9" * 10, "5 5", "1; drop", " %5"])
def test_a_share_in_percent_takes_whole_numbers_from_1_to_100(typed: str) -> None:
    with pytest.raises(PersonError, match="from 1 to 100"):
        sent("share", shown(), amount=typed)


@pytest.mark.parametrize("typed", ["1000001", "0", "-1", "5%"])
def test_a_share_in_credits_is_bounded_as_well(typed: str) -> None:
    with pytest.raises(PersonError, match="from 1 to"):
        sent("share", shown(), amount=typed, unit="credits")


def test_what_is_typed_of_a_share_is_kept_and_an_empty_one_takes_it_away() -> None:
    assert sent("share", shown(), amount=" 5 % ") == Changes({"member_share": 5})
    changed = {"member_share_unit": "credits", "member_share": 300}
    assert sent("share", replace(shown(), settings=shown().settings), amount="300", unit="credits") == Changes(changed)
    assert sent("share", shown(STRICT), amount=()) == Changes({"member_share": None})
    assert sent("share", shown(STRICT), period="month") == Changes({"member_share_period": "month"})


def test_a_unit_is_not_changed_below_what_was_decided_in_the_other() -> None:
    credits = replace(STRICT, share=300, share_unit=ShareUnit.CREDITS, rules={})
    with pytest.raises(PersonError, match="from 1 to 100"):
        sent("share", shown(credits), unit="percent")
    by_role = replace(credits, share=None, rules={RuleKind.ROLE_SHARE: {THERE: 300}})
    with pytest.raises(PersonError, match="over 100%"):
        sent("share", shown(by_role), unit="percent")


@pytest.mark.parametrize("field", ["unit", "period"])
def test_an_option_that_was_never_offered_is_refused(field: str) -> None:
    with pytest.raises(PersonError, match="not on offer"):
        sent("share", shown(), **{field: "forged"})


def test_roles_get_a_share_of_their_own_no_limit_or_that_of_everybody() -> None:
    role = ("7", "8")
    kind = RuleKind.ROLE_SHARE
    assert sent("role-share", shown(), roles=role, amount="40") == Changes(
        added=(Rule(kind, "7", 40), Rule(kind, "8", 40))
    )
    assert sent("role-share", shown(), roles=("7",), kind="no-limit") == Changes(added=(Rule(kind, "7"),))
    assert sent("role-share", shown(), roles=("7",), kind="as-everybody") == Changes(removed=(Rule(kind, "7"),))
    assert sent("role-share", shown(STRICT), gone=(GONE,)) == Changes(removed=(Rule(kind, GONE),))
    for refused in ({"amount": "40"}, {"roles": role}, {"roles": role, "amount": "101"}, {"roles": ("x",)}):
        with pytest.raises(PersonError, match="Nothing was changed"):
            sent("role-share", shown(), **cast("Any", refused))


@pytest.mark.parametrize("section", ["channels", "roles"])
def test_what_was_deleted_is_shown_as_such_and_stays_until_it_is_taken_away(section: str) -> None:
    kind = RuleKind.CHANNEL_ONLY if section == "channels" else RuleKind.ROLE_NEVER
    field = "only" if section == "channels" else "never"
    panel = settings_panel(shown(STRICT), Tab.ACCESS).to_components()
    assert f"deleted ({GONE})" in "\n".join(texts(panel))
    assert sent(section, shown(STRICT), **{field: ("7",)}) == Changes(
        added=(Rule(kind, "7"),), removed=(Rule(kind, THERE),)
    )
    assert sent(section, shown(STRICT), gone=(GONE,)) == Changes(removed=(Rule(kind, GONE),))


@pytest.mark.parametrize(("section", "column"), [("log", "log_channel_id"), ("approval", "moderation_channel_id")])
def test_a_chosen_channel_that_was_deleted_can_be_taken_away(section: str, column: str) -> None:
    def stands(channel_id: str) -> Shown:
        return shown(GuildLimits(**cast("Any", {column: int(channel_id)})))

    gone = stands(GONE)
    assert f"deleted ({GONE})" in "\n".join(
        texts(settings_panel(gone, find_section(section, cast("Any", "")).tab).to_components())
    )
    assert sent(section, gone) == NO_CHANGES
    assert sent(section, gone, gone=(GONE,)) == Changes({column: None})
    # Another one was chosen meanwhile: it stays.
    assert sent(section, gone, stands(THERE), gone=(GONE,)) == NO_CHANGES
    with pytest.raises(PersonError):
        sent(section, gone, gone=(THERE,))
    there = section_form(find_section(section, cast("Any", "")), stands(THERE)).to_dict()
    assert "gone" not in [part["component"]["custom_id"] for part in there["components"] if "component" in part]


def test_songs_do_not_wait_for_moderators_whose_deleted_channel_is_taken_away() -> None:
    waiting = shown(GuildLimits(approval=True, moderation_channel_id=cast("Any", int(GONE))))
    with pytest.raises(PersonError, match="Nothing was changed"):
        sent("approval", waiting, gone=(GONE,))
    neither = Changes({"moderation_channel_id": None, "approval": None})
    assert sent("approval", waiting, gone=(GONE,), asks="no") == neither


def test_a_category_that_the_bot_does_not_see_is_known_by_its_channels() -> None:
    stands = shown(GuildLimits(rules={RuleKind.CHANNEL_NEVER: {CATEGORY: None}}))
    assert not stands.is_gone(CATEGORY)
    assert f"<#{CATEGORY}>" in "\n".join(texts(settings_panel(stands, Tab.ACCESS).to_components()))


@pytest.mark.parametrize("forged", ["-1", "0", "1' or 1", "9" * 20, "x", "١"])
def test_a_forged_id_is_refused(forged: str) -> None:
    with pytest.raises(PersonError, match="not on offer"):
        sent("channels", shown(), only=(forged,))
    with pytest.raises(PersonError, match="not on offer"):
        sent("roles", shown(), never=tuple(str(each) for each in range(1, 27)))


def test_operations_are_offered_with_their_prices_the_dear_ones_apart() -> None:
    form = section_form(find_section("operations", cast("Any", "unknown")), shown()).to_dict()
    menus: dict[str, Any] = {
        part["component"]["custom_id"]: part["component"]["options"] for part in form["components"]
    }
    prices = {name: [option["label"] for option in options] for name, options in menus.items()}
    assert all("credit" in label for labels in prices.values() for label in labels)
    dear = [int(label.split("·")[1].split()[0]) for label in prices.pop("dear", [])]
    others = [int(label.split("·")[1].split()[0]) for labels in prices.values() for label in labels]
    assert min(dear, default=25) >= 25 > max(others)
    changed = sent("operations", shown(), others=("wav", "cover"))
    assert changed == Changes(added=(Rule(RuleKind.OPERATION_NEVER, "cover"), Rule(RuleKind.OPERATION_NEVER, "wav")))
    with pytest.raises(PersonError, match="not on offer"):
        sent("operations", shown(), others=("dance",))


def test_some_roles_may_press_only_where_there_is_one() -> None:
    with pytest.raises(PersonError, match="at least one role"):
        sent("pressers", shown(), who="roles")
    with pytest.raises(PersonError, match="at least one role"):
        sent("pressers", shown(STRICT), roles=())
    both = sent("pressers", shown(), who="roles", roles=("7",))
    assert both == Changes({"pressers": "roles"}, added=(Rule(RuleKind.PRESSER, "7"),))


def test_a_time_zone_is_one_of_ianas_and_does_not_change_the_month() -> None:
    assert sent("time-zone", shown(), zone="europe/berlin") == Changes({"time_zone": "Europe/Berlin"})
    assert sent("time-zone", shown(), zone="America/New York") == Changes({"time_zone": "America/New_York"})
    assert sent("time-zone", shown(STRICT), zone=()) == Changes({"time_zone": None})
    for wrong in ("Berlin", "../../etc/passwd", "posix/Europe/Berlin", "+01:00", "x" * 50):
        with pytest.raises(PersonError, match="no such time zone"):
            sent("time-zone", shown(), zone=wrong)
    edge = NOW.replace(day=30, hour=20)  # December in Tokyo
    with pytest.raises(PersonError, match=f"<t:{int(edge.replace(month=12, day=1, hour=0).timestamp())}:R>"):
        sent("time-zone", shown(now=edge), zone="Asia/Tokyo")
    assert len(known_zones()) > 400


def test_of_two_admins_the_later_overwrites_nothing_that_they_did_not_touch() -> None:
    before = shown()
    now = shown(replace(NO_LIMITS, songs_at_once=3))
    assert sent("pace", before, now, cooldown="60") == Changes({"cooldown_seconds": 60})
    with pytest.raises(PersonError, match="Somebody else just changed this: Pace"):
        sent("pace", before, now, at_once="5")
    assert sent("pace", before, now, at_once="3") == NO_CHANGES  # both wanted the same
    lists = shown(replace(NO_LIMITS, rules={RuleKind.ROLE_ONLY: {THERE: None}}))
    added = sent("roles", before, lists, never=("7",))
    assert added == Changes(added=(Rule(RuleKind.ROLE_NEVER, "7"),))
    with pytest.raises(PersonError, match="Somebody else"):
        sent("roles", before, lists, only=("7",))


@pytest.mark.parametrize("typed", ["0", "-1", "101", "many", "1.5"])
def test_songs_at_once_are_a_number_that_makes_sense(typed: str) -> None:
    with pytest.raises(PersonError, match="from 1 to 100"):
        sent("pace", shown(), at_once=typed)


def test_a_list_of_blocked_members_changes_by_who_was_put_in_and_taken_out() -> None:
    """Five more are blocked than the form shows: they stay so."""
    listed = tuple(str(each.user_id) for each in BLOCKED)
    assert sent("blocked", shown(), members=(*listed[1:], "7")) == Changes(
        blocked=(UserId(7),), unblocked=(UserId(100),)
    )
    assert sent("blocked", shown(), members=()) == Changes(unblocked=tuple(each.user_id for each in BLOCKED))
    for wrong in ("-1", "x", "9" * 30):
        with pytest.raises(PersonError, match="not on offer"):
            sent("blocked", shown(), members=(wrong,))

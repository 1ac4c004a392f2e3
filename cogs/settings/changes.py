"""What was changed in a server, by whom and when: every line of the record, in the words of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, cast

import discord

from cogs.cards.status import relative
from cogs.components.panels import buttons, panel, text
from cogs.components.settings_ids import ChangesButton, ChangesPage
from cogs.settings.section import Section, Tab
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, fitting_lines, shorten
from cogs.text.languages import LANGUAGES
from cogs.text.mentions import mention
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of, month_and_year, row_of
from data.guilds.admin_log import AdminAction
from data.rows import Pressers, RuleKind, SharePeriod, ShareUnit

PAGE: Final = 10
ROOM: Final = 3_600  # units of text; Discord takes 4,000 in all
DETAILS_SHOWN: Final = 240  # units of what one change was about: a page of such fits
SUBJECTS_SHOWN: Final = 5  # of one list
VALUE_SHOWN: Final = 40

Facts = Mapping[str, Any]
NameOf = Callable[[str], str]  # what the panel calls a section, by its key
SETTINGS: Final = "settings."  # before the key of a section


def changes_panel(found: Sequence[AdminAction], *, before: int, name_of: NameOf) -> discord.ui.LayoutView:
    """A page of at most `PAGE` changes, newest first; one more in `found` says that there are older ones."""
    shown = found[:PAGE]
    lines = [f"{relative(each.at)} · {mention(each.user_id)} · {words_of(each, name_of)}" for each in shown]
    rows: list[discord.ui.Item[Any]] = [text(*(fitting_lines(lines, ROOM) or [say("changes-empty")]))]
    turns = list[discord.ui.Button[Any]]()
    if before:
        turns.append(_turn(say("changes-newest"), 0))
    if len(found) > PAGE:
        turns.append(_turn(say("changes-older"), shown[-1].id))
    return panel(say("changes-title"), [*rows, *([buttons(turns)] if turns else [])])


def words_of(change: AdminAction, name_of: NameOf) -> str:
    """What one change was, in one line, and a second one with what it was about; of a newer version's: its name."""
    facts = change.facts
    if change.action.startswith(SETTINGS):
        said = say("changes-settings", what=name_of(change.action.removeprefix(SETTINGS)))
        details = fitting_lines([*_values(facts), *_rules(facts), *_members(facts)], DETAILS_SHOWN)
        return f"{said}\n-# {row_of(details)}" if details else said
    known = _WORDS.get(change.action)
    return (
        known(facts) if known is not None else say("changes-other", action=escape_markdown(change.action, VALUE_SHOWN))
    )


def _turn(label: str, before: int) -> discord.ui.Button[Any]:
    label = shorten(label, discord_limits.BUTTON_LABEL)
    return discord.ui.Button[Any](
        style=discord.ButtonStyle.secondary, label=label, custom_id=ChangesPage(before).custom_id
    )


def _member(facts: Facts, name: str = "member") -> str:
    """Who it was about; an id is a text in JSON."""
    said = str(facts.get(name, ""))
    return mention(int(said)) if said.isdecimal() else said


def _values(facts: Facts) -> Iterable[str]:
    for name, value in facts.items():
        if (label := _LABELS.get(name)) is not None:
            yield say("changes-value", what=label(), value=_value(name, value))


def _value(name: str, value: Any) -> str:
    """A value of a setting, as its panel says it."""
    if value is None or value == "":
        return say("changes-nothing")
    if isinstance(value, bool):
        return say("settings-on") if value else say("settings-off")
    if name.endswith("_channel_id"):
        return f"<#{value}>"
    known = _CHOICES.get(str(value))
    if known is not None:
        return known()
    return escape_markdown(LANGUAGES.get(str(value), str(value)), VALUE_SHOWN)


def _rules(facts: Facts) -> Iterable[str]:
    for name, said in (("added", "changes-added"), ("removed", "changes-removed")):
        by_kind: dict[str, list[str]] = {}
        for kind, subject, amount in cast("list[tuple[str, str, int | None]]", facts.get(name) or []):
            by_kind.setdefault(kind, []).append(_subject(kind, subject, amount))
        for kind, subjects in by_kind.items():
            what = _RULES[kind]() if kind in _RULES else escape_markdown(kind, VALUE_SHOWN)
            yield say(said, what=what, which=_some(subjects))
    if count := facts.get("words_added"):
        yield say("changes-words-added", count=int(count))
    if count := facts.get("words_removed"):
        yield say("changes-words-removed", count=int(count))


def _members(facts: Facts) -> Iterable[str]:
    for name, said in (("blocked", "changes-members-blocked"), ("unblocked", "changes-members-unblocked")):
        members = [mention(int(each)) for each in cast("list[str]", facts.get(name) or []) if each.isdecimal()]
        if members:
            yield say(said, who=_some(members))


def _subject(kind: str, subject: str, amount: int | None) -> str:
    if kind in (RuleKind.CHANNEL_ONLY, RuleKind.CHANNEL_NEVER):
        return f"<#{subject}>"
    if kind == RuleKind.OPERATION_NEVER:
        return words_for(subject).name
    return f"<@&{subject}>" if amount is None else f"<@&{subject}> {amount}"


def _some(subjects: Sequence[str]) -> str:
    more = len(subjects) - SUBJECTS_SHOWN
    return row_of([*subjects[:SUBJECTS_SHOWN], *([say("settings-and-more", count=more)] if more > 0 else [])])


def _kept_days(facts: Facts) -> str:
    days = facts.get("days")
    return say("changes-words-kept", days=int(days)) if days else say("changes-words-kept-for-good")


def _quota(facts: Facts) -> str:
    credits = facts.get("credits")
    return say("changes-quota-default") if credits is None else say("changes-quota", credits=credits_of(int(credits)))


def _grant(facts: Facts) -> str:
    return say(
        "changes-grant", credits=credits_of(int(facts.get("credits", 0))), month=month_and_year(str(facts["month"]))
    )


def _model(facts: Facts) -> str:
    model = facts.get("model") or say("changes-nothing")
    return say("changes-value", what=say("settings-model"), value=escape_markdown(str(model), VALUE_SHOWN))


def _showcase(facts: Facts) -> str:
    return say("changes-showcase", where=f"<#{facts.get('channel', 0)}>", count=int(facts.get("hearts", 0)))


# What each column of a server's settings is called where it is changed.
_LABELS: Final[Mapping[str, Callable[[], str]]] = {
    "member_share": lambda: say("settings-share-label"),
    "member_share_unit": lambda: say("settings-unit-label"),
    "member_share_period": lambda: say("settings-period-label"),
    "songs_at_once": lambda: say("settings-at-once-label"),
    "cooldown_seconds": lambda: say("settings-cooldown-label"),
    "pressers": lambda: say("settings-pressers-label"),
    "time_zone": lambda: say("settings-zone-label"),
    "log_channel_id": lambda: say("settings-log-label"),
    "moderation_channel_id": lambda: say("settings-approval-channel-label"),
    "approval": lambda: say("settings-approval-label"),
    "language": lambda: say("settings-language-label"),
}
_CHOICES: Final[Mapping[str, Callable[[], str]]] = {
    ShareUnit.PERCENT: lambda: say("settings-percent"),
    ShareUnit.CREDITS: lambda: say("settings-credits"),
    SharePeriod.DAY: lambda: say("settings-a-day"),
    SharePeriod.MONTH: lambda: say("settings-a-month"),
    Pressers.ANYONE: lambda: say("settings-pressers-anyone"),
    Pressers.ROLES: lambda: say("settings-pressers-roles"),
    Pressers.MAKER: lambda: say("settings-pressers-maker"),
}
_RULES: Final[Mapping[str, Callable[[], str]]] = {
    RuleKind.CHANNEL_ONLY: lambda: say("settings-channels-only-label"),
    RuleKind.CHANNEL_NEVER: lambda: say("settings-channels-never-label"),
    RuleKind.ROLE_ONLY: lambda: say("settings-roles-only-label"),
    RuleKind.ROLE_NEVER: lambda: say("settings-roles-never-label"),
    RuleKind.OPERATION_NEVER: lambda: say("settings-operations-label"),
    RuleKind.PRESSER: lambda: say("settings-pressers-roles-label"),
    RuleKind.ROLE_SHARE: lambda: say("settings-role-share"),
}
# Every action that is not a section's; a new one is a line here, and its words.
_WORDS: Final[Mapping[str, Callable[[Facts], str]]] = {
    "model.set": _model,
    "notices.set": lambda facts: say(
        "changes-value", what=say("settings-server-notices"), value=_value("on", facts.get("on"))
    ),
    "persona.delete": lambda facts: say("changes-persona", who=_member(facts)),
    "showcase.set": _showcase,
    "showcase.off": lambda _: say("changes-showcase-off"),
    "song.rename": lambda facts: say("changes-song-renamed", who=_member(facts)),
    "song.delete": lambda facts: say("changes-song-deleted", who=_member(facts)),
    "order.approved": lambda facts: say("changes-order-approved", who=_member(facts)),
    "order.rejected": lambda facts: say("changes-order-rejected", who=_member(facts)),
    "report.deleted": lambda facts: say("changes-report-deleted", who=_member(facts, "reporter")),
    "report.dismissed": lambda facts: say("changes-report-dismissed", who=_member(facts, "reporter")),
    "member.block": lambda facts: say("changes-members-blocked", who=_member(facts)),
    "words.kept": _kept_days,
    "quota.set": _quota,
    "grant": _grant,
    "intake.pause": lambda _: say("changes-paused"),
    "intake.resume": lambda _: say("changes-resumed"),
    "block.add": lambda _: say("changes-server-blocked"),
    "block.remove": lambda _: say("changes-server-unblocked"),
    "job.end": lambda _: say("changes-job-ended"),
}


def _open_button(_: object) -> discord.ui.Button[Any]:
    label = shorten(say("settings-changes-show"), discord_limits.BUTTON_LABEL)
    return discord.ui.Button[Any](style=discord.ButtonStyle.secondary, label=label, custom_id=ChangesButton().custom_id)


CHANGES: Final = Section(
    "changes",
    Tab.MODERATION,
    name=lambda: say("settings-changes"),
    state=lambda _: (say("settings-changes-explained"),),
    button=_open_button,
)

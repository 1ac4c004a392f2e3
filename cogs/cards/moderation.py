"""Pure: what moderators are to decide, as the card in their channel: other people's words lie behind spoilers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import discord

from bot.musicapi.text import utf16_length
from bot.status.moderation import CaseView
from cogs.cards.safe_links import safe_address
from cogs.cards.status import BROKEN, FINISHED, WAITING, link_to, relative
from cogs.components.buttons import stopped_view
from cogs.components.moderation_ids import CaseButton
from cogs.components.song_action import CaseAction
from cogs.text import discord_limits
from cogs.text.catalog import say, speaking
from cogs.text.escape import escape_lines
from cogs.text.languages import known
from cogs.text.operation_words import words_for
from data.brief import Brief
from data.guilds.cases import Case, CaseKind, Outcome

# What is shown of each text at most, however many of its characters are escaped; less where that has no room.
_SHOWN: Final = {"title": 200, "prompt": 800, "style": 1_000, "lyrics": 1_300, "avoid": 300}
_WHOLE: Final = 100_000
WORDS_SHOWN: Final = 600
# What the card's own words have room for, in any language: who and when, links, names of texts, and what is decided
# later, so that a card never shows less than when its file was posted.
_OWN_WORDS: Final = 700


def case_message(view: CaseView, *, is_new: bool, language: str = "") -> dict[str, Any]:
    """Arguments for the message of a case, or for an edit of it, in this `language`, else in the server's.

    Everybody in the moderators' channel reads it, whoever caused it.
    """
    with speaking(language or known(view.language)):
        arguments: dict[str, Any] = {"embed": _case_card(view), "view": _case_view(view.case)}
        files = _case_files(view)
        if is_new:
            arguments["files"] = files
        elif not files:  # of words that were forgotten, no file stays either
            arguments["attachments"] = []
        return arguments


def _case_card(view: CaseView) -> discord.Embed:
    """Who asked for what, or reported it, and what was decided about it."""
    case = view.case
    said = _approval_lines(view) if case.kind is CaseKind.APPROVAL else _report_lines(view)
    colour = WAITING if case.outcome is None else FINISHED if case.outcome is Outcome.APPROVED else BROKEN
    lines = [*said, *_texts(view), _outcome_line(case)]
    title = say("case-approval-title") if case.kind is CaseKind.APPROVAL else say("case-report-title")
    return discord.Embed(title=title, description="\n".join(filter(None, lines)), colour=colour)


def _case_view(case: Case) -> discord.ui.View | None:
    """What can be decided; None where it is decided."""
    if case.outcome is not None:
        return None
    if case.kind is CaseKind.APPROVAL:
        approve = _button(case, CaseAction.APPROVE, say("case-approve"), discord.ButtonStyle.success)
        return stopped_view([approve, _button(case, CaseAction.REJECT, say("case-reject"), discord.ButtonStyle.danger)])
    grey = discord.ButtonStyle.secondary
    return stopped_view(
        [
            _button(case, CaseAction.DELETE, say("case-delete"), discord.ButtonStyle.danger),
            _button(case, CaseAction.BLOCK, say("case-block"), grey),
            _button(case, CaseAction.DISMISS, say("case-dismiss"), grey),
        ]
    )


def _case_files(view: CaseView) -> list[discord.File]:
    """What the card cannot show to its end, as a file behind a spoiler."""
    texts = _texts_of(view.status.job.brief)
    if not _is_cut(view, _shown_texts(view)):
        return []
    whole = "\n\n".join(f"{_above(name)}\n{text}" for name, text in texts)
    alt = say("case-file-alt")
    return [discord.File(io.BytesIO(whole.encode()), "asked.txt", spoiler=True, description=alt)]


def _outcome_line(case: Case) -> str:
    """What was decided, by whom and when; empty while nothing is."""
    who = f"<@{case.closed_by}>"
    when = "" if case.closed_at is None else relative(case.closed_at)
    match case.outcome:
        case Outcome.APPROVED:
            return say("case-approved", who=who, when=when)
        case Outcome.REJECTED:
            return say("case-rejected", who=who, when=when)
        case Outcome.EXPIRED:
            return say("case-expired")
        case Outcome.OVER:
            return say("case-over")
        case Outcome.DELETED:
            return say("case-deleted", who=who, when=when)
        case Outcome.DISMISSED:
            return say("case-dismissed", who=who, when=when)
        case None:
            return ""


def _approval_lines(view: CaseView) -> Iterable[str]:
    job = view.status.job
    who, when, what = f"<@{job.user_id}>", relative(view.case.created_at), words_for(job.operation).name
    where = link_to(job, job.guild_id)
    if where is None:
        yield say("case-approval-line-nowhere", who=who, when=when, what=what, count=job.price)
    else:
        yield say("case-approval-line", who=who, when=when, what=what, count=job.price, where=where)
    if address := _recording(view):
        yield say("case-recording", where=address)


def _report_lines(view: CaseView) -> Iterable[str]:
    case, job = view.case, view.status.job
    reporter, maker, when = f"<@{case.user_id}>", f"<@{job.user_id}>", relative(case.created_at)
    yield say("case-report-line", who=reporter, when=when)
    if case.words:  # until they are forgotten
        yield _spoiler(_words_of(case))
    where = link_to(job, job.guild_id)
    yield say("case-report-maker", who=maker) if where is None else say("case-report-song", who=maker, where=where)


def _texts(view: CaseView) -> Iterable[str]:
    shown = _shown_texts(view)
    for name, words in shown.items():
        yield say("labelled", name=say("case-text-name", text=name), words=_spoiler(words))
    if _is_cut(view, shown):
        yield say("case-cut")


def _shown_texts(view: CaseView) -> dict[str, str]:
    """What of each text stands on the card, by its name: the longest is cut first, until all of it has room."""
    case = view.case
    others = _recording(view) if case.kind is CaseKind.APPROVAL else _words_of(case)
    room = discord_limits.EMBED_DESCRIPTION - _OWN_WORDS - utf16_length(others)
    texts = dict(_texts_of(view.status.job.brief))
    shown = {name: escape_lines(text, _SHOWN[name]) for name, text in texts.items()}
    while (over := sum(map(utf16_length, shown.values())) - room) > 0:
        name = max(shown, key=lambda each: utf16_length(shown[each]))
        length = utf16_length(shown[name])
        shown[name] = escape_lines(texts[name], length - min(over, length // 2))
    return shown


def _recording(view: CaseView) -> str:
    """Where the recording is that an order brings; empty where there is none."""
    return safe_address(view.status.job.brief.details.url)


def _words_of(case: Case) -> str:
    """What a member said of the song."""
    return escape_lines(case.words, WORDS_SHOWN)


def _above(name: str) -> str:
    return say("labelled.above", name=say("case-text-name", text=name))


def _texts_of(brief: Brief) -> list[tuple[str, str]]:
    texts = {name: getattr(brief, name) for name in ("title", "prompt", "style", "lyrics")}
    return [(name, text) for name, text in {**texts, "avoid": brief.details.avoid}.items() if text.strip()]


def _is_cut(view: CaseView, shown: Mapping[str, str]) -> bool:
    return any(shown[name] != escape_lines(text, _WHOLE) for name, text in _texts_of(view.status.job.brief))


def _spoiler(said: str) -> str:
    """Words that are seen by whoever presses them; what they hold is escaped, so that none of it ends the spoiler."""
    return f"||{said}||"


def _button(case: Case, action: CaseAction, label: str, style: discord.ButtonStyle) -> discord.ui.Button[Any]:
    return discord.ui.Button(style=style, label=label, custom_id=CaseButton(action, case.id).custom_id)

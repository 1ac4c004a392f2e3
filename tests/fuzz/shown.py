"""What Discord takes, and what people's words must not be able to do, whatever is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.musicapi.text import utf16_length
from cogs.text import discord_limits

if TYPE_CHECKING:
    import discord

    from cogs.cards.message import Message
    from cogs.forms.form import Form

# As Discord's parser reads them; a zero-width space behind the @, or a backslash before the <, ends it.
MENTION = re.compile(r"@(everyone|here)|(?<!\\)<(@[!&]?|#)\d+>")
# What the bot writes itself, in cards, where it calls nobody: who asked, in which channel, and moments. The ids of the
# tests' members have four digits or 19; those of fuzzed texts have others.
OWN = re.compile(r"<[@#](\d{4}|\d{19})>|<t:\d+:[a-zA-Z]>")


def check_text(text: str, limit: int) -> None:
    """It is short enough, can be sent, and calls nobody."""
    assert utf16_length(text) <= limit, text
    text.encode()
    assert not MENTION.search(OWN.sub("", text)), text


def check_message(message: Message) -> None:
    """Its cards, files and buttons are what Discord takes, and nobody is called."""
    assert 1 <= len(message.embeds) <= 10
    for card in message.embeds:
        check_card(card)
    whole = [card for embed in message.embeds for card in _texts(embed)]
    assert sum(map(utf16_length, whole)) <= discord_limits.EMBEDS
    assert message.send()["allowed_mentions"].to_dict() == {"parse": []}
    names = [each.name for each in message.attachments or ()]
    assert len(names) == len(set(names)) <= 10
    for each in message.attachments or ():
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9]+", each.name), each.name
        check_text(each.description, discord_limits.ALT_TEXT)
    for row in message.view.to_components() if message.view else ():
        for item in row["components"]:
            check_text(item["label"], discord_limits.BUTTON_LABEL)
            assert len(item["custom_id"]) <= discord_limits.CUSTOM_ID


def check_card(card: discord.Embed) -> None:
    """An embed on its own."""
    assert utf16_length(card.title or "") <= discord_limits.EMBED_TITLE
    check_text(card.description or "", discord_limits.EMBED_DESCRIPTION)
    assert len(card.fields) <= 25
    for field in card.fields:
        assert field.name
        assert field.value
        assert utf16_length(field.name) <= 256
        check_text(field.value, discord_limits.EMBED_FIELD)
    card.to_dict()


def _texts(card: discord.Embed) -> list[str]:
    texts = [card.title, card.description, *(text for field in card.fields for text in (field.name, field.value))]
    return [text or "" for text in texts]


def check_form(form: Form) -> None:
    """A form as Discord takes it."""
    shown: Any = form.to_dict()
    assert 1 <= utf16_length(shown["title"]) <= discord_limits.FORM_TITLE
    assert len(shown["custom_id"]) <= discord_limits.CUSTOM_ID
    assert 1 <= len(shown["components"]) <= 5
    for part in shown["components"]:
        if part["type"] == 10:
            check_text(part["content"], 4_000)
            continue
        assert 1 <= utf16_length(part["label"]) <= discord_limits.FIELD_LABEL
        assert utf16_length(part.get("description") or "") <= discord_limits.FIELD_DESCRIPTION
        field = part["component"]
        if field["type"] == 4:
            value = field.get("value") or ""
            value.encode()
            assert 1 <= field["max_length"] <= discord_limits.TEXT_INPUT
            assert utf16_length(value) <= field["max_length"]
            assert utf16_length(field.get("placeholder") or "") <= discord_limits.FIELD_PLACEHOLDER
        elif field["type"] == 21:  # a group of radio buttons
            assert 2 <= len(field["options"]) <= 10
            check_options(field["options"])
        elif "options" in field:
            check_options(field["options"])


def check_options(options: list[dict[str, Any]]) -> None:
    """The options of a menu: one to 25, no two of one value."""
    assert 1 <= len(options) <= discord_limits.OPTIONS
    assert len({option["value"] for option in options}) == len(options)
    for option in options:
        for text in (option["label"], option["value"]):
            assert 1 <= utf16_length(text) <= discord_limits.OPTION
            text.encode()
        assert utf16_length(option.get("description") or "") <= discord_limits.OPTION

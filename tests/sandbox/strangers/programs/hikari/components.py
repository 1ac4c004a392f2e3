"""Buttons, menus, forms and layouts."""

from __future__ import annotations

from typing import Any

import hikari
from hikari import ButtonStyle, ComponentType, ResponseType
from hikari.impl import (
    ContainerComponentBuilder,
    InteractiveButtonBuilder,
    MessageActionRowBuilder,
    ModalActionRowBuilder,
    SectionComponentBuilder,
    TextDisplayComponentBuilder,
)

from tests.sandbox.strangers.programs.picture import PNG

Event = hikari.CommandInteractionCreateEvent
Used = hikari.ComponentInteractionCreateEvent
Submitted = hikari.ModalInteractionCreateEvent


async def buttons(event: Event) -> None:
    row = MessageActionRowBuilder()
    for name in ("Update", "Later", "Reply"):
        row.add_interactive_button(ButtonStyle.PRIMARY, name.lower(), label=name)
    row.add_interactive_button(ButtonStyle.SECONDARY, "off", label="Off", is_disabled=True)
    row.add_link_button("https://example.com", label="Site")
    await event.interaction.create_initial_response(ResponseType.MESSAGE_CREATE, "press", component=row)


async def menus(event: Event) -> None:
    strings = MessageActionRowBuilder()
    menu = strings.add_text_menu("strings", placeholder="strings", min_values=1, max_values=2)
    for letter in "abc":
        menu.add_option(letter, letter)
    rows = [strings]
    kinds = {
        "users": ComponentType.USER_SELECT_MENU,
        "roles": ComponentType.ROLE_SELECT_MENU,
        "mentionables": ComponentType.MENTIONABLE_SELECT_MENU,
    }
    for name, kind in kinds.items():
        rows.append(MessageActionRowBuilder().add_select_menu(kind, name, placeholder=name, min_values=1, max_values=2))
    rows.append(MessageActionRowBuilder().add_channel_menu("channels", placeholder="channels", min_values=1))
    await event.interaction.create_initial_response(ResponseType.MESSAGE_CREATE, "choose", components=rows)


async def form(event: Event) -> None:
    title = ModalActionRowBuilder().add_text_input("title", "Title", min_length=3, max_length=80)
    style = hikari.TextInputStyle.PARAGRAPH
    words = ModalActionRowBuilder().add_text_input("words", "Words", style=style, required=False)
    await event.interaction.create_modal_response("Song", "song", components=[title, words])


async def button_form(event: Event) -> None:
    row = MessageActionRowBuilder().add_interactive_button(ButtonStyle.PRIMARY, "open", label="Open")
    await event.interaction.create_initial_response(ResponseType.MESSAGE_CREATE, "open", component=row)


async def layout(event: Event) -> None:
    redraw = InteractiveButtonBuilder(style=ButtonStyle.PRIMARY, custom_id="redraw", label="Redraw")
    section = SectionComponentBuilder(accessory=redraw).add_text_display("a section")
    gallery = hikari.impl.MediaGalleryComponentBuilder().add_media_gallery_item(hikari.Bytes(PNG, "cover.png"))
    container = ContainerComponentBuilder().add_text_display("# Layout").add_component(section).add_separator()
    container.add_component(gallery).add_file(hikari.Bytes(b"notes", "notes.txt"))
    flags = hikari.MessageFlag.IS_COMPONENTS_V2
    await event.interaction.create_initial_response(ResponseType.MESSAGE_CREATE, component=container, flags=flags)


COMMANDS = {"buttons": buttons, "menus": menus, "form": form, "buttonform": button_form, "layout": layout}


async def use(event: Used) -> None:
    of = event.interaction
    if of.custom_id == "update":
        await of.create_initial_response(ResponseType.MESSAGE_UPDATE, f"updated by {of.user.username}")
    elif of.custom_id == "later":
        await of.create_initial_response(ResponseType.DEFERRED_MESSAGE_UPDATE)
        await of.edit_initial_response("later")
    elif of.custom_id == "reply":
        await _privately(of, "for you")
    elif of.custom_id == "open":
        row = ModalActionRowBuilder().add_text_input("name", "Name")
        await of.create_modal_response("Name", "named", component=row)
    elif of.custom_id == "redraw":
        parts = ContainerComponentBuilder(components=[TextDisplayComponentBuilder(content="redrawn")])
        await of.create_initial_response(ResponseType.MESSAGE_UPDATE, component=parts, attachments=[])
    else:
        await _privately(of, f"{of.custom_id}: {' '.join(_names(of))}")


def _names(of: hikari.ComponentInteraction) -> list[str]:
    known: dict[int, Any] = {}
    if of.resolved:
        known = {**of.resolved.users, **of.resolved.roles, **of.resolved.channels}
    chosen = [known.get(int(value)) if known else value for value in of.values]
    return [one if isinstance(one, str) else getattr(one, "username", None) or str(one.name) for one in chosen if one]


async def _privately(of: hikari.ComponentInteraction, content: str) -> None:
    flags = hikari.MessageFlag.EPHEMERAL
    await of.create_initial_response(ResponseType.MESSAGE_CREATE, content, flags=flags)


async def submit(event: Submitted) -> None:
    of = event.interaction
    values = {field.custom_id: field.value for row in of.components for field in row.components}
    if of.custom_id == "named":
        await of.create_initial_response(ResponseType.MESSAGE_UPDATE, f"named {values['name']}")
        return
    words = f"form: {values['title']} / {values['words'] or '-'}"
    await of.create_initial_response(ResponseType.MESSAGE_CREATE, words)

"""Commands and answers."""

from __future__ import annotations

from typing import Any

import hikari
from hikari import CommandOption, OptionType, ResponseType

Event = hikari.CommandInteractionCreateEvent
BUILT = ("echo", "shelf", "pick", "files", "errors", "Greet", "Quote")


def _option(kind: OptionType, name: str, **more: Any) -> CommandOption:
    return CommandOption(type=kind, name=name, description=name, **more)


def build(rest: hikari.api.RESTClient) -> list[Any]:
    options = {
        "echo": [
            _option(OptionType.STRING, "text", is_required=True, min_length=1, max_length=100),
            _option(OptionType.INTEGER, "number", min_value=1, max_value=10),
            _option(OptionType.BOOLEAN, "flag"),
            _option(OptionType.USER, "user"),
            _option(OptionType.ROLE, "role"),
            _option(OptionType.CHANNEL, "channel"),
            _option(OptionType.ATTACHMENT, "file"),
        ],
        "shelf": [
            _option(OptionType.SUB_COMMAND, "add", options=[_option(OptionType.STRING, "name", is_required=True)])
        ],
        "pick": [_option(OptionType.STRING, "word", is_required=True, autocomplete=True)],
        "files": [_option(OptionType.ATTACHMENT, "file", is_required=True)],
        "errors": [
            _option(OptionType.STRING, "place", is_required=True),
            _option(OptionType.USER, "user", is_required=True),
        ],
    }
    built: list[Any] = []
    for name, those in options.items():
        builder = rest.slash_command_builder(name, name)
        for option in those:
            builder.add_option(option)
        built.append(builder)
    built.append(rest.context_menu_command_builder(hikari.CommandType.USER, "Greet"))
    built.append(rest.context_menu_command_builder(hikari.CommandType.MESSAGE, "Quote"))
    return built


def _given(event: Event) -> dict[str, Any]:
    return {option.name: option.value for option in event.interaction.options or ()}


async def _say(event: Event, content: str, **more: Any) -> None:
    await event.interaction.create_initial_response(ResponseType.MESSAGE_CREATE, content, **more)


async def echo(event: Event) -> None:
    given, resolved = _given(event), event.interaction.resolved
    file = "-"
    if "file" in given and resolved:
        attachment = resolved.attachments[given["file"]]
        file = f"{attachment.filename} {attachment.size}"
    names = ["-", "-", "-"]
    if resolved and "user" in given:
        people: list[Any] = [resolved.users[given["user"]].username, resolved.roles[given["role"]].name]
        names = [*people, resolved.channels[given["channel"]].name]
    flag = {None: "-", True: "yes", False: "no"}[given.get("flag")]
    await _say(event, f"echo: {', '.join([given['text'], str(given.get('number', '-')), flag, *names, file])}")


async def shelf(event: Event) -> None:
    assert event.interaction.options
    add = event.interaction.options[0]
    assert add.options
    await _say(event, f"shelf {add.name} {add.options[0].value}")


async def pick(event: Event) -> None:
    await _say(event, f"picked {_given(event)['word']}")


async def complete(event: hikari.AutocompleteInteractionCreateEvent) -> None:
    typed = str(event.interaction.options[0].value)
    words = [word for word in ("alpha", "alpine", "beta") if word.startswith(typed)]
    await event.interaction.create_response([hikari.impl.AutocompleteChoiceBuilder(word, word) for word in words])


async def defer(event: Event) -> None:
    await event.interaction.create_initial_response(ResponseType.DEFERRED_MESSAGE_CREATE)
    await event.interaction.edit_initial_response("done")
    await event.interaction.edit_initial_response("done again", embed=hikari.Embed(title="Edited"))


async def followup(event: Event) -> None:
    await _say(event, "one")
    two, three = await event.interaction.execute("two"), await event.interaction.execute("three")
    await event.interaction.edit_message(two, "two, edited")
    await event.interaction.delete_message(three)


async def secret(event: Event) -> None:
    await _say(event, "secret", flags=hikari.MessageFlag.EPHEMERAL)
    await event.interaction.execute("also secret", flags=hikari.MessageFlag.EPHEMERAL)


async def files(event: Event) -> None:
    assert event.interaction.resolved
    (attachment,) = event.interaction.resolved.attachments.values()
    copy = hikari.Bytes(await attachment.read(), "copy.bin")
    note = hikari.Bytes(b"note", "note.txt")
    await _say(event, "copies", attachments=[copy, note])
    sent = await event.interaction.fetch_initial_response()
    kept = [one for one in sent.attachments if one.filename == "note.txt"]
    await event.interaction.edit_initial_response("kept", attachments=kept)


async def errors(event: Event) -> None:
    await event.interaction.create_initial_response(ResponseType.DEFERRED_MESSAGE_CREATE)
    rest, channel, given = event.app.rest, event.interaction.channel_id, _given(event)
    tries = (
        lambda: rest.create_message(channel, ""),
        lambda: rest.create_message(channel, embed=hikari.Embed(title="x" * 257)),
        lambda: rest.fetch_message(channel, 1),
        lambda: rest.create_message(int(given["place"]), "hello"),
        lambda: event.interaction.resolved.users[given["user"]].send("hello"),  # type: ignore[union-attr]  # an option
    )
    codes: list[str] = []
    for attempt in tries:
        try:
            await attempt()
        except hikari.ClientHTTPResponseError as error:
            codes.append(str(error.code))
    await event.interaction.edit_initial_response(" ".join(codes))


async def greet(event: Event) -> None:
    assert event.interaction.resolved
    (user,) = event.interaction.resolved.users.values()
    await _say(event, f"hello {user.username}")


async def quote(event: Event) -> None:
    assert event.interaction.resolved
    (message,) = event.interaction.resolved.messages.values()
    await _say(event, f"> {message.content}")


HANDLERS = {one.__name__: one for one in (echo, shelf, pick, defer, followup, secret, files, errors)} | {
    "Greet": greet,
    "Quote": quote,
}

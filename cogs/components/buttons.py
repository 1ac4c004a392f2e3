"""Buttons and the menu below More…, as they are put under a message; `custom_id.py` says what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any, cast

import discord

from bot.errors import ClipGone, Problem
from bot.musicapi.offers import Offer, Source
from bot.musicapi.operations import SPECS, Entry, Operation
from bot.orders.candidates import Candidate
from cogs.components.custom_id import (
    Action,
    ClipButton,
    ConfirmButton,
    CreditsPage,
    CustomId,
    OperationMenu,
    SingButton,
    StyleButton,
)
from cogs.components.replies import Interaction
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from data.ids import JobId
from data.rows import Clip, Draft

# Operations with a button of their own, which is named like them.
OPERATIONS = {Action(name): name for name, spec in SPECS.items() if spec.entry is Entry.BUTTON}
JOINING = next(name for name, spec in SPECS.items() if spec.needs_extension)


def stopped_view(items: Iterable[discord.ui.Item[Any]]) -> discord.ui.View:
    """The items below a message; stopped, so that discord.py keeps nothing of them: a press is found by its name."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def button(about: CustomId, label: str, row: int | None = None) -> discord.ui.Button[Any]:
    """A button as it is put under a message: grey below a clip and to turn pages, else blue."""
    is_quiet = isinstance(about, ClipButton | CreditsPage)
    style = discord.ButtonStyle.secondary if is_quiet else discord.ButtonStyle.primary
    return discord.ui.Button(style=style, label=label, custom_id=about.custom_id, row=row)


def clip_buttons(
    clips: Iterable[Clip], offers: Mapping[Operation, Offer], *, is_extension: bool = False
) -> discord.ui.View:
    """A row of buttons for each clip: Extend, Cover and More…, as far as its family's `offers` go.

    An extension has a button as well that joins it to what it extends, with its price. Clips for which a message has no
    row any more have none; /family finds them.
    """
    actions = [action for action, operation in OPERATIONS.items() if operation in offers]
    if any(offer.source is not Source.NONE for name, offer in offers.items() if name not in OPERATIONS.values()):
        actions.append(Action.MORE)
    join = offers.get(JOINING) if is_extension else None
    items = list[discord.ui.Button[Any]]()
    for row, clip in enumerate(islice(clips, discord_limits.ROWS)):
        items += [button(ClipButton(action, clip.id), _label(action, clip.position), row) for action in actions]
        if join is not None:
            price = say("credits", count=join.price)
            said = say("join-button", number=clip.position, price=price)
            items.append(button(ClipButton(Action.FULL_SONG, clip.id), said, row))
    return stopped_view(items)


def _label(action: Action, number: int) -> str:
    """What a button below a clip says, with the clip's number in its message."""
    match action:
        case Action.EXTEND:
            return say("button-extend", number=number)
        case Action.COVER:
            return say("button-cover", number=number)
        case _:
            return say("button-more", number=number)


def sing_button(job_id: JobId, version: int) -> discord.ui.Button[Any]:
    """The button that sings one version of the lyrics that a job wrote."""
    return button(SingButton(job_id, version), say("button-sing", version=version))


def style_button(job_id: JobId) -> discord.ui.Button[Any]:
    """The button that uses the style that a job found."""
    return button(StyleButton(job_id), say("button-style"))


def confirm_button(draft: Draft) -> discord.ui.View:
    """The button that makes what a form asked for, with its price."""
    return stopped_view(
        [button(ConfirmButton(draft.id), say("button-confirm", price=say("credits", count=draft.price)))]
    )


def operation_menu(
    clip: Clip, candidates: Iterable[Candidate], left: int, known: Collection[Operation] = ()
) -> discord.ui.View:
    """A menu of everything that can be made of a clip, each with its price, and whether the credits `left` pay it.

    What is among the `known` is free.
    """
    options = [_option(candidate, left, known) for candidate in candidates][: discord_limits.OPTIONS]
    about, asked = OperationMenu(clip.id), say("menu-placeholder")
    return stopped_view([discord.ui.Select(custom_id=about.custom_id, placeholder=asked, options=options)])


def chosen_operation(interaction: Interaction) -> Operation:
    """What was chosen in a menu; raises ClipGone for a name that this version does not know."""
    value = chosen_value(interaction)
    if value not in set(Operation):
        raise ClipGone(Problem.BUTTON_UNKNOWN)
    return Operation(value)


def chosen_value(interaction: Interaction) -> str:
    """What was chosen in a menu, as it is called there; empty where nothing was."""
    data = cast("dict[str, Any]", interaction.data or {})
    values = cast("list[Any]", data.get("values") or [""])
    return str(values[0])


def _option(candidate: Candidate, left: int, known: Collection[Operation]) -> discord.SelectOption:
    words, price = words_for(candidate.offer.operation), candidate.offer.price
    if candidate.offer.operation in known:
        said = say("menu-known", name=words.name)
    else:
        amount = say("credits", count=price)
        said = say("menu-price" if price <= left else "menu-price-too-high", name=words.name, price=amount)
    return discord.SelectOption(
        label=shorten(said, discord_limits.OPTION),
        value=candidate.offer.operation.value,
        description=shorten(words.hint, discord_limits.OPTION),
    )

"""How long an interaction may be answered, and its token be used.

Source: documentation, Receiving and Responding ("Interaction Callback").
"""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.entities import Interaction
from sandbox.discord.world import DiscordWorld


def age(world: DiscordWorld, interaction: Interaction) -> float:
    """Seconds since the person acted."""
    return world.clock.now() - interaction.created_at + interaction.aged


def age_tokens(world: DiscordWorld) -> None:
    """Make all interactions older at once, by their whole lifetime."""
    for interaction in world.interactions.values():
        interaction.aged += world.token_lifetime


def failed(world: DiscordWorld, interaction: Interaction) -> bool:
    """Whether the person has read "the application did not respond"."""
    late = age(world, interaction) >= world.answer_deadline
    return interaction.callback is None and (interaction.rejected or late)


def answerable(world: DiscordWorld, interaction_id: int, token: str) -> Interaction:
    """The interaction that a callback is for; raises 10062 or 40060."""
    interaction = world.interactions.get(interaction_id)
    if interaction is None or interaction.token != token or failed(world, interaction):
        raise errors.unknown_interaction()
    if interaction.callback is not None:
        # Of an interaction that is over, Discord remembers no answer either.
        over = age(world, interaction) >= world.token_lifetime
        raise errors.unknown_interaction() if over else errors.already_acknowledged()
    return interaction


def by_token(world: DiscordWorld, application_id: int, token: str) -> Interaction:
    """The interaction whose token addresses a message; raises 50027 once it is too old, 10015 before its answer."""
    interaction = world.tokens.get(token)
    if interaction is None or application_id != world.application_id:
        raise errors.unknown_webhook()
    if age(world, interaction) >= world.token_lifetime:
        raise errors.dead_token()
    if interaction.callback is None:
        raise errors.unknown_webhook()
    return interaction

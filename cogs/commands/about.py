"""`/about`: which version this is, how MusicAPI does as far as Encore knows, who runs it, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator

import discord
from discord import app_commands

from bot.status.vendor_state import VendorState, read_vendor_state
from bot.version import VERSION
from cogs.cards.status import relative
from cogs.cog import Cog
from cogs.components.panels import line, panel, text, with_title
from cogs.components.replies import Interaction
from cogs.text.catalog import command_text, say


class About(Cog):
    """What whoever trusts the bot wants to know of it."""

    @app_commands.command(name="about", description=command_text("command-about"))
    @app_commands.guild_only()
    async def about(self, interaction: Interaction) -> None:
        """Show it to the person alone."""
        services = self._bot.services
        state = await read_vendor_state(services.context)
        policies = (services.privacy_url, services.terms_url)
        shown = about_panel(state, services.operator_contact, services.source_url, *policies)
        await interaction.response.send_message(view=shown, ephemeral=True)


def about_panel(
    state: VendorState, contact: str, source: str, policy: str = "", terms: str = ""
) -> discord.ui.LayoutView:
    """What is known of the bot; `contact` and the addresses of its source, policy and terms may be empty."""
    operator = say("about-operator", contact=contact) if contact else say("about-operator-unnamed")
    rows = [
        text(say("about-made-with-ai")),
        text(*_vendor_lines(state)),
        line(),
        with_title(
            say("about-privacy.title"),
            say("about-privacy"),
            say("about-policy", address=policy) if policy else "",
            say("about-terms", address=terms) if terms else "",
        ),
        line(),
        text(operator, say("about-source", address=source) if source else "", say("about-license")),
    ]
    return panel(say("about-title", version=VERSION), rows)


def _vendor_lines(state: VendorState) -> Iterator[str]:
    """What Encore's own rows tell of MusicAPI, and that nothing else does."""
    if state.answered_at is None:
        yield say("about-vendor-never")
    else:
        yield say("about-vendor-answered", when=relative(state.answered_at))
    if state.silent_at is not None:
        yield say("about-vendor-silent", when=relative(state.silent_at))
    if state.paused_until is not None:
        yield say("about-vendor-paused", when=relative(state.paused_until))
    yield say("about-vendor-known-from")

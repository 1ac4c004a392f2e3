"""“Sing version 2” under written lyrics; its `custom_id` is a published format that must work for years.

`sing:v1:<job id>:<version>`: this class writes the format and is the only one that reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.errors import ClipGone
from cogs.components.replies import reply_with_error
from cogs.text import sentences
from data.ids import JobId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cogs.components.replies import Interaction

PREFIX = "sing:"
_FORMAT = re.compile(r"sing:v1:(?P<job>[1-9][0-9]{0,17}):(?P<version>[1-9])")


async def _no_longer_known(_interaction: Interaction, _job_id: JobId, _version: int) -> None:
    raise ClipGone(sentences.OLD_BUTTON)


class SingButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(rf"{PREFIX}(?P<rest>.*)", re.DOTALL),  # all versions, so that an unknown one is answered
):
    """A button of one version of written lyrics, counted from 1; pressing it calls `opening`."""

    opening: Callable[[Interaction, JobId, int], Awaitable[None]] = staticmethod(_no_longer_known)

    def __init__(self, custom_id: str, label: str = "…", row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(style=discord.ButtonStyle.primary, label=label, custom_id=custom_id, row=row)
        )

    @classmethod
    def of(cls, job_id: JobId, version: int) -> Self:
        """The button that sings `version` of what a job wrote."""
        return cls(custom_id(job_id, version), f"Sing version {version}")

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, known by its `custom_id` alone."""
        return cls(match.string)

    async def callback(self, interaction: Interaction) -> None:
        """Open the filled form; discord.py would swallow an error here, so none leaves."""
        try:
            job_id, version = read_custom_id(self.custom_id)
            await type(self).opening(interaction, job_id, version)
        except Exception as error:  # noqa: BLE001  the person gets a sentence and the operator a log line
            await reply_with_error(interaction, error)


def custom_id(job_id: JobId, version: int) -> str:
    """The published name of a button."""
    return f"{PREFIX}v1:{job_id}:{version}"


def read_custom_id(name: str) -> tuple[JobId, int]:
    """The job and the version that a button's name says; raises ClipGone for a name that this version does not know."""
    match = _FORMAT.fullmatch(name)
    if match is None:
        raise ClipGone(sentences.OLD_BUTTON)
    return JobId(int(match["job"])), int(match["version"])

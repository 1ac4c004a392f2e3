"""The buttons below what was written: “Sing version 2”, “Use this style”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import discord

from cogs.components.custom_id import ROW_ID, CustomId
from data.ids import JobId


@dataclass(frozen=True, slots=True)
class SingButton(CustomId):
    """`sing:v1:<jobs.id>:<version>`: sings one version of what a job wrote, counted from 1."""

    job_id: JobId
    version: int

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"sing:v1:(?P<job>{ROW_ID}):(?P<version>[1-9])")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"sing:v1:{self.job_id}:{self.version}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(JobId(int(match["job"])), int(match["version"]))

    def button(self) -> discord.ui.Button[Any]:
        """The button as it is put under a message."""
        return _button(self, f"Sing version {self.version}")


@dataclass(frozen=True, slots=True)
class StyleButton(CustomId):
    """`style:v1:<jobs.id>`: makes a song in the style that a job found."""

    job_id: JobId

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"style:v1:(?P<job>{ROW_ID})")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"style:v1:{self.job_id}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(JobId(int(match["job"])))

    def button(self) -> discord.ui.Button[Any]:
        """The button as it is put under a message."""
        return _button(self, "Use this style")


def _button(about: CustomId, label: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(style=discord.ButtonStyle.primary, label=label, custom_id=about.custom_id)

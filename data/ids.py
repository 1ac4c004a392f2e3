"""Which id is whose: Discord's, MusicAPI's and those of our own rows, told apart by the type checker."""

from __future__ import annotations

from typing import NewType

# Rows of this database.
JobId = NewType("JobId", int)
ClipId = NewType("ClipId", int)
PersonaId = NewType("PersonaId", int)
DraftId = NewType("DraftId", int)

# Discord's.
GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
UserId = NewType("UserId", int)
MessageId = NewType("MessageId", int)
InteractionId = NewType("InteractionId", int)

# MusicAPI's.
TaskId = NewType("TaskId", str)
VendorClipId = NewType("VendorClipId", str)
VendorPersonaId = NewType("VendorPersonaId", str)

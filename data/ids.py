"""Which id is whose: Discord's, MusicAPI's and those of our own rows, told apart by the type checker."""

from __future__ import annotations

from typing import Final, NewType

# Rows of this database.
JobId = NewType("JobId", int)
ClipId = NewType("ClipId", int)
PersonaId = NewType("PersonaId", int)
DraftId = NewType("DraftId", int)
PlaylistId = NewType("PlaylistId", int)
CaseId = NewType("CaseId", int)

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

# Who stands where a member stood whose data was erased: nobody on Discord has this id.
ERASED_MEMBER: Final = UserId(0)

"""The voice gateway as the external sender of a group: the proposals by which it has members added and removed.

Sources: DAVE's protocol.md, "External Sender", "Proposal Handling", opcodes 25 and 27; RFC 9420, sections 6 (framing),
12.1 (proposals) and 12.1.8.1 (external senders).
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sandbox.discord.voice.dave.encoding import (
    ADD,
    BASIC_CREDENTIAL,
    EXTERNAL,
    MLS_MESSAGE,
    PROPOSAL,
    PUBLIC_MESSAGE,
    REMOVE,
    reference,
    sign,
    vector,
)
from sandbox.discord.voice.dave.key_packages import KeyPackage

IDENTITY = b"sandbox"  # of the gateway, which clients hold against nothing but itself
APPEND, REVOKE = 0, 1  # what a message of proposals has done with them


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it is sent, by whom it adds or removes, and the hash by which a commit refers to it."""

    user_id: int
    adds: KeyPackage | None  # None: it removes
    message: bytes
    reference: bytes


class ExternalSender:
    """A key pair of the gateway's."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.package = vector(public) + BASIC_CREDENTIAL.to_bytes(2, "big") + vector(IDENTITY)

    def add(self, group_id: bytes, epoch: int, user_id: int, package: KeyPackage) -> Proposal:
        """The proposal to add a member by their key package."""
        message, ref = self._frame(group_id, epoch, ADD.to_bytes(2, "big") + package.raw)
        return Proposal(user_id, package, message, ref)

    def remove(self, group_id: bytes, epoch: int, user_id: int, leaf: int) -> Proposal:
        """The proposal to remove the member at a leaf."""
        message, ref = self._frame(group_id, epoch, REMOVE.to_bytes(2, "big") + leaf.to_bytes(4, "big"))
        return Proposal(user_id, None, message, ref)

    def _frame(self, group_id: bytes, epoch: int, proposal: bytes) -> tuple[bytes, bytes]:
        wire_format = PUBLIC_MESSAGE.to_bytes(2, "big")
        sender = bytes([EXTERNAL]) + (0).to_bytes(4, "big")  # the first of the group's external senders, and the only
        content = vector(group_id) + epoch.to_bytes(8, "big") + sender + vector(b"") + bytes([PROPOSAL]) + proposal
        signature = vector(sign(self._key, "FramedContentTBS", MLS_MESSAGE + wire_format + content))
        authenticated = wire_format + content + signature
        return MLS_MESSAGE + authenticated, reference("Proposal Reference", authenticated)


def appended(proposals: list[Proposal]) -> bytes:
    """The message that has clients append proposals."""
    return bytes([APPEND]) + vector(b"".join(proposal.message for proposal in proposals))


def revoked(proposals: list[Proposal]) -> bytes:
    """The message that has clients forget proposals."""
    return bytes([REVOKE]) + vector(b"".join(vector(proposal.reference) for proposal in proposals))

"""The commits and welcomes that clients send, read as far as the voice gateway looks into them.

Sources: DAVE's protocol.md, "Voice Gateway Commit Validity", opcodes 28 to 30; RFC 9420, sections 6 (framing), 7.6
(update paths), 12.4 (commits) and 12.4.3.1 (welcomes).
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.discord.voice.dave.encoding import (
    CIPHERSUITE,
    COMMIT,
    MEMBER,
    PUBLIC_MESSAGE,
    VERSION,
    WELCOME,
    Malformed,
    Reader,
    vector,
)
from sandbox.discord.voice.dave.key_packages import LeafNode, read_leaf

BY_VALUE, BY_REFERENCE = 1, 2  # how a commit includes a proposal


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: to which epoch of which group it belongs, whose it is, and the proposals that it refers to."""

    raw: bytes
    group_id: bytes
    epoch: int
    leaf_index: int  # of the committer
    references: tuple[bytes, ...]
    leaf: LeafNode | None  # the committer's new one, if it has a path


@dataclass(frozen=True, slots=True)
class Welcome:
    """A welcome for several members: the secrets of each by the reference to their key package."""

    secrets: dict[bytes, bytes]
    group_info: bytes

    def for_one(self, key_package: bytes) -> bytes:
        """The welcome with the secrets of one member alone, named by their key package's reference."""
        return CIPHERSUITE.to_bytes(2, "big") + vector(self.secrets[key_package]) + vector(self.group_info)


def read_commit_welcome(data: bytes) -> tuple[Commit, Welcome | None]:
    """What a client sent as opcode 28; raises Malformed."""
    reader = Reader(data)
    commit = _read_commit(reader)
    welcome = None if reader.is_empty else _read_welcome(reader)
    reader.end()
    return commit, welcome


def _read_commit(reader: Reader) -> Commit:
    reader.expect(2, VERSION, "version of MLS")
    reader.expect(2, PUBLIC_MESSAGE, "wire format: DAVE's handshakes are public messages")
    group_id, epoch = reader.vector(), reader.number(8)
    reader.expect(1, MEMBER, "sender than a member")
    leaf_index = reader.number(4)
    reader.vector()  # authenticated data
    reader.expect(1, COMMIT, "content than a commit")
    references = _read_references(Reader(reader.vector()))
    leaf = None
    if reader.number(1):
        leaf = read_leaf(reader)
        reader.vector()  # the nodes of the path
    for _ in range(3):  # the signature, and the tags of confirmation and membership
        reader.vector()
    return Commit(reader.since(0), group_id, epoch, leaf_index, references, leaf)


def _read_references(reader: Reader) -> tuple[bytes, ...]:
    found: list[bytes] = []
    while not reader.is_empty:
        if reader.number(1) != BY_REFERENCE:
            raise Malformed("a commit with proposals of its own")
        found.append(reader.vector())
    return tuple(found)


def _read_welcome(reader: Reader) -> Welcome:
    begin = reader.at
    # protocol.md had it wrapped as an MLSMessage until version 1.1.2.
    if reader.number(2) == VERSION and reader.number(2) == WELCOME:
        begin = reader.at
        reader.number(2)
    if int.from_bytes(reader.since(begin)[:2], "big") != CIPHERSUITE:
        raise Malformed("a welcome to another ciphersuite")
    secrets: dict[bytes, bytes] = {}
    each = Reader(reader.vector())
    while not each.is_empty:
        start = each.at
        key_package = each.vector()
        each.vector()  # what it is encrypted with,
        each.vector()  # and what that is
        secrets[key_package] = each.since(start)
    return Welcome(secrets, reader.vector())

"""The key packages with which clients ask to be added to a group, read and held against DAVE's rules.

Sources: RFC 9420, sections 7.2 (leaf nodes) and 10 (key packages); DAVE's protocol.md, "Key Packages", "Validation".
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.discord.voice.dave.encoding import (
    BASIC_CREDENTIAL,
    CIPHERSUITE,
    KEY_PACKAGE,
    MLS_MESSAGE,
    VERSION,
    Malformed,
    Reader,
    check_signature,
    reference,
)

FROM_KEY_PACKAGE, FROM_COMMIT = 1, 3  # leaf node sources
LIST_OF_TYPES = 5  # versions, ciphersuites, extensions, proposals, credentials
FOR_EVER = (0, 2**64 - 1)  # "the maximum allowed time span"


@dataclass(frozen=True, slots=True)
class LeafNode:
    """A member of a group, as it introduces itself."""

    identity: bytes
    signature_key: bytes
    source: int
    signed: bytes  # without the signature
    signature: bytes
    lifetime: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class KeyPackage:
    """A key package as it came, and the hash by which a welcome refers to it."""

    raw: bytes
    leaf: LeafNode
    reference: bytes


def read_key_package(data: bytes, user_id: int) -> KeyPackage:
    """The key package of a client that is this user; raises Malformed.

    It comes as it is, as davey and libdave send it, or as the MLSMessage that protocol.md tells of.
    """
    wrapped = MLS_MESSAGE + KEY_PACKAGE.to_bytes(2, "big")
    raw = data.removeprefix(wrapped)
    reader = Reader(raw)
    reader.expect(2, VERSION, "version of MLS")
    reader.expect(2, CIPHERSUITE, "ciphersuite")
    reader.vector()  # the key that a welcome is encrypted for
    leaf = read_leaf(reader)
    reader.vector()  # extensions
    signed = reader.since(0)
    signature = reader.vector()
    reader.end()
    if leaf.source != FROM_KEY_PACKAGE or leaf.lifetime != FOR_EVER:
        raise Malformed("a lifetime that is not for ever")
    if leaf.identity != identity_of(user_id):
        raise Malformed("somebody else's identity")
    check_signature(leaf.signature_key, leaf.signature, "LeafNodeTBS", leaf.signed)
    check_signature(leaf.signature_key, signature, "KeyPackageTBS", signed)
    return KeyPackage(raw, leaf, reference("KeyPackage Reference", raw))


def identity_of(user_id: int) -> bytes:
    """A user's id, as their credential has it."""
    return user_id.to_bytes(8, "big")


def read_leaf(reader: Reader) -> LeafNode:
    """The leaf node that comes next."""
    begin = reader.at
    reader.vector()  # the key for the group's tree
    signature_key = reader.vector()
    reader.expect(2, BASIC_CREDENTIAL, "credential")
    identity = reader.vector()
    for _ in range(LIST_OF_TYPES):
        reader.vector()
    source = reader.number(1)
    lifetime = None
    if source == FROM_KEY_PACKAGE:
        lifetime = (reader.number(8), reader.number(8))
    elif source == FROM_COMMIT:
        reader.vector()  # the hash of its parent
    reader.vector()  # extensions
    signed = reader.since(begin)
    return LeafNode(identity, signature_key, source, signed, reader.vector(), lifetime)

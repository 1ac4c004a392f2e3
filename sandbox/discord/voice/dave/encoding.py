"""How MLS writes things down, signs them and refers to them: the parts of RFC 9420 that a delivery service needs.

Sources: RFC 9420, sections 2.1.2 (lengths of vectors), 5.1.2 (signing with a label), 5.2 (hash references); the
ciphersuite is that of DAVE's protocol.md, "MLS Parameters": MLS_128_DHKEMP256_AES128GCM_SHA256_P256.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

VERSION, CIPHERSUITE = 1, 2
PUBLIC_MESSAGE, WELCOME, KEY_PACKAGE = 1, 3, 5  # wire formats
BASIC_CREDENTIAL = 1
ADD, REMOVE = 1, 3  # proposal types
PROPOSAL, COMMIT = 2, 3  # content types
MEMBER, EXTERNAL = 1, 2  # sender types
MLS_MESSAGE = VERSION.to_bytes(2, "big")  # every message begins with the version


class Malformed(ValueError):
    """Bytes that are not what they should be; the text says what is wrong with them."""


def vector(data: bytes) -> bytes:
    """Bytes with their length before them, in one, two or four bytes."""
    size = len(data)
    if size < 1 << 6:
        return bytes([size]) + data
    if size < 1 << 14:
        return (size | 1 << 14).to_bytes(2, "big") + data
    return (size | 2 << 30).to_bytes(4, "big") + data


class Reader:
    """Reads numbers and vectors one after the other; raises Malformed where there are too few bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    @property
    def is_empty(self) -> bool:
        """Whether everything was read."""
        return self.at == len(self._data)

    def take(self, size: int) -> bytes:
        """The next bytes."""
        if self.at + size > len(self._data):
            raise Malformed("too short")
        self.at += size
        return self._data[self.at - size : self.at]

    def number(self, size: int) -> int:
        """The next unsigned number of `size` bytes."""
        return int.from_bytes(self.take(size), "big")

    def vector(self) -> bytes:
        """The next vector, without its length."""
        first = self.number(1)
        more = (0, 1, 3)[first >> 6] if first >> 6 < 3 else -1
        if more < 0:
            raise Malformed("a length that is none")
        return self.take((first & 0x3F) << 8 * more | self.number(more))

    def expect(self, size: int, value: int, what: str) -> None:
        """Read a number that must be `value`."""
        if self.number(size) != value:
            raise Malformed(f"another {what}")

    def since(self, begin: int) -> bytes:
        """What was read since the place `begin`."""
        return self._data[begin : self.at]

    def end(self) -> None:
        """See that nothing is left."""
        if not self.is_empty:
            raise Malformed("too long")


def reference(label: str, value: bytes) -> bytes:
    """The hash by which a key package or a proposal is referred to."""
    return hashlib.sha256(vector(b"MLS 1.0 " + label.encode()) + vector(value)).digest()


def sign(key: ec.EllipticCurvePrivateKey, label: str, content: bytes) -> bytes:
    """The signature of something under its label."""
    return key.sign(_to_sign(label, content), ec.ECDSA(hashes.SHA256()))


def check_signature(public_key: bytes, signature: bytes, label: str, content: bytes) -> None:
    """Raise Malformed where a signature is not by this key, which is an uncompressed point."""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
        key.verify(signature, _to_sign(label, content), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise Malformed(f"a signature of the {label} that is wrong") from error


def _to_sign(label: str, content: bytes) -> bytes:
    return vector(b"MLS 1.0 " + label.encode()) + vector(content)

"""How Discord signs what it sends to an application's endpoints, with Ed25519.

Source: documentation, Overview of Interactions ("Validating Security Request Headers"): the signature is over the
time-stamp and the body, one after the other; both it and the public key (`verify_key`) are written in hex.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE, TIMESTAMP = "X-Signature-Ed25519", "X-Signature-Timestamp"


class Signer:
    """One application's key pair, of which nobody but Discord knows the private half."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.verify_key = self._key.public_key().public_bytes_raw().hex()

    def headers(self, body: bytes, at: float) -> dict[str, str]:
        """The headers that prove a body; `at` is when it is sent, in Unix seconds."""
        stamp = str(int(at))
        return {SIGNATURE: self._key.sign(stamp.encode() + body).hex(), TIMESTAMP: stamp}

    def wrong_headers(self, body: bytes, at: float) -> dict[str, str]:
        """Headers that look alike and prove nothing, such as somebody else would make up."""
        return Signer().headers(body, at)

"""A certificate for the voice server, made anew at each start: clients speak TLS with whatever endpoint they are told.

The endpoint of VOICE_SERVER_UPDATE "does not contain a URL protocol", and libraries put `wss://` before it, as the
documentation says (Voice, "Establishing a Voice Websocket Connection"). discord.py strips any protocol from it before,
discord.js and others add theirs just so: none of them can be told to do without TLS.
"""

from __future__ import annotations

import ssl
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME, ADDRESS = "localhost", "127.0.0.1"
VALID_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A self-signed certificate for loopback; `pem` is what a client is to trust."""

    pem: bytes
    key: bytes

    def server_context(self) -> ssl.SSLContext:
        """What a server speaks TLS with; the key is on the disk only while it is read."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory(prefix="sandbox-voice-") as folder:
            path = Path(folder) / "both.pem"
            path.touch(mode=0o600)
            path.write_bytes(self.key + self.pem)
            context.load_cert_chain(path)
        return context

    def client_context(self) -> ssl.SSLContext:
        """What a client that trusts this certificate alone speaks TLS with."""
        return ssl.create_default_context(cadata=self.pem.decode())


def make_certificate() -> Certificate:
    """A new key, and a certificate for it that names loopback alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The sandbox's voice server")])
    now = datetime.now(UTC)  # real time: clients hold the certificate against their own clocks
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(IPv4Address(ADDRESS))])
    key_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(key_id, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(signed.public_bytes(serialization.Encoding.PEM), plain)

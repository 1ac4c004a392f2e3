from __future__ import annotations

import json
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sandbox.discord.gateway.streams import PAYLOAD_COMPRESSION_FROM, STREAMS, PlainStream
from tests.sandbox.discord.gateway_client import Unpacker


@pytest.mark.parametrize("compress", ["", "zlib-stream", "zstd-stream"])
@given(texts=st.lists(st.text(max_size=2000), max_size=8))
def test_every_frame_is_one_whole_payload(compress: str, texts: list[str]) -> None:
    stream, unpack = STREAMS[compress](), Unpacker(compress)
    assert [unpack(stream.frame(json.dumps({"text": text})))["text"] for text in texts] == texts


def test_zlib_keeps_one_context_for_the_connection() -> None:
    stream = STREAMS["zlib-stream"]()
    first, second = stream.frame("the same words twice" * 10), stream.frame("the same words twice" * 10)
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    assert second.endswith(b"\x00\x00\xff\xff")
    assert len(second) < len(first)
    with pytest.raises(zlib.error):
        zlib.decompressobj().decompress(second)


def test_zstd_never_ends_its_frame() -> None:
    stream = STREAMS["zstd-stream"]()
    first, second = stream.frame("one"), stream.frame("two")
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    with pytest.raises(zstandard.ZstdError):
        zstandard.ZstdDecompressor().decompressobj().decompress(second)


def test_payload_compression_is_asked_for_and_only_for_large_payloads() -> None:
    stream, large = PlainStream(), json.dumps("x" * PAYLOAD_COMPRESSION_FROM)
    assert stream.frame(large) == large
    stream.compress_payloads()
    assert stream.frame("{}") == "{}"
    frame = stream.frame(large)
    assert isinstance(frame, bytes)
    assert zlib.decompress(frame).decode() == large


def test_transport_compression_disables_payload_compression() -> None:
    stream, unpack = STREAMS["zlib-stream"](), Unpacker("zlib-stream")
    stream.compress_payloads()
    assert unpack(stream.frame(json.dumps({"text": "x" * 2000})))["text"] == "x" * 2000

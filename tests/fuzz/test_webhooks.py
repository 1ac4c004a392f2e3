"""Webhooks, spoiled and signed all the same, and bytes that are none: answered or cut off, and nothing breaks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.rows import JobState
from tests.bot.webhooks.test_receiver import Call, opened
from tests.bot.webhooks.test_signature import COMPLETED, FAILED, NURO, signed
from tests.data.making import NOW
from tests.fuzz.strategies import spoiled, values, words, written
from tests.properties import examples

if TYPE_CHECKING:
    import pytest

    from data.engine.database import Database
    from tests.bot.webhooks.test_receiver import Door

TIMEOUT = 20.0  # seconds for anything at all
bodies = spoiled(st.sampled_from([COMPLETED, FAILED, NURO])).map(written) | values.map(written) | st.binary(max_size=40)
header_values = words.map(lambda text: "".join(c for c in text if " " <= c <= "~")[:2_000])
headers = st.dictionaries(
    st.sampled_from(
        ["X_Webhook_Id", "Idempotency_Key", "X_Webhook_Event", "Content_Type", "Content_Encoding", "Expect"]
    ),
    header_values,
    max_size=3,
)
lines = st.sampled_from(
    [
        b"POST /musicapi/x HTTP/1.1",
        b"GET / HTTP/1.1",
        b"POST  HTTP/9.9",
        b"PRI * HTTP/2.0",
        b"\x16\x03\x01\x02\x00",
        b"\0",
    ]
)
fields = st.sampled_from(
    [
        *(
            b"Host: a",
            b"Content-Length: 5",
            b"Content-Length: -5",
            b"Content-Length: 99999999999999999999",
            b"X: " + b"y" * 9_000,
        ),
        *(
            b"Transfer-Encoding: chunked",
            b"Transfer-Encoding: gzip, chunked",
            b"Expect: 100-continue",
            b"\xff\xfe: \x00",
            b" x",
        ),
        *(
            b"Connection: upgrade",
            b"Upgrade: websocket",
            b"X-Webhook-Signature: sha256=" + b"0" * 64,
            b"X-Webhook-Timestamp: 1",
        ),
    ]
)
tails = st.sampled_from([b"", b"5\r\nhello\r\n0\r\n\r\n", b"ffffffffffffffff\r\n", b"-1\r\n", b"{}", b"\0" * 100])


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(bodies, headers), min_size=1, max_size=3))
@example([(b'{"task_id": "6d7253ac", "event": {"a": [1]}}', {"X_Webhook_Id": "\x7f" * 200})])
@example([(b"[" * 100_000, {})])
async def test_what_is_signed_and_spoiled_is_answered(
    database: Database, caplog: pytest.LogCaptureFixture, sent: list[tuple[bytes, dict[str, str]]]
) -> None:
    caplog.set_level(logging.INFO)
    async with opened(database) as door:
        job = await door.job()
        secret = door.maker.secret_for(job.webhook_token or "")
        for body, more in sent:
            made = signed(body, at=NOW, secret=secret, **more)
            call = Call(f"/musicapi/{job.webhook_token}", made["headers"], body)
            assert await door.webhooks.receive(job.webhook_token or "", call.headers, body) in (200, 400, 409)
        await door.webhooks.work()
        again = await door.again(job)
        assert (again.state, again.task_id) == (JobState.RUNNING, job.task_id)
        assert await door.send(door.call(job)) == 200
    check_log(caplog)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(lines, st.lists(fields, max_size=4), tails, st.binary(max_size=30)), min_size=1, max_size=3))
async def test_bytes_of_any_kind_are_answered_or_cut_off(
    database: Database, caplog: pytest.LogCaptureFixture, sent: list[tuple[bytes, list[bytes], bytes, bytes]]
) -> None:
    caplog.set_level(logging.INFO)
    async with opened(database) as door:
        for line, named, tail, noise in sent:
            await knock(door, b"\r\n".join([line, *named, b"", tail + noise]))
        job = await door.job()
        assert await door.send(door.call(job)) == 200
    check_log(caplog)


async def knock(door: Door, data: bytes) -> None:
    """Send these bytes and no more; the answer, if there is one, says no."""
    async with asyncio.timeout(TIMEOUT):
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        with contextlib.suppress(ConnectionError):
            writer.write(data)
            writer.write_eof()
            answer = await reader.read()
            for said in answer.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"").split(b"HTTP/1.1 ")[1:]:
                assert 400 <= int(said[:3]) < 500, answer
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


def check_log(caplog: pytest.LogCaptureFixture) -> None:
    """No error of ours, and a line for each thing at most."""
    assert "broken:" not in caplog.text
    assert "Traceback" not in caplog.text
    for record in caplog.records:
        assert "\n" not in record.getMessage()
        assert len(record.getMessage()) < 1_000
    caplog.clear()

"""Where the gateway is, and how often a bot may still start a session."""

from __future__ import annotations

from sandbox.discord.routing import Call, Rate, Route
from sandbox.wire.exchange import Answer, json_answer


async def get_gateway(call: Call) -> Answer:
    """The gateway's address."""
    return json_answer(200, {"url": call.world.gateway_url})


async def get_gateway_bot(call: Call) -> Answer:
    """The gateway's address, the shards that Discord would use, and the session starts that are left."""
    starts = call.world.session_starts
    left = max(0.0, starts.resets_at - call.world.clock.now())
    body = {
        "url": call.world.gateway_url,
        "shards": call.world.shards,
        "session_start_limit": {
            "total": starts.total,
            "remaining": starts.remaining,
            "reset_after": int(left * 1000),
            "max_concurrency": starts.max_concurrency,
        },
    }
    return json_answer(200, body)


ROUTES = (
    Route("GET", "/gateway", get_gateway, signed_in=False),
    Route("GET", "/gateway/bot", get_gateway_bot, Rate(2, 5.0)),
)

"""A request that is answered at once, as the operations see it: what was sent, and what it may be answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.musicapi.form import Form
from sandbox.musicapi.refusals import ErrorFormat
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.state import VendorState
from sandbox.musicapi.works import Clip
from sandbox.wire.exchange import Answer, json_answer


@dataclass(frozen=True, slots=True)
class InstantRequest:
    """One request for the operation called `name`; what it sells is paid for when it is valid, and only then."""

    name: str
    price: int
    form: Form
    errors: ErrorFormat
    vendor: VendorState

    def pay(self) -> None:
        """Take the price of the account; raises RefusalError where it is not there."""
        self.vendor.charge(self.price, self.errors)

    def pay_once(self, clip: Clip) -> None:
        """Pay, unless that was done for this clip before."""
        key = (self.name, clip.clip_id)
        if key not in self.vendor.purchases.paid:
            self.pay()
            self.vendor.purchases.paid.add(key)

    def is_made(self, clip: Clip, least: float, most: float, *, repeats_cost: bool = False) -> bool:
        """Whether what was asked of the clip is made, `least` to `most` seconds after the first request for it.

        Whoever comes back for what is not made yet pays nothing more, unless `repeats_cost`.
        """
        if not self.vendor.mood.keeps_waiting:
            self.pay()
            return True
        purchases, now = self.vendor.purchases, self.vendor.clock.now()
        if not purchases.is_awaited(self.name, clip.clip_id) or repeats_cost:
            self.pay()
        made_at = now + seeded(self.name, clip.draw).uniform(least, most)
        return purchases.collect(self.name, clip.clip_id, made_at, now)


def success(**fields: Any) -> Answer:
    """The usual envelope of a result."""
    return json_answer(200, {"code": 200, "message": "success", **fields})

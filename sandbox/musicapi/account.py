"""The operator's credits at the vendor."""

from __future__ import annotations


class Account:
    """Monthly and extra credits; extra ones are spent first and need a subscription (musicapi.md 7)."""

    def __init__(self, credits: int = 100_000, extra_credits: int = 0, *, subscribed: bool = True) -> None:
        self.credits = credits
        self.extra_credits = extra_credits
        self.subscribed = subscribed
        self.charged = 0  # ever, in credits
        self.refunded = 0  # ever, as far as it is visible
        self._refunds: dict[str, tuple[float, int]] = {}

    def spendable(self, now: float) -> int:
        """Credits that a create may cost now."""
        self._book(now)
        return self.credits + (self.extra_credits if self.subscribed else 0)

    def charge(self, price: int, now: float) -> bool:
        """Take `price` credits; False, and nothing taken, where they are not there."""
        if self.spendable(now) < price:
            return False
        extra = min(price, self.extra_credits) if self.subscribed else 0
        self.extra_credits -= extra
        self.credits -= price - extra
        self.charged += price
        return True

    def refund(self, task_id: str, amount: int, at: float) -> None:
        """Give `amount` of a task's price back, seen from the moment `at` on; replaces what was to come of it."""
        self._refunds[task_id] = (at, amount)

    def statement(self, now: float) -> dict[str, int]:
        """What get-credits answers: no envelope, no `code`."""
        self._book(now)
        return {"credits": self.credits, "extra_credits": self.extra_credits}

    def _book(self, now: float) -> None:
        for task_id in [task_id for task_id, (at, _) in self._refunds.items() if at <= now]:
            _, amount = self._refunds.pop(task_id)
            self.credits += amount
            self.refunded += amount

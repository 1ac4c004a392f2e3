"""When a delivery that Discord did not take is tried again, and when it is given up."""

from __future__ import annotations

from typing import Final

RETRY: Final = 5.0  # seconds before a delivery is tried again, doubled each time up to
LONGEST_RETRY: Final = 300.0
PATIENT_AFTER = 50  # tries, about four hours: whatever lasts so long is tried again every half hour
PATIENT_RETRY: Final = 1_800.0
MAX_TRIES = 300  # about five days of trying
LONGEST_NAMED: Final = 3_600.0  # of a wait that Discord names, whatever it says: what is owed is tried at least hourly


def seconds_until_retry(attempts: int, named: float | None = None) -> float | None:
    """Return how long a delivery waits that failed `attempts` times before this one; None: it was tried too often.

    It waits for as long as Discord has `named`, in seconds, where that is longer.
    """
    if attempts + 1 >= MAX_TRIES:
        return None
    usual = PATIENT_RETRY if attempts >= PATIENT_AFTER else min(LONGEST_RETRY, RETRY * 2 ** min(attempts, 10))
    return max(usual, min(LONGEST_NAMED, named or 0.0))

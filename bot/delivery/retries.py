"""When a delivery that Discord did not take is tried again, and when it is given up."""

from __future__ import annotations

from typing import Final

RETRY: Final = 5.0  # seconds before a delivery is tried again, doubled each time up to
LONGEST_RETRY: Final = 300.0
PATIENT_AFTER = 50  # tries, about four hours: whatever lasts so long is tried again every half hour
PATIENT_RETRY: Final = 1_800.0
MAX_TRIES = 300  # about five days of trying


def seconds_until_retry(attempts: int) -> float | None:
    """Return how long a delivery waits that failed `attempts` times before this one; None: it was tried too often."""
    if attempts + 1 >= MAX_TRIES:
        return None
    if attempts >= PATIENT_AFTER:
        return PATIENT_RETRY
    return min(LONGEST_RETRY, RETRY * 2 ** min(attempts, 10))

"""Which job the running task works for, so that whoever watches connections knows: nothing is decided by it.

Every delivery is a task of its own, and what it starts inherits this.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

from data.rows import Job

CURRENT_JOB: Final[ContextVar[Job | None]] = ContextVar("current_job", default=None)

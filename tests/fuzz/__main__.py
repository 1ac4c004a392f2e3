"""`python -m tests.fuzz SECONDS`: fuzz with new random examples until the time is over or something is found."""

from __future__ import annotations

import secrets
import subprocess
import sys
import time

WHAT = ("tests/fuzz", "tests/bot/jobs/test_job_machine.py")


def main(seconds: float) -> int:
    """Begin round after round for so many seconds; returns 0, or the exit code of the round that found something."""
    end = time.monotonic() + seconds
    while True:
        seed = secrets.randbelow(2**32)
        sys.stdout.write(f"seed {seed}, {max(0.0, end - time.monotonic()):.0f} s left\n")
        sys.stdout.flush()
        options = ("-q", "-x", "-n", "2", "-m", "hypothesis", "--timeout", "1800")
        profile = ("--hypothesis-profile", "fuzz", f"--hypothesis-seed={seed}")
        code = subprocess.run([sys.executable, "-m", "pytest", *options, *profile, *WHAT], check=False).returncode
        if code or time.monotonic() >= end:
            return code


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))

"""Folders that somebody names: made where they are missing, and refused at once where nothing could be saved."""

from __future__ import annotations

import os
from pathlib import Path

from sandbox.wire.failures import SandboxError


def prepare_folder(folder: Path) -> None:
    """Make the folder unless it is there; raises SandboxError, in words, where nothing can be saved in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SandboxError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SandboxError(f"Nothing can be saved in {folder}: its permissions forbid it.")

"""Runs the bot as the environment says, in the role that its command line names, or else in all of them.

With other words on its command line it does what they say instead: see bot/commands.py.
"""

from __future__ import annotations

import gc
import os
import signal
import sys

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1:] not in (["gateway"], ["worker"]):
        from bot.commands import main as run_command

        sys.exit(run_command(sys.argv[1:]))  # none of which needs what follows
    for number in (signal.SIGTERM, signal.SIGINT):  # until the event loop obeys them: nothing has begun yet
        signal.signal(number, lambda _number, _frame: os._exit(0))
    gc.disable()  # until all is loaded: it would look through modules, again and again, and find nothing

from bot.process.run import main
from bot.roles import Role

if __name__ == "__main__":
    sys.exit(main(Role(sys.argv[1]) if len(sys.argv) > 1 else Role.ALL))

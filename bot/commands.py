"""What `python -m bot` does besides running the bot: the words of its command line, and who carries each of them out.

Each command loads what it needs and no more: the health check is run every 30 seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from io import TextIOWrapper
from typing import Any, NoReturn

from bot.roles import Role

DESCRIPTION = "Without a command, runs the bot as one process. Settings are read from the environment and from .env."
WRONG = 2  # exit code: the command line is wrong
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong, without the usage."""
        self.exit(WRONG, f"{message[:1].upper()}{message[1:]}; `python -m bot --help` lists the commands.\n")


def main(arguments: Sequence[str]) -> int:
    """Do what the words say, and return the exit code; argparse exits by itself for help and for wrong words."""
    # As Ctrl-C: what was begun is taken back, and no file stays half written.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # which `nohup` ignores, and then nobody wants it heard
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    for screen in (sys.stdout, sys.stderr):
        if isinstance(screen, TextIOWrapper):  # one that is not UTF-8 has no dashes, arrows and quotation marks
            with contextlib.suppress(OSError):  # what it led to may be something else by now
                screen.reconfigure(errors="replace")
    given = vars(parser().parse_args(arguments))
    do: Callable[..., int] = given.pop("do")
    try:
        return do(**given)
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # the terminal may be gone, which is what stopped it
            sys.stderr.write("Stopped before it was done.\n")
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """The command line's words."""
    whole = _Parser(prog="python -m bot", description=DESCRIPTION, allow_abbrev=False)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser, required=True)

    def add(name: str, does: str, do: Callable[..., int]) -> Any:
        command = commands.add_parser(name, help=does, description=does, allow_abbrev=False)
        command.set_defaults(do=do)
        return command

    for role, does in (
        (Role.GATEWAY, "run the part of the bot that answers people, beside others of either part, on PostgreSQL"),
        (
            Role.WORKER,
            "run the part of the bot that makes and posts songs, beside others of either part, on PostgreSQL",
        ),
    ):
        add(role.value, does, partial(_run, role))
    add("check", "say whether the database is sound, and how to mend it", _check)
    health = add("health", "say whether the running bot is alive", _health)
    health.add_argument("role", nargs="?", choices=[Role.GATEWAY.value, Role.WORKER.value])
    doctor = add("doctor", "say whether the bot can work here, and what mends it; changes nothing", _doctor)
    doctor.add_argument("--json", action="store_true", dest="as_json", help="for programs")
    probe = add("probe", "ask MusicAPI and Discord what they really answer, beside what is documented", _probe)
    probe.add_argument("--spend", type=int, metavar="N", help="buy one of each operation for up to N credits")
    probe.add_argument("--channel", type=int, metavar="ID", help="ask Discord as well, in this test channel")
    probe.add_argument("--person", action="store_true", help="somebody is there to press a button in the channel")
    probe.add_argument("--key", metavar="NAME", help="of several MusicAPI keys the one that asks")
    probe.add_argument("--file", metavar="FILE", help="where what was seen goes; it must not be there yet")
    support = add("support", "print what whoever is asked for help wants to know, without any secret", _support)
    support.add_argument(
        "log", nargs="?", metavar="LOG", help="a file with the bot's log, of which the events are told"
    )
    operations = add("operations", "list what MusicAPI took away, or offer one of it again", _operations)
    operations.add_argument("words", nargs="*", metavar="lift FAMILY OPERATION")
    migrate = add("migrate", "bring the database to this version's schema, once however many do it", _migrate)
    migrate.add_argument("--check", action="store_true", help="only say whether there is need: exit code 1")
    backup = add("backup", "copy the database into a new file, beside a running bot or without one", _back_up)
    backup.add_argument("file", metavar="FILE")
    restore = add("restore", "put the rows of a backup into the database, while no bot runs on it", _restore)
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--overwrite", action="store_true", help="in place of the rows that the database has")
    move = add("move", "copy one database into another one that is empty, of either kind", _move)
    move.add_argument("source", metavar="FROM", help="such as sqlite:///var/encore.db")
    move.add_argument("target", metavar="TO", help="such as postgresql://user@host/name")
    archive = add("archive", "pack the long texts of songs that were delivered long ago", _archive)
    archive.add_argument("--older-than", required=True, metavar="AGE", help="in days, such as 400d")
    return whole


def _run(role: Role) -> int:
    from bot.process import run

    return run.main(role)


def _check() -> int:
    from bot import check

    return check.main()


def _health(role: str | None) -> int:
    from bot import health

    return health.main(Role(role or Role.ALL))


def _doctor(*, as_json: bool) -> int:
    from bot.doctor import report

    return report.main(as_json=as_json)


def _probe(**wanted: Any) -> int:
    from bot.probe import command

    return command.main(command.Wanted(**wanted))


def _support(log: str | None) -> int:
    from bot import support

    return support.main(log)


def _operations(words: Sequence[str]) -> int:
    from bot import operations

    return operations.main(words)


def _archive(older_than: str) -> int:
    from bot import archive

    return archive.main(older_than)


def _migrate(*, check: bool) -> int:
    from bot import migrations

    return migrations.main(check=check)


def _back_up(file: str) -> int:
    from bot import backups

    return backups.back_up(file)


def _restore(file: str, *, overwrite: bool) -> int:
    from bot import backups

    return backups.restore(file, overwrite=overwrite)


def _move(source: str, target: str) -> int:
    from bot import backups

    return backups.move(source, target)

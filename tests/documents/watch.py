"""Holds what simulators said against the documents, once somebody looks, so that no test waits for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests import openapi
from tests.documents import discord, vendor
from tests.documents.book import Book
from tests.documents.said import DISCORD, MUSICAPI, Said, SaidAnswer, SaidEvent, SaidResponse, SaidToEndpoint
from tests.sandbox.musicapi import document

if TYPE_CHECKING:
    from collections.abc import Iterable

WAITING: Final = 1_000  # things that were said; of more than that a part is looked at in the middle of a test


class Watch:
    """Two books, and what was `wrong` since somebody asked; of a service whose document is not at hand, nothing."""

    def __init__(self) -> None:
        self.books = {name: Book(name) for name in (DISCORD, MUSICAPI)}
        self.wrong: list[str] = []
        self._known = {DISCORD: openapi.PATH.exists(), MUSICAPI: document.PATH.exists()}
        self._waiting: list[Said] = []

    def hear(self, said: Said) -> None:
        """Keep this until somebody looks."""
        self._waiting.append(said)
        if len(self._waiting) >= WAITING:
            self.look()

    def look(self, *, excused: bool = False) -> None:
        """Look at all that waits; what a test has a simulator say wrong on purpose is `excused`."""
        waiting, self._waiting = self._waiting, []
        for said in waiting:
            book = self.books[said.service if isinstance(said, SaidAnswer) else DISCORD]
            if not self._known[book.service]:
                continue
            try:
                _judge(book, said)
            except AssertionError as violation:
                if excused:
                    continue
                book.violations += 1
                self.wrong.append(f"{book.service}: {violation}")

    def told(self) -> list[dict[str, Any]]:
        """The books as one test process tells them to another."""
        return [book.told() for book in self.books.values()]

    def add(self, told: Iterable[dict[str, Any]]) -> None:
        """Add the books that another test process told."""
        for book, one in zip(self.books.values(), told, strict=False):
            book.add(one)


def _judge(book: Book, said: Said) -> None:
    match said:
        case SaidAnswer():
            _judge_answer(book, said)
        case SaidEvent():
            discord.judge_event(book, said.name, json.loads(said.data))
        case SaidToEndpoint():
            discord.judge_sent(book, json.loads(said.data))
        case SaidResponse():
            discord.judge_response(book, said.reply)


def _judge_answer(book: Book, said: SaidAnswer) -> None:
    if said.answer is None:
        raise AssertionError(f"{said.request.method} {said.request.path}: no answer but {said.broke}")
    if said.service == DISCORD:
        discord.judge_answer(book, said.request, said.answer)
    else:
        vendor.judge_answer(book, said.mood, said.request, said.answer)

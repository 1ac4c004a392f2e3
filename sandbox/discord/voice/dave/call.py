"""The end-to-end encryption of one voice channel: what each client is sent as others come and go.

Source: DAVE's protocol.md, "Group Key Exchange" and "Voice Gateway Opcodes".
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from sandbox.discord.voice.dave.commits import read_commit_welcome
from sandbox.discord.voice.dave.encoding import Malformed
from sandbox.discord.voice.dave.external_sender import ExternalSender, Proposal, appended, revoked
from sandbox.discord.voice.dave.group import Group
from sandbox.discord.voice.dave.key_packages import read_key_package
from sandbox.discord.voice.opcodes import VoiceClose, VoiceClosing, VoiceOp
from sandbox.discord.voice.session import VoiceSession
from sandbox.wire.clock import Clock

log = logging.getLogger(__name__)
VERSION = 1  # of DAVE's protocol: the only one
TRANSITION_TIMEOUT = 2.0  # seconds for everybody to be ready ("roughly two seconds")
TRANSITIONS = 1 << 16
AT_ONCE = 0  # the transition that is "for (re)initialization and can be executed immediately"


class Call:
    """Those who are in a voice channel with end-to-end encryption, and their group."""

    def __init__(self, channel_id: int, clock: Clock) -> None:
        self.group = Group(channel_id, ExternalSender())
        self.sessions: dict[int, VoiceSession] = {}  # by user
        self._clock = clock
        self._transition = AT_ONCE
        self._waiting: dict[int, set[int]] = {}  # by transition: the users who are not ready for it
        self._concerned: dict[int, set[int]] = {}  # by transition: all users who are to execute it
        self._timers: set[asyncio.Task[None]] = set()

    def join(self, session: VoiceSession) -> None:
        """Tell somebody who has come by which key the gateway signs; their key package is to follow."""
        self.sessions[session.user_id] = session
        session.send_binary(VoiceOp.MLS_EXTERNAL_SENDER, self.group.sender.package)

    def leave(self, session: VoiceSession) -> None:
        """Take somebody who has gone out of the group."""
        user_id = session.user_id
        if self.sessions.get(user_id) is not session:
            return
        del self.sessions[user_id]
        for transition in tuple(self._waiting):
            self._count_ready(transition, user_id)
        self._revoke(self.group.withdraw_add(user_id))
        if not self.group.is_established:
            return
        # "No single member retains control of an established group", and none is left where nobody of it is there.
        if len(self.sessions) == 1 or not any(member in self.sessions for member in self.group.members):
            self._reset()
        elif user_id in self.group.members and not self.group.is_leaving(user_id):
            self._append(self.group.propose_remove(user_id))

    def end(self) -> None:
        """Stop waiting for anybody."""
        for timer in self._timers:
            timer.cancel()

    # What clients send

    def take_key_package(self, session: VoiceSession, data: bytes) -> None:
        """Have somebody wait to be added by a new key package; raises VoiceClosing where it is not one of theirs."""
        user_id = session.user_id
        try:
            package = read_key_package(data, user_id)
        except Malformed as error:
            raise self._refuse(session, "key_package", error) from error
        self._revoke(self.group.withdraw_add(user_id))
        if user_id in self.group.members and not self.group.is_leaving(user_id):
            self._append(self.group.propose_remove(user_id))  # "about to be re-added with a different key package"
        in_flight = [] if self.group.is_established else list(self.group.proposals)
        self._append(self.group.propose_add(user_id, package))
        if in_flight:
            session.send_binary(VoiceOp.MLS_PROPOSALS, appended(in_flight))

    def take_commit(self, session: VoiceSession, data: bytes) -> None:
        """Broadcast the first valid commit of an epoch, and drop all others; raises VoiceClosing where it is none."""
        try:
            commit, welcome = read_commit_welcome(data)
        except Malformed as error:
            raise self._refuse(session, "commit", error) from error
        before = self.group.members or [session.user_id]
        packages = {one.user_id: one.adds.reference for one in self.group.proposals if one.adds is not None}
        try:
            self.group.check(session.user_id, commit, welcome)
        except Malformed as error:
            log.info("commit_dropped user=%d why=%s", session.user_id, error)
            return
        added = self.group.apply(session.user_id, commit)
        transition = self._begin(self.group.members)
        told = transition.to_bytes(2, "big")
        for user_id in self.group.members:
            here = self.sessions.get(user_id)
            if here is None:
                continue
            if user_id in added and welcome is not None:
                here.send_binary(VoiceOp.MLS_WELCOME, told + welcome.for_one(packages[user_id]))
            elif user_id in before:
                here.send_binary(VoiceOp.MLS_ANNOUNCE_COMMIT_TRANSITION, told + commit.raw)

    def take_ready(self, session: VoiceSession, transition: int) -> None:
        """Count somebody as ready; a transition that is over or that nobody announced is nobody's."""
        self._count_ready(transition, session.user_id)

    def take_invalid(self, session: VoiceSession, transition: int) -> None:
        """Remove somebody who could not follow a transition; they come back by a new key package."""
        log.warning("dave_unprocessable user=%d transition=%d", session.user_id, transition)
        user_id = session.user_id
        self._concerned.get(transition, set[int]()).discard(user_id)
        self._count_ready(transition, user_id)
        self._revoke(self.group.withdraw_add(user_id))
        if user_id not in self.group.members or self.group.is_leaving(user_id):
            return
        if any(member in self.sessions for member in self.group.members if member != user_id):
            self._append(self.group.propose_remove(user_id))
        else:
            self._reset()

    # What clients are sent

    def _append(self, *proposals: Proposal) -> None:
        """Send new proposals to those who commit: the group, or where there is none everybody else who waits."""
        for session in self._committers():
            mine = [one for one in proposals if self.group.is_established or one.user_id != session.user_id]
            if mine:
                session.send_binary(VoiceOp.MLS_PROPOSALS, appended(mine))

    def _revoke(self, proposals: list[Proposal]) -> None:
        for session in self._committers():
            mine = [one for one in proposals if self.group.is_established or one.user_id != session.user_id]
            if mine:
                session.send_binary(VoiceOp.MLS_PROPOSALS, revoked(mine))

    def _committers(self) -> Iterable[VoiceSession]:
        users = self.group.members if self.group.is_established else self.group.pending
        there = [user_id for user_id in tuple(users) if user_id in self.sessions and not self.group.is_leaving(user_id)]
        return [self.sessions[user_id] for user_id in there]

    def _reset(self) -> None:
        """Have everybody who is left begin a new group ("Sole member reset")."""
        self.group.reset()
        self._waiting.clear()
        self._concerned.clear()
        for session in self.sessions.values():
            epoch = {"protocol_version": VERSION, "epoch": 1, "transition_id": AT_ONCE}
            session.send(VoiceOp.DAVE_PREPARE_EPOCH, epoch)
            now = {"protocol_version": VERSION, "transition_id": AT_ONCE}
            session.send(VoiceOp.DAVE_PREPARE_TRANSITION, now)

    # Transitions

    def _begin(self, users: Iterable[int]) -> int:
        self._transition = self._transition % (TRANSITIONS - 1) + 1  # never 0
        here = {user_id for user_id in users if user_id in self.sessions}
        self._waiting[self._transition], self._concerned[self._transition] = set(here), here
        timer = asyncio.create_task(self._time_out(self._transition))
        self._timers.add(timer)
        timer.add_done_callback(self._timers.discard)
        return self._transition

    async def _time_out(self, transition: int) -> None:
        await self._clock.sleep(TRANSITION_TIMEOUT)
        self._execute(transition)

    def _count_ready(self, transition: int, user_id: int) -> None:
        if transition in self._waiting:
            self._waiting[transition].discard(user_id)
            if not self._waiting[transition]:
                self._execute(transition)

    def _execute(self, transition: int) -> None:
        self._waiting.pop(transition, None)
        for user_id in self._concerned.pop(transition, ()):
            if user_id in self.sessions:
                self.sessions[user_id].send(VoiceOp.DAVE_EXECUTE_TRANSITION, {"transition_id": transition})

    def _refuse(self, session: VoiceSession, what: str, why: Malformed) -> VoiceClosing:
        # How Discord refuses what it cannot read is not published; "You sent a malformed request" fits.
        log.warning("dave_refused user=%d what=%s why=%s", session.user_id, what, why)
        return VoiceClosing(VoiceClose.BAD_REQUEST)

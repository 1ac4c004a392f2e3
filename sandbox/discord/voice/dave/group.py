"""The MLS group of one call as the voice gateway sees it: who is in it, who waits, and what is proposed.

Sources: DAVE's protocol.md, "Group Key Exchange"; RFC 9420, section 12.1 (where added members go in the tree).
"""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.discord.voice.dave.commits import Commit, Welcome
from sandbox.discord.voice.dave.encoding import Malformed
from sandbox.discord.voice.dave.external_sender import ExternalSender, Proposal
from sandbox.discord.voice.dave.key_packages import KeyPackage, identity_of

INITIAL_EPOCH = 0  # of the group that each of those who wait has alone


class Group:
    """The group of a channel; unestablished until the first commit, and then again when it is reset."""

    def __init__(self, channel_id: int, sender: ExternalSender) -> None:
        self.id = channel_id.to_bytes(8, "big")
        self.sender = sender
        self.epoch = INITIAL_EPOCH
        self.leaves: list[KeyPackage | None] = []  # of the members, by their places in the tree
        self.pending: dict[int, KeyPackage] = {}  # of those who wait to be added, by user
        self.proposals: list[Proposal] = []  # of this epoch, in the order in which they were sent
        self._users: list[int | None] = []  # as the leaves are

    @property
    def is_established(self) -> bool:
        """Whether anybody's commit has made the group."""
        return self.epoch != INITIAL_EPOCH

    @property
    def members(self) -> list[int]:
        """The users who are in the established group."""
        return [user_id for user_id in self._users if user_id is not None]

    def reset(self) -> None:
        """Begin anew, without an established group."""
        self.epoch = INITIAL_EPOCH
        self.leaves, self._users, self.proposals = [], [], []
        self.pending = {}

    def propose_add(self, user_id: int, package: KeyPackage) -> Proposal:
        """Have somebody wait, and propose that they are added."""
        self.pending[user_id] = package
        proposal = self.sender.add(self.id, self.epoch, user_id, package)
        self.proposals.append(proposal)
        return proposal

    def propose_remove(self, user_id: int) -> Proposal:
        """Propose that a member is removed."""
        proposal = self.sender.remove(self.id, self.epoch, user_id, self._users.index(user_id))
        self.proposals.append(proposal)
        return proposal

    def is_leaving(self, user_id: int) -> bool:
        """Whether the removal of a member is proposed."""
        return any(one.user_id == user_id and one.adds is None for one in self.proposals)

    def withdraw_add(self, user_id: int) -> list[Proposal]:
        """Have somebody wait no longer; the proposals to add them, which are to be revoked."""
        self.pending.pop(user_id, None)
        gone = [one for one in self.proposals if one.user_id == user_id and one.adds is not None]
        self.proposals = [one for one in self.proposals if one not in gone]
        return gone

    def proposed_to(self, user_id: int) -> list[Proposal]:
        """What this epoch's commit by a user must refer to: without a group, nobody adds themselves."""
        return [one for one in self.proposals if self.is_established or one.user_id != user_id]

    def check(self, user_id: int, commit: Commit, welcome: Welcome | None) -> None:
        """Raise Malformed where a user's commit is not one that may be broadcast."""
        if commit.group_id != self.id or commit.epoch != self.epoch:
            raise Malformed("another group or epoch")
        package = self._package_of(user_id, commit.leaf_index)
        if self.is_leaving(user_id):
            raise Malformed("a committer who is to be removed")
        proposed = {one.reference: one for one in self.proposed_to(user_id)}
        if not proposed or set(commit.references) != set(proposed) or len(commit.references) != len(proposed):
            raise Malformed("other proposals than those that were sent")
        leaf = commit.leaf
        if leaf and (leaf.identity, leaf.signature_key) != (identity_of(user_id), package.leaf.signature_key):
            raise Malformed("another credential or key of the committer")
        added = {one.adds.reference for one in proposed.values() if one.adds is not None}
        welcomed: set[bytes] = set() if welcome is None else set(welcome.secrets)
        if added != welcomed:
            raise Malformed("a welcome that is not for those who are added")

    def apply(self, user_id: int, commit: Commit) -> list[int]:
        """Go on to the epoch after a commit that was checked; the users who were added, in its order."""
        if not self.is_established:
            self._place(user_id, self.pending[user_id])
        by_reference = {one.reference: one for one in self.proposals}
        chosen = [by_reference[each] for each in commit.references]
        for one in chosen:
            if one.adds is None:
                at = self._users.index(one.user_id)
                self.leaves[at] = self._users[at] = None
        added = [(one.user_id, one.adds) for one in chosen if one.adds is not None]
        for who, package in added:
            self._place(who, package)
        self.epoch += 1
        self.proposals = []
        self._forget_pending([user_id, *(who for who, _ in added)])
        return [who for who, _ in added]

    def _forget_pending(self, users: Iterable[int]) -> None:
        for user_id in users:
            self.pending.pop(user_id, None)

    def _package_of(self, user_id: int, leaf_index: int) -> KeyPackage:
        if not self.is_established:
            package = self.pending.get(user_id) if leaf_index == 0 else None
        else:
            mine = leaf_index < len(self._users) and self._users[leaf_index] == user_id
            package = self.leaves[leaf_index] if mine else None
        if package is None:
            raise Malformed("a committer who is not in the group")
        return package

    def _place(self, user_id: int, package: KeyPackage) -> None:
        """Put a member into the leftmost leaf that is free."""
        if None in self._users:
            at = self._users.index(None)
            self._users[at], self.leaves[at] = user_id, package
        else:
            self._users.append(user_id)
            self.leaves.append(package)

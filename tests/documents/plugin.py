"""Stands between every test and the sandbox, and fails whatever test heard what Discord or MusicAPI would not say.

All that the simulators of this process and of the sandboxes that it starts say, and what passes between Discord and an
application's endpoints, is held against the document of its
service once its test is over. What a test had said in their place (`Trouble`) is not theirs. The counts of all test
processes stand at the end of the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.documents.process import HEARD, Others
from tests.documents.said import listen
from tests.documents.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Generator

SHOWN: Final = 20  # violations of one test
EXCUSED: Final = "beside_the_documents"  # the mark of a test that has a simulator say something wrong
OUTPUT: Final = "held against documents"  # by which the processes of a run tell the first of them


class Documents:
    """The plugin; it watches every simulator of its own test process, and of the processes that tests start."""

    def __init__(self) -> None:
        self._watch = Watch()
        listen(self._watch.hear)
        self._folder = Path(tempfile.mkdtemp(prefix="heard-"))
        self._others = Others(self._folder)
        os.environ[HEARD] = str(self._folder)

    def _look(self, *, excused: bool = False) -> list[str]:
        """Look at all that was said since the last time; returns what was wrong."""
        for said in self._others.heard():
            self._watch.hear(said)
        self._watch.look(excused=excused)
        wrong, self._watch.wrong = self._watch.wrong, []
        return list(dict.fromkeys(wrong))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Look once the test and its fixtures are done: what goes on in the background ends only then."""
        report = yield
        if report.when == "teardown":
            wrong = self._look(excused=item.get_closest_marker(EXCUSED) is not None)
            if wrong:
                report.outcome = "failed"
                before = f"{report.longrepr}\n" if report.longrepr else ""
                told = "\n".join(wrong[:SHOWN])
                report.longrepr = f"{before}{item.nodeid} heard what no document knows:\n{told}"
        return report

    # The end of the run

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Tell the first process what this one saw; nothing that is wrong ends as if it were right."""
        self._look()
        shutil.rmtree(self._folder)
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = self._watch.told()
        if any(book.violations for book in self._watch.books.values()) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what another process saw; one that was killed tells nothing, and its tests fail for that."""
        self._watch.add(getattr(node, "workeroutput", {}).get(OUTPUT, []))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how much was held against which document."""
        lines = [line for book in self._watch.books.values() for line in book.lines()]
        if lines:
            terminalreporter.section("held against the documents")
            for line in lines:
                terminalreporter.write_line(line)

"""For all tests: no deadline for one example of a law, and a terminal of which nothing is known.

What whoever runs the tests has set (no colours, a dumb terminal, another language, a width, an ignored Ctrl-C) is not
what is tested; each test says what it needs.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from grantcli import problem
from grantcli.codes import CODES
from grantcli.i18n import use

for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TTY_COMPATIBLE", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH"):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.startswith("GRANTCLI_")]:
    del os.environ[name]
os.environ["TERM"] = "xterm-256color"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("long", deadline=None, max_examples=400)
settings.load_profile("long" if os.environ.get("LAWS") else "quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the laws that Hypothesis holds: few examples in the quick suite, hundreds when ``LAWS`` is set."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("law")


_CODELESS: list[problem.Problem] = []
_made = problem.Problem.__init__


def _noted(self: problem.Problem, *given: object, **named: object) -> None:
    _made(self, *given, **named)  # type: ignore[arg-type]
    if self.kind not in CODES:
        _CODELESS.append(self)


problem.Problem.__init__ = _noted  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _every_problem_has_a_code() -> Iterator[None]:
    """See the kinds put together while the program runs; ``tests/wording/test_code_words.py`` reads the others."""
    _CODELESS.clear()
    yield
    assert not _CODELESS, "their kinds are not in src/grantcli/codes.py"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted (mutations, kills): also where they ran in processes of their own."""
    for report in terminalreporter.getreports(""):  # those of setting up and ending
        for name, value in report.user_properties if report.when == "teardown" else ():
            if name == "counted":
                terminalreporter.write_line(f" {value}")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Run a command as on a machine where nobody has calls of their own, a hundred columns wide; Italian afterwards."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    yield
    use("it")

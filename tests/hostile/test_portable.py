"""What Windows and macOS do otherwise, played here: locks, files handed over to the disk, files replaced, consoles."""

import errno
import fcntl
import importlib.util
import io
import os
import sys
import types
from pathlib import Path

import pytest
from tests.batch.batch_rows import application, line, write_lines
from tests.batch.running.test_run import content, go

from grantcli import filing
from grantcli.batch.rows.row import Row, RowResult
from grantcli.batch.running.run import SeenNames
from grantcli.cli.shell import streams


@pytest.fixture
def on_windows(monkeypatch):
    """The module ``filing`` as Windows would read it: its lock of one byte is played with one of this system."""

    def locking(handle, _mode, _bytes):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "locked") from error

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    spec = importlib.util.spec_from_file_location("grantcli.filing_on_windows", filing.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_of_windows_holds_and_says_who_has_it(on_windows, tmp_path):
    mark = tmp_path / ".lock"
    with on_windows.held(mark, "noi"), pytest.raises(on_windows.HeldError, match="noi"), on_windows.held(mark):
        pass
    with on_windows.held(mark, "altri"):
        assert mark.read_text() == "altri"
    assert not mark.exists()


@pytest.fixture
def strict_disk(monkeypatch):
    """A system that hands over only what is open to be written, and replaces no file that is open."""
    hands_over, replaces = os.fsync, Path.replace

    def fsync(handle):
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "not open to be written")
        hands_over(handle)

    def replace(part, path):
        open_ones = {str(filing.real(one)) for one in Path("/proc/self/fd").iterdir()}
        if {str(part), str(path)} & open_ones:
            raise PermissionError(errno.EACCES, "open", str(path))
        return replaces(part, path)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="which files are open is not told here")
def test_a_run_is_resumed_where_no_open_file_can_be_replaced(strict_disk, tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(2)])
    go(tmp_path / "out", path)
    first = content(tmp_path / "out")
    assert go(tmp_path / "out", path, resume=True).reused == 2
    assert {name: one for name, one in content(tmp_path / "out").items() if name != "summary.xlsx"} == {
        name: one for name, one in first.items() if name != "summary.xlsx"
    }


@pytest.mark.parametrize(("papers", "kinds"), [(False, []), (True, ["duplicate_id"])])
def test_papers_whose_names_differ_by_case_alone_do_not_share_a_file(papers, kinds):
    names = SeenNames(papers=papers)
    rows = [Row("a.csv", n, b"") for n in range(3)]
    results = [names.first(RowResult(row, name, head={})) for row, name in zip(rows, ("D1", "x/1", "d1"), strict=True)]
    assert [problem.kind for one in results for problem in one.problems] == kinds


def test_a_console_of_windows_is_left_as_it_is(monkeypatch):
    class Console(io.TextIOWrapper):
        def isatty(self):
            return True

    console = Console(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(streams, "_WINDOWS", True)
    assert streams._guarded(console, streams._Output(os.open(os.devnull, os.O_WRONLY), "w")) is console
    console.write("è \ud800")  # a letter that cannot be written ends no run


@pytest.mark.parametrize(("windows", "closed"), [(True, True), (False, False)])
def test_a_reader_that_has_gone_is_told_otherwise_by_windows(monkeypatch, windows, closed):
    monkeypatch.setattr(streams, "_WINDOWS", windows)
    assert streams.OutputError(OSError(errno.EINVAL, "Invalid argument")).closed is closed


def test_a_name_that_no_file_can_have_leads_nowhere_and_never_out(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    assert filing.real(loop / "a").is_relative_to(tmp_path)
    assert filing.real(tmp_path / "in" / ".." / "a\0b") == tmp_path / "a\0b"
    assert not filing.real(tmp_path / ".." / "a\0b").is_relative_to(tmp_path)

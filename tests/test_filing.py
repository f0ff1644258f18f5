"""Files read and written with care: no pipes, no devices, no planted links, no halves, one hand at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grantcli import filing
from grantcli.filing import HeldError, create, held, new_folder, open_part, open_regular, read_regular, write_whole


def test_a_pipe_or_a_device_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=str(path)):
            open_regular(path)


def test_a_file_is_read_up_to_a_limit(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="pesa"):
        read_regular(path, 4)


def test_nothing_is_written_through_a_link_that_somebody_planted(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"theirs")
    part = tmp_path / ".a.part"
    part.symlink_to(other)
    with open_part(part) as stream:
        stream.write(b"ours")
    assert (other.read_bytes(), part.read_bytes(), part.is_symlink()) == (b"theirs", b"ours", False)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        create(link)
    write_whole(link, b"ours")
    assert not link.is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_new_files_are_their_owners_alone_and_modes_that_are_there_stay(tmp_path):
    path = tmp_path / "a"
    write_whole(path, b"1")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    write_whole(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o644
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "a", b"1")

    def half(folder):
        with new_folder(folder):
            (folder / "one").write_text("1")
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        half(tmp_path / "b" / "c")
    assert not list(tmp_path.iterdir())


HOLD = (
    "import sys; from pathlib import Path; from grantcli.filing import held\nwith held(Path(sys.argv[1]), 'chi è'):\n"
)


def test_a_lock_says_who_holds_it_and_goes_with_its_process(tmp_path):
    mark = tmp_path / ".lock"
    waits = HOLD + "    print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", waits, mark], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(HeldError, match="chi è"), held(mark):
        pass
    other.kill()
    other.wait()
    with held(mark, "noi"), pytest.raises(HeldError, match="noi"), held(mark):
        pass
    assert not mark.exists()


def test_of_many_that_want_a_lock_one_at_a_time_has_it(tmp_path):
    """Each of four processes adds one to a number 25 times, whenever it gets the lock: none is lost."""
    number = tmp_path / "number"
    number.write_text("0")
    adds = (
        "import sys; from pathlib import Path; from grantcli.filing import HeldError, held\n"
        "number, done = Path(sys.argv[1]), 0\n"
        "while done < 25:\n"
        "    try:\n"
        "        with held(number.with_name('.lock')):\n"
        "            number.write_text(str(int(number.read_text()) + 1)); done += 1\n"
        "    except HeldError:\n"
        "        pass\n"
    )
    others = [subprocess.Popen([sys.executable, "-c", adds, number]) for _ in range(4)]
    assert [one.wait(60) for one in others] == [0] * 4
    assert number.read_text() == "100"


def test_a_lock_removed_between_opening_and_locking_is_taken_again(tmp_path, monkeypatch):
    mark, lock, locked = tmp_path / ".lock", filing._lock, []

    def late(handle: int) -> None:
        lock(handle)
        locked.append(handle)
        if len(locked) == 1:
            mark.unlink()

    monkeypatch.setattr(filing, "_lock", late)
    with held(mark, "noi"):
        assert mark.read_text() == "noi"
    assert len(locked) == 2
    assert not mark.exists()

"""Files handled with care: only regular ones are read, new ones are whole or not there at all, and one hand at a time.

What is written goes into a part that this process alone has made, never through a link that somebody planted.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

from .i18n import _

OWNERS_ALONE = 0o600
"""The mode of new files that hold answers."""
ORDINARY = 0o666
"""That of all others, less what the system's mask takes away."""
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_QUIETLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0) | _BINARY
_LOCKED_BYTE = 1 << 30  # far behind the words: on Windows a locked byte cannot be read


_noted: ContextVar[set[Path] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_reads() -> Iterator[set[Path]]:
    """Gather, within the block, the absolute paths of all files that are opened to be read."""
    noted: set[Path] = set()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def is_ours(file: Path) -> bool:
    """Return whether a file is of the user who runs this, and nobody else may write it."""
    try:
        known = file.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (known.st_uid == os.getuid() and not known.st_mode & 0o022)


def real(path: Path) -> Path:
    """Return where a path leads, links followed; links that lead in circles, and names that no file can have, stay."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path(os.path.abspath(path))  # noqa: PTH100 - without «..», where somebody asks what is inside


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file to read it; ``OSError`` for a pipe, a device, a folder. Never waits for anybody."""
    noted = _noted.get()
    if noted is not None:
        noted.add(path.absolute())
    handle = os.open(path, os.O_RDONLY | _QUIETLY)
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, _("non è un file normale (una coda, un dispositivo)"), str(path))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def is_regular(path: Path) -> bool:
    """Return whether a regular file is there, or may be: where one may not look, reading it says why."""
    try:
        return path.is_file()
    except ValueError:  # a NUL in the name
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG


def read_regular(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file of at most ``most`` bytes; ``OSError`` for any other."""
    with open_regular(path) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, _("pesa oltre {most} MB").format(most=most // 1_000_000), str(path))
    return data


def open_part(part: Path, mode: int = OWNERS_ALONE) -> BinaryIO:
    """Open a new file to write it: what bears its name, a link too, is removed first and never written through."""
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    return create(part, mode)


def create(path: Path, mode: int = OWNERS_ALONE) -> BinaryIO:
    """Open a file that must not be there yet, not as a link either, to write it."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, mode), "wb")


def put_in_place(part: Path, path: Path) -> Path:
    """Give a whole part the name of its file, and the mode of the file it takes the place of."""
    with contextlib.suppress(OSError):
        before = path.lstat().st_mode
        if stat.S_ISREG(before):
            part.chmod(stat.S_IMODE(before))
    return part.replace(path)


def write_whole(path: Path, content: bytes, mode: int = OWNERS_ALONE) -> Path:
    """Write a file whole or not at all, on the disk when this returns; nothing is left behind where it fails."""
    part = path.with_name(f".{path.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        with open_part(part, mode) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        return put_in_place(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """Make a folder that must not be there yet; where the block fails nothing of it is left, nor of its parents."""
    made = [one for one in folder.parents if not one.exists()]
    folder.mkdir(parents=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


class HeldError(Exception):
    """Another process holds the lock; its text says which, where that is known."""


@contextmanager
def held(mark: Path, words: str = "") -> Iterator[None]:
    """Hold the lock of a file within the block; ``HeldError`` where another process holds it.

    The system lets go of it when the process ends, however it ends. ``words`` say who holds it.
    """
    handle = _taken(mark)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, words.encode("utf-8", "replace")[:500])
        yield
    finally:
        if os.name != "nt":  # there an open file cannot be removed
            mark.unlink(missing_ok=True)
        os.close(handle)
        if os.name == "nt":
            with contextlib.suppress(OSError):
                mark.unlink(missing_ok=True)


def _taken(mark: Path) -> int:
    """Return the handle of the locked file; taken again where it was removed between opening and locking."""
    while True:
        handle = os.open(mark, os.O_RDWR | os.O_CREAT | _NO_FOLLOW | _QUIETLY, OWNERS_ALONE)
        try:
            _lock(handle)
            if _is_at(mark, handle):
                return handle
        except BlockingIOError as error:
            words = os.read(handle, 500).decode("utf-8", "replace")
            os.close(handle)
            raise HeldError(words) from error
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_at(mark: Path, handle: int) -> bool:
    """Return whether the open file still has that name: asked once, for it may go between two questions."""
    try:
        return os.path.samestat(os.fstat(handle), mark.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(errno.EAGAIN, error.strerror) from error
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

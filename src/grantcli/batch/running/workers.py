"""Chunks of rows judged by processes of this machine: in order, few at a time, none left behind."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import chain, islice, takewhile
from multiprocessing.connection import Connection
from typing import TypeVar

from ...i18n import _
from ...problem import Problem
from ..rows.row import Job, Row, RowResult, name_of, place_of
from .judging import judge_rows

CHUNK = 64
"""Rows that travel together: fewer cost time on the way, more cost memory."""
CHUNK_WITH_PAPERS = 1
"""A paper takes seconds to draw: the workers end together, and there is little to save on the way."""
_AHEAD = 2
_RARELY = 50_000  # objects made between two collections; judging leaves no circles behind
_job: list[Job] = []
_let_go = threading.Event()
Promise = TypeVar("Promise")


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield the rows in lists of ``size``, the last one shorter."""
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


def judge_all(job: Job, rows: Iterable[Row], workers: int) -> Iterator[list[RowResult]]:
    """Judge rows on ``workers`` processes; yield results by chunk in the order of the rows. One chunk stays here."""
    parts = chunks(rows, CHUNK_WITH_PAPERS if job.papers else CHUNK)
    first = list(islice(parts, 2))
    if workers <= 1 or len(first) < 2:
        return (judge_rows(job, chunk) for chunk in chain(first, parts))
    return _on_processes(job, chain(first, parts), workers)


def in_window(
    submit: Callable[[list[Row]], Promise], parts: Iterable[list[Row]], most: int
) -> Iterator[tuple[list[Row], Promise]]:
    """Submit chunks, at most ``most`` of them ahead of the one that is yielded; yield each in order."""
    ahead: deque[tuple[list[Row], Promise]] = deque()
    for chunk in parts:
        ahead.append((chunk, submit(chunk)))
        if len(ahead) > most:
            yield ahead.popleft()
    yield from ahead


def _on_processes(job: Job, parts: Iterator[list[Row]], workers: int) -> Iterator[list[RowResult]]:
    pool = _Pool(job, workers)
    try:
        for chunk, future in in_window(pool.submit, parts, workers * _AHEAD):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _again(job, chunk)
    except BaseException:
        pool.drop()
        raise
    pool.end()


def _again(job: Job, rows: list[Row]) -> list[RowResult]:
    """Judge rows whose worker died: halves of halves, each in a process of its own, until the row is found."""
    pool = _Pool(job, 1)
    try:
        return pool.submit(rows).result()
    except BrokenProcessPool:
        half = len(rows) // 2
        return _again(job, rows[:half]) + _again(job, rows[half:]) if half else [dead(rows[0])]
    finally:
        pool.end()


def dead(row: Row) -> RowResult:
    """Return the result of a row whose worker died of it."""
    said = _("il processo che la valutava è morto (memoria esaurita?)")
    return RowResult(row.bare(), name_of(row), problems=(Problem(place_of(row), "", said, kind="worker_died"),))


class _Pool:
    """A pool of processes that is made again when one of them dies, and that ends when this process or its work does.

    Workers hold one end of a pipe. Once the other end is closed they judge no more rows; where it is because this
    process is gone, they exit. Killed while rows are on their way to them, they would leave it waiting for ever.
    """

    def __init__(self, job: Job, workers: int) -> None:
        self.job = job
        self.workers = workers
        self._pool, self._leash = self._made()

    def _made(self) -> tuple[ProcessPoolExecutor, Connection]:
        method = "forkserver" if sys.platform != "win32" else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(_needed(self.job))
            _begin_server()
        held, leash = context.Pipe(duplex=False)
        return ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(self.job, held)), leash

    def submit(self, rows: list[Row]) -> "Future[list[RowResult]]":
        with _ctrl_c_afterwards():  # a worker may be begun here, and one begun by half complains
            try:
                return self._pool.submit(_judge, rows)
            except BrokenProcessPool:
                self.end()
                self._pool, self._leash = self._made()
                return self._pool.submit(_judge, rows)

    def end(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._leash.close()

    def drop(self) -> None:
        """End soon: what the workers have not begun is not wanted any more."""
        self._leash.close()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _needed(job: Job) -> list[str]:
    """Return the modules that workers need, read once before the workers part."""
    return [judge_rows.__module__, *(["weasyprint", "grantcli.render.context"] if job.papers else [])]


def _begin_server() -> None:
    """Begin the process that workers part from, with Ctrl-C held back in it and here until it stands."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _ctrl_c_afterwards() -> Iterator[None]:
    """Let a Ctrl-C within the block take effect at its end; only the first thread of a process sees any."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _begin(job: Job, leash: Connection) -> None:
    """Make ready a worker: it knows the job, leaves Ctrl-C to its parent and stops when its leash is let go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(leash,), daemon=True).start()
    _job[:] = [job]
    gc.freeze()  # the calls stay as long as the worker does: no collection need look at them
    gc.set_threshold(_RARELY, 20, 20)


def _follow(leash: Connection) -> None:
    with suppress(EOFError, OSError):
        leash.recv_bytes()
    _let_go.set()
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judge(rows: list[Row]) -> list[RowResult]:
    """Judge the rows of a chunk, as long as somebody waits for them."""
    wanted = takewhile(lambda _row: not _let_go.is_set(), rows)
    return [result for row in wanted for result in judge_rows(_job[0], [row])]

"""Chunks of rows judged by processes of this machine: in order, few at a time, none left behind.

Each worker has a pipe of its own and shares nothing with the others, so that one that is killed holds nothing up: its
pipe ends, its rows are judged again. A worker whose pipe ends from here (this process is gone, or was asked to
stop) exits at once.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import UnpicklingError
from queue import SimpleQueue
from typing import Any, TypeVar

from ...i18n import _
from ...problem import Problem, reason_of
from ..rows.row import Job, Row, RowResult, name_of, place_of
from .judging import judge_rows

CHUNK = 64
"""Rows that travel together: fewer cost time on the way, more cost memory."""
CHUNK_WITH_PAPERS = 1
"""A paper takes seconds to draw: the workers end together, and there is little to save on the way."""
_AHEAD = 2
_RARELY = 50_000  # objects made between two collections; judging leaves no circles behind
_FAREWELL = 10.0  # seconds a worker has to end by itself
_TRIES, _PAUSE = 6, 0.1
"""How often a worker is begun that does not begin, and for how long to wait in between, a little longer each time."""
_GONE = (EOFError, OSError, UnpicklingError)
Promise = TypeVar("Promise")


class WorkersGoneError(Exception):
    """No worker can be begun any more."""


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
    team = _Team(job, workers)
    try:
        yield from team.judge(parts)
    except BaseException:
        team.drop()
        raise
    team.end()


class _Worker:
    """A process that judges the chunks that it is sent, in their order."""

    def __init__(self, job: Job) -> None:
        self.pipe, self._process = _begun(job)
        self.has: deque[tuple[int, list[Row]]] = deque()

    def send(self, number: int, chunk: list[Row]) -> None:
        """Send a chunk; that the worker has died is seen when its result is awaited."""
        self.has.append((number, chunk))
        with suppress(OSError):
            self.pipe.send(chunk)

    def end(self) -> None:
        """Let the worker end, and see that it does."""
        with suppress(OSError):
            self.pipe.send(None)
        self._process.join(_FAREWELL)
        self.drop()

    def drop(self) -> None:
        """End the worker now."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _begun(job: Job) -> tuple[Connection, BaseProcess]:
    """Begin a worker; where what workers part from is killed meanwhile, from a new one."""
    for tried in range(1, _TRIES + 1):
        try:
            return _begin(job)
        except (EOFError, OSError) as error:
            if tried == _TRIES:
                why = reason_of(error) if isinstance(error, OSError) else str(error)
                said = _("i processi che valutano non partono ({why})").format(why=why)
                raise WorkersGoneError(said + how_to_go_on()) from error
            time.sleep(_PAUSE * tried)
    raise AssertionError("a try returns or raises")


def _begin(job: Job) -> tuple[Connection, BaseProcess]:
    method = "forkserver" if sys.platform != "win32" else "spawn"
    context: Any = multiprocessing.get_context(method)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a process which was killed begins again
        if method == "forkserver":
            context.set_forkserver_preload(_needed(job))
            _begin_server()
        pipe, far = context.Pipe()
        process = context.Process(target=_work, args=(job, far), daemon=True)
        try:
            with _ctrl_c_afterwards():  # a worker begun by half complains
                process.start()
        except BaseException:
            pipe.close()
            raise
        finally:
            far.close()
    return pipe, process


def how_to_go_on() -> str:
    """Say how a run that could not go on is taken up again."""
    return "; " + _("per continuare da qui: lo stesso comando con --resume")


class _Team:
    """Workers that are replaced where they die. What a dead one was judging is judged again, apart from the rest."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job = job
        self._workers = [_Worker(job) for _ in range(workers)]
        self._results: dict[int, list[RowResult]] = {}
        self._left: deque[tuple[int, list[Row]]] = deque()

    def judge(self, parts: Iterator[list[Row]]) -> Iterator[list[RowResult]]:
        """Yield the results of the chunks in their order, a bounded number of chunks being on their way."""
        numbered = enumerate(parts)
        most = 2 * _AHEAD * len(self._workers)
        done = 0
        while True:
            self._hand_out(numbered, most)
            if done in self._results:
                yield self._results.pop(done)
                done += 1
            elif any(worker.has for worker in self._workers):
                self._collect()
            else:
                return

    def _hand_out(self, numbered: Iterator[tuple[int, list[Row]]], most: int) -> None:
        free = sorted((one for one in self._workers if len(one.has) < _AHEAD), key=lambda one: len(one.has))
        for worker in free:
            if not self._left:
                if sum(len(one.has) for one in self._workers) + len(self._results) >= most:
                    return
                self._left.extend(islice(numbered, 1))
            if self._left:
                worker.send(*self._left.popleft())

    def _collect(self) -> None:
        """Take in the results that are there, waiting for the first; a pipe that ends is a worker that died."""
        pipes: dict[Any, int] = {worker.pipe: at for at, worker in enumerate(self._workers) if worker.has}
        for pipe in wait(list(pipes)):
            at = pipes[pipe]
            worker = self._workers[at]
            try:
                results = worker.pipe.recv()
            except _GONE:
                self._replace(at)
            else:
                number, _chunk = worker.has.popleft()
                self._results[number] = results

    def _replace(self, at: int) -> None:
        dead_one = self._workers[at]
        dead_one.drop()
        self._workers[at] = _Worker(self._job)
        number, chunk = dead_one.has.popleft()
        self._left.extendleft(reversed(dead_one.has))
        self._results[number] = _again(self._job, chunk)

    def end(self) -> None:
        """Let all workers end."""
        for worker in self._workers:
            worker.end()

    def drop(self) -> None:
        """End all workers now."""
        for worker in self._workers:
            worker.drop()


def _again(job: Job, rows: list[Row]) -> list[RowResult]:
    """Judge rows whose worker died: halves of halves, each in a process of its own, until the row is found."""
    worker = _Worker(job)
    try:
        worker.send(0, rows)
        results: list[RowResult] = worker.pipe.recv()
        return results
    except _GONE:
        half = len(rows) // 2
        return _again(job, rows[:half]) + _again(job, rows[half:]) if half else [dead(rows[0])]
    finally:
        worker.drop()


def dead(row: Row) -> RowResult:
    """Return the result of a row whose worker died of it."""
    said = _("il processo che la valutava è morto (memoria esaurita?)")
    return RowResult(row.bare(), name_of(row), problems=(Problem(place_of(row), "", said, kind="worker_died"),))


def _needed(job: Job) -> list[str]:
    """Return the modules that workers need, read once before the workers part."""
    own = [] if job.work is None else [type(job.work).__module__]
    return [judge_rows.__module__, *own, *(["weasyprint", "grantcli.render.context"] if job.papers else [])]


def _begin_server() -> None:
    """Begin the process that workers part from, with Ctrl-C held back in it and here until it runs."""
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


def _work(job: Job, pipe: Connection) -> None:
    """Judge the chunks that come through a pipe and send back their results, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # the calls stay as long as the worker does: no collection need look at them
    gc.set_threshold(_RARELY, 20, 20)
    chunks_in: SimpleQueue[list[Row] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, chunks_in), daemon=True).start()
    while (chunk := chunks_in.get()) is not None:
        pipe.send(judge_rows(job, chunk))


def _receive(pipe: Connection, chunks_in: "SimpleQueue[list[Row] | None]") -> None:
    """Take in chunks as they come, so that nobody waits for room in the pipe; exit where its other end is gone."""
    try:
        while (chunk := pipe.recv()) is not None:
            chunks_in.put(chunk)
    except _GONE:
        os._exit(1)
    chunks_in.put(None)

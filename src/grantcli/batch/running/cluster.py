"""Chunks of rows judged by the workers of a Dask cluster that is already there (the extra ``cluster``)."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from ... import __version__
from ...i18n import _
from ..rows.row import Job, Row, RowResult
from .judging import judge_rows
from .workers import CHUNK, CHUNK_WITH_PAPERS, chunks, dead, how_to_go_on, in_window

_PATIENCE = "15s"
_AHEAD = 2
_LOOK = "20s"
_MOST_ALONE = 3
"""So many looks in a row find a cluster without workers before it is given up."""


class ClusterError(Exception):
    """The cluster cannot be used: it does not answer, or runs something else. The message says what to do."""


def judge_on_cluster(address: str, job: Job, rows: Iterable[Row]) -> Iterator[list[RowResult]]:
    """Judge rows on the cluster at ``address`` (``tcp://host:port``); yield results in the order of the rows."""
    client = _client(address)
    try:
        threads = _same_program(client)
        shared = client.scatter(job, broadcast=True, hash=False)
        parts = chunks(rows, CHUNK_WITH_PAPERS if job.papers else CHUNK)

        def submit(chunk: list[Row]) -> Any:
            return client.submit(judge_rows, shared, chunk, pure=False)

        for chunk, future in in_window(submit, parts, threads * _AHEAD):
            yield _result(client, future, chunk)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(_("manca un componente: pip install 'grantcli[cluster]'")) from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        said = _("il cluster {address} non risponde: {why}").format(address=address, why=error)
        raise ClusterError(said) from None


def _same_program(client: Any) -> int:
    """Return how many threads the workers have, once it is sure that all of them run this very program."""
    threads: int = sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())
    if not threads:
        raise ClusterError(_("il cluster non ha nessun worker"))
    try:
        versions = set(client.run(_version).values())
    except ImportError:
        raise ClusterError(_("grantcli non è installato sui worker del cluster")) from None
    if versions != {__version__}:
        said = _("i worker del cluster hanno grantcli {theirs}, qui c'è {ours}")
        raise ClusterError(said.format(theirs=", ".join(sorted(versions)), ours=__version__))
    return threads


def _version() -> str:
    return __version__


def _result(client: Any, future: Any, chunk: list[Row]) -> list[RowResult]:
    """Return the results of a chunk; one whose workers died of it, several times over, is bad.

    What a worker was doing when it died is done by another one. Where none is left, or the cluster itself has gone,
    ``ClusterError``: nobody waits for what will not come.
    """
    from distributed import CancelledError, KilledWorker

    alone = 0
    try:
        while True:
            try:
                results: list[RowResult] = future.result(timeout=_LOOK)
                return results
            except TimeoutError:
                alone = 0 if _has_workers(client) else alone + 1
                if alone >= _MOST_ALONE:
                    raise ClusterError(_("il cluster non ha più nessun worker") + how_to_go_on()) from None
    except KilledWorker:
        return [dead(row) for row in chunk]
    except (CancelledError, OSError) as error:
        raise ClusterError(_("il cluster è venuto a mancare") + how_to_go_on()) from error
    finally:
        with suppress(Exception):  # of a cluster that has gone there is nothing to release
            future.release()


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, TimeoutError):
        return False

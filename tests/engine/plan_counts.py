"""How many random plans a long law is held on: a slice in the slow tests, ten thousand with ``LAWS=all``."""

import os

ALL = 10_000


def plans(slice_: int) -> range:
    """Return the seeds of the plans: ``slice_`` of them, or all."""
    return range(ALL if os.environ.get("LAWS") == "all" else slice_)

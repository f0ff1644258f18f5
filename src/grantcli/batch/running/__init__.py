"""Judging many rows: workers, cluster, resuming, the lock of the output folder."""

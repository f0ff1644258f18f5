"""Judge, compute and draft applications to business grants, with the source of every decision."""

__version__ = "0.1.0"

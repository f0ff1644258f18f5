"""Exact arithmetic: linear programs, fair cuts, derivatives."""

"""Figures that are numbers, names or values by day; facts computed from others; from which stage each is known."""

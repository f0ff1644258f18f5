"""Figures and computed facts: numbers, names of facts, values by day, arithmetic, numbers over lists, tables."""

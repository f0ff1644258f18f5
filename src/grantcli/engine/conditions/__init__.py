"""Conditions compiled to closures, judged with three-valued logic."""

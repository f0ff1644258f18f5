"""The commands on calls."""

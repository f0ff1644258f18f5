"""Conditions read from their mappings."""

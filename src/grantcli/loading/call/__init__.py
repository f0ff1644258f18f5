"""Calls read to editions: vocabulary, amendments, areas, library, cache."""

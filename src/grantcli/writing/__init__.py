"""YAML written for people, comments kept: sessions, edits, changes."""

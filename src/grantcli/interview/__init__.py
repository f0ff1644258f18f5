"""Asks what the outcome still lacks; judges nothing."""

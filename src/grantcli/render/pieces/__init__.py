"""Pieces that several papers share: badges, rows of findings, tables of lists, amounts, who applies."""

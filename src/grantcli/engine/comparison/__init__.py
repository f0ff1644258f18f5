"""Outcomes held against expectations and against one another."""

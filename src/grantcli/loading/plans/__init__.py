"""Expense plans of clients: tables of any shape read as the list ``expenses``, with what was understood told."""

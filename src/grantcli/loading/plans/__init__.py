"""Expense plans of clients: tables of any shape read as the list ``expenses``, with a report of what was understood."""

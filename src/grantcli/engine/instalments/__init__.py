"""Loans and payments as arithmetic: plans of instalments, discounting, grant equivalents, shares by year."""

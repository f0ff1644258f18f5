"""Foreign files read to facts: XBRL accounts, the State-aid register, ledgers."""

"""How a computed fact came about, in words: its formula, the row of its table, what it was taken over."""

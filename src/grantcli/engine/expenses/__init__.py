"""From the expense plan to the admitted cost: lines, ceilings, limits."""

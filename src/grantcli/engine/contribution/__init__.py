"""From admitted cost to the contribution: regimes, rates, caps, choice."""

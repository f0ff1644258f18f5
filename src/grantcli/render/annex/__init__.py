"""What the judgement rests on: every rule, the regimes, the doubts, the sources, the other answers."""

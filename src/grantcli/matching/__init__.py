"""Companies against calls: who may apply where, and for how much."""

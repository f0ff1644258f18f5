"""Instruments beside the contribution: each reckoned on its base, the way taken, the cost shared out among them."""

"""What an amount is made of: its steps, and how far it can be trusted."""

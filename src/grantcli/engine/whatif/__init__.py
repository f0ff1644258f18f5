"""What would change the contribution: sensitivity, breakpoints, costly answers."""
